"""How long two years of a pilot take to export, beside the same of an empty one; no time is a failure."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from random import Random

import pytest
from sqlmodel import Session

from playbook.records import Answer, Finding, Pilot, Proof, State, Voice, WorkItem
from playbook.room.notes import NoteKind
from playbook.store import work_items
from playbook.store.answers import save_answer
from playbook.tickets.columns import columns_of
from ybiyri_tui.context import Context
from ybiyri_tui.reports.summary.export import written
from ybiyri_tui.reports.summary.report import pilot_report
from ybiyri_tui.usecases.pilot.pilots import create_pilot
from ybiyri_tui.usecases.room import noting, promising
from ybiyri_tui.wording.formats import Formats

WEEKS = 104
ITEMS_A_WEEK = 25
CHANGES_A_WEEK = 12


def two_years(context: Context, pilot: Pilot) -> None:
    """Answers that were changed every week, promises and notes every other, and all tickets of the time."""
    chance, questions = Random(5), context.playbook.question_ids()
    versions: dict[str, int] = {}

    def work(session: Session) -> None:
        work_items.freeze_bau_definition(session, pilot.id, ("type=Bug",))
        items = columns_of(item for week in range(WEEKS) for item in _items(week, chance))
        work_items.save(session, pilot.id, items, work_items.TicketSource("jira-csv", "UTC", context.today))
        for week in range(WEEKS):
            for number in range(CHANGES_A_WEEK):
                question = questions[(week + number) % len(questions)]
                day = date(2024, 12, 2) + timedelta(weeks=week)
                proof = Proof(f"Minutes of week {week}, as they are kept in the wiki", day)
                found = Finding(chance.choice(list(Voice)), State.YES, day, (proof,))
                answer = Answer(question, (found,), owner="Jo", version=versions.get(question, 0))
                saved = save_answer(session, pilot.id, answer, who="coach", at=context.now())
                versions[question] = saved.version

    context.workspace.write(work)
    for number in range(WEEKS // 2):
        promising.raise_concern(context, pilot.id, f"Concern {number}", promise=f"Promise {number}", owner="Jo")
        noting.take_note(context, pilot.id, f"Step {number}", kind=NoteKind.STEP, owner="Jo")


@pytest.mark.slow
def test_two_years_beside_an_empty_pilot(context: Context, capsys: pytest.CaptureFixture[str]) -> None:
    pilots = [create_pilot(context, name=name, team="Kestrel", mission="Restore") for name in ("Empty", "Two years")]
    two_years(context, pilots[1])
    for form in ("md", "json", "html", "pdf", "pptx", "csv", "all"):
        empty, full = (_fastest(partial(_write, context, pilot, form)) for pilot in pilots)
        with capsys.disabled():
            print(f"\nexport {form}: empty {empty:.2f} s, two years {full:.2f} s, {full / empty:.1f} times")
    assert len(_write(context, pilots[1], "all")) > 10


def _write(context: Context, pilot: Pilot, form: str) -> dict[str, str | bytes]:
    return written(Formats(), lambda: pilot_report(context, pilot.id), form)


def _fastest(work: Callable[[], object]) -> float:
    times = []
    for _ in range(3):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)


def _items(week: int, chance: Random) -> list[WorkItem]:
    day = date(2024, 12, 2) + timedelta(weeks=week)
    return [
        WorkItem(f"K-{week}-{number}", "Bug", chance.random() < 0.3, day, day + timedelta(days=number % 5))
        for number in range(ITEMS_A_WEEK)
    ]
