"""The lines of Home, as text."""

from __future__ import annotations

from playbook.readiness import NextStep
from ybiyri_tui.usecases.overview import ObjectionLine, Overview
from ybiyri_tui.words import due_words, glyph, mark


def title_parts(view: Overview) -> tuple[str, str]:
    """Pilot and team on the left; on the right how far it is."""
    pilot = view.pilot
    return f"{pilot.name} · {pilot.team}", f"step {pilot.phase.step} of 5 · {pilot.phase.value}"


def next_lines(view: Overview) -> list[str]:
    """The next things to do, numbered, the most urgent first."""
    if not view.next_steps:
        return ["✓ Nothing is open: look at the summary (r) and take the next step."]
    return [f"{number} {_next_line(step, view)}" for number, step in enumerate(view.next_steps, 1)]


def objection_line(line: ObjectionLine) -> str:
    """Number, title, one glyph per question, what is missing."""
    glyphs = " ".join(glyph(question.answer.grade) for question in line.questions)
    return f"{line.objection.number} {line.objection.title:<28} {glyphs:<7} {line.missing}"


def _next_line(step: NextStep, view: Overview) -> str:
    sign = mark("overdue") if step.is_overdue(view.today) else {"must_have": mark("must_have")}.get(step.kind, "·")
    details = [step.why, step.owner or ""]
    if step.due_on:
        details.append(due_words(step.due_on, view.today))
    return f"{sign} {step.what}  ({', '.join(detail for detail in details if detail)})"
