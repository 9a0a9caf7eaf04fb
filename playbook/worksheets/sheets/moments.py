"""Columns of points in time, which are UTC in records and in files."""

from __future__ import annotations

from datetime import UTC, datetime

from playbook.errors import PlaybookError
from playbook.worksheets.sheets.column import Column


def moment_column(field: str, title: str, *, required: bool = False) -> Column:
    """A point in time, such as 2026-12-03T09:41:00Z; without an offset it is taken as UTC."""
    expects = "a time such as 2026-12-03T09:41:00Z"

    def read(text: str) -> object:
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            raise PlaybookError(f"{text!r} is not {expects}.") from None
        try:
            return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
        except OverflowError:
            raise PlaybookError(f"{text!r} is not {expects}.") from None

    return Column(field, title, expects, read, write=written, show=clock_time, required=required)


def clock_time(at: datetime) -> str:
    """For screens: hours, minutes and seconds where the user is."""
    return f"{at.astimezone():%H:%M:%S}"


def written(at: datetime) -> str:
    """For files: UTC to the second."""
    return f"{at.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat()}Z"
