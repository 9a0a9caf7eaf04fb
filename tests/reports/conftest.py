"""A pilot with something of everything, made at fixed times through the use cases."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from playbook.money import Money
from playbook.records import MustHaveMark, Phase, Pilot, State, Voice
from playbook.store import pilots as pilot_store
from surveys.records import Label
from surveys.rounds.records import Round
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlayedTeam
from ybiyri_tui.usecases import ticketing
from ybiyri_tui.usecases.findings import answering
from ybiyri_tui.usecases.pilot.pilots import create_pilot
from ybiyri_tui.usecases.survey import surveying

PEOPLE = 7
Filler = Callable[[Context], Pilot]


@pytest.fixture
def filled(context: Context, tmp_path: Path) -> Pilot:
    """The pilot; "before" and "after" are closed and only "before" was read back."""
    pilot = create_pilot(
        _weeks_ago(context, 14),
        name="Payments",
        team="Team Kestrel",
        mission="Restore checkout in minutes",
        exposure_per_hour=Money.parse("200K EUR"),
    )
    surveying.mark_read_back(context, survey(context, pilot, Label.BEFORE, alerts=2, weeks_ago=12).id)
    _answers(context, pilot)
    _must_haves(context, pilot)
    ticketing.import_tickets(context, pilot.id, tickets(tmp_path), bau=["type=Bug", "label=urgent"])
    survey(context, pilot, Label.AFTER, alerts=4, weeks_ago=1)
    context.workspace.write(
        lambda session: pilot_store.set_phase(session, pilot.id, Phase.BASELINE, who="coach", at=context.now())
    )
    return replace(pilot, phase=Phase.BASELINE)


def survey(context: Context, pilot: Pilot, label: Label, *, alerts: int, weeks_ago: int) -> Round:
    """A closed round in which everybody agrees to `alerts` on one topic and to the middle elsewhere."""
    at = _weeks_ago(context, weeks_ago)
    team = PlayedTeam(at, pilot.id)
    opened = team.open(label, invited=PEOPLE + 1)
    for person in range(PEOPLE):
        answers = {item: 3 - (person == 0 and not item.startswith("mission")) for item in opened.survey.item_ids()}
        for topic in opened.survey.topics:
            for item in topic.items if topic.id == "alerts" else ():
                answers[f"alerts.{item.id}"] = opened.survey.scale.score(alerts, item.agree_is)
        team.answer(opened, answers)
    team.close(opened)
    return opened


def tickets(folder: Path) -> Path:
    """An export of six weeks, one of them without any ticket."""
    path = folder / "jira.csv"
    rows = ["Issue key,Issue Type,Status,Labels,Created,Resolved"]
    for week, (items, bugs) in enumerate([(6, 3), (7, 3), (0, 0), (5, 2), (3, 1), (8, 2)]):
        for number in range(items):
            day = date(2026, 10, 12) + timedelta(weeks=week, days=number % 5)
            kind = "Bug" if number < bugs else "Story"
            rows.append(f"KES-{week * 10 + number + 1},{kind},Done,,{day - timedelta(days=3)},{day}")
    path.write_text("\n".join([*rows, "KES-99,Story,Open,,2026-11-02,"]) + "\n", encoding="utf-8")
    return path


def _answers(context: Context, pilot: Pilot) -> None:
    def record(question: str, state: State, *, weeks_ago: int = 3, voice: Voice = Voice.TEAM, **more: object) -> None:
        at = _weeks_ago(context, weeks_ago)
        answering.record_finding(at, pilot.id, question, state, voice=voice, **more)  # type: ignore[arg-type]

    record("developers.mission-explained", State.YES, proofs=["https://wiki.example.org/mission"])
    record("developers.mission-explained", State.NO, voice=Voice.OPERATIONS)
    record("developers.listened", State.PARTLY, owner="coach", due_on=date(2026, 12, 10))
    record("scale.forecast-exposure", State.YES, proofs=["Sheet of three services"], weeks_ago=13)
    record("firefighters.paved-roads", State.NOT_APPLICABLE, reason="One team only")
    record("first-time.mission-shared", State.YES, owner="head of product", due_on=date(2026, 11, 1))
    record("accountability.goals-linked", State.NO, owner="head of product", due_on=date(2026, 12, 1))


def _must_haves(context: Context, pilot: Pilot) -> None:
    met: Iterable[tuple[str, str | None]] = (
        ("right-service", "Decision sheet of 2 Nov: daily changes, shared night rota"),
        ("willing-people", "Five names on the rota"),
        ("opt-out", None),
    )
    for name, proof in met:
        mark = MustHaveMark(name, met_on=date(2026, 11, 2), proof=proof)
        answering.mark_must_have(context, pilot.id, mark)
    pay = MustHaveMark("pay-agreed", owner="head of product", due_on=date(2026, 12, 12))
    answering.mark_must_have(context, pilot.id, pay)


def _weeks_ago(context: Context, weeks: int) -> Context:
    def at() -> datetime:
        return context.now() - timedelta(weeks=weeks)

    return replace(context, now=at)
