"""The must-haves as entries of a list, grouped by the phase before which each must be met."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from textual.content import Content
from textual.visual import Visual

from playbook.standing.readiness import MustHaveState
from ybiyri_tui.screens.objection.entries import section
from ybiyri_tui.widgets.folding import Hanging, Stack
from ybiyri_tui.widgets.lists.detailed_list import Entry
from ybiyri_tui.widgets.plain import clipped, shown
from ybiyri_tui.wording.owners import owner_words
from ybiyri_tui.wording.states import (
    GRADE_WORDS,
    MUST_HAVE_WORDS,
    PHASE_WORDS,
    due_words,
    glyph,
    mark,
    near_day,
    short_day,
)

if TYPE_CHECKING:
    from datetime import date

    from playbook.records import Waiver
    from playbook.standing.readiness import MustHaveStatus
    from ybiyri_tui.usecases.pilot.overview import Overview

TITLE_WIDTH = 27
OWNER_WIDTH = 20


def entries(view: Overview) -> list[Entry]:
    """A heading for each phase and its must-haves."""
    found = []
    phases = groupby(view.must_haves, key=lambda status: status.must_have.before_phase)
    for phase, statuses in phases:
        group = list(statuses)
        met = sum(status.state is not MustHaveState.OPEN for status in group)
        heading = Content.assemble(
            (f"Before {PHASE_WORDS[phase]}", "bold $primary"), (f"  {met} of {len(group)} met", "$secondary")
        )
        found.append(Entry(None, Hanging(" ", heading)))
        found += [_entry(status, view) for status in group]
    return found


def first_open(view: Overview) -> str | None:
    """The id of the first must-have that is open."""
    return next((s.must_have.id for s in view.must_haves if s.state is MustHaveState.OPEN), None)


def met_words(view: Overview) -> str:
    """`3 of 12 met`."""
    met = sum(status.state is not MustHaveState.OPEN for status in view.must_haves)
    return f"{met} of {len(view.must_haves)} met"


def _entry(status: MustHaveStatus, view: Overview) -> Entry:
    sign = mark("must_have") if status.state is MustHaveState.OPEN else mark("met")
    title = Content.styled(f" {sign} {status.must_have.title:<{TITLE_WIDTH}}  ", "bold")
    return Entry(status.must_have.id, Hanging(title, _details(status, view.today)), Stack(_body(status, view)))


def _details(status: MustHaveStatus, today: date) -> Content:
    found = status.mark
    words = [MUST_HAVE_WORDS[status.state.value]]
    if status.state is MustHaveState.MET and found.met_on:
        words = [f"met {near_day(found.met_on, today)}"]
    elif status.state is MustHaveState.EXCEPTED and found.waiver:
        words = [f"exception until {near_day(found.waiver.expires_on, today)}"]
    owner = owner_words(clipped(found.owner, OWNER_WIDTH), found.accepted) if found.owner else ""
    if status.state is not MustHaveState.OPEN:
        return Content.styled(" · ".join(word for word in (*words, owner) if word), "$secondary")
    due = _due(found.due_on, today)
    late = found.due_on is not None and found.due_on < today
    return Content.assemble(
        (f"{words[0]} · ", "$secondary"),
        (f"{mark('overdue')} {due}", "bold $warning") if late else (due, "$secondary"),
        (f" · {owner}" if owner else "", "$secondary"),
    )


def _due(day: date | None, today: date) -> str:
    return due_words(day, today).removesuffix(f" {today.year}")


def _body(status: MustHaveStatus, view: Overview) -> list[Visual]:
    proof, owner = status.mark.proof or "", status.mark.owner or ""
    asked = {line.question_id: line for objection in view.objections for line in objection.questions}
    related = [asked[question_id] for question_id in status.must_have.questions if question_id in asked]
    return [
        *section("Exception", [_exception(status.mark.waiver)] if status.mark.waiver else []),
        *section("Seen", [shown(proof)] if proof else []),
        *section("Owner", [shown(owner)] if owner != clipped(owner, OWNER_WIDTH) else []),
        *section("Counts as met", [status.must_have.counts_as_met]),
        *section("Why", [status.must_have.why]),
        *section(
            "Speaks to it",
            [f"{glyph(r.answer.grade)} {r.question.question}  {GRADE_WORDS[r.answer.grade]}" for r in related],
        ),
    ][:-1]


def _exception(waiver: Waiver) -> str:
    return f"{shown(waiver.reason)} ({shown(waiver.person)}, until {short_day(waiver.expires_on)})"
