"""One column of a sheet: how its cells are read, checked and written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playbook.worksheets.sheets.amounts import with_currency


@dataclass(frozen=True)
class Column:
    """A field of a record as a column.

    `field` is the record's attribute and the column's name in files; `title` stands above it on screens; `expects`
    is half a sentence about a good value. `read` makes a value of a text that is not empty and raises PlaybookError
    for any other; an empty cell is `empty`. `write` is its opposite, `show` a shorter form for screens. `choices`
    are the texts that will do, if there are few. `is_money` lets amounts without a currency have that of the sheet.
    """

    field: str
    title: str
    expects: str
    read: Callable[[str], object]
    write: Callable[[Any], str] = str
    show: Callable[[Any], str] | None = None
    required: bool = False
    choices: tuple[str, ...] = ()
    right: bool = False
    is_money: bool = False
    empty: object = None

    def parse(self, text: str, currency: str | None = None) -> object:
        """The value of a cell. Raises PlaybookError that says what was expected."""
        text = text.strip()
        if not text:
            return self.empty
        return self.read(with_currency(text, currency) if self.is_money else text)

    def text(self, record: object) -> str:
        """The cell of a record, as in files and for editing."""
        value = getattr(record, self.field)
        return "" if value is None or value == self.empty else self.write(value)

    def shown(self, record: object) -> str:
        """The cell of a record on a screen."""
        value = getattr(record, self.field)
        return "" if value is None or value == self.empty else (self.show or self.write)(value)
