"""Turns tickets into work items: judged by the rules, one for each key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial

from playbook.records import WorkItem
from playbook.tickets.bau_rules import BauRule, first_match
from playbook.tickets.dates import EXAMPLES
from playbook.tickets.records import Dropped, Ticket, quoted


class Tally:
    """Collects tickets under their key; the sums are complete once `settle` was called."""

    def __init__(self, rules: Sequence[BauRule], columns: Mapping[str, str]) -> None:
        self.items: dict[str, WorkItem] = {}
        self.caught: dict[str, int] = {}
        """Key of an unplanned item to the index of the rule that caught it."""
        self.done_undated: set[str] = set()
        """Keys of items that are done and have no resolved date."""
        self.left_out: dict[str, str] = {}
        """Field of a column in which no date could be read, to an example of what stands there."""
        self.dropped: list[Dropped] = []
        self._columns = columns
        self._rows: dict[str, int] = {}
        self._set_aside: list[Ticket] = []
        self._rule_for = lru_cache(maxsize=1 << 13)(partial(first_match, rules))

    def add(self, ticket: Ticket) -> None:
        """Takes the next ticket; one with an unreadable date waits until its whole column is known."""
        if ticket.unreadable:
            self._set_aside.append(ticket)
            return
        key = ticket.key
        if key in self.items and not self._replaces(ticket):
            return
        rule = self._rule_for(ticket.kind, ticket.labels)
        if rule is not None:
            self.caught[key] = rule
        if ticket.done:
            self.done_undated.add(key)
        self._rows[key] = ticket.row
        self.items[key] = WorkItem(key, ticket.kind, rule is not None, ticket.created_on, ticket.resolved_on)

    def settle(self) -> None:
        """Decides about the tickets set aside, after the last row."""
        dated = self._dated_fields()
        for ticket in self._set_aside:
            bad = next((cell for cell in ticket.unreadable if cell.field in dated), None)
            if bad is None:
                for cell in ticket.unreadable:
                    self.left_out.setdefault(cell.field, cell.value)
                self.add(ticket._replace(unreadable=()))
            else:
                header = self._columns[bad.field]
                self.dropped.append(Dropped(ticket.row, f"{header} {quoted(bad.value)} is not a date like {EXAMPLES}"))

    def _dated_fields(self) -> set[str]:
        created = any(item.created_on for item in self.items.values())
        resolved = any(item.resolved_on for item in self.items.values())
        aside = self._set_aside
        return {
            *(["created"] if created or any(ticket.created_on for ticket in aside) else []),
            *(["resolved"] if resolved or any(ticket.resolved_on for ticket in aside) else []),
        }

    def _replaces(self, ticket: Ticket) -> bool:
        """Whether a ticket stands later than the one with the same key; the earlier one is dropped."""
        earlier, later = sorted((self._rows[ticket.key], ticket.row))
        self.dropped.append(Dropped(earlier, f"{ticket.key} stands again in row {later}, which was used"))
        if later != ticket.row:
            return False
        self.caught.pop(ticket.key, None)
        self.done_undated.discard(ticket.key)
        return True
