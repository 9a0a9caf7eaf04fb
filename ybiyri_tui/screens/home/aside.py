"""What stands beside the list on a wide screen, and below it on a small one: more about the highlighted line."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.visual import Visual

from playbook.standing.readiness import NextStep
from ybiyri_tui.screens.home.lines import step_details
from ybiyri_tui.usecases.pilot.overview import ObjectionLine, Overview
from ybiyri_tui.widgets.folding import Hanging, Stack
from ybiyri_tui.widgets.plain import shown
from ybiyri_tui.wording.states import GRADE_WORDS, glyph

BLANK = Content("")


def about(view: Overview, kind: str, index: int) -> tuple[Visual, str]:
    """More about a step or an objection: all of it, and in one line."""
    if kind == "step":
        step = view.next_steps[index]
        return _step_aside(step, view), step_details(step, view)
    line = view.objections[index]
    remark = f"Missing: {line.missing}" if line.missing else "Nothing is missing."
    return Stack([*_saying(line), *_questions(line)]), remark


def _step_aside(step: NextStep, view: Overview) -> Visual:
    """What the step is about."""
    heading = [Content.styled(shown(step.what), "bold"), Content.styled(step_details(step, view), "$secondary"), BLANK]
    must_have = next((s.must_have for s in view.must_haves if s.must_have.id == step.ref), None)
    if step.kind == "must_have" and must_have:
        return Stack([*heading, Content(must_have.why), BLANK, Content(f"Counts as met: {must_have.counts_as_met}")])
    line = objection_of(step, view)
    return Stack([*heading, *(_saying(line) if line else ())])


def objection_of(step: NextStep, view: Overview) -> ObjectionLine | None:
    """The objection to which a step's question belongs."""
    for line in view.objections:
        if any(question.question_id == step.question_id for question in line.questions):
            return line
    return None


def _saying(line: ObjectionLine) -> Iterable[Visual]:
    objection = line.objection
    yield Hanging(f"{objection.number} ", Content.styled(f"“{objection.says}”", "bold"))
    yield Hanging("  ", Content.styled(f"because we haven't {objection.root_cause}", "$secondary"))
    yield BLANK


def _questions(line: ObjectionLine) -> Iterable[Visual]:
    for question in line.questions:
        answer = question.answer
        details = [GRADE_WORDS[answer.grade], shown(answer.owner or "")]
        yield Hanging(f"{glyph(answer.grade)} ", question.question.question)
        yield Hanging("  ", Content.styled(" · ".join(detail for detail in details if detail), "$secondary"))
        yield BLANK
