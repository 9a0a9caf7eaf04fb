"""Turns the rows of any table into raw tickets, by the places of its columns."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from operator import itemgetter

from playbook.tickets.keys import Fingerprints, repository_in
from playbook.tickets.layout import NOWHERE, Layout
from playbook.tickets.records import Dropped, FacetShape, Raw
from playbook.tickets.text.cells import plain_cell, quoted
from playbook.tickets.tracker import Field, Tracker
from playbook.tickets.values.amounts import Unit, unit_in
from playbook.tickets.values.words import is_nothing

Rows = Iterable[tuple[int, list[str]]]


class TableReader:
    """Reads one table; rows without a key go to `dropped` with the reason."""

    def __init__(self, tracker: Tracker, layout: Layout, *, with_titles: bool, address: int = NOWHERE) -> None:
        self.tracker = tracker
        self.dropped: list[Dropped] = []
        self._layout = layout
        self._address = address
        self.is_keyless = Field.KEY not in layout.places
        self._uses_title = with_titles or self.is_keyless
        key = Field.TITLE if self.is_keyless else Field.KEY
        title = layout.first(Field.TITLE) if with_titles else NOWHERE
        fields = (key, Field.CREATED, Field.RESOLVED, Field.POINTS, Field.SPENT)
        self._base = [*(layout.first(field) for field in fields), title]
        shared = (Field.TYPE, Field.STATUS, Field.TEAM, Field.CAUSE)
        labels = layout.places.get(Field.LABELS, ())
        self._facets = [*(layout.first(field) for field in shared), *labels, *chain.from_iterable(layout.rule_places)]
        self.shape = FacetShape(len(labels), tuple(self._rule_cells(len(shared) + len(labels))))

    @property
    def columns(self) -> Mapping[str, str]:
        """Field to header as it stands in the file."""
        columns = self._layout.columns
        return columns if self._uses_title else {name: head for name, head in columns.items() if name != Field.TITLE}

    @property
    def spent_unit(self) -> Unit:
        """What a bare number in the column of time spent stands for."""
        header = self.columns.get(Field.SPENT)
        return unit_in(header, self.tracker.spent_unit) if header else self.tracker.spent_unit

    def read(self, rows: Rows) -> Iterator[Raw]:
        """A raw ticket for every row that has a key."""
        base, facets = itemgetter(*self._base), itemgetter(*self._facets)
        read_key: Callable[[str], str | None] = Fingerprints() if self.is_keyless else self.tracker.read_key
        spare, address = self._layout.spare_resolved, self._address
        for row, cells in rows:
            cells.append("")
            key_text, created, resolved, points, spent, title = base(cells)
            key = read_key(key_text)
            if key is None:
                self.dropped.append(Dropped(row, self._key_problem(key_text, cells)))
                continue
            if spare and is_nothing(resolved):
                resolved = next((cells[at] for at in spare if not is_nothing(cells[at])), "")
            if address != NOWHERE:
                key = repository_in(cells[address]) + key
            yield row, key, created, resolved, points, spent, title, facets(cells)

    def date_cells(self, rows: Rows) -> Iterator[str]:
        """All cells that should hold a date, also empty ones."""
        places = [
            *self._layout.places.get(Field.CREATED, ())[:1],
            *self._layout.places.get(Field.RESOLVED, ())[:1],
            *self._layout.spare_resolved,
        ]
        for _, cells in rows if places else ():
            for at in places:
                yield cells[at]

    def _rule_cells(self, start: int) -> Iterator[tuple[int, ...]]:
        for places in self._layout.rule_places:
            yield tuple(range(start, start + len(places)))
            start += len(places)

    def _key_problem(self, key: str, cells: list[str]) -> str:
        header = self.columns[Field.TITLE if self.is_keyless else Field.KEY]
        if plain_cell(key):
            return f"{header} {quoted(key)} is not like {self.tracker.key_like}"
        return f"{header} is empty" if any(cell.strip() for cell in cells) else "the row is empty"
