"""Undo and redo from the audit trail, so that they work after a restart and leave their own entries in it.

A person takes back only what they did themselves: first what came from the workspace they have open, newest first,
then what they did before they opened it. A change whose record was changed since is not taken back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from playbook.errors import ChangedElsewhere, PlaybookError
from playbook.records import Action, Change
from playbook.store import history
from playbook.store.recorded import KINDS
from playbook.tables import ChangeRow


@dataclass(frozen=True)
class _Entry:
    id: int
    action: Action
    reverses: int | None
    seat: str


def undo(session: Session, pilot_id: int, *, who: str, at: datetime, skip_changed: bool = False) -> Change | None:
    """Takes back the newest change of this person and returns the entry that does so; None if there is none.

    Raises ChangedElsewhere, and writes nothing, if the record was changed since; with `skip_changed` the newest
    change is taken whose record was not.
    """
    entry = next_undo(session, pilot_id, who=who, skip_changed=skip_changed)
    return reverse(session, pilot_id, entry, who=who, at=at) if entry else None


def redo(session: Session, pilot_id: int, *, who: str, at: datetime, skip_changed: bool = False) -> Change | None:
    """Brings back what this person took back last, as `undo` does; a new change in between ends that."""
    entry = next_redo(session, pilot_id, who=who, skip_changed=skip_changed)
    return reverse(session, pilot_id, entry, who=who, at=at) if entry else None


def next_undo(session: Session, pilot_id: int, *, who: str, skip_changed: bool = False) -> Change | None:
    """The entry that undo would take back."""
    entries = _entries(session, pilot_id, who)
    done = {entry.reverses for entry in entries}
    near = _near(entries, history.seat_of(session))
    waiting = (entry for entry in near if entry.action is not Action.UNDO and entry.id not in done)
    return _first(session, pilot_id, waiting, skip_changed=skip_changed)


def next_redo(session: Session, pilot_id: int, *, who: str, skip_changed: bool = False) -> Change | None:
    """The undo that redo would reverse."""
    entries = _entries(session, pilot_id, who)
    done = {entry.reverses for entry in entries}
    near = _near(entries, history.seat_of(session))
    waiting = (entry for entry in _until_change(near) if entry.action is Action.UNDO and entry.id not in done)
    return _first(session, pilot_id, waiting, skip_changed=skip_changed)


def reverse(session: Session, pilot_id: int, entry: Change, *, who: str, at: datetime) -> Change:
    """Writes a record as it was before this entry and returns the entry that says so.

    Raises ChangedElsewhere, and writes nothing, if the record is not as the entry left it.
    """
    kind = KINDS[entry.kind]
    if not _is_as_left(session, pilot_id, entry):
        raise ChangedElsewhere(
            f"{_what(entry)} was changed elsewhere since then{_by(session, pilot_id, entry)}; nothing was taken back."
        )
    before = kind.read(session, pilot_id, entry.key)
    kind.put(session, pilot_id, entry.key, _decoded(entry, entry.before))
    history.append(
        session,
        pilot_id,
        who=who,
        at=at,
        kind=entry.kind,
        key=entry.key,
        before=before,
        after=kind.read(session, pilot_id, entry.key),
        reverses=entry,
    )
    return history.changes(session, pilot_id, limit=1)[0]


def _entries(session: Session, pilot_id: int, who: str) -> list[_Entry]:
    """What this person did, newest first; entries without content, such as those of forgotten notes, are left out."""
    rows = session.exec(
        select(col(ChangeRow.id), ChangeRow.action, ChangeRow.reverses, ChangeRow.seat)
        .where(ChangeRow.pilot_id == pilot_id, ChangeRow.who == who, ChangeRow.before != ChangeRow.after)
        .where(col(ChangeRow.kind).in_(KINDS))
        .order_by(col(ChangeRow.id).desc())
    )
    return [_Entry(number or 0, Action(action), reverses, seat) for number, action, reverses, seat in rows]


def _near(entries: list[_Entry], seat: str) -> list[_Entry]:
    """Those of this open workspace, then those from before its first one; not what was done beside it."""
    own = [entry for entry in entries if entry.seat == seat]
    if not own:
        return entries
    return [*own, *(entry for entry in entries if entry.id < own[-1].id)]


def _until_change(entries: Iterable[_Entry]) -> Iterator[_Entry]:
    for entry in entries:
        if entry.action is Action.CHANGE:
            return
        yield entry


def _first(session: Session, pilot_id: int, entries: Iterable[_Entry], *, skip_changed: bool) -> Change | None:
    for entry in entries:
        change = history.change(session, entry.id)
        if not skip_changed or _is_as_left(session, pilot_id, change):
            return change
    return None


def _is_as_left(session: Session, pilot_id: int, entry: Change) -> bool:
    kind = KINDS[entry.kind]
    return kind.same(kind.read(session, pilot_id, entry.key), _decoded(entry, entry.after))


def _decoded(entry: Change, value: object) -> object:
    try:
        return KINDS[entry.kind].decode(entry.key, value)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise PlaybookError(
            f"{_what(entry)} was written by another version of ybiyri, so it cannot be taken back."
        ) from error


def _what(entry: Change) -> str:
    return {
        "answer": f"The answer to {entry.key}",
        "must_have": f"The must-have {entry.key}",
        "promise": f"Promise {entry.key}",
        "note": f"Note {entry.key}",
        "worksheet_row": f"Row {entry.key.rpartition('/')[2]} of the worksheet {entry.key.partition('/')[0]}",
        "worksheet": f"The worksheet {entry.key}",
        "phase": "The phase",
        "fields": "The description of the pilot",
        "ticket_import": "What was imported",
    }[entry.kind]


def _by(session: Session, pilot_id: int, entry: Change) -> str:
    """Who changed it last; for a note that stays unsaid."""
    last = history.last(session, pilot_id, kind=entry.kind, key=entry.key)
    return f" by {last.who}" if last and entry.kind != "note" else ""
