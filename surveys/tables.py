"""SQLModel tables of the surveys. Rounds have days; sheets have no time, no author and no order.

`pilot_id` is a plain number, because no foreign key leads out of this package; every constraint has a name.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, PrimaryKeyConstraint, UniqueConstraint, text
from sqlmodel import Field, SQLModel

_OPEN = text("state = 'open'")
_ONCE = text("label in ('before', 'after')")


class RoundRow(SQLModel, table=True):
    """One round with everything that was frozen when it opened, and what it gave out when it closed.

    `number` counts the rounds of a pilot. `definition`, `main_topics`, `results` and `comparison` are JSON; the
    last stands in the row of the `after` round.
    """

    __tablename__ = "survey_round"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_survey_round"),
        UniqueConstraint("pilot_id", "number", name="uq_survey_round_number"),
        CheckConstraint("label in ('before', 'pulse', 'after')", name="ck_survey_round_label"),
        CheckConstraint("state in ('open', 'closed')", name="ck_survey_round_state"),
        CheckConstraint("k between 4 and 8", name="ck_survey_round_k"),
        CheckConstraint("invited >= k", name="ck_survey_round_invited"),
        CheckConstraint(
            "(state = 'closed') = (results is not null and closed_on is not null)", name="ck_survey_round_closed"
        ),
        Index("uq_survey_round_open", "pilot_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index(
            "uq_survey_round_once",
            "pilot_id",
            "survey_id",
            "label",
            unique=True,
            sqlite_where=_ONCE,
            postgresql_where=_ONCE,
        ),
    )

    id: str
    pilot_id: int
    number: int
    survey_id: str
    label: str
    state: str
    definition: str
    invited: int
    k: int
    main_topics: str
    opened_on: date
    closed_on: date | None = Field(default=None)
    read_back_on: date | None = Field(default=None)
    results: str | None = Field(default=None)
    comparison: str | None = Field(default=None)


class SheetRow(SQLModel, table=True):
    """One person's answers under a random id: a digit per item of the survey, 0 for no answer.

    All sheets of a round have the same length, and without a rowid nothing counts them up as they arrive.
    """

    __tablename__ = "survey_sheet"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_survey_sheet"),
        ForeignKeyConstraint(["round_id"], ["survey_round.id"], name="fk_survey_sheet_round"),
        {"sqlite_with_rowid": False},
    )

    id: str
    round_id: str
    answers: str
