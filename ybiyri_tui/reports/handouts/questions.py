"""Three open questions each for incident managers, operations and specialists, who are too few for a survey."""

from __future__ import annotations

from ybiyri_tui.content.workshop_schema import Group
from ybiyri_tui.reports.document import Paragraph
from ybiyri_tui.reports.handouts.blocks import Field, Handout, Notice, Part
from ybiyri_tui.reports.handouts.material import Material
from ybiyri_tui.wording.states import VOICE_WORDS


def open_questions(material: Material) -> tuple[Handout, ...]:
    """One sheet for each group."""
    return tuple(_sheet(material, group) for group in material.workshop.open_questions.groups)


def _sheet(material: Material, group: Group) -> Handout:
    told = " ".join(material.workshop.open_questions.told)
    questions = tuple(
        Part(question.text, (Paragraph(question.why), Field("", lines=6))) for question in group.questions
    )
    voice = VOICE_WORDS[group.voice]
    label = voice if voice == group.role else f"{voice} ({group.role})"
    return Handout(
        title=f"Three questions for you: {group.title}" if len(group.questions) == 3 else f"For you: {group.title}",
        subtitle=f"Your answers count as the voice of {label}",
        facts=material.facts[:2],
        parts=(Part("", (Notice(told),)), *questions),
    )
