"""A file of bytes made plain: UTF-8 or Windows-1252, without a byte order mark, lines that end with a line feed."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from surveys.errors import SurveyError

CHUNK = 1 << 20

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FOREIGN = (
    (b"PK\x03\x04", "a spreadsheet or zip file; save the sheet as CSV first"),
    (b"\xd0\xcf\x11\xe0", "an old spreadsheet file; save the sheet as CSV first"),
    (b"\x1f\x8b", "a gzip file; unpack it first"),
    (b"%PDF", "a PDF; save the answers as CSV first"),
    (b"SQLite format 3", "a database; save the answers as CSV first"),
)


@dataclass(frozen=True)
class PlainFile:
    """A binary file at the start of its text, the codec of its letters, and whether those were a guess."""

    data: BinaryIO
    codec: str
    guessed: bool = False


def plain(name: str, data: BinaryIO) -> PlainFile:
    """The file made plain; `name` is for messages. Raises SurveyError for a file that is empty or not text.

    A file that cannot be read twice, such as a pipe, and one in UTF-16 or UTF-32 is taken into memory.
    """
    if not data.seekable():
        data = io.BytesIO(data.read())
    head = data.read(CHUNK)
    data.seek(0)
    if not head.strip():
        raise SurveyError(f"{name} is empty; a header and one row for each person were expected.")
    for beginning, what in _FOREIGN:
        if head.startswith(beginning):
            raise SurveyError(f"{name} is {what}.")
    mark, codec = next(((mark, codec) for mark, codec in _MARKS if head.startswith(mark)), (b"", ""))
    if codec not in ("", "utf-8"):
        return _transcoded(name, data, codec)
    if b"\0" in head:
        raise SurveyError(f"{name} is not a text file; a CSV file was expected.")
    if b"\r" in head and b"\n" not in head:
        data = io.BytesIO(data.read().replace(b"\r", b"\n"))
    skipped = len(mark)
    is_utf8 = _decodes(data, skipped)
    data.seek(skipped)
    return PlainFile(data, "utf-8" if is_utf8 else "cp1252", guessed=not is_utf8)


def _transcoded(name: str, data: BinaryIO, codec: str) -> PlainFile:
    try:
        text = data.read().decode(codec).removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise SurveyError(f"{name} begins like {codec.upper()} but is damaged; save it as UTF-8.") from None
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return PlainFile(io.BytesIO(lines.encode("utf-8")), "utf-8")


def _decodes(data: BinaryIO, start: int) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in _chunks(data, start):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _chunks(data: BinaryIO, start: int) -> Iterator[bytes]:
    data.seek(start)
    while chunk := data.read(CHUNK):
        yield chunk
