"""Loads survey definitions from a folder of YAML, and checks ids within and across files."""

from __future__ import annotations

from typing import Protocol, TypeVar

from pydantic import BaseModel

from surveys.schema import Survey

Model = TypeVar("Model", bound=BaseModel)
Key = tuple[str | int, ...]


class Source(Protocol):
    """A folder of YAML files, as the program hands it in; it collects problems with their positions."""

    def names(self, folder: str) -> list[str]:
        """Names of the YAML files in a sub-folder ("" is the folder itself), sorted."""

    def read(self, name: str, model: type[Model]) -> Model | None:
        """The file as a model, None if it has problems."""

    def problem(self, name: str, key: Key, expected: str) -> None:
        """Notes that the value under `key` in a file is not what was expected."""

    def check(self) -> None:
        """Raises one error that lists all problems, if there are any."""


def load(source: Source) -> dict[str, Survey]:
    """The surveys in the folder by id; the source's error lists every problem at once."""
    surveys: dict[str, Survey] = {}
    for name in source.names(""):
        survey = source.read(name, Survey)
        if survey is None:
            continue
        if survey.id in surveys:
            source.problem(name, ("id",), "an id that no other survey has")
        _check_ids(source, name, survey)
        surveys[survey.id] = survey
    source.check()
    return surveys


def _check_ids(source: Source, name: str, survey: Survey) -> None:
    topics: set[str] = set()
    for position, topic in enumerate(survey.topics):
        if topic.id in topics:
            source.problem(name, ("topics", position, "id"), "an id that no other topic has")
        topics.add(topic.id)
        items: set[str] = set()
        for index, item in enumerate(topic.items):
            if item.id in items:
                key = ("topics", position, "items", index, "id")
                source.problem(name, key, "an id that no other item of the topic has")
            items.add(item.id)
