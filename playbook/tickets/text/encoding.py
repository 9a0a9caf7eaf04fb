"""How the bytes of a text file are to be decoded, found by reading them all once."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from playbook.errors import PlaybookError

CHUNK = 1 << 20
HEAD = 1 << 16

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY_STARTS = (
    (b"PK\x03\x04", "a spreadsheet or zip file; save it as CSV first"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file; save it as CSV first"),
    (b"\x1f\x8b", "a gzip file; unpack it first"),
    (b"%PDF", "a PDF; a CSV export was expected"),
    (b"SQLite format 3", "a database; a CSV export was expected"),
)
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r"))
_UNUSED_IN_CP1252 = b"\x81\x8d\x8f\x90\x9d"


@dataclass(frozen=True)
class Encoding:
    """A Python codec name, and how many places of the file it cannot decode."""

    name: str
    undecodable: int = 0


def find_encoding(name: str, data: BinaryIO, *, expected: str = "a CSV export of tickets") -> Encoding:
    """The encoding of a seekable file, which is left at its start; `name` and what was `expected` are for messages.

    A byte order mark decides; then valid UTF-8; then UTF-16 without a mark; text with more valid than broken
    UTF-8 sequences counts as damaged UTF-8, all else as Windows-1252. Raises PlaybookError for a file that is
    empty or not text.
    """
    data.seek(0)
    head = data.read(HEAD)
    data.seek(0)
    if not head:
        raise PlaybookError(f"{name} is empty; {expected} was expected.")
    for start, what in _BINARY_STARTS:
        if head.startswith(start):
            raise PlaybookError(f"{name} is {what}.")
    found = _marked(head) or _utf16_without_mark(head)
    if found:
        return Encoding(found, _undecodable(data, found))
    if _control_share(head) > 0.01:
        raise PlaybookError(f"{name} is not a text file; {expected} was expected.")
    if _undecodable(data, "utf-8") == 0:
        return Encoding("utf-8")
    return _damaged_or_western(data)


def _marked(head: bytes) -> str | None:
    return next((name for mark, name in _BYTE_ORDER_MARKS if head.startswith(mark)), None)


def _utf16_without_mark(head: bytes) -> str | None:
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half and odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if half and even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _control_share(head: bytes) -> float:
    return 1 - len(head.translate(None, _CONTROL)) / len(head)


def _undecodable(data: BinaryIO, name: str) -> int:
    """How many places cannot be decoded; 0 is found fast, the exact number only when there are any."""
    decoder, is_utf8 = codecs.getincrementaldecoder(name)(), name == "utf-8"
    try:
        for chunk in _chunks(data):
            if not (is_utf8 and chunk.isascii() and not decoder.getstate()[0]):
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeError:
        return sum(text.count("\ufffd") for text in _decoded(data, name))
    return 0


def _damaged_or_western(data: BinaryIO) -> Encoding:
    broken = foreign = 0
    for text in _decoded(data, "utf-8"):
        bad = text.count("\ufffd")
        broken += bad
        foreign += len(text) - len(text.encode("ascii", "ignore")) - bad
    if foreign > broken:
        return Encoding("utf-8", broken)
    unused = sum(len(chunk) - len(chunk.translate(None, _UNUSED_IN_CP1252)) for chunk in _chunks(data))
    return Encoding("cp1252", unused)


def _decoded(data: BinaryIO, name: str) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(name)("replace")
    for chunk in _chunks(data):
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _chunks(data: BinaryIO) -> Iterator[bytes]:
    data.seek(0)
    try:
        while chunk := data.read(CHUNK):
            yield chunk
    finally:
        data.seek(0)
