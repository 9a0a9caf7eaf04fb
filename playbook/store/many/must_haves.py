"""What is recorded for the must-haves of all pilots."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session, col

from playbook.records import MustHaveMark, Phase, Waiver
from playbook.store.many.lines import WAIVED, is_done
from playbook.store.many.which import live
from playbook.tables import MustHaveRow, PilotRow, WaiverRow

Marks = Mapping[str, MustHaveMark]


def marks(session: Session, *, archived: bool = False) -> dict[int, dict[str, MustHaveMark]]:
    """What was recorded for must-haves, by pilot and id."""
    query = select(
        col(MustHaveRow.pilot_id),
        col(MustHaveRow.must_have_id),
        col(MustHaveRow.met_on),
        col(MustHaveRow.proof),
        col(MustHaveRow.owner),
        col(MustHaveRow.due_on),
        col(MustHaveRow.accepted),
        col(WaiverRow.reason),
        col(WaiverRow.person),
        col(WaiverRow.expires_on),
    ).outerjoin(WaiverRow, WAIVED)
    if not archived:
        query = query.join(PilotRow, col(PilotRow.id) == col(MustHaveRow.pilot_id)).where(*live())
    by_pilot: dict[int, dict[str, MustHaveMark]] = defaultdict(dict)
    for pilot_id, must_have_id, met_on, proof, owner, due_on, accepted, *why in session.connection().execute(query):
        waiver = None if why[2] is None else Waiver(*why)
        by_pilot[pilot_id][must_have_id] = MustHaveMark(must_have_id, met_on, proof, owner, due_on, accepted, waiver)
    return by_pilot


def done_by_phase(session: Session, today: date, phase: Phase | None = None) -> dict[tuple[Phase, str], int]:
    """How many pilots of a phase have met a must-have, or an exception that counts."""
    query = (
        select(col(PilotRow.phase), col(MustHaveRow.must_have_id), func.count())
        .join(PilotRow, col(PilotRow.id) == col(MustHaveRow.pilot_id))
        .outerjoin(WaiverRow, WAIVED)
        .where(*live(phase), is_done(today))
        .group_by(col(PilotRow.phase), col(MustHaveRow.must_have_id))
    )
    return {(Phase(of), name): count for of, name, count in session.connection().execute(query)}


def done_pilots(session: Session, must_have_id: str, today: date) -> frozenset[int]:
    """Ids of the pilots that have met a must-have, or an exception from it that counts."""
    query = (
        select(col(MustHaveRow.pilot_id))
        .outerjoin(WaiverRow, WAIVED)
        .where(col(MustHaveRow.must_have_id) == must_have_id, is_done(today))
    )
    return frozenset(session.connection().scalars(query))
