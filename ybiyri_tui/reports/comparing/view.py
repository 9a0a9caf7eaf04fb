"""A comparison as it is shown, whatever it comes from: words, positions on an axis, parts of a bar."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Effect:
    """An effect on an axis from 0, all worse, over 0.5, no change, to 1, all better; `text` says it in numbers.

    `dot` is None where only the interval is known, the ends where there is no interval.
    """

    axis: str
    text: str
    dot: float | None = None
    low: float | None = None
    high: float | None = None

    @property
    def size(self) -> float:
        """How far up or down it lies, to put effects in order."""
        ends = (self.low or 0.5) + (self.high or 0.5)
        return self.dot if self.dot is not None else ends / 2


@dataclass(frozen=True)
class Part:
    """Part of a bar from `low` to `high` of everybody (0 to 1), in one of five `shade`s from -2 to 2, or unclear."""

    name: str
    low: float
    high: float
    text: str
    shade: int | None


@dataclass(frozen=True)
class Side:
    """One time: who answered, in words, and the bar from the least to the most favourable answers."""

    label: str
    text: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class EntryView:
    """One topic or question; `rows` are further numbers with their names, shown on request."""

    id: str
    title: str
    is_topic: bool
    is_main: bool
    glyph: str
    word: str
    sentence: str
    sides: tuple[Side, ...]
    effect: Effect | None
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Group:
    """A topic with its questions; `topic` is None for questions that belong to no topic."""

    topic: EntryView | None
    questions: tuple[EntryView, ...]


@dataclass(frozen=True)
class ComparisonView:
    """A whole comparison; `limits` say what could have been found, `notes` all that has to be known beside it.

    `promises` are what a pilot's team was promised, one a line.
    """

    title: str
    subtitle: str
    limits: tuple[str, ...]
    groups: tuple[Group, ...]
    legend: tuple[str, ...]
    notes: tuple[str, ...]
    method: tuple[str, ...]
    promises: tuple[str, ...] = ()

    @property
    def entries(self) -> tuple[EntryView, ...]:
        """All topics and questions in the order of the groups."""
        found: list[EntryView] = []
        for group in self.groups:
            found += [group.topic] if group.topic else []
            found += group.questions
        return tuple(found)

    @property
    def by_effect(self) -> dict[str, tuple[EntryView, ...]]:
        """All entries with an effect, the highest first, for each axis that is used."""
        axes: dict[str, list[EntryView]] = {}
        for entry in self.entries:
            if entry.effect is not None:
                axes.setdefault(entry.effect.axis, []).append(entry)
        return {axis: tuple(sorted(found, key=_size, reverse=True)) for axis, found in axes.items()}


def _size(entry: EntryView) -> float:
    return entry.effect.size if entry.effect else 0.5
