"""JSON records from a stream, one at a time: from arrays, pages of an interface, glued arrays, or one a line."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, TypeAlias

from playbook.tickets.text.dropped import Dropped
from playbook.tickets.text.encoding import Encoding, find_encoding

LONGEST_RECORD = 8_000_000
"""Characters; a longer one means that something was not closed, and reading on would fill the memory."""
_DEEPEST = 8
_ARRAYS = frozenset({"issues", "incidents", "nodes", "edges", "items", "results", "values", "data", "records"})
_ON_THE_WAY = frozenset(
    {"data", "repository", "issues", "search", "project", "group", "organization", "user", "viewer", "node", "result"}
)
_BLANKS = " \t\r\n,\ufeff\u001e"
_A_BLANK = re.compile(f"[{_BLANKS}]*")
Record: TypeAlias = dict[str, Any]


class _Broken(Exception):
    """The text is not JSON from here on."""


class JsonText:
    """The records of a text; the counters are complete once all were read.

    Iterating gives (number, record). What is no object is put into `dropped`, and so is what follows the place where
    the text stops being JSON. `said_total` is how many records an interface says there are.
    """

    def __init__(self, name: str, text: io.TextIOWrapper, encoding: Encoding) -> None:
        self.name = name
        self.encoding = encoding.name
        self.undecodable = encoding.undecodable
        self.rows_read = 0
        self.said_total: int | None = None
        self.dropped: list[Dropped] = []
        self._text = text
        self._buffer = ""
        self._at = 0
        self._ended = False
        self._decoder = json.JSONDecoder()

    def __iter__(self) -> Iterator[tuple[int, Record]]:
        try:
            for value in self._values():
                self.rows_read += 1
                if isinstance(value, dict):
                    yield self.rows_read, value
                else:
                    self.dropped.append(Dropped(self.rows_read, "this is no object with fields"))
        except (_Broken, RecursionError):
            self.rows_read += 1
            reason = "from here on the file is not JSON, probably because it was cut off"
            self.dropped.append(Dropped(self.rows_read, reason))

    def _values(self) -> Iterator[Any]:
        """The elements of all arrays of records, and objects that stand alone."""
        while mark := self._peek():
            if mark == "[":
                yield from self._array()
            elif mark == "{":
                before = self.rows_read
                alone = yield from self._object(1)
                if alone and self.rows_read == before:
                    yield alone
            else:
                raise _Broken

    def _array(self) -> Iterator[Any]:
        self._at += 1
        while (mark := self._peek()) != "]":
            if not mark:
                raise _Broken
            yield from _unfolded(self._value())
        self._at += 1

    def _object(self, depth: int) -> Generator[Any, None, Record | None]:
        """Goes through an object whose arrays of records are given out; returns what else stood in it."""
        self._at += 1
        others: Record = {}
        found = False
        while (mark := self._peek()) != "}":
            if mark != '"':
                raise _Broken
            name = self._value()
            if self._peek() != ":":
                raise _Broken
            self._at += 1
            start = self._peek()
            if start == "[" and name in _ARRAYS and self._holds_objects():
                found = True
                yield from self._array()
            elif start == "{" and name in _ON_THE_WAY and depth < _DEEPEST:
                inner = yield from self._object(depth + 1)
                found = found or inner is None
                others[name] = inner
            else:
                others[name] = self._value()
        self._at += 1
        if found:
            self._note_total(others)
        return None if found else others

    def _holds_objects(self) -> bool:
        """Whether the array that begins here holds records or nothing, and not mere words."""
        while True:
            after = _A_BLANK.match(self._buffer, self._at + 1)
            end = after.end() if after else len(self._buffer)
            if end < len(self._buffer) or not self._more():
                return self._buffer[end : end + 1] in ("{", "]", "")

    def _note_total(self, others: Record) -> None:
        for name in ("total", "totalCount", "total_count"):
            said = others.get(name)
            if isinstance(said, int) and not isinstance(said, bool):
                self.said_total = said

    def _peek(self) -> str:
        """The next character that is no blank or comma; empty at the end."""
        while True:
            blank = _A_BLANK.match(self._buffer, self._at)
            self._at = blank.end() if blank else self._at
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if not self._more():
                return ""

    def _value(self) -> Any:
        """The value that begins here."""
        while True:
            try:
                value, end = self._decoder.raw_decode(self._buffer, self._at)
            except ValueError:
                if len(self._buffer) - self._at > LONGEST_RECORD or not self._more():
                    raise _Broken from None
                continue
            if end == len(self._buffer) and self._more():
                continue
            self._at = end
            return value

    def _more(self) -> bool:
        """Reads on, twice as much each time a value is not complete; False at the end of the text."""
        if self._ended:
            return False
        rest = self._buffer[self._at :]
        added = self._text.read(max(1 << 16, len(rest)))
        self._ended = not added
        self._buffer, self._at = rest + added, 0
        return bool(added)


def _unfolded(value: Any) -> Iterator[Any]:
    """An element of an array of records; a page that stands there is given out record by record."""
    if isinstance(value, list):
        yield from value
        return
    if isinstance(value, dict):
        if set(value) <= {"node", "cursor"} and "node" in value:
            yield value["node"]
            return
        if not {"key", "number", "iid", "id"} & set(value):
            page = next((value[name] for name in _ARRAYS if isinstance(value.get(name), list)), None)
            if page is not None:
                yield from page
                return
    yield value


@contextmanager
def open_json(name: str, data: BinaryIO, encoding: Encoding | None = None) -> Iterator[JsonText]:
    """The records of a seekable file, which stays open and belongs to the caller; `name` is for messages."""
    found = encoding or find_encoding(name, data)
    data.seek(0)
    text = io.TextIOWrapper(data, found.name, errors="replace")
    try:
        yield JsonText(name, text, found)
    finally:
        text.detach()
