"""Gathers what a handout is made from: blank from the content alone, or filled from a pilot's record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ybiyri_tui import content
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.reports.handouts.material import Material, Occasion
from ybiyri_tui.usecases.findings.contradictions import by_subject, contradictions
from ybiyri_tui.usecases.pilot.overview import overview
from ybiyri_tui.usecases.survey.surveying import DEFAULT_SURVEY

if TYPE_CHECKING:
    from surveys.schema import Survey
    from ybiyri_tui.context import Context


def blank(
    context: Context | None, occasion: Occasion, *, number: int | None = None, survey_id: str | None = None
) -> Material:
    """The content of the workspace, or what ships if there is none, and nothing of any pilot."""
    surveys = context.surveys if context else content.surveys()
    return Material(
        playbook=context.playbook if context else content.playbook(),
        workshop=context.workshop if context else content.workshop(),
        survey=_survey(surveys, survey_id),
        occasion=occasion,
        number=number,
    )


def filled(
    context: Context, pilot_id: int, occasion: Occasion, *, number: int | None = None, survey_id: str | None = None
) -> Material:
    """The same with what is known about a pilot; survey results only once they were read back to the team."""
    seen = overview(context, pilot_id)
    return Material(
        playbook=context.playbook,
        workshop=context.workshop,
        survey=_survey(context.surveys, survey_id),
        occasion=occasion,
        pilot=seen.pilot,
        answers={line.question_id: line.answer for objection in seen.objections for line in objection.questions},
        differing=by_subject(contradictions(context, pilot_id, read_back_only=True)),
        number=number,
    )


def _survey(surveys: dict[str, Survey], survey_id: str | None) -> Survey:
    """The survey that is meant; without an id the usual one, or else the first there is."""
    if survey_id is None:
        found = surveys.get(DEFAULT_SURVEY) or next(iter(surveys.values()), None)
    else:
        found = surveys.get(survey_id)
    if found is None:
        there = ", ".join(surveys) or "none"
        raise ProgramError(f"There is no survey {survey_id or DEFAULT_SURVEY!r}; there is {there}.")
    return found
