"""What a comparison of files could have found at all, from the numbers of people alone; it stands before any p."""

from __future__ import annotations

from surveys.records import Design, Family
from surveys.statistics.compare import Entry, Estimate
from surveys.statistics.csv_input.comparing import FileComparison
from ybiyri_tui.reports.comparing.numbers import p_words
from ybiyri_tui.wording.states import counted


def findable_lines(found: FileComparison) -> list[str]:
    """One sentence for each combination of numbers of people among the main topics.

    Without main topics, one for the question that can show most.
    """
    tested = [(entry, entry.estimate) for entry in found.entries if entry.estimate is not None]
    main = [(entry, estimate) for entry, estimate in tested if entry.family is Family.MAIN]
    if main:
        return list(dict.fromkeys(_sentence(entry, estimate, len(main)) for entry, estimate in main))
    best = sorted(tested, key=lambda pair: pair[1].p_smallest)[:1]
    return [_sentence(entry, estimate, 0) for entry, estimate in best]


def people_words(entry: Entry) -> str:
    """`8 people who answered both times`, `8 before and 7 after`, with those who can be paired."""
    before, after, pairs = entry.before.scores.n, entry.after.scores.n, entry.contrast.paired
    if entry.contrast.design is Design.PAIRED:
        return f"{counted(pairs, 'person', 'people')} who answered both times"
    alone = f"{counted(before, 'answer')} before and {after} after"
    return f"{alone}, {pairs} of them by the same people" if pairs else alone


def _sentence(entry: Entry, estimate: Estimate, main: int) -> str:
    smallest, adjusted = float(estimate.p_smallest), float(estimate.p_smallest_adjusted)
    comma = "," if entry.contrast.design is Design.PARTLY_PAIRED else ""
    sentence = f"With {people_words(entry)}{comma} the smallest p there can be is {p_words(smallest)}"
    if main > 1:
        sentence += f", and {p_words(adjusted)} once it is adjusted for {main} main topics"
    alpha = entry.evidence.alpha
    if not entry.evidence.can_be_found if main else estimate.p_smallest > alpha:
        return f"{sentence}: no result at all could pass {float(alpha):g}."
    return f"{sentence}."
