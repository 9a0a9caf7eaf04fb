"""Where answers meet the survey: which topics and items speak to which questions and must-haves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Annotated

from pydantic import Field, StringConstraints

from playbook.loading.source import Key, Source
from playbook.schema import Content, Line, Slug
from surveys.schema import Survey

FILE = "survey_map.yaml"

QuestionId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$", max_length=81)]
EntryId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)?$", max_length=81)]
Entries = Annotated[tuple[EntryId, ...], Field(min_length=1)]


class SurveyLinks(Content):
    """What one version of one survey says about the playbook; `alerts` is a topic, `alerts.needless` an item."""

    survey: Slug
    version: Annotated[int, Field(strict=True, ge=1)] = Field(description="the version that `says` was written for")
    says: dict[EntryId, Line] = Field(
        default_factory=dict, description='what a favourable answer to an item says, to follow "agree that"'
    )
    questions: dict[QuestionId, Entries] = Field(default_factory=dict)
    must_haves: dict[Slug, Entries] = Field(default_factory=dict)


class SurveyMap(Content):
    """The links of all surveys."""

    surveys: tuple[SurveyLinks, ...]


def load(source: Source) -> SurveyMap:
    """The survey map of a folder; the source's error lists every problem at once."""
    found = source.read(FILE, SurveyMap)
    source.check()
    return found or SurveyMap(surveys=())


def check(
    source: Source,
    questions: Collection[str] | None,
    must_haves: Collection[str] | None,
    surveys: Mapping[str, Survey] | None,
) -> SurveyMap | None:
    """Reads the survey map and notes every id that leads nowhere; None if it could not be read.

    `questions` are full ids, and those of packs belong to them. What is None is unknown, and nothing is said about it.
    """
    found = source.read(FILE, SurveyMap)
    if found is None:
        return None
    for index, links in enumerate(found.surveys):
        key = ("surveys", index)
        _check_keys(source, (*key, "questions"), links.questions, questions, "full id of a question")
        _check_keys(source, (*key, "must_haves"), links.must_haves, must_haves, "id of a must-have")
        if surveys is not None:
            _check_survey(source, key, links, surveys)
    return found


def _check_keys(source: Source, key: Key, used: Iterable[str], known: Collection[str] | None, noun: str) -> None:
    for entry_id in used:
        if known is not None and entry_id not in known:
            source.problem(FILE, (*key, entry_id), f"the {noun} as key, not {entry_id!r}")


def _check_survey(source: Source, key: Key, links: SurveyLinks, surveys: Mapping[str, Survey]) -> None:
    survey = surveys.get(links.survey)
    if survey is None:
        source.problem(FILE, (*key, "survey"), f"the id of a survey ({', '.join(surveys)}), not {links.survey!r}")
        return
    if links.version != survey.version:
        expected = f"{survey.version}, the version of the survey; look at every text, then change it"
        source.problem(FILE, (*key, "version"), expected)
    items = set(survey.item_ids())
    entries = items | {topic.id for topic in survey.topics}
    _check_keys(source, (*key, "says"), links.says, items, "id of an item (topic.item)")
    for kind in ("questions", "must_haves"):
        for subject, entry_ids in getattr(links, kind).items():
            for position, entry_id in enumerate(entry_ids):
                if entry_id not in entries:
                    expected = f"the id of a topic or an item of {survey.id}, not {entry_id!r}"
                    source.problem(FILE, (*key, kind, subject, position), expected)
