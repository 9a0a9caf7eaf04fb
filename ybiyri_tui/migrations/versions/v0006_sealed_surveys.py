"""Surveys in the sealed ballot box: closed rounds keep what they released, and the answers of the old form are gone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from ybiyri_tui.errors import ProgramError

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

STILL_OPEN = (
    "A survey is still open in this workspace, and its answers lie there unsealed; close it or discard it first, with "
    "the version of ybiyri that opened it. Nothing was changed."
)


def upgrade() -> None:
    rounds = op.get_bind().execute(sa.text("SELECT * FROM survey_round ORDER BY pilot_id, number")).mappings().all()
    if any(found["state"] == "open" for found in rounds):
        raise ProgramError(STILL_OPEN)
    op.drop_table("survey_sheet")
    op.drop_table("survey_round")
    _create_series()
    _create_rounds()
    _create_boxes()
    _carry_over(rounds)


def _carry_over(rounds: Sequence[Any]) -> None:
    """Closed rounds with what they released, in series without keys, which nothing can be compared with any more."""
    compared = {_series_of(found) for found in rounds if found["label"] == "after"}
    series = {_series_of(found): found for found in reversed(rounds)}
    for series_id, first in series.items():
        _insert(
            "survey_series",
            id=series_id,
            pilot_id=first["pilot_id"],
            survey_id=first["survey_id"],
            state="compared" if series_id in compared else "unsealed",
            definition=first["definition"],
            k=first["k"],
            main_topics=first["main_topics"],
            pairing=False,
            scripted=False,
        )
    for found in rounds:
        kept = ("id", "pilot_id", "number", "label", "invited", "opened_on", "closed_on", "read_back_on")
        _insert(
            "survey_round",
            **{name: found[name] for name in kept},
            series_id=_series_of(found),
            state="closed",
            comments=False,
            hosted=False,
            scripted=False,
            replaced=0,
            unreadable=0,
            answered=json.loads(found["results"])["answered"],
        )
        for kind in ("results", "comparison"):
            if found[kind] is not None:
                _insert("survey_release", round_id=found["id"], kind=kind, record=found[kind])


def _series_of(found: Any) -> str:
    name = f"{found['pilot_id']} {found['survey_id']}".encode()
    return hashlib.blake2b(name, digest_size=8).hexdigest()


def _insert(table: str, **values: object) -> None:
    columns, marks = ", ".join(f'"{name}"' for name in values), ", ".join(f":{name}" for name in values)
    op.get_bind().execute(sa.text(f"INSERT INTO {table} ({columns}) VALUES ({marks})"), values)  # noqa: S608


def _create_series() -> None:
    op.create_table(
        "survey_series",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("definition", sa.String(), nullable=False),
        sa.Column("k", sa.Integer(), nullable=False),
        sa.Column("main_topics", sa.String(), nullable=False),
        sa.Column("pairing", sa.Boolean(), nullable=False),
        sa.Column("scripted", sa.Boolean(), nullable=False),
        sa.Column("rows_key", sa.LargeBinary(), nullable=True),
        sa.Column("rounds_key", sa.LargeBinary(), nullable=True),
        sa.Column("passes", sa.Integer(), nullable=True),
        sa.Column("memory", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_survey_series"),
        sa.CheckConstraint("state in ('open', 'compared', 'discarded', 'unsealed')", name="ck_survey_series_state"),
        sa.CheckConstraint("k between 4 and 8", name="ck_survey_series_k"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "survey_holder",
        sa.Column("series_id", sa.String(), nullable=False),
        sa.Column("holder", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("salt", sa.LargeBinary(), nullable=True),
        sa.Column("mark", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("series_id", "holder", name="pk_survey_holder"),
        sa.ForeignKeyConstraint(["series_id"], ["survey_series.id"], name="fk_survey_holder_series"),
        sa.CheckConstraint("holder in ('coach', 'delegate', 'stand-in')", name="ck_survey_holder_holder"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "survey_lock",
        sa.Column("series_id", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("holders", sa.String(), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("series_id", "purpose", "holders", name="pk_survey_lock"),
        sa.ForeignKeyConstraint(["series_id"], ["survey_series.id"], name="fk_survey_lock_series"),
        sa.CheckConstraint("purpose in ('rounds', 'rows')", name="ck_survey_lock_purpose"),
        sqlite_with_rowid=False,
    )


def _create_rounds() -> None:
    is_open, once = sa.text("state = 'open'"), sa.text("label in ('before', 'after')")
    op.create_table(
        "survey_round",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("series_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("invited", sa.Integer(), nullable=False),
        sa.Column("comments", sa.Boolean(), nullable=False),
        sa.Column("hosted", sa.Boolean(), nullable=False),
        sa.Column("scripted", sa.Boolean(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("replaced", sa.Integer(), nullable=False),
        sa.Column("joined", sa.Integer(), nullable=True),
        sa.Column("left", sa.Integer(), nullable=True),
        sa.Column("closes_at", sa.String(), nullable=True),
        sa.Column("extended_to", sa.String(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("read_back_on", sa.Date(), nullable=True),
        sa.Column("public_key", sa.LargeBinary(), nullable=True),
        sa.Column("locked_key", sa.LargeBinary(), nullable=True),
        sa.Column("code_salt", sa.LargeBinary(), nullable=True),
        sa.Column("answered", sa.Integer(), nullable=True),
        sa.Column("unreadable", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_survey_round"),
        sa.ForeignKeyConstraint(["series_id"], ["survey_series.id"], name="fk_survey_round_series"),
        sa.UniqueConstraint("pilot_id", "number", name="uq_survey_round_number"),
        sa.CheckConstraint("label in ('before', 'pulse', 'after')", name="ck_survey_round_label"),
        sa.CheckConstraint("state in ('open', 'unscrubbed', 'closed')", name="ck_survey_round_state"),
        sa.CheckConstraint("invited >= 4 and replaced >= 0", name="ck_survey_round_invited"),
        sa.CheckConstraint("(state = 'open') = (locked_key is not null)", name="ck_survey_round_key"),
        sa.CheckConstraint(
            "(state = 'open') = (closed_on is null) and (state = 'open') = (answered is null)",
            name="ck_survey_round_closed",
        ),
        sqlite_with_rowid=False,
    )
    for name, columns, where in (
        ("uq_survey_round_open", ["pilot_id"], is_open),
        ("uq_survey_round_once", ["series_id", "label"], once),
    ):
        op.create_index(name, "survey_round", columns, unique=True, sqlite_where=where, postgresql_where=where)


def _create_boxes() -> None:
    op.create_table(
        "survey_code",
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.Column("spent", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("round_id", "hash", name="pk_survey_code"),
        sa.ForeignKeyConstraint(["round_id"], ["survey_round.id"], name="fk_survey_code_round"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "survey_slot",
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("used", sa.Boolean(), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("round_id", "id", name="pk_survey_slot"),
        sa.ForeignKeyConstraint(["round_id"], ["survey_round.id"], name="fk_survey_slot_round"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "survey_kept",
        sa.Column("series_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("box", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("series_id", "id", name="pk_survey_kept"),
        sa.ForeignKeyConstraint(["series_id"], ["survey_series.id"], name="fk_survey_kept_series"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "survey_release",
        sa.Column("round_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("round_id", "kind", name="pk_survey_release"),
        sa.ForeignKeyConstraint(["round_id"], ["survey_round.id"], name="fk_survey_release_round"),
        sa.CheckConstraint("kind in ('results', 'comparison', 'comments')", name="ck_survey_release_kind"),
        sqlite_with_rowid=False,
    )
