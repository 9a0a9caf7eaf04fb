"""Reading and changing the rows of a worksheet; whatever is changed can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar, cast

from sqlmodel import Session

from playbook.errors import ChangedElsewhere, PlaybookError
from playbook.money import Money
from playbook.plain_json import from_plain, to_plain
from playbook.store import pilots as pilot_store
from playbook.store import worksheets as store
from playbook.worksheets.sheets.rows import STEP, Row, StoredRow, position_after
from playbook.worksheets.sheets.sheet import MOST_ROWS, Sheet
from ybiyri_tui.context import Context

Record = TypeVar("Record")


@dataclass(frozen=True)
class SheetView(Generic[Record]):
    """A sheet of a pilot as it is on disk; `currency` is that of amounts typed without one, if there is one yet."""

    sheet: Sheet[Record]
    rows: tuple[Row[Record], ...]
    currency: str | None = None

    @property
    def records(self) -> tuple[Record, ...]:
        """The records, in the order of the rows."""
        return tuple(row.record for row in self.rows)


def sheet_view(context: Context, pilot_id: int, sheet: Sheet[Record]) -> SheetView[Record]:
    """The sheet with its rows, in one consistent state of the file."""
    return context.workspace.read(lambda session: view_in(session, pilot_id, sheet))


def view_in(session: Session, pilot_id: int, sheet: Sheet[Record]) -> SheetView[Record]:
    """The same within a session, for use cases that read more than one sheet."""
    rows = rows_in(session, pilot_id, sheet)
    return SheetView(sheet, rows, currency_in(session, pilot_id, sheet, rows))


def rows_in(session: Session, pilot_id: int, sheet: Sheet[Record]) -> tuple[Row[Record], ...]:
    """The rows alone."""
    return tuple(_row(sheet, row) for row in store.rows(session, pilot_id, sheet.id))


def row_count(context: Context, pilot_id: int, sheet_id: str) -> int:
    """How many rows a sheet has."""
    return context.workspace.read(lambda session: store.row_count(session, pilot_id, sheet_id))


def with_rows(view: SheetView[Record], wanted: Iterable[Record], field: str) -> SheetView[Record]:
    """The view with a row for each of these records, by what is in `field`, in their order, before any other row.

    A row that is not on disk has version 0: it is written when one of its cells is.
    """
    wanted = tuple(wanted)
    order = [getattr(record, field) for record in wanted]
    there = {getattr(record, field) for record in view.records}
    number = max((row.number for row in view.rows), default=0)
    position = max((row.position for row in view.rows), default=0)
    absent = [record for record in wanted if getattr(record, field) not in there]
    new = (Row(number + count, position + count * STEP, record) for count, record in enumerate(absent, 1))
    found = sorted(
        (*view.rows, *new),
        key=lambda row: order.index(named) if (named := getattr(row.record, field)) in order else len(order),
    )
    return replace(view, rows=tuple(found))


def change_cell(
    context: Context, pilot_id: int, sheet: Sheet[Record], seen: Row[Record], field: str, text: str
) -> Row[Record]:
    """Writes what was typed into one cell of a row, and returns the row as it was saved.

    Raises PlaybookError for a text that is not what the column expects or does not go with the other rows,
    ChangedElsewhere if the row is not as it was seen any more.
    """

    def work(session: Session) -> Row[Record]:
        rows = rows_in(session, pilot_id, sheet)
        currency = currency_in(session, pilot_id, sheet, rows)
        changed = replace(seen, record=sheet.with_cell(seen.record, field, text, currency))
        return _save(context, session, pilot_id, sheet, rows, changed)

    return context.workspace.write(work)


def change_record(
    context: Context, pilot_id: int, sheet: Sheet[Record], seen: Row[Record], change: Callable[[Record], Record]
) -> Row[Record]:
    """Writes a row with a change of its record, as `change_cell` does."""

    def work(session: Session) -> Row[Record]:
        rows = rows_in(session, pilot_id, sheet)
        return _save(context, session, pilot_id, sheet, rows, replace(seen, record=change(seen.record)))

    return context.workspace.write(work)


def add_row(
    context: Context,
    pilot_id: int,
    sheet: Sheet[Record],
    record: Record | None = None,
    *,
    after: Row[Record] | None = None,
) -> Row[Record]:
    """Adds a row, an empty one unless a record is given, behind another one or at the end."""

    def work(session: Session) -> Row[Record]:
        rows = rows_in(session, pilot_id, sheet)
        if len(rows) >= MOST_ROWS:
            raise PlaybookError(f"There are {len(rows)} {sheet.many}; at most {MOST_ROWS} are kept.")
        number = max((row.number for row in rows), default=0) + 1
        position = position_after([row.position for row in rows], after.position if after else None)
        new = Row(number, position, sheet.new() if record is None else record)
        return _save(context, session, pilot_id, sheet, rows, new)

    return context.workspace.write(work)


def remove_row(context: Context, pilot_id: int, sheet: Sheet[Record], seen: Row[Record]) -> None:
    """Takes a row away; undo brings it back."""
    gone = _stored(seen)
    context.workspace.write(
        lambda session: store.remove_row(session, pilot_id, sheet.id, gone, who=context.who, at=context.now())
    )


def replace_records(
    context: Context,
    pilot_id: int,
    sheet: Sheet[Record],
    records: Iterable[Record],
    *,
    seen: Iterable[Row[Record]] | None = None,
) -> None:
    """Puts these records in the place of all rows, as one change.

    `seen` are the rows that the person was looking at: if others are on disk, ChangedElsewhere is raised.
    """
    new = tuple(StoredRow(number, number * STEP, _values(record)) for number, record in enumerate(records, 1))
    known = None if seen is None else tuple(seen)

    def work(session: Session) -> None:
        if known is not None and known != rows_in(session, pilot_id, sheet):
            raise ChangedElsewhere(f"{sheet.title} was changed elsewhere meanwhile. Nothing was replaced: look again.")
        store.replace_rows(session, pilot_id, sheet.id, new, who=context.who, at=context.now())

    context.workspace.write(work)


def currency_in(session: Session, pilot_id: int, sheet: Sheet[Record], rows: Iterable[Row[Record]] = ()) -> str | None:
    """The currency of amounts without one: that of the rows, else that of the pilot's money lost per hour."""
    fields = [column.field for column in sheet.columns if column.is_money]
    amounts = (getattr(row.record, field) for row in rows for field in fields)
    found = next((amount.currency for amount in amounts if isinstance(amount, Money)), None)
    if found is None and fields:
        exposure = pilot_store.pilot(session, pilot_id).exposure_per_hour
        return exposure.currency if exposure else None
    return found


def _save(
    context: Context,
    session: Session,
    pilot_id: int,
    sheet: Sheet[Record],
    rows: tuple[Row[Record], ...],
    new: Row[Record],
) -> Row[Record]:
    others = [row for row in rows if row.number != new.number]
    sheet.check_row([*(row.record for row in others), new.record], len(others))
    saved = store.save_row(session, pilot_id, sheet.id, _stored(new), who=context.who, at=context.now())
    return replace(new, version=saved.version)


def _row(sheet: Sheet[Record], row: StoredRow) -> Row[Record]:
    return Row(row.number, row.position, from_plain(sheet.record, row.values), row.version)


def _stored(row: Row[Any]) -> StoredRow:
    return StoredRow(row.number, row.position, _values(row.record), row.version)


def _values(record: object) -> dict[str, Any]:
    return cast("dict[str, Any]", to_plain(record))
