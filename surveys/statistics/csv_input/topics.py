"""What a topics file may contain: which columns are read together, and which topics decide."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from surveys.schema import MAX_MAIN_TOPICS

Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\n]+$")]


class Part(BaseModel):
    """Base of a topics file: unknown keys are errors, and nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class TopicOfColumns(Part):
    """Columns that are read together."""

    id: Name
    title: Name | None = Field(None, description="what people read; the id if there is none")
    confirmatory: bool = Field(False, description="a main topic, whose adjusted p decides the words")
    items: Annotated[tuple[Name, ...], Field(min_length=1, description="names of columns")]


class TopicsFile(Part):
    """Topics for a comparison of CSV files."""

    topics: Annotated[tuple[TopicOfColumns, ...], Field(min_length=1)]
    reverse: tuple[Name, ...] = Field((), description="columns where a higher answer means more concern")

    @model_validator(mode="after")
    def _at_most_four_main_topics(self) -> TopicsFile:
        main = sum(topic.confirmatory for topic in self.topics)
        if main > MAX_MAIN_TOPICS:
            raise ValueError(f"at most {MAX_MAIN_TOPICS} topics may be confirmatory, {main} are")
        return self

    @model_validator(mode="after")
    def _every_name_stands_once(self) -> TopicsFile:
        ids = [topic.id for topic in self.topics]
        columns = [column for topic in self.topics for column in topic.items]
        for name in (*ids, *columns):
            if ids.count(name) > 1 or columns.count(name) > 1:
                raise ValueError(f"{name} stands twice; a topic has an id of its own, a column belongs to one topic")
        return self
