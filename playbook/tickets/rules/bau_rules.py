"""Which tickets count as unplanned work (BAU): an ordered list of rules, the first that matches wins."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from playbook.errors import PlaybookError
from playbook.tickets.text.cells import folded


class RuleField(StrEnum):
    """What a rule looks at."""

    TYPE = "type"
    LABEL = "label"
    TEXT = "text"
    COLUMN = "field"


@dataclass(frozen=True)
class BauRule:
    """A ticket of this type, with this label, with this text in its title, or with this value in a column.

    Upper and lower case are equal. `column` is the name of the column where `field` is COLUMN.
    """

    field: RuleField
    value: str
    column: str = ""

    def __str__(self) -> str:
        return f"{self.field.value}:{self.column}={self.value}" if self.column else f"{self.field.value}={self.value}"


@dataclass(frozen=True)
class Catch:
    """How many tickets a rule caught that no rule before it had caught."""

    rule: BauRule
    items: int


_SHAPE = "write it as type=Bug, label=urgent, text=outage or 'field:Activity Type=Operations'"
_SECOND_RULE = re.compile(r"[,;\s]\s*(?:type|label|text|field:[^=]{1,60})\s*=", re.IGNORECASE)
_COLUMN = re.compile(r"(?:field|column)\s*:\s*(?P<plain>.+)|(?P<custom>custom field\s*\(.+\))", re.IGNORECASE)


def parse_rule(text: str) -> BauRule:
    """The rule written as `type=Bug`, `label=urgent`, `text=outage` or `field:Column=value`.

    PlaybookError says what is wrong with it.
    """
    name, equals, value = (part.strip() for part in text.partition("="))
    shown = f"The rule '{text.strip()}'"
    if not equals:
        raise PlaybookError(f"{shown} has no '='; {_SHAPE}.")
    column = _COLUMN.fullmatch(name)
    if column is None and folded(name) not in {RuleField.TYPE, RuleField.LABEL, RuleField.TEXT}:
        raise PlaybookError(f"{shown} looks at '{name}', which is neither type, label, text nor field:…; {_SHAPE}.")
    if not value:
        raise PlaybookError(f"{shown} has nothing after the '='; {_SHAPE}.")
    if _SECOND_RULE.search(value):
        raise PlaybookError(f"{shown} holds more than one rule; give each rule on its own.")
    if not text.strip().isprintable():
        raise PlaybookError(f"A rule for unplanned work holds a line break or a control character; {_SHAPE}.")
    if column is not None:
        return BauRule(RuleField.COLUMN, value, (column["plain"] or column["custom"]).strip())
    return BauRule(RuleField(folded(name)), value)


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
