"""Changes of worksheets in words, from the plain values that the audit trail keeps."""

from __future__ import annotations

from typing import Any

from playbook.records import Change
from ybiyri_tui.wording.states import counted

LONGEST = 60
# What a row is called by, the first that it has; else by its first text.
NAMES = (
    *("name", "service", "schedule", "setting", "role", "term", "objective"),
    *("what", "task", "journey", "who", "hypothesis", "measure", "criterion", "component"),
)


def row_words(change: Change) -> str:
    """`services, checkout: exposure per hour: 200K EUR → 410K EUR`."""
    sheet = change.key.partition("/")[0].replace("_", " ")
    before, after = _values(change.before), _values(change.after)
    name = next((str(value) for value in (after or before).values() if isinstance(value, str) and value), "")
    named = (str(values[key]) for key in NAMES for values in (after, before) if values.get(key))
    name = next(named, name)
    what = f"{sheet}, {name}" if name else sheet
    if change.before is None:
        return f"{what}: added"
    if change.after is None:
        return f"{what}: removed"
    parts = [
        f"{field.replace('_', ' ')}: {_text(before.get(field))} → {_text(value)}"
        for field, value in after.items()
        if before.get(field) != value
    ]
    return f"{what}: {'; '.join(parts) or 'moved'}"


def sheet_words(change: Change) -> str:
    """`services: 12 rows in the place of 4`."""
    before: Any = change.before
    after: Any = change.after
    return f"{change.key.replace('_', ' ')}: {counted(len(after), 'row')} in the place of {len(before)}"


def _values(row: Any) -> dict[str, Any]:
    return dict(row["values"]) if row else {}


def _text(value: Any) -> str:
    if isinstance(value, dict) and {"amount", "currency"} <= value.keys():
        value = f"{_text(value['amount'])} {value['currency']}"
    if isinstance(value, dict) and value.keys() == {"low", "likely", "high"}:
        value = " / ".join(dict.fromkeys(str(number) for number in value.values()))
    if isinstance(value, list) and value and all(isinstance(entry, str) for entry in value):
        value = ", ".join(value)
    if isinstance(value, list):
        value = counted(len(value), "entry", "entries")
    text = {None: "nothing", "": "nothing", True: "yes", False: "no"}.get(value) if _is_plain(value) else None
    text = text or str(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _is_plain(value: Any) -> bool:
    return value is None or isinstance(value, (str, bool))
