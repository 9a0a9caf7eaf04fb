"""One YAML file as a tree that knows where everything stands; only the plain part of YAML is allowed.

Aliases, tags and merged keys are refused: they hide mistakes, and some of them run away with memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.constructor import SafeConstructor
from yaml.reader import Reader

MAX_BYTES = 1_000_000
MAX_DEPTH = 20  # libyaml's composer recurses on the C stack, so depth is checked on its events first
# libyaml's parser where PyYAML was built with it; both give the same events, nodes and marks.
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_CONTROL: re.Pattern[str] = Reader.NON_PRINTABLE
_TAG = "tag:yaml.org,2002:"
# What the parser says, and what a person should do; {line} is where the unfinished thing began.
_HINTS = {
    "mapping values are not allowed": "text that contains a colon and a space in quotes",
    "cannot start any token": "no tab as indentation, and text that begins with a sign in quotes",
    "could not find expected ':'": "a colon after the key",
    "expected ',' or ']'": "a comma, or the bracket that closes the list begun in line {line}",
    "expected ',' or '}'": "a comma, or the brace that closes what was begun in line {line}",
    "found unexpected end of stream": "a quote that closes the text begun in line {line}",
    "but found another document": "a single document, without a second ---",
}


@dataclass(frozen=True)
class Flaw:
    """Where something is wrong, counting from 1, and what was expected there."""

    line: int
    column: int
    expected: str
    key: tuple[str | int, ...] = ()


class Document:
    """The tree of one file, with positions."""

    def __init__(self, root: yaml.Node) -> None:
        self._root = root

    def value(self) -> Any:
        """Plain lists, dictionaries with text as keys, and scalars; dates stay text."""
        return _value(self._root)

    def position(self, key: tuple[str | int, ...], *, on_key: bool = False) -> tuple[int, int]:
        """Line and column of the value (or the key itself) from 1; of the nearest parent if it is missing."""
        mark, node = self._root.start_mark, self._root
        for part in key:
            child = _child(node, part)
            if child is None:
                break
            key_mark, node = child
            mark = key_mark if on_key else node.start_mark
        return mark.line + 1, mark.column + 1

    def written(self, key: tuple[str | int, ...]) -> str | None:
        """A scalar as it stands in the file, before YAML reads it as a number or a truth value."""
        node = self._root
        for part in key:
            child = _child(node, part)
            if child is None:
                return None
            node = child[1]
        return node.value if isinstance(node, yaml.ScalarNode) else None


def parse(data: bytes) -> tuple[Document | None, list[Flaw]]:
    """The document if there is a tree at all, and everything wrong with the file as YAML."""
    if len(data) > MAX_BYTES:
        return None, [Flaw(1, 1, f"at most {MAX_BYTES} bytes, not {len(data)}")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(data, error)]
    if control := _CONTROL.search(text):
        return None, [_control(text, control.start())]
    try:
        flaws = list(_refused_events(text))
        root = None if flaws else yaml.compose(text, Loader)
    except yaml.MarkedYAMLError as error:
        return None, [_syntax(error)]
    except yaml.YAMLError as error:
        return None, [Flaw(1, 1, f"valid YAML ({' '.join(str(error).split())})")]
    if flaws:
        return None, flaws
    if root is None:
        return None, [Flaw(1, 1, "content, not an empty file")]
    return Document(root), list(_refused_nodes(root))


def _refused_events(text: str) -> Iterator[Flaw]:
    depth = 0
    for event in yaml.parse(text, Loader):
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        mark = event.start_mark
        at = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if isinstance(event, yaml.AliasEvent):
            yield Flaw(*at, "content written out, not an alias (*name)")
        elif getattr(event, "tag", None) is not None:
            yield Flaw(*at, "a value without a tag (a word that begins with !)")
        if depth > MAX_DEPTH:
            yield Flaw(*at, f"at most {MAX_DEPTH} levels of lists and keys")
            return


def _refused_nodes(root: yaml.Node) -> Iterator[Flaw]:
    stack = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, yaml.MappingNode):
            yield from _refused_keys(node)
            stack.extend(value for _, value in node.value)
        elif isinstance(node, yaml.SequenceNode):
            stack.extend(node.value)
        elif found := _CONTROL.search(node.value):
            mark = node.start_mark
            yield Flaw(mark.line + 1, mark.column + 1, f"text without the control character {_code(found[0])}")


def _refused_keys(node: yaml.MappingNode) -> Iterator[Flaw]:
    keys: set[str] = set()
    for key, _ in node.value:
        at = key.start_mark.line + 1, key.start_mark.column + 1
        if not isinstance(key, yaml.ScalarNode) or not key.value or key.value == "<<":
            yield Flaw(*at, "a plain word as key")
        elif key.value in keys:
            yield Flaw(*at, "every key once", (key.value,))
        else:
            keys.add(key.value)


def _child(node: yaml.Node, part: str | int) -> tuple[yaml.Mark, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == part:
                return key.start_mark, value
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part].start_mark, node.value[part]
    return None


def _value(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {key.value: _value(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_value(child) for child in node.value]
    return _scalar(node) if isinstance(node, yaml.ScalarNode) else None


def _scalar(node: yaml.ScalarNode) -> Any:
    constructor = SafeConstructor()
    readers: dict[str, Callable[[yaml.ScalarNode], Any]] = {
        "null": lambda _: None,
        "bool": constructor.construct_yaml_bool,
        "int": constructor.construct_yaml_int,
        "float": constructor.construct_yaml_float,
    }
    read = readers.get(node.tag.removeprefix(_TAG))
    if read is None:
        return node.value
    try:
        return read(node)
    except ValueError:  # YAML calls it a number, Python cannot read it, such as 0b_ or ten thousand digits
        return node.value


def _syntax(error: yaml.MarkedYAMLError) -> Flaw:
    mark, began = error.problem_mark, error.context_mark or error.problem_mark
    said = ": ".join(part for part in (error.context, error.problem) if part)
    hint = next((hint for sign, hint in _HINTS.items() if sign in said), None)
    wanted = f"valid YAML: {hint.format(line=began.line + 1 if began else 1)}" if hint else f"valid YAML ({said})"
    return Flaw(mark.line + 1, mark.column + 1, wanted) if mark else Flaw(1, 1, wanted)


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> Flaw:
    before = data[: error.start]
    line_start = before.rfind(b"\n") + 1
    column = len(before[line_start:].decode("utf-8-sig", errors="replace")) + 1
    return Flaw(before.count(b"\n") + 1, column, f"text in UTF-8, not the byte 0x{data[error.start]:02x}")


def _control(text: str, index: int) -> Flaw:
    column = index - text.rfind("\n", 0, index)
    return Flaw(text.count("\n", 0, index) + 1, column, f"text without the control character {_code(text[index])}")


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"
