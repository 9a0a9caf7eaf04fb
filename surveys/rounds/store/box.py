"""What lies in the box of a round: codes that were used or not, and slots that hold a ballot or a dummy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlmodel import Session, SQLModel, col, delete, func, insert, select, update

from surveys.tables import CodeRow, RoundRow, SlotRow

Box = tuple[str, bytes]
"""A random id and sealed bytes."""

# As plain tables where people wait for each other: the mapper takes longer than SQLite.
_CODES = SQLModel.metadata.tables["survey_code"]
_SLOTS = SQLModel.metadata.tables["survey_slot"]


def add_codes(session: Session, round_id: str, hashes: Iterable[bytes]) -> None:
    """Writes unspent codes in the order of their hashes."""
    rows = [{"round_id": round_id, "hash": found, "spent": False} for found in sorted(hashes)]
    session.connection().execute(insert(CodeRow), rows)


def replace_code(session: Session, round_id: str, new: bytes) -> None:
    """Adds one code and counts it. All are written anew, so that nothing tells which one came later."""
    rows = session.exec(select(CodeRow.hash, CodeRow.spent).where(CodeRow.round_id == round_id)).all()
    session.exec(delete(CodeRow).where(col(CodeRow.round_id) == round_id))
    codes = sorted([*((found, spent) for found, spent in rows), (new, False)])
    session.connection().execute(
        insert(CodeRow), [{"round_id": round_id, "hash": found, "spent": spent} for found, spent in codes]
    )
    counted = update(RoundRow).where(col(RoundRow.id) == round_id)
    session.exec(counted.values(replaced=col(RoundRow.replaced) + 1))


def is_spent(session: Session, round_id: str, code: bytes) -> bool | None:
    """Whether a code was used; None if there is no such code."""
    return session.exec(select(CodeRow.spent).where(CodeRow.round_id == round_id, CodeRow.hash == code)).one_or_none()


def holds(session: Session, round_id: str, code: bytes, box: bytes) -> bool:
    """Whether the code was used and this very box lies among the ballots."""
    if not is_spent(session, round_id, code):
        return False
    ballots = select(_SLOTS.c.id).where(_SLOTS.c.round_id == round_id, _SLOTS.c.used, _SLOTS.c.box == box)
    return session.connection().execute(ballots.limit(1)).first() is not None


def spend(session: Session, round_id: str, code: bytes) -> None:
    """Uses up a code."""
    session.connection().execute(
        update(_CODES).where(_CODES.c.round_id == round_id, _CODES.c.hash == code).values(spent=True)
    )


def count_spent(session: Session, round_id: str) -> int:
    """How many codes were used."""
    spent = select(func.count()).select_from(CodeRow).where(CodeRow.round_id == round_id, col(CodeRow.spent))
    return session.exec(spent).one()


def add_slots(session: Session, round_id: str, boxes: Iterable[Box]) -> None:
    """Writes unused slots in the order of their ids."""
    rows = [{"round_id": round_id, "id": at, "used": False, "box": box} for at, box in sorted(boxes)]
    session.connection().execute(insert(SlotRow), rows)


def unused_slots(session: Session, round_id: str) -> Sequence[str]:
    """The ids of the slots that hold a dummy, in their order."""
    unused = select(_SLOTS.c.id).where(_SLOTS.c.round_id == round_id, ~_SLOTS.c.used)
    return session.connection().execute(unused.order_by(_SLOTS.c.id)).scalars().all()


def use_slot(session: Session, round_id: str, slot_id: str, box: bytes) -> None:
    """Writes a ballot over the dummy in a slot; in place, because it has the same size."""
    session.connection().execute(
        update(_SLOTS).where(_SLOTS.c.round_id == round_id, _SLOTS.c.id == slot_id).values(used=True, box=box)
    )


def count_used(session: Session, round_id: str) -> int:
    """How many slots hold a ballot."""
    used = select(func.count()).select_from(SlotRow).where(SlotRow.round_id == round_id, col(SlotRow.used))
    return session.exec(used).one()


def used_boxes(session: Session, round_id: str) -> Sequence[bytes]:
    """The sealed ballots, in the order of their random ids."""
    used = select(SlotRow.box).where(SlotRow.round_id == round_id, col(SlotRow.used))
    return session.exec(used.order_by(SlotRow.id)).all()


def empty(session: Session, round_id: str) -> None:
    """Destroys the slots and the codes of a round, unread."""
    for table in (SlotRow, CodeRow):
        session.exec(delete(table).where(col(table.round_id) == round_id))
