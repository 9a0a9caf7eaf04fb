"""What was being typed and is not saved yet, so that a killed terminal loses none of it.

A draft goes when its text is saved; the audit trail never knows of it.
"""

from __future__ import annotations

from sqlmodel import Session, select

from playbook.tables import DraftRow


def drafts(session: Session, pilot_id: int) -> dict[str, str]:
    """The drafts of a pilot, by the field they were typed into."""
    return {row.field: row.text for row in session.exec(select(DraftRow).where(DraftRow.pilot_id == pilot_id))}


def put_draft(session: Session, pilot_id: int, field: str, text: str) -> None:
    """Keeps what was typed into a field; no text lets go of it."""
    row = session.get(DraftRow, (pilot_id, field))
    if not text.strip():
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(DraftRow(pilot_id=pilot_id, field=field, text=text))
    else:
        row.text = text
    session.flush()


def let_go(session: Session, pilot_id: int, field: str) -> None:
    """Lets go of a field's draft in the transaction that saves its text, so that it is never both and never neither."""
    if field:
        put_draft(session, pilot_id, field, "")
