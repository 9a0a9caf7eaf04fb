"""What could be inferred about single people from the results of so few, said before a round opens."""

from __future__ import annotations

from surveys.inference import Outlook
from ybiyri_tui.usecases.survey.comparing.rounds import findable_sentence
from ybiyri_tui.usecases.survey.opening import Preview, Two
from ybiyri_tui.wording.states import counted


def outlook_lines(preview: Preview) -> list[str]:
    """Chances of unanimity and of insiders' certainty, and what a comparison could find: one paragraph each."""
    found = preview.round
    lines = [
        "What could be inferred about single people, by chance alone, from the results of one survey:",
        _unanimous("If people are of different minds", preview.typical),
        _certain("If people are of different minds", preview.typical),
        _unanimous("If nearly all are of one mind", preview.alike),
        _certain("If nearly all are of one mind", preview.alike),
    ]
    if preview.findable is not None:
        main = counted(len(found.main_topics), "main topic")
        lines.append(f"If everybody answers both times, with {main}: {findable_sentence(preview.findable)}")
    return lines


def percent(chance: float) -> str:
    """A chance in words that do not pretend to be exact: `under 1 %`, `3 %`, `over 99 %`."""
    if chance < 0.01:
        return "under 1 %"
    return "over 99 %" if chance > 0.99 else f"{chance:.0%}".replace("%", " %")


def _unanimous(when: str, two: Two) -> str:
    return (
        f"{when}, all answers to one question are of one kind (against, between, in favour) with a chance of "
        f"{_each(two, 'unanimous')}; to at least one of {two[0].questions} questions: {_each(two, 'any_unanimous')}."
    )


def _certain(when: str, two: Two) -> str:
    return (
        f"{when}, somebody who answered is certain what kind all the others' answers to one question are: "
        f"{_each(two, 'certain')}; to at least one of {two[0].questions}: {_each(two, 'any_certain')}."
    )


def _each(two: Two, what: str) -> str:
    fewest, most = two
    if fewest.answers == most.answers:
        return _at(fewest, what)
    return f"{_at(fewest, what)}, {_at(most, what)}"


def _at(outlook: Outlook, what: str) -> str:
    return f"{percent(getattr(outlook, what))} with {outlook.answers} answers"
