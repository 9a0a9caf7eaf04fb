"""What a workspace as a whole is set to, by name; what was never set is not there."""

from __future__ import annotations

from sqlmodel import Session, select

from playbook.tables import SettingRow


def settings(session: Session) -> dict[str, str]:
    """All settings by name."""
    return {row.name: row.value for row in session.exec(select(SettingRow))}


def put_setting(session: Session, name: str, value: str) -> None:
    """Sets one; no value takes it away."""
    row = session.get(SettingRow, name)
    if not value:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(SettingRow(name=name, value=value))
    else:
        row.value = value
    session.flush()
