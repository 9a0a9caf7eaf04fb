"""The rule table behind the summary's recommendation: what a rule may say, how it is loaded, which one holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from playbook.loading.source import Source
from playbook.records import Phase
from playbook.schema import Content, Line, Slug

FILE = "summary/recommendation.yaml"

Value = Literal["not_yet", "start", "extend", "scale", "stop", "stay_with_operations"]
Fit = Literal["run_it", "stay_with_operations", "not_known"]
Criteria = Literal["scale", "extend", "stop", "not_known"]


@dataclass(frozen=True)
class Facts:
    """Everything that a rule can look at."""

    phase: Phase
    must_haves_open: bool
    reopened: bool
    right_fit: Fit = "not_known"
    exit_criteria: Criteria = "not_known"


class When(Content):
    """What must hold; None does not matter."""

    phase: Annotated[tuple[Phase, ...], Field(min_length=1)] | None = None
    must_haves_open: Annotated[bool, Field(strict=True)] | None = None
    reopened: Annotated[bool, Field(strict=True)] | None = None
    right_fit: Fit | None = None
    exit_criteria: Criteria | None = None

    def holds(self, facts: Facts) -> bool:
        """Whether everything that was asked for is so."""
        if self.phase is not None and facts.phase not in self.phase:
            return False
        asked = ("must_haves_open", "reopened", "right_fit", "exit_criteria")
        return all(getattr(self, name) in (None, getattr(facts, name)) for name in asked)


class Rule(Content):
    """One line of the table."""

    id: Slug
    value: Value
    when: When = When()
    reason: Line


class Rules(Content):
    """The table, in the order in which it is gone through."""

    rules: Annotated[tuple[Rule, ...], Field(min_length=1)]

    def first(self, facts: Facts) -> Rule:
        """The first rule that holds; the last one always does."""
        return next(rule for rule in self.rules if rule.when.holds(facts))


def load(source: Source) -> Rules:
    """The table of a folder; the source's error lists every problem at once."""
    found = check(source)
    source.check()
    if found is None:
        raise AssertionError("a source that could not read a file has a problem")
    return found


def check(source: Source) -> Rules | None:
    """Reads the table and notes ids that stand twice and a last rule that may not hold; None if it cannot be read."""
    found = source.read(FILE, Rules)
    if found is None:
        return None
    seen: set[str] = set()
    for index, rule in enumerate(found.rules):
        if rule.id in seen:
            source.problem(FILE, ("rules", index, "id"), f"an id of its own, not {rule.id!r} again")
        seen.add(rule.id)
    last = len(found.rules) - 1
    if found.rules[last].when != When():
        source.problem(FILE, ("rules", last, "when"), "a last rule without `when`, so that one rule always holds")
    return found
