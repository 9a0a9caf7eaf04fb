"""What an import found, as text and as JSON (`ybiyri.tickets/1`)."""

from __future__ import annotations

from typing import Any

from ybiyri_tui.usecases.unplanned_work.reading import Import
from ybiyri_tui.wording.states import counted, short_day

SCHEMA = "ybiyri.tickets/1"
LABEL_WIDTH = 12
NOT_KEPT = "titles, descriptions, comments, names, mail addresses and account numbers; they are read and forgotten"
DELIMITER_WORDS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}


def import_data(found: Import, *, dry_run: bool) -> dict[str, Any]:
    """The import with documented keys."""
    report = found.report
    return {
        "schema": SCHEMA,
        "dry_run": dry_run,
        "detected_format": report.detected_format,
        "encoding": report.encoding,
        "delimiter": report.delimiter,
        "columns": dict(report.columns),
        "rows_read": report.rows_read,
        "items": report.item_count,
        "imported": found.imported,
        "updated": found.updated,
        "dropped": [{"row": dropped.row, "reason": dropped.reason} for dropped in report.dropped],
        "bau_items": report.bau_items,
        "rules": [{"rule": str(catch.rule), "items": catch.items} for catch in report.catches],
        "first_date": report.first_date.isoformat() if report.first_date else None,
        "last_date": report.last_date.isoformat() if report.last_date else None,
        "time_zone": report.time_zone,
        "warnings": list(report.warnings),
    }


def import_lines(found: Import) -> list[str]:
    """The import in linear text, with every dropped row."""
    return [f"{label:<{LABEL_WIDTH}}{text}" for label, text in import_parts(found)]


def import_parts(found: Import, *, dropped_shown: int | None = None) -> list[tuple[str, str]]:
    """The import as labels and texts; only the first `dropped_shown` dropped rows are listed if it is given."""
    report = found.report
    separator = DELIMITER_WORDS.get(report.delimiter, report.delimiter) if report.delimiter else "JSON"
    items = counted(report.item_count, "item")
    parts = [
        ("Recognised", f"{report.detected_format} ({report.encoding}, {separator}) in {found.name}"),
        ("Columns", ", ".join(f"{field} from '{header}'" for field, header in report.columns.items())),
        ("Rows", f"{report.rows_read} read: {items}, {len(report.dropped)} dropped"),
        ("Items", f"{found.imported} new, {found.updated} updated"),
        ("Unplanned", f"{report.bau_items} of {items}"),
        *(("", f"{catch.rule}: {catch.items}{' more' if at else ''}") for at, catch in enumerate(report.catches)),
    ]
    if report.first_date and report.last_date:
        parts.append(
            ("Dates", f"{short_day(report.first_date)} to {short_day(report.last_date)}, in {report.time_zone}")
        )
    parts += [("Dropped", f"row {row.row}: {row.reason}") for row in report.dropped[:dropped_shown]]
    if dropped_shown is not None and len(report.dropped) > dropped_shown:
        more = len(report.dropped) - dropped_shown
        parts.append(("", f"and {more} more; `ybiyri tickets import FILE --dry-run` lists them all"))
    return [*parts, *(("Note", warning) for warning in report.warnings), ("Not kept", NOT_KEPT)]
