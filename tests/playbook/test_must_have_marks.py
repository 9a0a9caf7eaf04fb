"""Must-haves: met, opened again, excepted for a while."""

from __future__ import annotations

from datetime import date

import pytest

from playbook.errors import PlaybookError
from playbook.records import MustHaveMark, Phase, Waiver
from playbook.schema import MustHave
from playbook.standing.must_have_marks import except_, meet, reopen
from playbook.standing.readiness import MustHaveState, must_have_statuses, reopened, up_to_next

TODAY = date(2026, 12, 3)
MARK = MustHaveMark("pay-agreed")


def must_have(slug: str, before: Phase) -> MustHave:
    return MustHave(id=slug, title=slug, before_phase=before, why="why", counts_as_met="what")


def excepted(until: date = TODAY) -> MustHaveMark:
    return except_(MARK, reason=" signed in May ", person="Head of Product", expires_on=until, today=TODAY)


def test_an_exception_names_reason_person_and_last_day() -> None:
    assert excepted().waiver == Waiver("signed in May", "Head of Product", TODAY)


@pytest.mark.parametrize(
    ("reason", "person", "until", "sentence"),
    [
        ("", "P", TODAY, "needs a reason"),
        ("r", " ", TODAY, "needs a person"),
        ("r", "P", date(2026, 12, 2), "2026-12-02 has passed"),
    ],
)
def test_an_exception_without_one_of_them_is_refused(reason: str, person: str, until: date, sentence: str) -> None:
    with pytest.raises(PlaybookError, match=sentence):
        except_(MARK, reason=reason, person=person, expires_on=until, today=TODAY)


def test_what_is_met_needs_no_exception_and_what_is_met_later_is_met() -> None:
    met = meet(MARK, "signed", TODAY)
    with pytest.raises(PlaybookError, match="needs no exception"):
        except_(met, reason="r", person="P", expires_on=TODAY, today=TODAY)
    both = meet(excepted(), "signed", TODAY)
    assert must_have_statuses([must_have("pay-agreed", Phase.PILOT)], {"pay-agreed": both}, TODAY)[0].state is (
        MustHaveState.MET
    )


def test_an_exception_counts_on_its_last_day_and_not_after() -> None:
    pay = [must_have("pay-agreed", Phase.PILOT)]
    marks = {"pay-agreed": excepted(until=date(2026, 12, 10))}
    states = [must_have_statuses(pay, marks, date(2026, 12, day))[0].state for day in (3, 10, 11)]
    assert states == [MustHaveState.EXCEPTED, MustHaveState.EXCEPTED, MustHaveState.OPEN]


def test_meeting_needs_to_say_what_was_seen_and_opening_again_forgets_the_exception() -> None:
    with pytest.raises(PlaybookError, match="what was seen"):
        meet(MARK, " ", TODAY)
    assert reopen(meet(MARK, "signed", TODAY)).proof == "signed"
    assert reopen(excepted()) == MARK


def test_another_owner_has_not_accepted_yet() -> None:
    asked = MARK.with_owner("HR").with_accepted(False)
    assert (asked.owner, asked.accepted) == ("HR", False)
    assert asked.with_owner("HR") == asked
    assert asked.with_owner("Finance").accepted is None
    with pytest.raises(PlaybookError, match="name an owner first"):
        MARK.with_accepted(True)


def test_a_must_have_that_opens_again_stops_the_next_step_and_is_told_apart() -> None:
    musts = [must_have("a", Phase.BASELINE), must_have("b", Phase.PILOT), must_have("c", Phase.SCALE)]
    statuses = must_have_statuses(musts, {"b": MustHaveMark("b", TODAY)}, TODAY)
    assert [status.must_have.id for status in up_to_next(statuses, Phase.BASELINE)] == ["a", "b"]
    assert [status.must_have.id for status in reopened(statuses, Phase.BASELINE)] == ["a"]
    assert reopened(statuses, Phase.PREPARE) == ()
