"""One time of a comparison of files: who answered, in words, and the whole distribution as a bar."""

from __future__ import annotations

from fractions import Fraction

from surveys.statistics.compare import Entry
from surveys.statistics.scores import Measure
from ybiyri_tui.reports.comparing.numbers import percent, plain_number
from ybiyri_tui.reports.comparing.view import Part, Side

MOST_PARTS = 11
"""Different answers up to which each has a part of the bar of its own."""


def side(entry: Entry, found: Measure, label: str) -> Side:
    """The earlier or later answers of an entry."""
    n = found.scores.n
    if not n:
        return Side(label, "no answers")
    mean = f"mean {plain_number(float(found.scores.mean))}"
    if found.favourable_from is None:
        return Side(label, f"{n:,} answers, {mean}")
    favourable = f"{found.favourable} of {n}" if n < 100 else f"{percent(share(found))} of {n:,}"
    return Side(label, f"{favourable} favourable, {mean}", _parts(entry, found, found.favourable_from))


def share(found: Measure) -> float:
    """The share of favourable people; somebody must have answered."""
    return found.favourable / found.scores.n


def _parts(entry: Entry, found: Measure, border: Fraction) -> tuple[Part, ...]:
    parts, below = [], 0
    for name, count, shade in _counted(entry, found, border):
        if count:
            parts.append(Part(name, below / found.scores.n, (below + count) / found.scores.n, f"{count:,}", shade))
        below += count
    return tuple(parts)


def _counted(entry: Entry, found: Measure, border: Fraction) -> list[tuple[str, int, int]]:
    """Every answer where there are few different ones, otherwise unfavourable, in between, favourable."""
    rest = found.scores.n - found.favourable
    if found.points == found.low:
        return [("not favourable", rest, 0), ("favourable", found.favourable, 1)]
    distinct = sorted({score for both in (entry.before, entry.after) for score, _ in both.scores.counts})
    if not found.is_topic and len(distinct) <= MOST_PARTS:
        counts = dict(found.scores.counts)
        return [(_answer(score, found), counts.get(score, 0), _shade(score, found, border)) for score in distinct]
    return [
        ("unfavourable", found.unfavourable, -1),
        ("in between", rest - found.unfavourable, 0),
        ("favourable", found.favourable, 1),
    ]


def _answer(score: int, found: Measure) -> str:
    return plain_number(float(Fraction(score, found.scores.unit)))


def _shade(score: int, found: Measure, border: Fraction) -> int:
    """2 for the top answer, 1 for other favourable ones; their mirror image is unfavourable, -2 and -1."""
    value = Fraction(score, found.scores.unit)
    if value >= border:
        return 2 if value >= found.points else 1
    if value <= found.points + found.low - border:
        return -2 if value <= found.low else -1
    return 0
