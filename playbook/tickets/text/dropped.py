"""A row that was not used, and why."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Dropped:
    """A row that was not used. Rows are numbered as a spreadsheet does: the header is usually row 1.

    The reason may quote a few characters of the file, so it is for showing, not for storing. In JSON the first record
    is row 1.
    """

    row: int
    reason: str
