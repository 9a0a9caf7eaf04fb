"""Columns of a sheet on paper: what may stand in them, how wide they are, and which go on one page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from playbook.worksheets.sheets.column import Column
from ybiyri_tui.reports.handouts.blocks import Heading

ROOM = 262
"""Millimetres beside each other on A4 or Letter laid on its side, between the margins."""
NUMBER = Heading("No", "", 10)
_LONGEST_LIST = 44
"""Signs of a list of values that still stands in the head of a column."""
_WORDS, _LONG_WORDS, _AMOUNT, _DAY, _NUMBER, _YES_NO = 32, 44, 28, 22, 16, 16
_TELLING = frozenset({"what", "text", "note", "duty", "rule", "task", "journey", "criterion", "measure", "objective"})
"""Fields in which people write more than a name."""
_DAY_HINT, _AMOUNT_HINT = "a day such as", "an amount such as"
_SHORT = (
    (_DAY_HINT, "a day"),
    ("a time such as", "a time"),
    (_AMOUNT_HINT, "an amount"),
    ("a whole number from", "a number"),
    ("a number from", "a number"),
    ("a number such as", "a number"),
    ("a duration such as", "minutes, hours or days"),
)
"""Beginnings of what is expected, and what is enough on paper."""


def heading(column: Column) -> Heading:
    """The head of a column: its title, what is expected, and its width in millimetres."""
    return Heading(column.title, _hint(column), _width(column), required=column.required)


def legend(columns: Iterable[Column]) -> tuple[str, ...]:
    """The values of columns whose lists are too long for their heads."""
    return tuple(f"{column.title}: {_values(column)}" for column in columns if _has_long_list(column))


def hint(column: Column) -> str:
    """What may stand in a field, all of it."""
    return _values(column) if column.choices else column.expects


def groups(columns: Sequence[Column]) -> list[list[Column]]:
    """The columns in as few tables as fit the width of a page, about equally wide."""
    total = sum(_width(column) for column in columns)
    if total <= ROOM:
        return [list(columns)]
    tables = -(-total // (ROOM - NUMBER.width))
    share = total / tables
    found: list[list[Column]] = [[]]
    wide = 0.0
    for column in columns:
        if found[-1] and (wide + _width(column) / 2 > share or wide + _width(column) > ROOM - NUMBER.width):
            found.append([])
            wide = 0.0
        found[-1].append(column)
        wide += _width(column)
    return found


def _hint(column: Column) -> str:
    if _has_long_list(column):
        return "see below"
    if column.choices:
        return _values(column)
    range_words = ", or low / likely / high" if "low / likely / high" in column.expects else ""
    short = next((words for start, words in _SHORT if column.expects.startswith(start)), None)
    return f"{short}{range_words}" if short else column.expects.split(";")[0]


def _has_long_list(column: Column) -> bool:
    return len(_values(column)) > _LONGEST_LIST


def _values(column: Column) -> str:
    return " / ".join(choice.replace("_", " ") for choice in column.choices)


def _width(column: Column) -> int:
    if column.choices:
        return _YES_NO if column.choices == ("yes", "no") else 26
    if column.expects.startswith((_DAY_HINT, "a time")):
        return _DAY
    if column.right:
        return _AMOUNT if column.expects.startswith(_AMOUNT_HINT) else _NUMBER
    return _LONG_WORDS if column.field in _TELLING else _WORDS
