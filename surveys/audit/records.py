"""What an audit works on and what it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from sqlite3 import Connection
from typing import Any, Protocol


@dataclass(frozen=True)
class Check:
    """One invariant: whether it holds, and one sentence that says what was found."""

    id: str
    holds: bool
    says: str


class Readable(Protocol):
    """What the rows of a workspace say, wherever it is kept."""

    def has_column(self, table: str, column: str) -> bool:
        """Whether a table has a column; a workspace of an earlier version lacks some."""

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """What a query finds; a question mark stands for a value."""


@dataclass(frozen=True)
class Evidence:
    """A workspace file as it lies on disk: its raw bytes, and the same read as a database that cannot be written."""

    path: Path
    raw: bytes = field(repr=False)
    database: Connection = field(repr=False)

    @property
    def page_size(self) -> int:
        """Bytes of a page, from the header."""
        size = int.from_bytes(self.raw[16:18], "big")
        return 65536 if size == 1 else size

    def page(self, number: int) -> bytes:
        """The raw bytes of a page, counted from 1."""
        return self.raw[(number - 1) * self.page_size : number * self.page_size]

    def has_column(self, table: str, column: str) -> bool:
        """Whether a table has a column; a file of an earlier version lacks some."""
        return any(row[1] == column for row in self.rows(f"PRAGMA table_info({table})"))

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """What a query finds."""
        return self.database.execute(statement, values).fetchall()
