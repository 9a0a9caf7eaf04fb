"""Builds the example pilot through the same use cases as everybody else."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random

from playbook.money import Money
from playbook.records import MustHaveMark, Phase, Pilot, State, Voice, WorkItem
from playbook.room import promises
from playbook.room.notes import NoteKind
from playbook.room.promises import PromiseState
from playbook.store import pilots as pilot_store
from playbook.store import work_items as work_item_store
from playbook.tickets.columns import columns_of
from surveys.records import Label
from surveys.rounds.records import Round
from ybiyri_tui.context import Context
from ybiyri_tui.demo import example
from ybiyri_tui.demo.money.fill import fill_money
from ybiyri_tui.demo.played import PlayedTeam, PlaySealer
from ybiyri_tui.demo.services import add_services
from ybiyri_tui.demo.time.fill import fill_time
from ybiyri_tui.usecases.findings import answering
from ybiyri_tui.usecases.pilot.pilots import create_pilot, open_pilot
from ybiyri_tui.usecases.room import noting, promising
from ybiyri_tui.usecases.survey import surveying
from ybiyri_tui.workspace.sqlite import FileWorkspace

RULES = ("label=bau",)


def build(path: Path, now: datetime | None = None) -> None:
    """Writes the example workspace; the file appears only when it is complete."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    unfinished.unlink(missing_ok=True)
    try:
        _Builder(FileWorkspace.create(unfinished), now or datetime.now(UTC)).run()
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


@dataclass
class _Builder:
    workspace: FileWorkspace
    now: datetime

    def run(self) -> None:
        self.random = Random(20)  # noqa: S311
        pilot = create_pilot(
            self._at(example.STARTED_WEEKS_AGO),
            name=example.NAME,
            team=example.TEAM,
            mission=example.MISSION,
            exposure_per_hour=Money.parse(example.EXPOSURE),
            is_example=True,
        )
        self._survey(pilot, Label.BEFORE, example.BEFORE_WEEKS_AGO)
        self._findings(pilot)
        self._must_haves(pilot)
        add_services(self._at(2), pilot)
        self._work_items(pilot)
        self._survey(pilot, Label.AFTER, example.AFTER_WEEKS_AGO)
        self._promises(pilot)
        self._notes(pilot)
        fill_time(self._at(0), pilot.id)
        fill_money(self._at(0), pilot.id)
        context = self._at(0)
        context.workspace.write(
            lambda session: pilot_store.set_phase(
                session, pilot.id, Phase.BASELINE, who=example.COACH, at=context.now()
            )
        )
        open_pilot(context, pilot.id)

    def _at(self, weeks_ago: int) -> Context:
        at = self.now - timedelta(weeks=weeks_ago)
        random = Random(weeks_ago)  # noqa: S311
        return Context(self.workspace, who=example.COACH, now=lambda: at, random=random, sealer=PlaySealer)

    def _day(self, in_days: int | None) -> date | None:
        return None if in_days is None else self._at(0).today + timedelta(days=in_days)

    def _promises(self, pilot: Pilot) -> None:
        context = self._at(4)
        for made in example.PROMISES:
            raised = promising.raise_concern(
                context,
                pilot.id,
                made.raised,
                topic=made.topic,
                promise=made.promise,
                owner=made.owner,
                due_on=self._day(made.due_in_days),
            )
            if made.kept:
                promising.change_promise(
                    context, pilot.id, raised.number, lambda found: promises.set_state(found, PromiseState.KEPT)
                )
            ticks = partial(promises.tick, understood=made.understood, fixed=made.fixed, today=context.today)
            promising.change_promise(context, pilot.id, raised.number, ticks)

    def _notes(self, pilot: Pilot) -> None:
        for written in example.NOTES:
            noting.take_note(
                self._at(2),
                pilot.id,
                written.text,
                kind=NoteKind(written.kind),
                may_leave=written.may_leave,
                owner=written.owner,
                due_on=self._day(written.due_in_days),
            )

    def _findings(self, pilot: Pilot) -> None:
        for found in example.FINDINGS:
            answering.record_finding(
                self._at(found.weeks_ago),
                pilot.id,
                found.question,
                State(found.state),
                voice=Voice(found.voice),
                proofs=found.proofs,
                owner=found.owner,
                due_on=self._day(found.due_in_days),
            )

    def _must_haves(self, pilot: Pilot) -> None:
        context = self._at(2)
        for met in example.MUST_HAVES:
            mark = MustHaveMark(met.must_have, proof=met.proof, owner=met.owner)
            if met.proof:
                mark = replace(mark, met_on=context.today)
            mark = mark.with_due(self._day(met.due_in_days))
            answering.mark_must_have(context, pilot.id, mark)

    def _survey(self, pilot: Pilot, label: Label, weeks_ago: int) -> None:
        context = self._at(weeks_ago)
        team = PlayedTeam(context, pilot.id)
        opened = team.open(label, invited=example.INVITED)
        for _ in range(example.INVITED - 1):
            team.answer(opened, self._answers(opened))
        team.close(opened)
        surveying.mark_read_back(context, opened.id)

    def _answers(self, opened: Round) -> dict[str, int]:
        moods = example.MOODS[opened.label.value]
        answers = {}
        for topic in opened.survey.topics:
            for item in topic.items:
                points = list(range(1, opened.survey.scale.points + 1))
                score = self.random.choices(points, moods.get(topic.id, example.MIXED))[0]
                answers[f"{topic.id}.{item.id}"] = opened.survey.scale.score(score, item.agree_is)
        return answers

    def _work_items(self, pilot: Pilot) -> None:
        context = self._at(0)
        monday = context.today - timedelta(days=context.today.weekday(), weeks=len(example.WEEKS))
        items = []
        for week, (finished, unplanned) in enumerate(example.WEEKS):
            for number in range(finished):
                day = monday + timedelta(weeks=week, days=number % 5)
                key = f"EXAMPLE-{week * 100 + number + 1}"
                is_unplanned = number < unplanned
                cause = example.CAUSES[(week + number) % len(example.CAUSES)] if is_unplanned else ""
                rule = RULES[0] if is_unplanned else ""
                items.append(WorkItem(key, "Task", is_unplanned, day - timedelta(days=6), day, rule, cause=cause))
        context.workspace.write(lambda session: work_item_store.freeze_bau_definition(session, pilot.id, RULES))
        source = work_item_store.TicketSource("jira-csv", "the time zone of Example Street", context.today)
        context.workspace.write(lambda session: work_item_store.save(session, pilot.id, columns_of(items), source))
