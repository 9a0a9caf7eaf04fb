"""Reads typed content from a folder of YAML and reports every problem with file, line and column.

The domains receive a `ContentSource` for their `Source` protocol, so that neither needs to know YAML.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from ybiyri_tui.errors import ProgramError

Model = TypeVar("Model", bound=BaseModel)
Key = tuple[str | int, ...]

MAX_BYTES = 1_000_000
# libyaml's parser where PyYAML was built with it; both give the same nodes and marks.
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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
    """A file of content cannot be used; `problems` lists everything that is wrong, in order."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class ContentSource:
    """A folder of YAML files, on disk or inside the installed package."""

    def __init__(self, folder: Traversable) -> None:
        self._folder = folder
        self._roots: dict[str, yaml.Node] = {}
        self._problems: list[Problem] = []

    def names(self, folder: str) -> list[str]:
        """Names of the YAML files in a sub-folder ("" is the folder itself), sorted."""
        parent = self._folder.joinpath(folder) if folder else self._folder
        if not parent.is_dir():
            return []
        prefix = f"{folder}/" if folder else ""
        found = (entry.name for entry in parent.iterdir() if entry.is_file())
        return sorted(prefix + name for name in found if name.endswith((".yaml", ".yml")))

    def read(self, name: str, model: type[Model]) -> Model | None:
        """The file as a model, None if it has problems; those are kept for `check`."""
        known = len(self._problems)
        try:
            root = yaml.compose(self._text(name), Loader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
            self._add(name, line, column, "", f"valid YAML ({error.problem})")
            return None
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            self._add(name, 1, 1, "", f"a readable UTF-8 text file ({_reason(error)})")
            return None
        if root is None:
            self._add(name, 1, 1, "", "content, not an empty file")
            return None
        self._roots[name] = root
        self._check_nodes(name, root)
        if len(self._problems) > known:
            return None
        return self._validate(name, root, model)

    def problem(self, name: str, key: Key, expected: str) -> None:
        """Notes that the value under `key` in a file is not what was expected."""
        line, column = self._position(name, key)
        self._add(name, line, column, _dotted(key), expected)

    def check(self) -> None:
        """Raises ContentError with all problems, if there are any."""
        if self._problems:
            raise ContentError(self._problems)

    def _text(self, name: str) -> str:
        data = self._folder.joinpath(name).read_bytes()
        if len(data) > MAX_BYTES:
            raise yaml.YAMLError(f"it is larger than {MAX_BYTES} bytes")
        return data.decode("utf-8-sig")

    def _check_nodes(self, name: str, root: yaml.Node) -> None:
        """A key that stands twice and a node that refers to another hide mistakes, so neither is allowed."""
        seen: set[int] = set()
        stack = [root]
        while stack:
            node = stack.pop()
            mark = node.start_mark
            if id(node) in seen:
                self._add(
                    name, mark.line + 1, mark.column + 1, "", "content written out, not an alias (*name)"
                )
                continue
            seen.add(id(node))
            if isinstance(node, yaml.SequenceNode):
                stack.extend(node.value)
            elif isinstance(node, yaml.MappingNode):
                self._check_keys(name, node)
                stack.extend(value for _, value in node.value)

    def _check_keys(self, name: str, node: yaml.MappingNode) -> None:
        keys: set[str] = set()
        for key, _ in node.value:
            line, column = key.start_mark.line + 1, key.start_mark.column + 1
            if not isinstance(key, yaml.ScalarNode):
                self._add(name, line, column, "", "a plain word as key")
            elif key.value in keys:
                self._add(name, line, column, key.value, "every key once")
            else:
                keys.add(key.value)

    def _validate(self, name: str, root: yaml.Node, model: type[Model]) -> Model | None:
        try:
            return model.model_validate(_construct(root))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or root.start_mark
            self._add(name, mark.line + 1, mark.column + 1, "", f"a value YAML can read ({error.problem})")
        except ValueError as error:
            if not isinstance(error, ValidationError):
                self._add(name, 1, 1, "", f"values YAML can read ({error})")
                return None
            for detail in error.errors():
                key = detail["loc"]
                on_key = detail["type"] == "extra_forbidden"
                line, column = self._position(name, key, on_key=on_key)
                self._add(name, line, column, _dotted(key), _expected(detail, model))
        return None

    def _position(self, name: str, key: Key, *, on_key: bool = False) -> tuple[int, int]:
        """Where the value (or the key itself) stands; the nearest parent if it is missing."""
        node = self._roots.get(name)
        if node is None:
            return 1, 1
        mark = node.start_mark
        for part in key:
            child = _child(node, part)
            if child is None:
                break
            key_mark, node = child
            mark = key_mark if on_key else node.start_mark
        return mark.line + 1, mark.column + 1

    def _add(self, name: str, line: int, column: int, key: str, expected: str) -> None:
        self._problems.append(Problem(name, line, column, key, expected))


def _child(node: yaml.Node, part: str | int) -> tuple[yaml.Mark, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(part):
                return key.start_mark, value
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part].start_mark, node.value[part]
    return None


def _construct(root: yaml.Node) -> Any:
    constructor = yaml.SafeLoader("")
    try:
        return constructor.construct_document(root)
    finally:
        constructor.dispose()


def _dotted(key: Key) -> str:
    parts = (f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in key)
    return "".join(parts).lstrip(".")


def _expected(detail: Any, model: type[BaseModel]) -> str:
    """What was expected, from a pydantic error, in words of the person who wrote the file."""
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "extra_forbidden":
        return _known_keys(detail["loc"], model)
    if kind == "missing":
        return f"the key {detail['loc'][-1]}, which is missing"
    if kind == "string_type":
        return "text (put it in quotes if it is meant as a word)"
    if kind == "string_pattern_mismatch":
        return _pattern(context["pattern"]) + f", not {_shown(detail['input'])}"
    if kind in ("string_too_long", "string_too_short"):
        at = "at most" if kind == "string_too_long" else "at least"
        limit = context.get("max_length", context.get("min_length"))
        return f"{at} {limit} characters, not {len(detail['input'])}"
    if kind in ("literal_error", "enum"):
        return f"{context['expected']}, not {_shown(detail['input'])}"
    if kind == "value_error":
        return str(context["error"])
    message = detail["msg"].removeprefix("Input should be ").removeprefix("Value should be ")
    return f"{message[:1].lower()}{message[1:]}, not {_shown(detail['input'])}"


def _pattern(pattern: str) -> str:
    if "a-z" in pattern:
        return "small letters, digits and hyphens, beginning with a letter"
    return "text on one line"


def _known_keys(location: Key, model: type[BaseModel]) -> str:
    names = sorted(set(_fields_at(model, location[:-1])))
    near = get_close_matches(str(location[-1]), names, n=1)
    hint = f"; did you mean {near[0]}?" if near else ""
    return f"one of the keys {', '.join(names)}{hint}".rstrip("?") + ("?" if hint else "")


def _fields_at(model: type[BaseModel], location: Key) -> Iterator[str]:
    """Names of the fields that are allowed at a place in a model."""
    current: Any = model
    for part in location:
        if isinstance(part, str) and part in getattr(current, "model_fields", {}):
            current = _model_in(current.model_fields[part].annotation) or current
    yield from current.model_fields


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for arg in getattr(annotation, "__args__", ()) if (found := _model_in(arg))), None)


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…"


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    return str(error)
