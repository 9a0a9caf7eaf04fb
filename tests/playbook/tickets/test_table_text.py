from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.errors import PlaybookError
from playbook.tickets.reading.importing import read_tickets
from playbook.tickets.text import table_text
from playbook.tickets.text.cells import plain_cell
from playbook.tickets.text.table_text import DELIMITERS, TableText, open_table

HEADER = ["first", "second", "third"]
words = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn"), include_characters="\n\r\t,;|\"' "), max_size=12)
western = st.text("abc é ü ß , ; \t \" ' \n \r", max_size=12)


def read(data: bytes | str) -> tuple[TableText, list[tuple[int, list[str]]]]:
    raw = data.encode() if isinstance(data, str) else data
    with open_table("export.csv", io.BytesIO(raw)) as table:
        return table, list(table)


def written(rows: list[list[str]], delimiter: str, encoding: str) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows([HEADER, *rows])
    return out.getvalue().encode(encoding)


@given(
    st.lists(st.lists(words, min_size=3, max_size=3), max_size=6),
    st.sampled_from(DELIMITERS),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_a_csv_writer_wrote_is_read_back(rows: list[list[str]], delimiter: str, encoding: str) -> None:
    table, found = read(written(rows, delimiter, encoding))
    assert table.header == tuple(HEADER)
    assert [cells for _, cells in found] == rows
    assert (table.delimiter, table.rows_read, table.dropped) == (delimiter, len(rows), [])


@given(st.lists(st.lists(western, min_size=3, max_size=3), max_size=6), st.sampled_from(DELIMITERS))
def test_western_text_is_read_back_without_utf8(rows: list[list[str]], delimiter: str) -> None:
    _, found = read(written(rows, delimiter, "cp1252"))
    assert [cells for _, cells in found] == rows


def test_repeated_columns_keep_their_places() -> None:
    table, found = read("key,Labels,Labels\n1,a,b\n")
    assert table.header == ("key", "Labels", "Labels")
    assert found == [(2, ["1", "a", "b"])]


def test_mixed_line_ends_end_rows_and_stay_inside_cells() -> None:
    _, found = read('a,b\n1,"x\r\ny"\r\n2,"p\nq\rr"\r3,z')
    assert found == [(2, ["1", "x\r\ny"]), (3, ["2", "p\nq\rr"]), (4, ["3", "z"])]


def test_short_rows_are_filled_and_counted() -> None:
    table, found = read("a,b,c\n1\n1,2,3\n1,2\n")
    assert found == [(2, ["1", "", ""]), (3, ["1", "2", "3"]), (4, ["1", "2", ""])]
    assert table.short_rows == 2


def test_a_row_with_too_many_cells_is_dropped_with_its_number() -> None:
    table, found = read("a,b\n1,2,3\n4,5\n")
    assert found == [(3, ["4", "5"])]
    assert [(row.row, row.reason.split(",")[0]) for row in table.dropped] == [
        (2, "the row has 3 cells and the header 2")
    ]


def test_blank_lines_are_numbered_like_rows_and_counted() -> None:
    table, found = read("\n\na,b\n\n1,2\n\n\n")
    assert found == [(5, ["1", "2"])]
    assert (table.header_row, table.blank_lines, table.rows_read) == (3, 3, 1)


def test_an_open_quotation_mark_costs_the_rest_and_says_so() -> None:
    table, found = read('a,b\n1,2\n3,"four\n5,6\n7,8\n')
    assert found == [(2, ["1", "2"])]
    assert table.rows_read == 2
    assert table.dropped[0].row == 3
    assert "never closed, so the file could not be read from here on (3 more lines)" in table.dropped[0].reason


def test_an_open_quotation_mark_in_the_header_is_refused() -> None:
    with pytest.raises(PlaybookError, match=r"export.csv, row 1: a quotation mark in the header is never closed"):
        read('a,"b\n1,2\n')


def test_cells_longer_than_the_csv_module_allows_are_read() -> None:
    long = "x" * 200_000
    assert read(f"a,b\n1,{long}\n")[1] == [(2, ["1", long])]


def test_a_cell_without_end_is_refused_before_it_fills_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    before = csv.field_size_limit()
    monkeypatch.setattr(table_text, "LONGEST_CELL", 1000)
    csv.field_size_limit(1000)
    try:
        with pytest.raises(PlaybookError, match=r"export.csv, line 3: a cell is longer than 1,000 characters"):
            read("a,b\n1,2\n3," + "x" * 1001 + "\n")
    finally:
        csv.field_size_limit(before)


def test_the_separator_line_of_a_spreadsheet_is_no_header() -> None:
    table, found = read("sep=;\r\na,x;b\r\n1;2\r\n")
    assert table.header == ("a,x", "b")
    assert found == [(3, ["1", "2"])]


def test_a_second_byte_order_mark_does_not_hide_the_first_column() -> None:
    assert read(b"\xef\xbb\xbf\xef\xbb\xbfkey,b\n1,2\n")[0].header == ("key", "b")


def test_only_blank_lines_are_refused() -> None:
    with pytest.raises(PlaybookError, match=r"export.csv has only blank lines"):
        read("\n  \n\n")


def test_the_file_stays_open_for_its_owner() -> None:
    data = io.BytesIO(b"a,b\n1,2\n")
    with open_table("export.csv", data) as table:
        assert list(table) == [(2, ["1", "2"])]
    del table
    assert not data.closed


def test_a_pipe_is_read_too() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, offset: int, whence: int = 0) -> int:
            raise OSError("a pipe does not turn back")

    assert read_tickets("-", Pipe(b"Issue key,Status\nOPS-1,Done\n"), ()).item_count == 1


@pytest.mark.parametrize(
    ("cell", "expected"),
    [(" x ", "x"), ("'=1+1", "=1+1"), ("'-label", "-label"), ("'quoted'", "'quoted'"), ("don't", "don't"), ("'", "'")],
)
def test_guards_against_formulas_are_taken_off(cell: str, expected: str) -> None:
    assert plain_cell(cell) == expected
