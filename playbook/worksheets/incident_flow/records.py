"""The incident flow as a team describes it: steps that follow one another, for today and for the target.

Every field may be empty while a row is being typed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum


class StepKind(StrEnum):
    """Who or what makes a step happen."""

    AUTOMATIC = "automatic"
    BY_HAND = "by_hand"
    HANDOFF = "handoff"


class Touchpoint(StrEnum):
    """The seven places where a team's own on-call meets incident management; source: playbook, operational enablers."""

    NOTIFY = "notify_responder"
    TICKET = "create_ticket"
    ACKNOWLEDGE = "acknowledge_ticket"
    REASSIGN = "reassign"
    MANAGER = "notify_incident_manager"
    UPDATE = "update_ticket"
    RESOLVE = "resolve_ticket"


class Moment(StrEnum):
    """What has happened, for the clock, once a step is done."""

    NOTIFIED = "notified"
    ACKNOWLEDGED = "acknowledged"
    FIRST_UPDATE = "first_update"


KIND_WORDS = {StepKind.AUTOMATIC: "automatic", StepKind.BY_HAND: "by hand", StepKind.HANDOFF: "hand-off"}
TOUCHPOINT_WORDS = {
    Touchpoint.NOTIFY: "notify whoever is on call",
    Touchpoint.TICKET: "open the ticket",
    Touchpoint.ACKNOWLEDGE: "acknowledge the ticket",
    Touchpoint.REASSIGN: "reassign to another service",
    Touchpoint.MANAGER: "call an incident manager when it is major",
    Touchpoint.UPDATE: "update the ticket with notes",
    Touchpoint.RESOLVE: "close the ticket with the alert",
}
MOMENT_WORDS = {
    Moment.NOTIFIED: "responder knows",
    Moment.ACKNOWLEDGED: "somebody has it",
    Moment.FIRST_UPDATE: "others are told",
}


@dataclass(frozen=True)
class Step:
    """One step: `source` passes something on to `target`.

    `after` is the id of the step it follows; empty for a step at which the flow begins. `seconds` is how long the
    step usually takes, waiting included. `single_point`: only one named person can do it.
    """

    id: int | None = None
    after: int | None = None
    what: str = ""
    source: str = ""
    target: str = ""
    kind: StepKind | None = None
    seconds: int | None = None
    touchpoint: Touchpoint | None = None
    moment: Moment | None = None
    single_point: bool | None = None

    @property
    def is_automatic(self) -> bool:
        """Whether no person is needed; a step that does not say how is not counted as automatic."""
        return self.kind is StepKind.AUTOMATIC


@dataclass(frozen=True)
class FlowFacts:
    """What is true of incidents whatever the flow; `incident_manager` is a name or a role."""

    incidents_a_year: Decimal | None = None
    incident_manager: str = ""
    manager_agreed_on: date | None = None
    manager_reached_on: date | None = None
    tested_on: date | None = None
    test_took: int | None = None


@dataclass(frozen=True)
class IncidentFlow:
    """The worksheet: the flow of today and the one the team wants."""

    facts: FlowFacts = field(default_factory=FlowFacts)
    today: tuple[Step, ...] = ()
    target: tuple[Step, ...] = ()
