"""Settings of a worksheet: a table of names and values, in which only known names stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from playbook.errors import PlaybookError
from playbook.texts import line
from playbook.worksheets.sheets.column import Column
from playbook.worksheets.sheets.sheet import Flaw, Sheet

LONGEST = 120


@dataclass(frozen=True)
class Setting:
    """One row: a setting's name, and its value as written; empty for one that was not made."""

    setting: str = ""
    value: str = ""


@dataclass(frozen=True)
class Known:
    """A setting that a worksheet knows: `title` in words, what a good value is, and how it is read."""

    name: str
    title: str
    expects: str
    read: Callable[[str], object]


def settings_sheet(
    sheet_id: str, title: str, known: Sequence[Known], check: Callable[[Mapping[str, object]], None] | None = None
) -> Sheet[Setting]:
    """The table of these settings. `check` raises PlaybookError for values that do not go together."""
    names = {entry.name: entry for entry in known}

    def name(text: str) -> object:
        wanted = text.strip().lower().replace(" ", "-").replace("_", "-")
        if wanted not in names:
            raise PlaybookError(f"{text!r} is not a setting of this worksheet; there is {', '.join(names)}.")
        return wanted

    return Sheet(
        sheet_id,
        title,
        "setting",
        "settings",
        Setting,
        (
            Column(
                "setting",
                "Setting",
                "the name of a setting",
                name,
                show=lambda wanted: names[wanted].title if wanted in names else str(wanted),
                required=True,
                choices=tuple(names),
                empty="",
            ),
            Column("value", "Value", "its value", lambda text: line(text, "the value", LONGEST), empty=""),
        ),
        Setting,
        lambda records: _flaws(records, names, check),
        unique="setting",
    )


def values(records: Iterable[Setting], known: Sequence[Known]) -> dict[str, object]:
    """The values that are given, by name. Raises PlaybookError naming the setting for one that cannot be read."""
    names = {entry.name: entry for entry in known}
    found = {}
    for record in records:
        if record.value and record.setting in names:
            found[record.setting] = _read(names[record.setting], record.value)
    return found


def _read(known: Known, text: str) -> object:
    try:
        return known.read(text)
    except PlaybookError as error:
        raise PlaybookError(f"{known.title}: {error}") from None


def _flaws(
    records: Sequence[Setting], names: Mapping[str, Known], check: Callable[[Mapping[str, object]], None] | None
) -> Iterable[Flaw]:
    seen: dict[str, object] = {}
    for index, record in enumerate(records):
        if record.setting in seen:
            yield Flaw(index, "setting", f"The setting {record.setting} is there twice; leave one out.")
        if not record.value or record.setting not in names:
            continue
        try:
            seen[record.setting] = _read(names[record.setting], record.value)
            if check:
                check(seen)
        except PlaybookError as error:
            yield Flaw(index, "value", str(error))
