"""Topics for a comparison of files: a list of columns, or a whole survey definition."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict

from surveys.schema import Survey
from surveys.statistics.csv_input.topics import TopicsFile
from ybiyri_tui.content_source import ContentSource
from ybiyri_tui.errors import ProgramError

Model = TypeVar("Model", bound=BaseModel)


class _Kind(BaseModel):
    """Enough of a file to tell a survey definition from a list of topics."""

    model_config = ConfigDict(extra="allow")
    stem: object = None


def read_definition(path: Path) -> Survey | TopicsFile:
    """What the file holds. Raises errors that name file, line and column."""
    kind = _read(path, _Kind)
    return _read(path, TopicsFile) if kind.stem is None else _read(path, Survey)


def _read(path: Path, model: type[Model]) -> Model:
    path = path.expanduser()
    source = ContentSource(path.parent)
    found = source.read(path.name, model)
    source.check()
    if found is None:
        raise ProgramError(f"{path.name} could not be read.")
    return found
