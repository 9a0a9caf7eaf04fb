"""Plain frozen records that leave the store; no database and no content in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from playbook.money import Money
from playbook.room.owners import Owned


class Phase(StrEnum):
    """The steps of a pilot, in order."""

    PREPARE = "prepare"
    BASELINE = "baseline"
    PILOT = "pilot"
    REVIEW = "review"
    SCALE = "scale"

    @property
    def step(self) -> int:
        """1 for the first phase."""
        return list(Phase).index(self) + 1

    @property
    def next(self) -> Phase | None:
        """The phase after this one, None after the last."""
        return list(Phase)[self.step] if self.step < len(Phase) else None


class State(StrEnum):
    """What was found for a question."""

    NOT_ASKED = "not_asked"
    NO = "no"
    PARTLY = "partly"
    YES = "yes"
    NOT_APPLICABLE = "not_applicable"


class Grade(StrEnum):
    """A state with yes told apart by proof; the six things a question can count as."""

    NOT_ASKED = "not_asked"
    NO = "no"
    PARTLY = "partly"
    WORD_ONLY = "word_only"
    PROOF_SEEN = "proof_seen"
    NOT_APPLICABLE = "not_applicable"


class Voice(StrEnum):
    """Whose answer it is."""

    TEAM = "team"
    LEADERS = "leaders"
    OPERATIONS = "operations"


@dataclass(frozen=True)
class Pilot:
    """One team's adoption attempt."""

    id: int
    name: str
    team: str
    mission: str
    phase: Phase
    created_on: date
    exposure_per_hour: Money | None = None
    is_example: bool = False
    archived_on: date | None = None


@dataclass(frozen=True)
class Proof:
    """What was shown for a yes: a text, or a link when it starts with http:// or https://.

    `worksheet` is the id of the worksheet whose result it is, None for what people showed.
    """

    text: str
    checked_on: date
    worksheet: str | None = None

    @property
    def is_link(self) -> bool:
        """Whether the proof can be opened in a browser."""
        return self.text.startswith(("http://", "https://"))


@dataclass(frozen=True)
class Finding:
    """One voice's answer to a question; `role` says who spoke as operations, such as `incident managers`."""

    voice: Voice
    state: State
    checked_on: date
    proofs: tuple[Proof, ...] = ()
    role: str | None = None

    @property
    def grade(self) -> Grade:
        """The state, with yes graded by whether any proof was seen."""
        if self.state is State.YES:
            return Grade.PROOF_SEEN if self.proofs else Grade.WORD_ONLY
        return Grade(self.state.value)


@dataclass(frozen=True)
class Answer(Owned):
    """All that is known about one question in one pilot; a question never touched has no findings."""

    question_id: str
    findings: tuple[Finding, ...] = ()
    not_applicable_reason: str | None = None
    owner: str | None = None
    due_on: date | None = None
    version: int = 0
    accepted: bool | None = None

    def finding(self, voice: Voice) -> Finding | None:
        """What this voice answered, None if it was not asked."""
        return next((found for found in self.findings if found.voice is voice), None)

    @property
    def grade(self) -> Grade:
        """The lowest answer among the voices that were asked."""
        if self.not_applicable_reason is not None:
            return Grade.NOT_APPLICABLE
        grades = [found.grade for found in self.findings]
        return min(grades, key=list(Grade).index) if grades else Grade.NOT_ASKED

    @property
    def state(self) -> State:
        """The grade without the distinction by proof."""
        grade = self.grade
        return State.YES if grade in (Grade.WORD_ONLY, Grade.PROOF_SEEN) else State(grade.value)

    @property
    def voices_differ(self) -> bool:
        """Whether two voices gave different answers."""
        return len({found.grade for found in self.findings}) > 1

    @property
    def checked_on(self) -> date | None:
        """When the voice that was checked longest ago was last checked; None if there is nothing to check."""
        if self.not_applicable_reason is not None:
            return None
        return min((found.checked_on for found in self.findings), default=None)

    def is_overdue(self, today: date) -> bool:
        """Whether the due date has passed while the answer is not yes."""
        done = self.state in (State.YES, State.NOT_APPLICABLE)
        return self.due_on is not None and self.due_on < today and not done


@dataclass(frozen=True)
class Waiver:
    """An exception from a must-have: why, who answers for it, and the last day on which it counts."""

    reason: str
    person: str
    expires_on: date


@dataclass(frozen=True)
class MustHaveMark(Owned):
    """What was recorded for a must-have; one without a mark is open."""

    must_have_id: str
    met_on: date | None = None
    proof: str | None = None
    owner: str | None = None
    due_on: date | None = None
    accepted: bool | None = None
    waiver: Waiver | None = None


class Action(StrEnum):
    """What made an entry of the audit trail."""

    CHANGE = "change"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True)
class Change:
    """One entry of the audit trail: the record before and after, as JSON-ready values.

    An undo reverses an entry, and a redo reverses an undo: `reverses` is the id of that entry.
    """

    at: datetime
    who: str
    kind: str
    key: str
    before: object
    after: object
    id: int = 0
    action: Action = Action.CHANGE
    reverses: int | None = None


class WorkItem(NamedTuple):
    """What the weekly share needs of a ticket, and nothing else of it.

    `rule` is the rule that caught an unplanned one; `seconds` is the time that was worked on it. A named tuple, because
    a file can hold hundreds of thousands.
    """

    key: str
    kind: str
    unplanned: bool
    created_on: date | None
    resolved_on: date | None
    rule: str = ""
    team: str = ""
    cause: str = ""
    points: float | None = None
    seconds: int | None = None
