"""What a chaos day is made of: the plan, the people, experiment cards, the log of the day, and what came of it.

Every field may be empty while a row is being typed. `day` is the number of the chaos day that a row belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Role(StrEnum):
    """What somebody does on the day."""

    AGENT = "agent"
    RESPONDER = "responder"
    FACILITATOR = "facilitator"
    INCIDENT_MANAGER = "incident_manager"
    STAKEHOLDER = "stakeholder"


class Detection(StrEnum):
    """What noticed that something was wrong."""

    ALERT = "alert"
    PERSON = "person"
    NOBODY = "nobody"


class Outcome(StrEnum):
    """How an experiment ended."""

    OWNERS = "resolved_by_owners"
    AGENTS = "rolled_back_by_agents"
    NOT_RUN = "not_run"


class Event(StrEnum):
    """What the one-key log knows."""

    INJECTED = "injected"
    DETECTED = "detected"
    ACKNOWLEDGED = "acknowledged"
    RESTORED = "restored"
    ROLLED_BACK = "rolled_back"
    SAW = "saw"
    THOUGHT = "thought"
    DID = "did"
    STOPPED = "stopped"


class Side(StrEnum):
    """Who an entry of the log is about."""

    AGENTS = "agents"
    RESPONDERS = "responders"


ROLE_WORDS = {
    Role.AGENT: "agent of chaos",
    Role.RESPONDER: "responder",
    Role.FACILITATOR: "facilitator",
    Role.INCIDENT_MANAGER: "incident manager",
    Role.STAKEHOLDER: "stakeholder",
}
DETECTION_WORDS = {Detection.ALERT: "an alert", Detection.PERSON: "a person", Detection.NOBODY: "nobody"}
OUTCOME_WORDS = {
    Outcome.OWNERS: "put right by those who own it",
    Outcome.AGENTS: "rolled back by the agents",
    Outcome.NOT_RUN: "not run",
}
EVENT_WORDS = {
    Event.INJECTED: "failure injected",
    Event.DETECTED: "noticed",
    Event.ACKNOWLEDGED: "taken on",
    Event.RESTORED: "put right",
    Event.ROLLED_BACK: "rolled back",
    Event.SAW: "saw",
    Event.THOUGHT: "thought",
    Event.DID: "did",
    Event.STOPPED: "stopped",
}


@dataclass(frozen=True)
class ChaosDay:
    """The plan of one day. `lasts` is how long it may last, in seconds; times are UTC.

    `calm`: production has been without repeated incidents for some months.
    """

    day: int | None = None
    name: str = ""
    on: date | None = None
    planned_on: date | None = None
    environment: str = ""
    theme: str = ""
    scope: str = ""
    off_limits: str = ""
    blast_radius: str = ""
    start_rule: str = ""
    stop_rule: str = ""
    channel: str = ""
    calm: bool | None = None
    lasts: int | None = None
    alerts_changed: str = ""
    alerts_restored: bool | None = None
    started_at: datetime | None = None
    ended_at: datetime | None = None
    ended_because: str = ""

    @property
    def is_running(self) -> bool:
        """Whether it has begun and has not ended."""
        return self.started_at is not None and self.ended_at is None

    @property
    def is_over(self) -> bool:
        """Whether it was held."""
        return self.ended_at is not None


@dataclass(frozen=True)
class Person:
    """Somebody with a part in a chaos day, by name or role."""

    day: int | None = None
    who: str = ""
    role: Role | None = None


@dataclass(frozen=True)
class Experiment:
    """An experiment card, and what was seen; times come from the log."""

    day: int | None = None
    id: int | None = None
    component: str = ""
    failure: str = ""
    how: str = ""
    expected_impact: str = ""
    expected_response: str = ""
    expected_detection: Detection | None = None
    rollback: str = ""
    parallel: str = ""
    owner: str = ""
    impact: int | None = None
    likelihood: int | None = None
    seen_impact: str = ""
    seen_response: str = ""
    detected_by: Detection | None = None
    outcome: Outcome | None = None
    surprise: bool | None = None
    runbook_gap: str = ""

    @property
    def title(self) -> str:
        """What fails, for lists."""
        return " · ".join(part for part in (self.component, self.failure) if part) or f"experiment {self.id}"


@dataclass(frozen=True)
class LogEntry:
    """One line of the log; `experiment` is the id of the card it belongs to, None for the day as a whole."""

    day: int | None = None
    at: datetime | None = None
    experiment: int | None = None
    side: Side | None = None
    event: Event | None = None
    text: str = ""


@dataclass(frozen=True)
class Improvement:
    """What should be better next time, and who sees to it. `promise` is the number of the promise made of it."""

    day: int | None = None
    experiment: int | None = None
    what: str = ""
    owner: str = ""
    due_on: date | None = None
    question: str = ""
    promise: int | None = None
    done_on: date | None = None


@dataclass(frozen=True)
class ChaosDayRecord:
    """One day with everything that belongs to it."""

    plan: ChaosDay
    people: tuple[Person, ...] = ()
    experiments: tuple[Experiment, ...] = ()
    log: tuple[LogEntry, ...] = ()
    improvements: tuple[Improvement, ...] = ()

    def who(self, role: Role) -> tuple[str, ...]:
        """Those with this role."""
        return tuple(person.who for person in self.people if person.role is role)
