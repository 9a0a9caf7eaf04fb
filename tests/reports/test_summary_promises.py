"""What the manager reads about promises and exceptions."""

from __future__ import annotations

from datetime import date

from playbook.records import Pilot
from playbook.room.promises import PromiseState, set_state, tick
from ybiyri_tui.context import Context
from ybiyri_tui.reports.summary.forms.as_json import summary_data
from ybiyri_tui.reports.summary.forms.markdown import document_markdown
from ybiyri_tui.reports.summary.summary import summarise
from ybiyri_tui.reports.summary.whole import document
from ybiyri_tui.usecases.findings.must_haves import except_must_have, meet_must_have
from ybiyri_tui.usecases.room.noting import take_note
from ybiyri_tui.usecases.room.promising import change_promise, raise_concern


def test_promises_are_counted_by_their_owners_and_by_the_teams_word(context: Context, pilot: Pilot) -> None:
    past = date(2026, 12, 1)
    raise_concern(context, pilot.id, "Noisy disk alert", promise="Alert removed")
    change_promise(context, pilot.id, 1, lambda made: set_state(made, PromiseState.KEPT))
    change_promise(context, pilot.id, 1, lambda made: tick(made, understood=True, fixed=True, today=context.today))
    raise_concern(context, pilot.id, "Nights | are not paid", promise="Pay is agreed", owner="HR", due_on=past)
    raise_concern(context, pilot.id, "Nobody asks us")
    summary = summarise(context, pilot.id)
    text = document_markdown(document(summary))
    assert (
        "**PROMISES** 1 of 2 promises to the team are kept, 1 is late; 1 concern has none. The team calls 1 of 3 fixed."
    ) in text
    assert "| Nights \\| are not paid | Pay is agreed | HR | open, overdue since 1 Dec 2026 |" in text
    data = summary_data(summary)["promises"]
    assert (data["counts"]["kept"], data["counts"]["late"], len(data["promises"])) == (1, 1, 3)


def test_without_a_promise_the_summary_says_so(context: Context, pilot: Pilot) -> None:
    summary = summarise(context, pilot.id)
    assert "**PROMISES** None was made to the team yet." in document_markdown(document(summary))
    assert summary_data(summary)["promises"] is None


def test_an_exception_is_told_beside_the_recommendation(context: Context, pilot: Pilot) -> None:
    for must_have in ("right-service", "willing-people"):
        meet_must_have(context, pilot.id, must_have, "seen")
    except_must_have(
        context, pilot.id, "opt-out", reason="letter on its way", person="Head of HR", expires_on=date(2026, 12, 24)
    )
    summary = summarise(context, pilot.id)
    text = document_markdown(document(summary))
    assert "0 of 3 must-haves before the baseline phase are open." in text
    assert "exception until 24 Dec 2026: Saying no has no price (Head of HR: letter on its way)" in text
    assert "every one is met" not in text
    assert summary_data(summary)["must_haves"][2]["state"] == "excepted"


def test_notes_that_stay_in_the_room_are_in_no_summary(context: Context, pilot: Pilot) -> None:
    take_note(context, pilot.id, "a sentence that stays", owner="Jo", due_on=date(2026, 12, 1))
    summary = summarise(context, pilot.id)
    assert "a sentence that stays" not in document_markdown(document(summary)) + str(summary_data(summary))
