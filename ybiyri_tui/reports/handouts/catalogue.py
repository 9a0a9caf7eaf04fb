"""Every handout by name: what it is for, and how it is made."""

from __future__ import annotations

from collections.abc import Callable

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.reports.handouts import objections, pages, questions, survey, workshop
from ybiyri_tui.reports.handouts.blocks import Handout
from ybiyri_tui.reports.handouts.material import Material

Maker = Callable[[Material], tuple[Handout, ...]]


def _one(make: Callable[[Material], Handout]) -> Maker:
    return lambda material: (make(material),)


MAKERS: dict[str, Maker] = {
    "invitation": _one(workshop.invitation),
    "bring-list": _one(workshop.bring_list),
    "check-room": _one(workshop.check_room),
    "agenda": _one(workshop.agenda),
    "run-sheet": _one(workshop.run_sheet),
    "models": _one(pages.models),
    "mission": pages.mission,
    "objection": objections.worksheets,
    "coach-notes": objections.coach_notes,
    "questions": questions.open_questions,
    "paper-survey": _one(survey.paper_survey),
    "hand-vote": _one(survey.hand_vote),
}
NUMBERED = ("objection", "coach-notes")


def handouts(material: Material, name: str) -> tuple[Handout, ...]:
    """The handout with this name, or all of them for `all`, each beginning on a page of its own.

    Raises ProgramError for an objection that the playbook in use does not have.
    """
    if material.number is not None:
        if name not in NUMBERED:
            raise ProgramError(f"Only {' and '.join(NUMBERED)} take the number of an objection, {name} does not.")
        numbers = [objection.number for objection in material.playbook.objections]
        if material.number not in numbers:
            there = ", ".join(str(number) for number in numbers)
            raise ProgramError(f"There is no objection {material.number}; there is {there}.")
    names = tuple(MAKERS) if name == "all" else (name,)
    return tuple(handout for one in names for handout in MAKERS[one](material))
