"""A folder of YAML files, and the problems found in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from ybiyri_tui.content_source.document import Document, Flaw, parse
from ybiyri_tui.content_source.expectations import Key, expected, is_echo
from ybiyri_tui.errors import ProgramError

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong in a file; line and column count from 1."""

    file: str
    line: int
    column: int
    key: str
    expected: str

    def __str__(self) -> str:
        where = f" at {self.key}" if self.key else ""
        return f"{self.file}, line {self.line}, column {self.column}{where}: expected {self.expected}."


class ContentError(ProgramError):
    """Content cannot be used; `problems` lists everything that is wrong, in order of file and line."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class ContentSource:
    """A folder of YAML files, on disk or inside the installed package.

    `prefix` stands before every name in a problem. `elsewhere` says where parts of the folder are really read: a
    file by its name in the folder, or a sub-folder.
    """

    def __init__(
        self, folder: Traversable, *, prefix: str = "", elsewhere: Mapping[str, Traversable] | None = None
    ) -> None:
        self._folder = folder
        self._prefix = prefix
        self._elsewhere = dict(elsewhere or {})
        self._documents: dict[str, Document] = {}
        self._problems: list[Problem] = []

    def names(self, folder: str) -> list[str]:
        """Names of the YAML files in a sub-folder ("" is the folder itself), sorted, without hidden ones."""
        parent = self._at(folder) if folder else self._folder
        prefix = f"{folder}/" if folder else ""
        try:
            if not parent.is_dir():
                return []
            found = [entry.name for entry in parent.iterdir() if entry.is_file()]
        except OSError as error:
            self._add(folder or parent.name, Flaw(1, 1, f"a folder that can be read ({_reason(error)})"))
            return []
        wanted = (name for name in found if name.endswith((".yaml", ".yml")) and not name.startswith("."))
        return sorted(prefix + name for name in wanted)

    def read(self, name: str, model: type[Model]) -> Model | None:
        """The file as a model, None if it has problems; those are kept for `check`."""
        try:
            data = self._at(name).read_bytes()
        except OSError as error:
            self._add(name, Flaw(1, 1, f"a file that can be read ({_reason(error)})"))
            return None
        document, flaws = parse(data)
        for flaw in flaws:
            self._add(name, flaw)
        if document is None:
            return None
        self._documents[name] = document
        return None if flaws else self._validate(name, document, model)

    def problem(self, name: str, key: Key, wanted: str) -> None:
        """Notes that the value under `key` in a file is not what was expected."""
        document = self._documents.get(name)
        line, column = document.position(key) if document else (1, 1)
        self._add(name, Flaw(line, column, wanted, key))

    def check(self) -> None:
        """Raises ContentError with all problems, if there are any."""
        if self._problems:
            raise ContentError(self._problems)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems noted so far, in order of file and line."""
        return tuple(sorted(set(self._problems)))

    def _at(self, name: str) -> Traversable:
        if name in self._elsewhere:
            return self._elsewhere[name]
        first, _, rest = name.partition("/")
        return self._elsewhere[first].joinpath(rest) if first in self._elsewhere else self._folder.joinpath(name)

    def _validate(self, name: str, document: Document, model: type[Model]) -> Model | None:
        try:
            return model.model_validate(document.value())
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                if is_echo(detail):
                    continue
                key, is_key = _split(detail["loc"])
                on_key = is_key or detail["type"] == "extra_forbidden"
                line, column = document.position(key, on_key=on_key)
                wanted = expected(detail, model, document.written(key))
                self._add(name, Flaw(line, column, wanted, key))
        return None

    def _add(self, name: str, flaw: Flaw) -> None:
        key = _printable(_dotted(flaw.key))
        self._problems.append(Problem(_printable(self._prefix + name), flaw.line, flaw.column, key, flaw.expected))


def _split(location: Key) -> tuple[Key, bool]:
    """Where a problem is, and whether it is with the key and not with its value."""
    return (location[:-1], True) if location and location[-1] == "[key]" else (location, False)


def _dotted(key: Key) -> str:
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in key)
    return "".join(parts).lstrip(".")


def _printable(text: str) -> str:
    return text if text.isprintable() else repr(text)[1:-1]


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
