"""The lines of Home, made from its record; their layout is that of the skeleton."""

from __future__ import annotations

from textual.content import Content
from textual.visual import Visual
from textual.widgets.option_list import Option

from playbook.records import Grade
from playbook.standing.readiness import NextStep
from ybiyri_tui.screens.home.shapes import heading, padding, row, step_row, steps_heading, sums_row
from ybiyri_tui.usecases.pilot.overview import ObjectionLine, Overview
from ybiyri_tui.widgets.plain import clipped, shown
from ybiyri_tui.wording.states import COUNT_WORDS, due_words, glyph, mark

OWNER_WIDTH = 30


def title_parts(view: Overview) -> tuple[str, str]:
    """Pilot and team on the left; on the right how far it is."""
    pilot = view.pilot
    return f"{shown(pilot.name)} · {shown(pilot.team)}", f"step {pilot.phase.step} of 5 · {pilot.phase.value}"


def options(view: Overview, *, compact: bool) -> list[Option]:
    """The list: steps named `step-0` and on, a heading, objections named `objection-0` and on."""
    steps = [Option(_step_line(step, view, compact), f"step-{index}") for index, step in enumerate(view.next_steps)]
    if not steps:
        steps = [Option(step_row(mark("met"), "Nothing is open.", "" if compact else "The summary (r) shows it."))]
    return [
        *steps_heading(compact=compact),
        *steps,
        *padding(len(steps), compact=compact),
        heading(compact=compact),
        *(Option(_objection_line(line, compact), f"objection-{index}") for index, line in enumerate(view.objections)),
    ]


def step_details(step: NextStep, view: Overview) -> str:
    """Why, who, by when."""
    due = due_words(step.due_on, view.today) if step.due_on or step.kind == "must_have" else ""
    due = due.removesuffix(f" {view.today.year}")
    why = "" if step.kind == "overdue" else step.why
    owner = clipped(step.owner, OWNER_WIDTH) if step.owner else ""
    return " · ".join(part for part in (why, owner, due) if part)


def glyphs(line: ObjectionLine) -> str:
    """One glyph per question."""
    return " ".join(glyph(question.answer.grade) for question in line.questions)


def sums_line(view: Overview) -> Visual:
    """How many questions have each answer, which explains the glyphs; or how to begin."""
    if view.counts[Grade.NOT_ASKED] == view.question_count:
        return Content(
            f"None of the {view.question_count} questions has been asked yet. "
            "1 opens the first objection, m the must-haves."
        )
    told = [grade for grade, count in view.counts.items() if count or grade is not Grade.NOT_APPLICABLE]
    return sums_row(
        view.question_count, [f"{glyph(grade)} {view.counts[grade]} {COUNT_WORDS[grade]}" for grade in told]
    )


def _step_line(step: NextStep, view: Overview, compact: bool) -> Visual:
    return step_row(_sign(step, view), shown(step.what), "" if compact else step_details(step, view))


def _objection_line(line: ObjectionLine, compact: bool) -> Visual:
    return row(line.objection.number, line.objection.title, glyphs(line), "" if compact else line.missing)


def _sign(step: NextStep, view: Overview) -> str:
    if step.is_overdue(view.today):
        return mark("overdue")
    return mark("must_have") if step.kind == "must_have" else glyph(Grade.NOT_ASKED)
