"""Any two CSV files, or two parts of one, compared at full precision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import repeat
from typing import BinaryIO

from surveys.errors import SurveyError
from surveys.records import Design
from surveys.statistics.compare import Entry, compare_contrasts
from surveys.statistics.csv_input.answers import Answers, read_answers
from surveys.statistics.csv_input.counting import Both, count
from surveys.statistics.csv_input.matching import Match, match
from surveys.statistics.csv_input.settings import ScaleEnds, Settings
from surveys.statistics.notes import notes_for

Named = tuple[str, BinaryIO]
MANY = 1000
"""Answers on each side from which on a p-value says next to nothing."""

_MANY_NOTE = (
    "With thousands of answers nearly any difference passes a test; judge the interval against a difference that you "
    "would have called large beforehand."
)


@dataclass(frozen=True)
class FileComparison:
    """Before against after from files, at full precision; `titles` are the names people read, by id.

    `scale` is None for any numbers, `favourable_from` where nothing is favourable.
    """

    design: Design
    alpha: Fraction
    scale: ScaleEnds | None
    favourable_from: Fraction | None
    entries: tuple[Entry, ...]
    notes: tuple[str, ...]
    titles: Mapping[str, str]
    topic_columns: Mapping[str, tuple[str, ...]]

    @property
    def topics(self) -> tuple[Entry, ...]:
        """The entries of topics."""
        return tuple(entry for entry in self.entries if entry.after.is_topic)

    @property
    def items(self) -> tuple[Entry, ...]:
        """The entries of single questions."""
        return tuple(entry for entry in self.entries if not entry.after.is_topic)


def compare_files(before: Named, after: Named, settings: Settings) -> FileComparison:
    """Compares two files of one row a person and one column a question.

    Raises SurveyError that names file, row and column of what cannot be read.
    """
    first, second = (read_answers(name, data, settings.checked()) for name, data in (before, after))
    return _compared(first.answers, second.answers, settings, (*first.notes, *second.notes))


def compare_parts(file: Named, column: str, labels: tuple[str, str], settings: Settings) -> FileComparison:
    """Compares the rows of one file whose `column` holds the first label with those that hold the second."""
    import numpy as np

    name, data = file
    read = read_answers(name, data, settings.checked(), others=[column])
    cells = read.cells[column]
    number = {label: at for at, label in enumerate(labels)}
    which = np.fromiter(map(number.get, cells, repeat(-1)), dtype=np.int8, count=len(cells))
    sides = []
    for at, label in enumerate(labels):
        places = np.flatnonzero(which == at)
        if not len(places):
            raise SurveyError(f"{name} has no row in which column {column} is {label!r}.")
        sides.append(read.answers.part(name, places))
    left_out = _left_out(read.answers, cells, np.flatnonzero(which < 0).tolist(), column)
    return _compared(sides[0], sides[1], settings, (*read.notes, *left_out))


def _left_out(answers: Answers, cells: Sequence[str], others: Sequence[int], column: str) -> Iterator[str]:
    """Rows that belong to neither time; rows in which nothing stands are not worth a word."""
    filled = [at for at in others if cells[at] or answers.codes[:, at].any()]
    if filled:
        yield (
            f"{answers.name}: {len(filled)} rows were left out because column {column} holds something else, the first "
            f"in row {answers.rows[filled[0]]} ({cells[filled[0]]!r})."
        )


def _compared(before: Answers, after: Answers, settings: Settings, read_notes: Sequence[str]) -> FileComparison:
    for side, word in ((before, "before"), (after, "after")):
        if not (side.codes > 0).any():
            raise SurveyError(f"{side.name} has no answers {word}.")
    _check_columns(before, after, settings)
    paired = match(before, after, settings.pair) if settings.pair is not None else Match(None, Design.UNPAIRED)
    contrasts = count(Both(before, after, settings, paired.places))
    entries = compare_contrasts(
        contrasts,
        main_topics=[topic.id for topic in settings.topics if topic.is_main],
        threshold=1,
        alpha=settings.alpha,
        first_team_left=paired.nobody_left,
    )
    return FileComparison(
        design=paired.design,
        alpha=settings.alpha,
        scale=settings.scale,
        favourable_from=settings.favourable_from,
        entries=entries,
        notes=(*read_notes, *_notes(before, after, paired, entries)),
        titles=settings.titles,
        topic_columns={topic.id: topic.columns for topic in settings.topics},
    )


def _check_columns(before: Answers, after: Answers, settings: Settings) -> None:
    """What is named somewhere must be there, and something must have been asked both times."""
    known = {*before.questions, *after.questions}
    if not set(before.questions) & set(after.questions):
        raise SurveyError(
            f"{before.name} and {after.name} have no question in common: {', '.join(before.questions[:5])} in one, "
            f"{', '.join(after.questions[:5])} in the other."
        )
    for column in settings.reverse:
        if column not in known:
            raise SurveyError(f"There is no question {column!r} to turn round; there is {_listed(after.questions)}.")
    for topic in settings.topics:
        for column in topic.columns:
            if column not in known:
                raise SurveyError(
                    f"Topic {topic.id} names the question {column!r}, which is in neither file; "
                    f"there is {_listed(after.questions)}."
                )


def _notes(before: Answers, after: Answers, paired: Match, entries: Sequence[Entry]) -> Iterator[str]:
    for side, other in ((before, after), (after, before)):
        missing = [column for column in other.questions if column not in side.questions]
        if missing:
            yield f"{side.name} does not ask {_listed(missing)}, so that cannot be compared."
    for side, word in ((before, "before"), (after, "after")):
        if side.n == 1:
            yield f"There is only one person {word} ({side.name})."
    if paired.note:
        yield paired.note
    incomplete = [entry.id for entry in entries if entry.contrast.design is Design.PARTLY_PAIRED]
    if paired.design is Design.PAIRED and incomplete:
        yield f"Some people answered only once, so these were compared as partly paired: {_listed(incomplete)}."
    if max((_people(entry) for entry in entries), default=0) >= MANY:
        yield _MANY_NOTE
    yield from notes_for({entry.contrast.design for entry in entries if entry.estimate is not None})


def _people(entry: Entry) -> int:
    return min(entry.before.scores.n, entry.after.scores.n)


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(names[:12])
    return shown if len(names) <= 12 else f"{shown} and {len(names) - 12} more"
