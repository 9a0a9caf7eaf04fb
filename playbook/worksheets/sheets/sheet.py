"""A sheet: records of one kind, their columns, and what must hold across its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar, cast

from playbook.errors import PlaybookError
from playbook.worksheets.sheets.column import Column

Record = TypeVar("Record")

MOST_ROWS = 20_000


@dataclass(frozen=True)
class Flaw:
    """What is wrong with the cell of one record among several; `index` counts from 0."""

    index: int
    field: str
    says: str


def _nothing_to_check(_: Sequence[Any]) -> Iterable[Flaw]:
    return ()


@dataclass(frozen=True)
class Sheet(Generic[Record]):
    """`one` and `many` name what a row is. `new` is an empty row. `check` finds flaws across rows, such as one name
    given twice; it sees rows with gaps as well. `unique` is the field in which no two rows may be alike, if any.
    """

    id: str
    title: str
    one: str
    many: str
    record: type[Record]
    columns: tuple[Column, ...]
    new: Callable[[], Record]
    check: Callable[[Sequence[Record]], Iterable[Flaw]] = _nothing_to_check
    unique: str = ""

    def column(self, field: str) -> Column:
        """The column of this name. Raises PlaybookError that lists those there are."""
        found = next((column for column in self.columns if column.field == field), None)
        if found is None:
            raise PlaybookError(f"There is no column {field!r}; there is {', '.join(self.fields)}.")
        return found

    @property
    def fields(self) -> tuple[str, ...]:
        """Names of the columns."""
        return tuple(column.field for column in self.columns)

    def with_cell(self, record: Record, field: str, text: str, currency: str | None = None) -> Record:
        """The record with one cell read from text. Raises PlaybookError that says what was expected."""
        value = self.column(field).parse(text, currency)
        return cast(Record, replace(cast(Any, record), **{field: value}))

    def made(self, values: Mapping[str, object]) -> Record:
        """A record with these values, by field; what is not among them is as in a new one."""
        return cast(Record, replace(cast(Any, self.new()), **values))

    def missing(self, record: Record) -> tuple[Column, ...]:
        """The columns that a complete record would have a value in."""
        return tuple(column for column in self.columns if column.required and not column.text(record))

    def copied(self, record: Record) -> Record:
        """A copy of a record, without what no two rows may have in common."""
        return cast(Record, replace(cast(Any, record), **({self.unique: ""} if self.unique else {})))

    def check_row(self, records: Sequence[Record], index: int) -> None:
        """Raises PlaybookError if one of the records, as it would be saved, does not go with the others."""
        for flaw in self.check(records):
            if flaw.index == index:
                raise PlaybookError(flaw.says)
