"""Turns the rows of any table into raw tickets, by the places of its columns."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, repeat
from operator import itemgetter
from typing import cast

from playbook.tickets.reading.batch import Batch
from playbook.tickets.reading.layout import NOWHERE, Layout
from playbook.tickets.rules.judging import FacetShape
from playbook.tickets.text.cells import plain_cell, quoted
from playbook.tickets.text.dropped import Dropped
from playbook.tickets.text.table_text import TableText
from playbook.tickets.trackers.tracker import Field, Tracker
from playbook.tickets.values.amounts import Unit, unit_in
from playbook.tickets.values.keys import Fingerprints, repository_in
from playbook.tickets.values.words import is_nothing


class TableReader:
    """Reads one table; rows without a key go to `dropped` with the reason."""

    def __init__(self, tracker: Tracker, layout: Layout, *, with_titles: bool, address: int = NOWHERE) -> None:
        self.tracker = tracker
        self.dropped: list[Dropped] = []
        self._layout = layout
        self._address = address
        self.is_keyless = Field.KEY not in layout.places
        self.is_exact = layout.is_exact
        self._uses_title = with_titles or self.is_keyless
        key = Field.TITLE if self.is_keyless else Field.KEY
        title = layout.first(Field.TITLE) if with_titles else NOWHERE
        fields = (key, Field.CREATED, Field.RESOLVED, Field.CHANGED, Field.POINTS, Field.SPENT)
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

    def batches(self, table: TableText) -> Iterator[Batch]:
        """Raw tickets of every row that has a key, many at a time."""
        read_keys = self._key_reader()
        facet_cells = itemgetter(*self._facets)
        for numbers, rows in table.batches():
            if NOWHERE in self._facets:
                deque(map(list.append, rows, repeat("")), maxlen=0)
            found = read_keys(rows)
            if None in found:
                numbers, rows, found = self._with_keys(numbers, rows, found)
            keys = cast(Sequence[str], found)
            _, created, _, changed, points, spent, title = self._base
            yield Batch(
                rows=numbers,
                keys=self._named(rows, keys),
                created=_column(rows, created),
                resolved=self._resolved(rows),
                changed=_column(rows, changed),
                points=_column(rows, points),
                spent=_column(rows, spent),
                titles=_column(rows, title),
                facets=list(map(facet_cells, rows)),
            )

    def _key_reader(self) -> Callable[[list[list[str]]], Sequence[str | None]]:
        """Reads the keys of rows; where all of them are plain one match over the whole column tells so."""
        place, created = self._base[:2]
        if self.is_keyless:
            name = Fingerprints()
            return lambda rows: list(map(name, _column(rows, place), _column(rows, created)))
        plain, read_key = self.tracker.plain_keys, self.tracker.read_key

        def read(rows: list[list[str]]) -> Sequence[str | None]:
            cells = _column(rows, place)
            column = "\n".join(cells)
            if plain is not None and plain.fullmatch(column) and column.count("\n") == len(cells) - 1:
                return cells
            return list(map(read_key, cells))

        return read

    def _with_keys(
        self, numbers: Sequence[int], rows: list[list[str]], keys: Sequence[str | None]
    ) -> tuple[Sequence[int], list[list[str]], Sequence[str | None]]:
        """Drops the rows without a key."""
        for row, cells, key in zip(numbers, rows, keys, strict=True):
            if key is None:
                self.dropped.append(Dropped(row, self._key_problem(cells)))
        kept = [at for at, key in enumerate(keys) if key is not None]
        return [numbers[at] for at in kept], [rows[at] for at in kept], [keys[at] for at in kept]

    def _named(self, rows: list[list[str]], keys: Sequence[str]) -> Sequence[str]:
        """Keys with the repository before them where its address stands in the table."""
        bare = "" if self.is_keyless else self.tracker.bare
        if self._address == NOWHERE:
            return [bare + key for key in keys] if bare else keys
        return [(repository_in(cells[self._address]) or bare) + key for cells, key in zip(rows, keys, strict=True)]

    def _resolved(self, rows: list[list[str]]) -> Sequence[str]:
        """When tickets were resolved; a spare column speaks where the first one is silent."""
        column, spare = _column(rows, self._base[2]), self._layout.spare_resolved
        if not spare:
            return column
        return [
            next((cells[at] for at in spare if not is_nothing(cells[at])), "") if is_nothing(cell) else cell
            for cell, cells in zip(column, rows, strict=True)
        ]

    def _rule_cells(self, start: int) -> Iterator[tuple[int, ...]]:
        for places in self._layout.rule_places:
            yield tuple(range(start, start + len(places)))
            start += len(places)

    def _key_problem(self, cells: list[str]) -> str:
        key = cells[self._base[0]]
        header = self.columns[Field.TITLE if self.is_keyless else Field.KEY]
        if plain_cell(key):
            return f"{header} {quoted(key)} is not like {self.tracker.key_like}"
        return f"{header} is empty" if any(cell.strip() for cell in cells) else "the row is empty"


def _column(rows: list[list[str]], place: int) -> Sequence[str]:
    return [""] * len(rows) if place == NOWHERE else list(map(itemgetter(place), rows))
