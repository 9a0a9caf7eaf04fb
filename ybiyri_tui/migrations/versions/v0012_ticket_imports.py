"""One row for each import of tickets instead of one for each ticket: quick to write, and easy to take back."""

from __future__ import annotations

import json
import sys
from array import array
from base64 import b64encode
from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ticket_import",
        sa.Column("pilot_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("imported_on", sa.Date(), nullable=False),
        sa.Column("imported", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("is_taken_back", sa.Boolean(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("pilot_id", "number", name="pk_ticket_import"),
        sa.ForeignKeyConstraint(["pilot_id"], ["pilot.id"], name="fk_ticket_import_pilot", ondelete="CASCADE"),
    )
    connection = op.get_bind()
    for pilot_id in connection.execute(sa.text("SELECT DISTINCT pilot_id FROM work_item")).scalars().all():
        _move(connection, pilot_id)
    op.drop_table("work_item")
    op.drop_table("ticket_source")


def _move(connection: sa.Connection, pilot_id: int) -> None:
    """All items become those of the first import; further sources become imports that added nothing."""
    items = connection.execute(
        sa.text(
            "SELECT key, kind, unplanned, rule, team, cause, created_on, resolved_on, points, seconds "
            "FROM work_item WHERE pilot_id = :pilot ORDER BY key"
        ),
        {"pilot": pilot_id},
    ).all()
    sources: Sequence[Any] = connection.execute(
        sa.text("SELECT format, time_zone, last_on FROM ticket_source WHERE pilot_id = :pilot ORDER BY format"),
        {"pilot": pilot_id},
    ).all() or [("", "", date.today())]
    for number, (name, time_zone, last_on) in enumerate(sources, 1):
        own = items if number == 1 else []
        connection.execute(
            sa.text("INSERT INTO ticket_import VALUES (:pilot, :number, :name, :zone, :on, :items, 0, :no, :content)"),
            {
                "pilot": pilot_id,
                "number": number,
                "name": name,
                "zone": time_zone,
                "on": last_on if isinstance(last_on, str) else last_on.isoformat(),
                "items": len(own),
                "no": False,
                "content": _content(own),
            },
        )


def _content(items: Sequence[Any]) -> str:
    columns: dict[str, list[Any]] = {
        "words": [(item[1], bool(item[2]), *item[3:6]) for item in items],
        "created": [item[6] and str(item[6]) for item in items],
        "resolved": [item[7] and str(item[7]) for item in items],
        "points": [item[8] for item in items],
        "seconds": [item[9] for item in items],
    }
    plain = {name: _column(values) for name, values in columns.items()}
    return json.dumps(
        {"keys": "\n".join(item[0] for item in items), **plain}, ensure_ascii=False, separators=(",", ":")
    )


def _column(values: Iterable[Hashable]) -> dict[str, Any]:
    places: dict[Hashable, int] = {}
    found = [places.setdefault(value, len(places)) for value in values]
    four_bytes = next(kind for kind in "IL" if array(kind).itemsize == 4)
    codes = array("H" if len(places) <= 1 << 16 else four_bytes, found)
    if sys.byteorder == "big":
        codes.byteswap()
    return {"values": list(places), "codes": b64encode(codes.tobytes()).decode() if len(places) > 1 else ""}
