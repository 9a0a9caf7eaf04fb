"""What most survey tests need: the packaged survey, and sheets filled in by a rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.resources import files

import pytest

from surveys.loader import load
from surveys.schema import Survey
from ybiyri_tui.content_source import ContentSource

Sheet = dict[str, int]
FillIn = Callable[..., Sheet]


@pytest.fixture(scope="session")
def survey() -> Survey:
    return load(ContentSource(files("surveys") / "content"))["developer-concerns"]


@pytest.fixture(scope="session")
def fill_in(survey: Survey) -> FillIn:
    """A sheet on which every item of a topic gets the same *score*; 0 leaves the items of a topic out."""

    def fill(scores: Mapping[str, int] | None = None, *, otherwise: int = 3) -> Sheet:
        chosen = dict(scores or {})
        sheet: Sheet = {}
        for topic in survey.topics:
            score = chosen.get(topic.id, otherwise)
            if score:
                for item in topic.items:
                    sheet[f"{topic.id}.{item.id}"] = survey.scale.score(score, item.agree_is)
        return sheet

    return fill
