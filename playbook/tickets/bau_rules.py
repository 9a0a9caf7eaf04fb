"""Which tickets count as unplanned work (BAU): an ordered list of rules, the first that matches wins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from playbook.errors import PlaybookError


class RuleField(StrEnum):
    """What a rule looks at."""

    TYPE = "type"
    LABEL = "label"


@dataclass(frozen=True)
class BauRule:
    """A ticket whose type is this value, or that has it among its labels; upper and lower case are equal."""

    field: RuleField
    value: str

    def __str__(self) -> str:
        return f"{self.field.value}={self.value}"

    def matches(self, kind: str, labels: frozenset[str]) -> bool:
        """Whether a ticket of this type with these case-folded labels is caught."""
        value = self.value.casefold()
        return kind.casefold() == value if self.field is RuleField.TYPE else value in labels


@dataclass(frozen=True)
class Catch:
    """How many tickets a rule caught that no rule before it had caught."""

    rule: BauRule
    items: int


_SHAPE = "write it as type=Bug or label=urgent"
_SECOND_RULE = re.compile(r"[,;\s]\s*(?:type|label)\s*=", re.IGNORECASE)


def parse_rule(text: str) -> BauRule:
    """The rule written as `type=Bug` or `label=urgent`; PlaybookError says what is wrong with it."""
    name, equals, value = (part.strip() for part in text.partition("="))
    shown = f"The rule '{text.strip()}'"
    if not equals:
        raise PlaybookError(f"{shown} has no '='; {_SHAPE}.")
    if name.casefold() not in set(RuleField):
        raise PlaybookError(f"{shown} looks at '{name}', which is neither type nor label; {_SHAPE}.")
    if not value:
        raise PlaybookError(f"{shown} has nothing after the '='; {_SHAPE}.")
    if _SECOND_RULE.search(value):
        raise PlaybookError(f"{shown} holds more than one rule; give each rule on its own.")
    return BauRule(RuleField(name.casefold()), value)


def parse_rules(texts: Iterable[str]) -> tuple[BauRule, ...]:
    """The rules in their order; PlaybookError for one that cannot be read or stands twice."""
    rules: list[BauRule] = []
    seen: set[str] = set()
    for text in texts:
        rule = parse_rule(text)
        if str(rule).casefold() in seen:
            raise PlaybookError(f"The rule '{rule}' stands twice; the second can never catch anything.")
        seen.add(str(rule).casefold())
        rules.append(rule)
    return tuple(rules)


def first_match(rules: Sequence[BauRule], kind: str, labels: frozenset[str]) -> int | None:
    """The index of the first rule that catches such a ticket, None if it was planned."""
    return next((index for index, rule in enumerate(rules) if rule.matches(kind, labels)), None)
