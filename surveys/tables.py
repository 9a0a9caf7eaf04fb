"""SQLModel tables of the surveys. Rounds have days; codes, slots and rows have no time, author or order.

Every table is stored in the order of its key, which is random where the order of arrival would tell something.
`pilot_id` is a plain number, because no foreign key leads out of this package; every constraint has a name.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    ForeignKeyConstraint,
    Index,
    PrimaryKeyConstraint,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

_IN_KEY_ORDER = {"sqlite_with_rowid": False}
_OPEN = text("state = 'open'")
_ONCE = text("label in ('before', 'after')")


class SeriesRow(SQLModel, table=True):
    """What the rounds of one survey for one pilot have in common, frozen by the first.

    Anybody may seal kept rows with `rows_key` and the keys of rounds with `rounds_key`; both are public. `passes` and
    `memory` are what trying out a passphrase costs. A series stored by a version that did not seal has no keys.
    `mixing_key` is the delegate's public key for ballots that travel as files, `mixing_lock` its private half, locked.
    """

    __tablename__ = "survey_series"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_survey_series"),
        CheckConstraint("state in ('open', 'compared', 'discarded', 'unsealed')", name="ck_survey_series_state"),
        CheckConstraint("k between 4 and 8", name="ck_survey_series_k"),
        _IN_KEY_ORDER,
    )

    id: str
    pilot_id: int
    survey_id: str
    state: str
    definition: str
    k: int
    main_topics: str
    pairing: bool
    scripted: bool
    rows_key: bytes | None = Field(default=None)
    rounds_key: bytes | None = Field(default=None)
    passes: int | None = Field(default=None)
    memory: int | None = Field(default=None)
    mixing_key: bytes | None = Field(default=None)
    mixing_lock: bytes | None = Field(default=None)


class HolderRow(SQLModel, table=True):
    """Somebody who can open the box with one other, or alone if there is no other.

    `salt` and `mark` go when nothing is left to open; the mark proves the passphrase of who may replace codes.
    """

    __tablename__ = "survey_holder"
    __table_args__ = (
        PrimaryKeyConstraint("series_id", "holder", name="pk_survey_holder"),
        ForeignKeyConstraint(["series_id"], ["survey_series.id"], name="fk_survey_holder_series"),
        CheckConstraint("holder in ('coach', 'delegate', 'stand-in')", name="ck_survey_holder_holder"),
        _IN_KEY_ORDER,
    )

    series_id: str
    holder: str
    name: str
    salt: bytes | None = Field(default=None)
    mark: bytes | None = Field(default=None)


class LockRow(SQLModel, table=True):
    """A private key, locked for the holders named (`coach+delegate`); `purpose` is `rounds` or `rows`."""

    __tablename__ = "survey_lock"
    __table_args__ = (
        PrimaryKeyConstraint("series_id", "purpose", "holders", name="pk_survey_lock"),
        ForeignKeyConstraint(["series_id"], ["survey_series.id"], name="fk_survey_lock_series"),
        CheckConstraint("purpose in ('rounds', 'rows')", name="ck_survey_lock_purpose"),
        _IN_KEY_ORDER,
    )

    series_id: str
    purpose: str
    holders: str
    box: bytes


class RoundRow(SQLModel, table=True):
    """One round with everything that was frozen when it opened, and how it ended.

    `number` counts the rounds of a pilot. `locked_key` is its private key, sealed for the holders; it goes when the
    round closes, and so does `collecting_secret`, which opens letters with ballots. `closes_at` and `extended_to` are
    ISO times in UTC. `answered` counts the sheets that could be read.
    """

    __tablename__ = "survey_round"
    __table_args__ = (
        PrimaryKeyConstraint("id", name="pk_survey_round"),
        ForeignKeyConstraint(["series_id"], ["survey_series.id"], name="fk_survey_round_series"),
        UniqueConstraint("pilot_id", "number", name="uq_survey_round_number"),
        CheckConstraint("label in ('before', 'pulse', 'after')", name="ck_survey_round_label"),
        CheckConstraint("state in ('open', 'unscrubbed', 'closed')", name="ck_survey_round_state"),
        CheckConstraint("invited >= 4 and replaced >= 0", name="ck_survey_round_invited"),
        CheckConstraint("(state = 'open') = (locked_key is not null)", name="ck_survey_round_key"),
        CheckConstraint(
            "(state = 'open') = (closed_on is null) and (state = 'open') = (answered is null)",
            name="ck_survey_round_closed",
        ),
        Index("uq_survey_round_open", "pilot_id", unique=True, sqlite_where=_OPEN, postgresql_where=_OPEN),
        Index(
            "uq_survey_round_once",
            "series_id",
            "label",
            unique=True,
            sqlite_where=_ONCE,
            postgresql_where=_ONCE,
        ),
        _IN_KEY_ORDER,
    )

    id: str
    pilot_id: int
    series_id: str
    number: int
    label: str
    state: str
    invited: int
    comments: bool
    hosted: bool
    scripted: bool
    opened_on: date
    replaced: int = Field(default=0)
    joined: int | None = Field(default=None)
    left: int | None = Field(default=None)
    closes_at: str | None = Field(default=None)
    extended_to: str | None = Field(default=None)
    closed_on: date | None = Field(default=None)
    read_back_on: date | None = Field(default=None)
    public_key: bytes | None = Field(default=None)
    locked_key: bytes | None = Field(default=None)
    code_salt: bytes | None = Field(default=None)
    answered: int | None = Field(default=None)
    unreadable: int = Field(default=0)
    collecting_key: bytes | None = Field(default=None)
    collecting_secret: bytes | None = Field(default=None)


class CodeRow(SQLModel, table=True):
    """A right to answer once: what argon2id makes of the code, and whether it was used."""

    __tablename__ = "survey_code"
    __table_args__ = (
        PrimaryKeyConstraint("round_id", "hash", name="pk_survey_code"),
        ForeignKeyConstraint(["round_id"], ["survey_round.id"], name="fk_survey_code_round"),
        _IN_KEY_ORDER,
    )

    round_id: str
    hash: bytes
    spent: bool


class SlotRow(SQLModel, table=True):
    """A place for one sealed ballot, filled with a sealed dummy until it is used; all boxes have one size."""

    __tablename__ = "survey_slot"
    __table_args__ = (
        PrimaryKeyConstraint("round_id", "id", name="pk_survey_slot"),
        ForeignKeyConstraint(["round_id"], ["survey_round.id"], name="fk_survey_slot_round"),
        _IN_KEY_ORDER,
    )

    round_id: str
    id: str
    used: bool
    box: bytes


class KeptRow(SQLModel, table=True):
    """One person's answers to one topic of a closed `before`, sealed until the series is compared."""

    __tablename__ = "survey_kept"
    __table_args__ = (
        PrimaryKeyConstraint("series_id", "id", name="pk_survey_kept"),
        ForeignKeyConstraint(["series_id"], ["survey_series.id"], name="fk_survey_kept_series"),
        _IN_KEY_ORDER,
    )

    series_id: str
    id: str
    box: bytes


class ReleaseRow(SQLModel, table=True):
    """The ledger: what a closed round gave out, as JSON, once and for all."""

    __tablename__ = "survey_release"
    __table_args__ = (
        PrimaryKeyConstraint("round_id", "kind", name="pk_survey_release"),
        ForeignKeyConstraint(["round_id"], ["survey_round.id"], name="fk_survey_release_round"),
        CheckConstraint("kind in ('results', 'comparison', 'comments')", name="ck_survey_release_kind"),
        _IN_KEY_ORDER,
    )

    round_id: str
    kind: str
    record: str


TABLES: tuple[type[SQLModel], ...] = (
    SeriesRow,
    HolderRow,
    LockRow,
    RoundRow,
    CodeRow,
    SlotRow,
    KeptRow,
    ReleaseRow,
)
"""All tables of this package."""
