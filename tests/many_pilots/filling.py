"""Fills a workspace with as many pilots as asked, quickly: the same tables as use cases write, in a few statements."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, text
from sqlmodel import Session, SQLModel

from playbook.plain_json import to_plain
from playbook.records import Answer, Finding, MustHaveMark, Phase, Proof, State, Voice
from playbook.room.promises import Promise
from playbook.schema import Playbook
from playbook.tables import (
    AnswerRow,
    ChangeRow,
    FindingRow,
    MustHaveRow,
    PilotRow,
    PromiseRow,
    ProofRow,
    WaiverRow,
)
from tests.many_pilots.rounds import FATES, survey_rows
from ybiyri_tui.context import Context
from ybiyri_tui.workspace.opening import Place, open_or_create

MONTHS = 6
NOON = datetime(2026, 12, 3, 12, tzinfo=UTC)
AREAS = ("alerts", "pay", "personal-life", "can-handle")
Rows = dict[type[SQLModel], list[dict[str, Any]]]


@dataclass(frozen=True)
class Making:
    """What a pilot is made with."""

    playbook: Playbook
    today: date
    chance: Random
    rows: Rows

    def add(self, table: type[SQLModel], **values: Any) -> None:
        """One row more."""
        self.rows.setdefault(table, []).append(values)

    def change(self, pilot_id: int, on: date, kind: str, key: str, after: object) -> None:
        """One entry more in the audit trail; what was there before is not told."""
        at = datetime.combine(on, time(9, self.chance.randrange(60)), UTC)
        written = json.dumps(to_plain(after), ensure_ascii=False, sort_keys=True)
        entry = {"kind": kind, "key": key, "before": "null", "after": written, "action": "change"}
        self.add(ChangeRow, pilot_id=pilot_id, at=at, who="coach", reverses=None, seat="", **entry)


def every_fate(number: int) -> str:
    """Both rounds closed and read back for every other pilot, and for those between every fate in turn."""
    return FATES[number // 2 % len(FATES)] if number % 2 else "compared"


def context_on(place: Place) -> Context:
    """The workspace there, at noon."""
    return Context(open_or_create(place), who="coach", now=lambda: NOON, random=Random(7))


def fill(
    context: Context,
    pilots: int,
    *,
    first: int = 1,
    seed: int = 1,
    series: Callable[[int], str] | None = None,
    variety: int = 3,
) -> None:
    """Pilots numbered from `first`, each with answers, must-haves, promises, a history and two rounds of the survey.

    `series` says what became of a pilot's surveys (see `tests.many_pilots.rounds`); else both rounds are closed and
    read back. So many different comparisons are computed, which takes time, and shared by the pilots. No pilot may
    have these numbers yet.
    """
    making = Making(context.playbook, context.today, Random(seed + first), {})
    for number in range(first, first + pilots):
        _pilot(making, number)
    making.rows.update(survey_rows(context, range(first, first + pilots), Random(seed + first), series, variety))

    def write(session: Session) -> None:
        by_table = {str(table.__tablename__): rows for table, rows in making.rows.items()}
        for table in SQLModel.metadata.sorted_tables:
            if table.name in by_table:
                session.connection().execute(insert(table), by_table[table.name])
        if session.connection().dialect.name == "postgresql":
            session.connection().execute(
                text("SELECT setval(pg_get_serial_sequence('pilot', 'id'), max(id)) FROM pilot")
            )

    context.workspace.write(write)


def _pilot(making: Making, number: int) -> None:
    chance, today = making.chance, making.today
    began = today - timedelta(days=chance.randrange(30, 30 * MONTHS))
    phase = chance.choices(list(Phase), (4, 3, 5, 2, 1))[0]
    name = f"{chance.choice(('Payments', 'Search', 'Checkout', 'Claims'))} {number:04}"
    quiet = chance.random() < 0.2
    newest = today - timedelta(days=chance.randrange(31, 90) if quiet else chance.randrange(30))
    making.add(
        PilotRow,
        id=number,
        name=name,
        team=f"Team {number:04}",
        mission="Restore checkout in minutes, without waking anybody else",
        phase=phase.value,
        exposure_per_hour=None,
        created_on=min(began, newest),
        opened_at=None,
        is_example=False,
        archived_on=newest if number % 17 == 0 else None,
    )
    days = sorted(began + (newest - began) * chance.random() for _ in range(40)) if began < newest else [newest] * 40
    making.change(number, min(began, newest), "pilot", name, None)
    for index, question_id in enumerate(making.playbook.question_ids()):
        if chance.random() < 0.8:
            _answer(making, number, question_id, days[index : index + 20 : 10])
    for index, must_have in enumerate(making.playbook.must_haves):
        if chance.random() < 0.6:
            _mark(making, number, must_have.id, days[20 + index])
    for index in range(chance.randrange(6)):
        _promise(making, number, index + 1, days[30 + index])


def _answer(making: Making, pilot_id: int, question_id: str, days: list[date]) -> None:
    chance, findings = making.chance, []
    voices = chance.choice(((Voice.TEAM,), (Voice.TEAM, Voice.LEADERS), (Voice.TEAM, Voice.LEADERS, Voice.OPERATIONS)))
    for voice in voices:
        state = chance.choice((State.NO, State.PARTLY, State.YES, State.YES))
        proofs = (Proof("Minutes of the meeting", days[-1]),) if state is State.YES and chance.random() < 0.6 else ()
        findings.append(Finding(voice, state, days[-1], proofs))
        where = {"pilot_id": pilot_id, "question_id": question_id, "voice": voice.value}
        making.add(FindingRow, **where, state=state.value, checked_on=days[-1], role=None)
        for proof in proofs:
            making.add(ProofRow, **where, text=proof.text, checked_on=proof.checked_on, worksheet=None)
    reason = "There is no such service" if chance.random() < 0.05 else None
    due = days[-1] + timedelta(days=chance.randrange(90))
    answer = Answer(question_id, tuple(findings), reason, "Jo", due, version=len(days))
    values = {"not_applicable_reason": reason, "owner": "Jo", "due_on": due, "version": len(days), "accepted": None}
    making.add(AnswerRow, pilot_id=pilot_id, question_id=question_id, **values)
    for day in days:
        making.change(pilot_id, day, "answer", question_id, answer)


def _mark(making: Making, pilot_id: int, must_have_id: str, day: date) -> None:
    chance = making.chance
    met = chance.random() < 0.7
    mark = MustHaveMark(must_have_id, day if met else None, "seen" if met else None, "Jo", day + timedelta(days=30))
    where = {"pilot_id": pilot_id, "must_have_id": must_have_id}
    making.add(
        MustHaveRow, **where, met_on=mark.met_on, proof=mark.proof, owner="Jo", due_on=mark.due_on, accepted=None
    )
    if not met and chance.random() < 0.5:
        expires = making.today + timedelta(days=chance.randrange(-20, 20))
        making.add(WaiverRow, **where, reason="Budget comes in May", person="Kim", expires_on=expires)
    making.change(pilot_id, day, "must_have", must_have_id, mark)


def _promise(making: Making, pilot_id: int, number: int, day: date) -> None:
    chance = making.chance
    topic = f"developer-concerns.{chance.choice(AREAS)}" if chance.random() < 0.6 else None
    question = None if topic else chance.choice([*making.playbook.question_ids(), None])
    due = day + timedelta(days=chance.randrange(60))
    state = chance.choice(("open", "open", "kept", "dropped"))
    promise = Promise(number, "The pager goes off for nothing", day, topic, question, "Needless alerts go", due_on=due)
    values = {"owner": "Kim", "accepted": None, "state": state, "reason": None, "understood_on": None, "fixed_on": None}
    asked = {"raised": promise.raised, "raised_on": day, "topic": topic, "question_id": question, "due_on": due}
    making.add(PromiseRow, pilot_id=pilot_id, number=number, promise=promise.promise, **asked, **values)
    making.change(pilot_id, day, "promise", str(number), promise)
