"""The entries of a comparison as CSV: the keys of the JSON form, intervals in two columns."""

from __future__ import annotations

import csv
import io
from typing import Any

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def comparison_csv(data: dict[str, Any]) -> str:
    """One line for each topic, then one for each question; empty cells for what is null.

    A text that a spreadsheet would take for a formula gets an apostrophe in front of it.
    """
    entries = [("topic", entry) for entry in data["topics"]] + [("question", entry) for entry in data["items"]]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    rows = [_row(kind, entry) for kind, entry in entries]
    if rows:
        writer.writerow(rows[0])
        writer.writerows(row.values() for row in rows)
    return out.getvalue()


def _row(kind: str, entry: dict[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {"kind": kind}
    for key, value in entry.items():
        if key.endswith("_ci"):
            row[f"{key}_low"], row[f"{key}_high"] = value or (None, None)
        else:
            row[key] = _guarded(value) if isinstance(value, str) else value
    return row


def _guarded(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
