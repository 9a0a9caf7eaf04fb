"""What most survey tests need: the packaged survey, and sheets filled in by a rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, event
from sqlmodel import Session, SQLModel

from surveys.loader import load
from surveys.schema import Survey
from surveys.tables import RoundRow, SheetRow
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


def engine_on(path: Path) -> Engine:
    """A database with the survey tables and the pragmas of a workspace."""
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        for pragma in ("journal_mode=DELETE", "secure_delete=ON", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    tables = [SQLModel.metadata.tables[row.__tablename__] for row in (RoundRow, SheetRow)]
    SQLModel.metadata.create_all(engine, tables=tables)
    return engine


@pytest.fixture
def make_engine() -> Callable[[Path], Engine]:
    return engine_on


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "surveys.sqlite"


@pytest.fixture
def session(database: Path) -> Iterator[Session]:
    engine = engine_on(database)
    with Session(engine) as session:
        yield session
    engine.dispose()
