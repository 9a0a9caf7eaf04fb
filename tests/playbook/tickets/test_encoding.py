from __future__ import annotations

import codecs
import io

import pytest

from playbook.errors import PlaybookError
from playbook.tickets.text.encoding import CHUNK, Encoding, find_encoding

TEXT = "Issue key,Summary\nOPS-1,Überweisung – hängt\n"


def found(data: bytes) -> Encoding:
    return find_encoding("export.csv", io.BytesIO(data))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TEXT.encode("utf-8"), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "cp1252"),
        (b"Issue key,Summary\n", "utf-8"),
    ],
)
def test_the_encoding_is_told_by_the_bytes(data: bytes, expected: str) -> None:
    assert found(data) == Encoding(expected)


def test_a_foreign_letter_far_into_the_file_decides_too() -> None:
    assert found(b"Issue key\n" + b"x" * (2 * CHUNK) + b"\xfc").name == "cp1252"


def test_a_letter_cut_by_the_reading_is_whole() -> None:
    assert found(b"x" * (CHUNK - 1) + "ü".encode()) == Encoding("utf-8")


def test_utf8_with_a_broken_byte_stays_utf8_and_says_so() -> None:
    assert found("Überweisung hängt größer".encode() + b"\xff") == Encoding("utf-8", 1)


def test_bytes_without_a_letter_in_cp1252_are_counted() -> None:
    assert found(b"Caf\xe9 \x81\x8d") == Encoding("cp1252", 2)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "export.csv is empty; a CSV export of tickets was expected."),
        (b"PK\x03\x04rest", "export.csv is a spreadsheet or zip file; save it as CSV first."),
        (b"\xd0\xcf\x11\xe0rest", "export.csv is an old Excel or Word file; save it as CSV first."),
        (b"%PDF-1.7", "export.csv is a PDF; a CSV export was expected."),
        (bytes(range(256)), "export.csv is not a text file; a CSV export of tickets was expected."),
    ],
)
def test_a_file_that_is_not_text_is_refused_by_name(data: bytes, expected: str) -> None:
    with pytest.raises(PlaybookError) as refused:
        found(data)
    assert str(refused.value) == expected


def test_the_file_is_left_at_its_start() -> None:
    data = io.BytesIO(TEXT.encode("cp1252"))
    find_encoding("export.csv", data)
    assert data.tell() == 0
