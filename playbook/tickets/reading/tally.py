"""Collects raw tickets column by column, and settles once the whole file is known which of them are items."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import compress

from playbook.tickets.columns import Column, ItemColumns, Words
from playbook.tickets.reading.batch import Batch
from playbook.tickets.rules.bau_rules import BauRule
from playbook.tickets.rules.judging import Judge
from playbook.tickets.text.cells import quoted
from playbook.tickets.text.dropped import Dropped
from playbook.tickets.values.amounts import Unit, read_number, read_seconds
from playbook.tickets.values.coded import Coded
from playbook.tickets.values.dates import EXAMPLES, DayOrder
from playbook.tickets.values.day_order import OrderFound
from playbook.tickets.values.days import DayReader, Unread
from playbook.tickets.values.words import LONGEST_WORD

CREATED, RESOLVED = "created", "resolved"


class Tally:
    """Holds a number for each cell that is used; the sums are complete once `settle` was called.

    `is_exact` says whether the column of changes tells when an item was done; otherwise it only tells that nothing was
    changed after that.
    """

    def __init__(
        self,
        judge: Judge,
        columns: Callable[[], Mapping[str, str]],
        unit: Unit,
        *,
        is_exact: bool = True,
    ) -> None:
        self.left_out: dict[str, str] = {}
        """Field of a column in which no date could be read, to an example of what stands there."""
        self.dropped: list[Dropped] = []
        self.repeated = 0
        """Rows whose key stands again in another row."""
        self.stood_in = 0
        """Items that count as resolved when they were changed last, because they are done and say nothing else."""
        self.order = OrderFound()
        self.days = DayReader()
        self.keys: list[str] = []
        self.facets: list[int] = []
        self.created: list[int] = []
        self.resolved: list[int] = []
        self._rows = array("L")
        self._changed: list[int] = []
        self._points = Coded(read_number, None)
        self._spent = Coded(lambda text: read_seconds(text, unit), None)
        self._point_codes: list[int] = []
        self._spent_codes: list[int] = []
        self.is_exact = is_exact
        self._judge = judge
        self._columns = columns

    def take(self, batches: Iterable[Batch]) -> None:
        """Takes all tickets."""
        judge, days = self._judge, self.days
        for batch in batches:
            facets = list(map(judge.__getitem__, batch.facets))
            if judge.looks_at_titles:
                facets = list(map(judge.by_title, facets, batch.titles))
            self._rows.extend(batch.rows)
            self.keys += batch.keys
            self.facets += facets
            self.created += days.column(batch.created)
            resolved = days.column(batch.resolved)
            self.resolved += resolved
            self._changed += days.column(batch.changed) if 0 in resolved else [0] * len(resolved)
            self._point_codes += self._points.column(batch.points)
            self._spent_codes += self._spent.column(batch.spent)

    def settle(self, order: DayOrder | None = None) -> None:
        """Decides about days that need an order, odd rows and repeated keys, after the last row."""
        self.order = self.days.settle((self.created, self.resolved, self._changed), order)
        self._stand_in()
        self._drop_what_cannot_be_used()
        self._drop_repeated()

    def items(self, rules: Sequence[BauRule]) -> ItemColumns:
        """The work items."""
        names = [str(rule) for rule in rules]
        words = [
            Words(
                each.kind, each.rule is not None, "" if each.rule is None else names[each.rule], each.team, each.cause
            )
            for each in self._judge.facets
        ]
        days = [day if isinstance(day, date) else None for day in self.days.days]
        return ItemColumns(
            self.keys,
            Column(words, self.facets),
            Column(days, self.created),
            Column(days, self.resolved),
            Column(self._points.meanings, self._point_codes),
            Column(self._spent.meanings, self._spent_codes),
        )

    def caught(self) -> Counter[int | None]:
        """How many items each rule caught."""
        found: Counter[int | None] = Counter()
        for code, times in Counter(self.facets).items():
            found[self._judge.facets[code].rule] += times
        return found

    def done_undated(self) -> int:
        """How many items are done and have no resolved date."""
        if 0 not in self.resolved:
            return 0
        done = self._done_codes()
        return sum(1 for code, day in zip(self.facets, self.resolved, strict=True) if not day and code in done)

    def _stand_in(self) -> None:
        """Lets the day of the last change stand for a resolved date that a finished ticket does not have."""
        if not any(self._changed) or not (self.is_exact or not self._has_dates(self.resolved)):
            return
        done, days = self._done_codes(), self.days.days
        for at, (code, day, change) in enumerate(zip(self.facets, self.resolved, self._changed, strict=True)):
            if not day and code in done and isinstance(days[change], date):
                self.resolved[at] = change
                self.stood_in += 1

    def _drop_what_cannot_be_used(self) -> None:
        """Leaves out columns without any date, then drops rows with a cell that is no date or far too long."""
        problems: dict[int, str] = {}
        unread = {code: day for code, day in enumerate(self.days.days) if isinstance(day, Unread)}
        for field, codes in ((RESOLVED, self.resolved), (CREATED, self.created)):
            if unread.keys().isdisjoint(set(codes)):
                continue
            odd = [at for at, code in enumerate(codes) if code in unread]
            if not self._has_dates(codes):
                self.left_out[field] = unread[codes[odd[0]]].text
                for at in odd:
                    codes[at] = 0
                continue
            header = self._columns()[field]
            for at in odd:
                problems[at] = f"{header} {quoted(unread[codes[at]].text)} is not a date like {EXAMPLES}"
        too_long = {code: facet.problem for code, facet in enumerate(self._judge.facets) if facet.problem}
        if too_long:
            for at, code in enumerate(self.facets):
                if code in too_long:
                    column = self._columns().get(too_long[code], too_long[code])
                    problems[at] = f"{column} is longer than {LONGEST_WORD} characters"
        self._drop(problems)

    def _drop_repeated(self) -> None:
        """Of rows with one key the last one counts."""
        if len(set(self.keys)) == len(self.keys):
            return
        last = {key: at for at, key in enumerate(self.keys)}
        repeated = {at: last[key] for at, key in enumerate(self.keys) if last[key] != at}
        self.repeated = len(repeated)
        self._drop(
            {
                at: f"{self.keys[at]} stands again in row {self._rows[later]}, which was used"
                for at, later in repeated.items()
            }
        )

    def _drop(self, problems: Mapping[int, str]) -> None:
        if not problems:
            return
        self.dropped += [Dropped(self._rows[at], reason) for at, reason in problems.items()]
        kept = [at not in problems for at in range(len(self.keys))]
        self._rows = array("L", compress(self._rows, kept))
        self.keys = list(compress(self.keys, kept))
        columns = (self.facets, self.created, self.resolved, self._changed, self._point_codes, self._spent_codes)
        for column in columns:
            column[:] = compress(column, kept)

    def _has_dates(self, codes: Sequence[int]) -> bool:
        days = self.days.days
        return any(isinstance(days[code], date) for code in set(codes))

    def _done_codes(self) -> frozenset[int]:
        return frozenset(code for code, facet in enumerate(self._judge.facets) if facet.done)
