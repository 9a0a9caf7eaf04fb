"""SQLModel tables of the playbook. Dates are ISO days, times are UTC; every constraint has a name.

No foreign key leads out of this package: survey tables refer to a pilot by its plain id.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Index, PrimaryKeyConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from playbook.columns import MoneyText
from playbook.money import Money
from playbook.records import Action, Phase, State, Voice


class PilotRow(SQLModel, table=True):
    """One team's adoption attempt."""

    __tablename__ = "pilot"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_pilot"),
        UniqueConstraint("name", name="uq_pilot_name"),
    )

    id: int | None = Field(default=None, nullable=False)
    name: str
    team: str
    mission: str
    phase: str = Phase.PREPARE.value
    exposure_per_hour: Money | None = Field(default=None, sa_column=Column(MoneyText, nullable=True))
    created_on: date
    opened_at: datetime | None = None
    is_example: bool = False
    archived_on: date | None = None

    model_config = {"arbitrary_types_allowed": True}


class AnswerRow(SQLModel, table=True):
    """What belongs to a question as a whole; `version` rises with every change to it or its findings."""

    __tablename__ = "answer"
    __table_args__ = (
        PrimaryKeyConstraint("pilot_id", "question_id", name="pk_answer"),
        ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name="fk_answer_pilot", ondelete="CASCADE"),
    )

    pilot_id: int
    question_id: str
    not_applicable_reason: str | None = None
    owner: str | None = None
    due_on: date | None = None
    version: int
    accepted: bool | None = None


class FindingRow(SQLModel, table=True):
    """One voice's answer to a question."""

    __tablename__ = "finding"
    __table_args__ = (
        PrimaryKeyConstraint("pilot_id", "question_id", "voice", name="pk_finding"),
        ForeignKeyConstraint(
            ["pilot_id", "question_id"],
            ["answer.pilot_id", "answer.question_id"],
            name="fk_finding_answer",
            ondelete="CASCADE",
        ),
    )

    pilot_id: int
    question_id: str
    voice: str = Voice.TEAM.value
    state: str = State.NO.value
    checked_on: date
    role: str | None = None


class ProofRow(SQLModel, table=True):
    """What was shown; proofs of a finding are kept in the order in which they were given."""

    __tablename__ = "proof"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_proof"),
        ForeignKeyConstraint(
            ["pilot_id", "question_id", "voice"],
            ["finding.pilot_id", "finding.question_id", "finding.voice"],
            name="fk_proof_finding",
            ondelete="CASCADE",
        ),
        Index("ix_proof_finding", "pilot_id", "question_id", "voice"),
    )

    id: int | None = Field(default=None, nullable=False)
    pilot_id: int
    question_id: str
    voice: str
    text: str
    checked_on: date
    worksheet: str | None = None


class MustHaveRow(SQLModel, table=True):
    """What was recorded for a must-have of a pilot."""

    __tablename__ = "must_have_mark"
    __table_args__ = (
        PrimaryKeyConstraint("pilot_id", "must_have_id", name="pk_must_have_mark"),
        ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name="fk_must_have_mark_pilot", ondelete="CASCADE"),
    )

    pilot_id: int
    must_have_id: str
    met_on: date | None = None
    proof: str | None = None
    owner: str | None = None
    due_on: date | None = None
    accepted: bool | None = None


class WaiverRow(SQLModel, table=True):
    """An exception from a must-have of a pilot."""

    __tablename__ = "waiver"
    __table_args__ = (
        PrimaryKeyConstraint("pilot_id", "must_have_id", name="pk_waiver"),
        ForeignKeyConstraint(
            ["pilot_id", "must_have_id"],
            ["must_have_mark.pilot_id", "must_have_mark.must_have_id"],
            name="fk_waiver_must_have_mark",
            ondelete="CASCADE",
        ),
    )

    pilot_id: int
    must_have_id: str
    reason: str
    person: str
    expires_on: date


class PromiseRow(SQLModel, table=True):
    """A concern, what was promised about it, and what the team says came of it."""

    __tablename__ = "promise"
    __table_args__ = (
        PrimaryKeyConstraint("pilot_id", "number", name="pk_promise"),
        ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name="fk_promise_pilot", ondelete="CASCADE"),
        CheckConstraint("state in ('open', 'kept', 'dropped')", name="ck_promise_state"),
    )

    pilot_id: int
    number: int
    raised: str
    raised_on: date
    topic: str | None = None
    question_id: str | None = None
    promise: str | None = None
    owner: str | None = None
    accepted: bool | None = None
    due_on: date | None = None
    state: str
    reason: str | None = None
    understood_on: date | None = None
    fixed_on: date | None = None


