"""What the package needs from outside to read YAML: a folder of files that collects the problems found in it."""

from __future__ import annotations

from typing import Protocol, TypeVar

from pydantic import BaseModel

Model = TypeVar("Model", bound=BaseModel)
Key = tuple[str | int, ...]


class Source(Protocol):
    """A folder of YAML files, as the program hands it in; it collects problems with their positions."""

    def names(self, folder: str) -> list[str]:
        """Names of the YAML files in a sub-folder, sorted, each with the folder in front."""

    def read(self, name: str, model: type[Model]) -> Model | None:
        """The file as a model, None if it has problems."""

    def problem(self, name: str, key: Key, expected: str) -> None:
        """Notes that the value under `key` in a file is not what was expected."""

    def check(self) -> None:
        """Raises one error that lists all problems, if there are any."""
