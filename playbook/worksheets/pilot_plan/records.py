"""What a pilot's plan is made of. Every field may be empty while a row is being typed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Decision(StrEnum):
    """What a review can decide."""

    SCALE = "scale"
    EXTEND = "extend"
    STOP = "stop"


class Direction(StrEnum):
    """Which way a measure is better."""

    UP = "up"
    DOWN = "down"


class Result(StrEnum):
    """What became of an experiment."""

    KEEP = "keep"
    CHANGE = "change"
    DROP = "drop"


class CountsFor(StrEnum):
    """What it means when an exit criterion is met."""

    SCALE = "scale"
    STOP = "stop"


class Comparison(StrEnum):
    """How a measured value is held against the criterion's."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Verdict(StrEnum):
    """What the review found for a criterion."""

    MET = "met"
    NOT_MET = "not_met"


DECISION_WORDS = {
    Decision.SCALE: "go on with more teams",
    Decision.EXTEND: "extend the pilot",
    Decision.STOP: "stop",
}
DIRECTION_WORDS = {Direction.UP: "more is better", Direction.DOWN: "less is better"}


@dataclass(frozen=True)
class Charter:
    """The charter, and who agreed to what and when. People are names or roles.

    `availability` is the target in per cent. `exit_agreed` is the fingerprint of the exit criteria as they were
    agreed, so that later changes show.
    """

    team: str = ""
    service: str = ""
    mission: str = ""
    availability: Decimal | None = None
    sponsor: str = ""
    product_manager: str = ""
    incident_manager: str = ""
    operations: str = ""
    raci: str = ""
    pay: str = ""
    rota: str = ""
    starts_on: date | None = None
    review_on: date | None = None
    signed_team_on: date | None = None
    signed_sponsor_on: date | None = None
    exit_team_on: date | None = None
    exit_sponsor_on: date | None = None
    exit_operations_on: date | None = None
    exit_agreed: str = ""
    team_goes_on: bool | None = None
    decision: Decision | None = None
    decided_on: date | None = None
    decided_by: str = ""
    reasons: str = ""
    told_on: date | None = None


@dataclass(frozen=True)
class Score:
    """How a team that could be the pilot stands on one criterion, 0 to 2."""

    team: str = ""
    criterion: str = ""
    score: int | None = None
    note: str = ""


@dataclass(frozen=True)
class PlanPhase:
    """A stretch of the pilot, both days included. `nights`: the team answers calls out of hours."""

    name: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    what: str = ""
    nights: bool | None = None
    done_on: date | None = None


@dataclass(frozen=True)
class Measure:
    """A measure before, now and as wished, all three in `unit`; `counts` says what exactly is counted.

    `from_on` to `to_on` is the period of the value before.
    """

    id: str = ""
    measure: str = ""
    unit: str = ""
    better: Direction | None = None
    before: Decimal | None = None
    now: Decimal | None = None
    target: Decimal | None = None
    from_on: date | None = None
    to_on: date | None = None
    now_on: date | None = None
    counts: str = ""


@dataclass(frozen=True)
class PilotExperiment:
    """A small experiment of the pilot: what is changed, what is expected, and what came of it."""

    hypothesis: str = ""
    change: str = ""
    measure: str = ""
    before: str = ""
    expected: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    owner: str = ""
    outcome: str = ""
    result: Result | None = None
    learning: str = ""


@dataclass(frozen=True)
class ExitCriterion:
    """What the review looks at. One with a `measure` is judged by that measure's value now, others by `verdict`.

    Without a `threshold` the measure is held against its value before. `cause` is why it is not met, if that is known.
    """

    criterion: str = ""
    counts_for: CountsFor | None = None
    measure: str = ""
    comparison: Comparison | None = None
    threshold: Decimal | None = None
    by_on: date | None = None
    value: str = ""
    verdict: Verdict | None = None
    cause: str = ""


@dataclass(frozen=True)
class PilotPlan:
    """The whole worksheet."""

    charter: Charter = field(default_factory=Charter)
    scores: tuple[Score, ...] = ()
    phases: tuple[PlanPhase, ...] = ()
    measures: tuple[Measure, ...] = ()
    experiments: tuple[PilotExperiment, ...] = ()
    criteria: tuple[ExitCriterion, ...] = ()
