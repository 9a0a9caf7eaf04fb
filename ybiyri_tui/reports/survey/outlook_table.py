"""What could be inferred about single people as a small table, for a screen on which a team looks at it together."""

from __future__ import annotations

from surveys.records import Label
from ybiyri_tui.reports.survey.outlook import percent
from ybiyri_tui.reports.survey.rounds import NO_MAIN_TOPIC
from ybiyri_tui.usecases.survey.comparing.rounds import findable_of_pairs, findable_sentence
from ybiyri_tui.usecases.survey.opening import Preview, Two
from ybiyri_tui.wording.states import counted

LABEL_WIDTH = 31
COLUMN_WIDTH = 12
CLOSING = "Most honest comparisons of one small team end with “can't tell”."


def outlook_table(seen: Preview) -> str:
    """Chances by the number of answers, and what the rows mean."""
    least, most = seen.typical
    answers = [f"{outlook.answers} answers" for outlook in dict.fromkeys((least, most))]
    lines = [
        "What results of so few give away, by chance alone",
        "",
        _row("People of different minds", answers),
        *_chances(seen.typical),
        "",
        _row("Nearly all of one mind", answers),
        *_chances(seen.alike),
    ]
    return "\n".join(lines)


def outlook_notes(seen: Preview) -> list[str]:
    """What the rows of the table mean, and what a comparison could find: one paragraph each."""
    notes = [
        "All alike: all are against, all in between, or all in favour, so the results tell everybody's answer. An "
        "insider who is certain knows from their own answer that all others are alike."
    ]
    if seen.findable is not None:
        main = counted(len(seen.round.main_topics), "main topic")
        notes.append(f"If everybody answers both times, with {main}: {findable_sentence(seen.findable)}")
        if seen.round.series.pairing:
            pairs = findable_of_pairs(seen.round.invited, len(seen.round.main_topics))
            notes.append(f"If everybody types their private card again: {findable_sentence(pairs)}")
        notes.append(CLOSING)
    elif seen.round.label is Label.PULSE:
        notes.append("A pulse shows results of its own and is compared with nothing.")
    else:
        notes.append(NO_MAIN_TOPIC)
    return notes


def _chances(two: Two) -> list[str]:
    questions = two[0].questions
    kinds = {
        "all alike on one question": "unanimous",
        f"  on at least one of {questions}": "any_unanimous",
        "an insider is certain of one": "certain",
        f"  of at least one of {questions}": "any_certain",
    }
    return [
        _row(f"  {label}", [percent(getattr(outlook, kind)) for outlook in dict.fromkeys(two)])
        for label, kind in kinds.items()
    ]


def _row(label: str, cells: list[str]) -> str:
    return f"{label:<{LABEL_WIDTH}}{''.join(f'{cell:>{COLUMN_WIDTH}}' for cell in cells)}"
