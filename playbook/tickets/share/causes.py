"""Where unplanned work comes from: the causes that make up most of it, the commonest first (Pareto)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate

from playbook.records import WorkItem

MOST_OF_IT = 0.8
"""A list of causes ends where it makes up this much; the rest is counted together."""
MOST_CAUSES = 7
_ENOUGH_NAMED = 0.5


@dataclass(frozen=True)
class Cause:
    """One cause: how many unplanned items it has, and what share it and all before it make up, 0–1."""

    name: str
    items: int
    together: float


@dataclass(frozen=True)
class Causes:
    """The commonest causes. `by` says what they are: `component`, `type` or `rule`; `others` are the items left."""

    by: str
    items: int
    causes: tuple[Cause, ...]
    others: int


def causes_of(items: Iterable[WorkItem]) -> Causes | None:
    """The causes of the unplanned items; None if there are none.

    A cause is the component or category where most items name one, else the type where there is more than one, else
    the rule that caught them.
    """
    unplanned = [item for item in items if item.unplanned]
    if not unplanned:
        return None
    if sum(1 for item in unplanned if item.cause) >= _ENOUGH_NAMED * len(unplanned):
        return _counted("component", unplanned, lambda item: item.cause or "(none named)")
    if len({item.kind for item in unplanned}) > 1:
        return _counted("type", unplanned, lambda item: item.kind or "(no type)")
    return _counted("rule", unplanned, lambda item: item.rule or "(rule not kept)")


def _counted(by: str, unplanned: list[WorkItem], name: Callable[[WorkItem], str]) -> Causes:
    counts = sorted(Counter(map(name, unplanned)).items(), key=lambda found: (-found[1], found[0]))
    sums = list(accumulate(count for _, count in counts))
    shown = next(at for at, reached in enumerate(sums, 1) if reached >= MOST_OF_IT * len(unplanned))
    shown = min(shown, MOST_CAUSES)
    causes = tuple(
        Cause(named, count, reached / len(unplanned))
        for (named, count), reached in zip(counts[:shown], sums[:shown], strict=True)
    )
    return Causes(by, len(unplanned), causes, len(unplanned) - sums[shown - 1])
