"""How records of each kind in the audit trail are read from it, and written back as they were."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from operator import eq
from typing import Any

from sqlmodel import Session

from playbook.pilot_fields import PilotFields
from playbook.plain_json import from_plain
from playbook.records import Answer, MustHaveMark, Phase
from playbook.room.notes import Note
from playbook.room.promises import Promise
from playbook.store import answers, must_haves, notes, pilots, promises, work_items, worksheets


@dataclass(frozen=True)
class Recorded:
    """One kind of record: `decode` makes one of an entry's JSON, None for one that was not there.

    `same` leaves out what an undo cannot bring back, such as a version.
    """

    decode: Callable[[str, Any], Any]
    read: Callable[[Session, int, str], Any]
    put: Callable[[Session, int, str, Any], object]
    same: Callable[[Any, Any], bool] = eq


def _same_answer(one: Answer, other: Answer) -> bool:
    return replace(one, version=0) == replace(other, version=0)


# Kinds that undo knows. Whatever else stands in the audit trail, such as a new pilot, cannot be taken back.
KINDS = {
    "answer": Recorded(
        decode=lambda key, value: from_plain(Answer, value) if value else Answer(key),
        read=answers.answer,
        put=lambda session, pilot_id, _, record: answers.put_answer(session, pilot_id, record),
        same=_same_answer,
    ),
    "must_have": Recorded(
        decode=lambda key, value: from_plain(MustHaveMark, value) if value else MustHaveMark(key),
        read=must_haves.must_have_mark,
        put=lambda session, pilot_id, _, record: must_haves.put_must_have(session, pilot_id, record),
    ),
    "promise": Recorded(
        decode=lambda _, value: from_plain(Promise, value) if value else None,
        read=lambda session, pilot_id, key: promises.find_promise(session, pilot_id, int(key)),
        put=lambda session, pilot_id, key, record: promises.put_promise(session, pilot_id, int(key), record),
    ),
    "note": Recorded(
        decode=lambda _, value: from_plain(Note, value) if value else None,
        read=lambda session, pilot_id, key: notes.find_note(session, pilot_id, int(key)),
        put=lambda session, pilot_id, key, record: notes.put_note(session, pilot_id, int(key), record),
    ),
    "worksheet_row": Recorded(
        decode=lambda _, value: worksheets.stored(value) if value else None,
        read=worksheets.find_row,
        put=worksheets.put_row,
        same=worksheets.same_row,
    ),
    "worksheet": Recorded(
        decode=lambda _, value: tuple(worksheets.stored(row) for row in value),
        read=worksheets.rows,
        put=worksheets.put_rows,
        same=worksheets.same_rows,
    ),
    "phase": Recorded(
        decode=lambda _, value: Phase(value),
        read=lambda session, pilot_id, _: pilots.pilot(session, pilot_id).phase,
        put=lambda session, pilot_id, _, record: pilots.put_phase(session, pilot_id, record),
    ),
    "fields": Recorded(
        decode=lambda _, value: from_plain(PilotFields, value),
        read=lambda session, pilot_id, _: pilots.fields_of(session, pilot_id),
        put=lambda session, pilot_id, _, record: pilots.put_fields(session, pilot_id, record),
    ),
    work_items.KIND: Recorded(
        decode=lambda _, value: from_plain(work_items.Imports, value),
        read=lambda session, pilot_id, _: work_items.imports(session, pilot_id),
        put=lambda session, pilot_id, _, record: work_items.put_imports(session, pilot_id, record),
    ),
}
