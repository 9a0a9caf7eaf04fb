"""What rules catch, each by itself and each in its turn, for any order without reading the file again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from playbook.tickets.rules.bau_rules import BauRule


@dataclass(frozen=True)
class Weight:
    """How many items a rule catches by itself, and how many that no rule before it had caught."""

    rule: BauRule
    items: int
    first: int


@dataclass(frozen=True)
class Caught:
    """How many items are caught by each set of rules; a rule is named by its text, case-folded."""

    sets: Mapping[frozenset[str], int]
    known: frozenset[str] = frozenset()

    @property
    def items(self) -> int:
        """All items, caught or not."""
        return sum(self.sets.values())

    def knows(self, rules: Iterable[BauRule]) -> bool:
        """Whether the items were looked at with all of these rules."""
        return all(name_of(rule) in self.known for rule in rules)

    def weigh(self, rules: Sequence[BauRule]) -> tuple[Weight, ...]:
        """Known rules in an order of their own, each with what it catches."""
        names = [name_of(rule) for rule in rules]
        items, first = [0] * len(rules), [0] * len(rules)
        for caught, count in self.sets.items():
            places = [at for at, name in enumerate(names) if name in caught]
            for at in places:
                items[at] += count
            if places:
                first[places[0]] += count
        return tuple(Weight(rule, *numbers) for rule, *numbers in zip(rules, items, first, strict=True))


def name_of(rule: BauRule) -> str:
    """What tells one rule from another."""
    return str(rule).casefold()
