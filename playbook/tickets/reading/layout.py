"""Where in a table the used columns stand: found by the tracker's own headers, or said by the user."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from playbook.errors import PlaybookError
from playbook.tickets.rules.bau_rules import BauRule, RuleField
from playbook.tickets.text.cells import folded, one_line, quoted
from playbook.tickets.trackers.tracker import Field, Tracker
from playbook.tickets.values.dates import DayOrder

NOWHERE = -1
"""The place of a column that is missing: an empty cell put at the end of every row."""
SHOWN_COLUMNS = 6
_OTHER_NAMES = {
    "id": Field.KEY,
    "number": Field.KEY,
    "summary": Field.TITLE,
    "text": Field.TITLE,
    "kind": Field.TYPE,
    "state": Field.STATUS,
    "label": Field.LABELS,
    "tags": Field.LABELS,
    "opened": Field.CREATED,
    "closed": Field.RESOLVED,
    "completed": Field.RESOLVED,
    "updated": Field.CHANGED,
    "estimate": Field.POINTS,
    "time": Field.SPENT,
    "hours": Field.SPENT,
    "category": Field.CAUSE,
}
_SHAPE = "write it as key=ID or created=Opened"


@dataclass(frozen=True)
class ColumnMap:
    """What the user says about a table: the column of a field, and the order of day and month in dates."""

    columns: tuple[tuple[Field, str], ...] = ()
    order: DayOrder | None = None


@dataclass(frozen=True)
class Layout:
    """The places of the columns of each field, and the headers as they stand in the file."""

    columns: Mapping[str, str]
    places: Mapping[Field, tuple[int, ...]]
    spare_resolved: tuple[int, ...] = ()
    rule_places: tuple[tuple[int, ...], ...] = ()
    is_exact: bool = True
    """Whether the column of changes is about the state alone, or about anything at all."""

    def first(self, name: Field) -> int:
        """The place of a field's first column."""
        return self.places.get(name, (NOWHERE,))[0]


def parse_mapping(texts: Iterable[str]) -> ColumnMap:
    """What is written as `FIELD=COLUMN`, and `dates=dmy` or `dates=mdy`; PlaybookError says what is wrong with it."""
    columns: list[tuple[Field, str]] = []
    order: DayOrder | None = None
    for text in texts:
        name, equals, column = (part.strip() for part in text.partition("="))
        if not equals or not column:
            raise PlaybookError(f"The column {quoted(text)} is not complete; {_SHAPE}.")
        if folded(name) == "dates":
            order = _order(column)
            continue
        columns.append((_field(name), column))
    return ColumnMap(tuple(columns), order)


def lay_out(
    name: str, header: Sequence[str], tracker: Tracker, mapping: ColumnMap, rules: Sequence[BauRule] = ()
) -> Layout:
    """The columns that are used; raises PlaybookError for a column the user named and the table does not have."""
    places_of = _index(header)
    places = {field: found for field in Field if (found := _own(places_of, tracker.names.get(field, ())))}
    said: dict[Field, tuple[int, ...]] = {}
    for field, column in mapping.columns:
        said[field] = (*said.get(field, ()), *_named(name, header, places_of, column))
    places.update(said)
    is_exact = Field.CHANGED in places
    if not is_exact and (updated := _own(places_of, tracker.updated)):
        places[Field.CHANGED] = updated
    spares = tracker.spares.get(Field.RESOLVED, ()) if Field.RESOLVED not in said else ()
    return Layout(
        columns={field.value: one_line(header[places[field][0]]) for field in Field if field in places},
        places=places,
        spare_resolved=tuple(chain.from_iterable(places_of.get(spare, ()) for spare in spares)),
        rule_places=tuple(_rule_places(places_of, rule) for rule in rules),
        is_exact=is_exact,
    )


def shown_columns(header: Sequence[str]) -> str:
    """The first headers in quotation marks, and how many more there are."""
    shown = ", ".join(quoted(cell) for cell in header[:SHOWN_COLUMNS])
    return f"{shown} and {len(header) - SHOWN_COLUMNS} more" if len(header) > SHOWN_COLUMNS else shown


def _index(header: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Every header to its places, of which one that is repeated has several."""
    places: dict[str, list[int]] = {}
    for at, cell in enumerate(header):
        places.setdefault(folded(cell), []).append(at)
    return {name: tuple(found) for name, found in places.items()}


def _own(places_of: Mapping[str, tuple[int, ...]], aliases: Iterable[str]) -> tuple[int, ...]:
    return next((places_of[alias] for alias in aliases if alias in places_of), ())


def _named(name: str, header: Sequence[str], places_of: Mapping[str, tuple[int, ...]], column: str) -> tuple[int, ...]:
    found = places_of.get(folded(column), ())
    if not found:
        raise PlaybookError(f"{name} has no column {quoted(column)}; it has {shown_columns(header)}.")
    return found


def _rule_places(places_of: Mapping[str, tuple[int, ...]], rule: BauRule) -> tuple[int, ...]:
    """Every column that a rule looks at; a custom field of Jira's can be named without the words around it."""
    if rule.field is not RuleField.COLUMN:
        return ()
    column = folded(rule.column)
    named = (places for name, places in places_of.items() if name == column or name.endswith(f"({column})"))
    return tuple(sorted(chain.from_iterable(named)))


def _field(name: str) -> Field:
    plain = folded(name)
    if plain in set(Field):
        return Field(plain)
    if plain in _OTHER_NAMES:
        return _OTHER_NAMES[plain]
    known = ", ".join(field.value for field in Field)
    raise PlaybookError(f"There is no field {quoted(name)} to fill from a column; there are {known}, and dates.")


def _order(text: str) -> DayOrder:
    try:
        return DayOrder(folded(text))
    except ValueError:
        raise PlaybookError(f"The order of dates {quoted(text)} is not known; say dates=dmy or dates=mdy.") from None
