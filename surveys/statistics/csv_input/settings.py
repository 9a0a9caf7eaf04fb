"""How the columns of a CSV file are to be read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from surveys.errors import SurveyError
from surveys.statistics.verdicts import ALPHA

if TYPE_CHECKING:
    from surveys.schema import Survey
    from surveys.statistics.csv_input.topics import TopicsFile

ScaleEnds = tuple[int, int]
FIVE_POINTS: ScaleEnds = (1, 5)
_NUMBER = re.compile(r"[+-]?\d{1,12}([.,]\d{1,12})?")
_SCALE = re.compile(r"(-?\d{1,6}):(-?\d{1,6})")
_SMALLEST_FOR_TOP_TWO = 4


@dataclass(frozen=True)
class ColumnTopic:
    """Columns that are read together; a main topic decides the words."""

    id: str
    title: str
    columns: tuple[str, ...]
    is_main: bool = False


@dataclass(frozen=True)
class Settings:
    """What a person chose; `scale` None is any number, `favourable` None the top two answers of the scale.

    `pair` names the column with people's codes; `skip` columns that are no questions; `reverse` questions for which
    a higher answer means more concern.
    """

    scale: ScaleEnds | None = FIVE_POINTS
    reverse: tuple[str, ...] = ()
    favourable: Fraction | None = None
    pair: str | None = None
    skip: tuple[str, ...] = ()
    topics: tuple[ColumnTopic, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)
    alpha: Fraction = ALPHA

    @property
    def favourable_from(self) -> Fraction | None:
        """The answer from which on a person is favourable; None where that was not said and cannot be guessed."""
        if self.favourable is not None or self.scale is None:
            return self.favourable
        low, high = self.scale
        return Fraction(high - 1 if high - low + 1 >= _SMALLEST_FOR_TOP_TWO else high)

    def checked(self) -> Settings:
        """The same; SurveyError if the choices do not go together."""
        if self.reverse and self.scale is None:
            raise SurveyError("Turning questions round needs a scale; give one, such as --scale 1:5, with --reverse.")
        if not 0 < self.alpha <= Fraction(1, 2):
            raise SurveyError(f"Alpha was {float(self.alpha):g}; a number above 0 and up to 0.5 was expected.")
        if self.scale and self.favourable is not None and not self.scale[0] < self.favourable <= self.scale[1]:
            low, high = self.scale
            raise SurveyError(
                f"The first favourable answer was {float(self.favourable):g}; one above {low} and up to {high} was "
                "expected, on the scale."
            )
        return self


def parse_scale(text: str) -> ScaleEnds | None:
    """`1:5` as its two ends, `any` as None. Raises SurveyError for anything else."""
    if text.strip().lower() == "any":
        return None
    found = _SCALE.fullmatch(text.strip())
    if not found or int(found[1]) >= int(found[2]):
        raise SurveyError(f"The scale {text!r} was not understood; give its ends, such as 1:5, or any.")
    return int(found[1]), int(found[2])


def parse_number(text: str, what: str) -> Fraction:
    """A number as an exact fraction. Raises SurveyError that names `what` it was for."""
    if not _NUMBER.fullmatch(text.strip()):
        raise SurveyError(f"{what} {text!r} was not understood; a number was expected.")
    return Fraction(text.strip().replace(",", "."))


def with_topics(settings: Settings, found: TopicsFile) -> Settings:
    """The settings completed by a topics file."""
    topics = tuple(
        ColumnTopic(topic.id, topic.title or topic.id, topic.items, topic.confirmatory) for topic in found.topics
    )
    return replace(
        settings,
        topics=topics,
        reverse=(*settings.reverse, *found.reverse),
        titles={topic.id: topic.title for topic in topics},
    )


def with_survey(settings: Settings, survey: Survey) -> Settings:
    """The settings completed by a survey definition: its topics, turned questions and favourable answers.

    The columns have the full ids of the questions, such as `alerts.needless`.
    """
    items = {f"{topic.id}.{item.id}": item for topic in survey.topics for item in topic.items}
    topics = tuple(
        ColumnTopic(topic.id, topic.title, tuple(f"{topic.id}.{item.id}" for item in topic.items), topic.confirmatory)
        for topic in survey.topics
    )
    turned = tuple(column for column, item in items.items() if item.agree_is == "worry")
    titles = {topic.id: topic.title for topic in topics} | {column: item.text for column, item in items.items()}
    favourable = Fraction(survey.scale.favourable) if settings.favourable is None else settings.favourable
    return replace(settings, topics=topics, reverse=(*settings.reverse, *turned), favourable=favourable, titles=titles)