class NoteRow(SQLModel, table=True):
    """Something written down in the room: a note, a next step, or something parked. It has a day and no speaker."""

    __tablename__ = "note"
    __table_args__ = (
        PrimaryKeyConstraint("pilot_id", "number", name="pk_note"),
        ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name="fk_note_pilot", ondelete="CASCADE"),
        CheckConstraint("kind in ('note', 'step', 'parked')", name="ck_note_kind"),
    )

    pilot_id: int
    number: int
    kind: str
    text: str
    taken_on: date
    may_leave: bool
    question_id: str | None = None
    owner: str | None = None
    accepted: bool | None = None
    due_on: date | None = None
    done_on: date | None = None


class ChangeRow(SQLModel, table=True):
    """The audit trail: every change to the playbook's records, as JSON before and after.

    `action` is change, undo or redo; the latter two say which entry they reverse. `seat` is the open workspace from
    which the change came, so that undo in one terminal does not undo what was done in another.
    """

    __tablename__ = "change"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_change"),
        ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name="fk_change_pilot", ondelete="CASCADE"),
        Index("ix_change_pilot", "pilot_id", "id"),
    )

    id: int | None = Field(default=None, nullable=False)
    pilot_id: int
    at: datetime
    who: str
    kind: str
    key: str
    before: str
    after: str
    action: str = Action.CHANGE.value
    reverses: int | None = None
    seat: str = ""


class WorkshopRow(SQLModel, table=True):
    """A workshop and how far it is; `agenda` is a JSON list of question ids, `dots` a JSON object by objection."""

    __tablename__ = "workshop"
    __table_args__ = (
        PrimaryKeyConstraint("pilot_id", "number", name="pk_workshop"),
        ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name="fk_workshop_pilot", ondelete="CASCADE"),
        CheckConstraint("state in ('choosing', 'talking', 'reading_back', 'over')", name="ck_workshop_state"),
    )

    pilot_id: int
    number: int
    started_on: date
    state: str
    first_note: int = 1
    first_promise: int = 1
    dots: str = "{}"
    agenda: str = "[]"
    position: int = 0
    timer_left: int = 0
    timer_ends_at: datetime | None = None
    ended_on: date | None = None


class DraftRow(SQLModel, table=True):
    """What was being typed into a field and is not saved yet."""

    __tablename__ = "draft"
    __table_args__ = (
        PrimaryKeyConstraint("pilot_id", "field", name="pk_draft"),
        ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name="fk_draft_pilot", ondelete="CASCADE"),
    )

    pilot_id: int
    field: str
    text: str


class WorksheetRow(SQLModel, table=True):
    """One row of a worksheet of a pilot; `record` is JSON, and rows are in the order of their positions."""

    __tablename__ = "worksheet_row"
    __table_args__ = (
        PrimaryKeyConstraint("pilot_id", "sheet", "number", name="pk_worksheet_row"),
        ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name="fk_worksheet_row_pilot", ondelete="CASCADE"),
    )

    pilot_id: int
    sheet: str
    number: int
    position: int
    version: int
    record: str


class SettingRow(SQLModel, table=True):
    """What a workspace as a whole is set to; nothing of a pilot."""

    __tablename__ = "setting"
    __table_args__ = (PrimaryKeyConstraint("name", name="pk_setting"),)

    name: str
    value: str


class BauDefinitionRow(SQLModel, table=True):
    """What this pilot's team counts as unplanned; written at the first import and kept."""

    __tablename__ = "bau_definition"
    __table_args__ = (
        PrimaryKeyConstraint("pilot_id", name="pk_bau_definition"),
        ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name="fk_bau_definition_pilot", ondelete="CASCADE"),
    )

    pilot_id: int
    rules: str


class TicketImportRow(SQLModel, table=True):
    """One import of tickets: what it added to, or changed in, those before it, in `content`.

    What the weekly share needs is there and nothing else: no title, name or description. An import that was taken back
    waits to be done again until there is a new one.
    """

    __tablename__ = "ticket_import"
    __table_args__ = (
        PrimaryKeyConstraint("pilot_id", "number", name="pk_ticket_import"),
        ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name="fk_ticket_import_pilot", ondelete="CASCADE"),
    )

    pilot_id: int
    number: int
    format: str
    time_zone: str
    imported_on: date
    imported: int
    updated: int
    is_taken_back: bool = False
    content: str
