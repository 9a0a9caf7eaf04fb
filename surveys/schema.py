"""What a survey file may contain: topics, each with items on one scale of agreement."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

MAX_MAIN_TOPICS = 4

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\n]+$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]


class Definition(BaseModel):
    """Base of all survey content: unknown keys are errors, and nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Scale(Definition):
    """Answers 1 to `points`; only the ends carry words, so that the middle is not read as "no opinion"."""

    points: Annotated[int, Field(ge=2, le=7)]
    low: Line
    high: Line
    favourable: Annotated[int, Field(ge=2, le=7)] = Field(description="scores from here up are favourable")

    @model_validator(mode="after")
    def _favourable_is_on_the_scale(self) -> Scale:
        if self.favourable > self.points:
            raise ValueError(f"favourable must be at most {self.points}, the highest point of the scale")
        return self

    def score(self, value: int, agree_is: Literal["good", "worry"]) -> int:
        """The answer with direction applied: a higher score always means less concern."""
        return value if agree_is == "good" else self.points + 1 - value


class Item(Definition):
    """One sentence to agree or disagree with; its full id is `topic.slug`."""

    id: Slug
    text: Line
    agree_is: Literal["good", "worry"]
    why: Line = Field(description="why we ask, one line")


class Topic(Definition):
    """Items that are read together."""

    id: Slug
    title: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    confirmatory: bool = Field(False, description="a main topic unless the team chooses others at opening")
    items: Annotated[tuple[Item, ...], Field(min_length=1)]


class Survey(Definition):
    """A survey definition."""

    id: Slug
    version: Annotated[int, Field(ge=1)]
    title: Line
    stem: Line = Field(description="stands above every item")
    minutes: Annotated[int, Field(ge=1, le=60)]
    note: Line = Field(description="how far the questionnaire can be trusted")
    licence: Line
    source: Text
    scale: Scale
    topics: Annotated[tuple[Topic, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _at_most_four_main_topics(self) -> Survey:
        if len(self.main_topics) > MAX_MAIN_TOPICS:
            raise ValueError(f"at most {MAX_MAIN_TOPICS} topics may be confirmatory, {len(self.main_topics)} are")
        return self

    @property
    def main_topics(self) -> tuple[str, ...]:
        """Ids of the topics that decide by default."""
        return tuple(topic.id for topic in self.topics if topic.confirmatory)

    def item_ids(self) -> tuple[str, ...]:
        """Full ids (`topic.slug`) of all items in order."""
        return tuple(f"{topic.id}.{item.id}" for topic in self.topics for item in topic.items)
