"""Editing what a pilot is, putting it away, and starting another one from its set-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from sqlmodel import Session

from playbook.pilot_fields import PilotFields
from playbook.records import MustHaveMark, Pilot
from playbook.store import must_haves as must_have_store
from playbook.store import pilots as store
from ybiyri_tui.context import Context


def edit_pilot(context: Context, pilot_id: int, change: Callable[[PilotFields], PilotFields]) -> Pilot:
    """Changes name, team, mission or the money lost per hour. Raises PlaybookError where one does not fit."""

    def work(session: Session) -> Pilot:
        new = change(store.fields_of(session, pilot_id))
        store.save_fields(session, pilot_id, new, who=context.who, at=context.now())
        return store.pilot(session, pilot_id)

    return context.workspace.write(work)


def archive_pilot(context: Context, pilot_id: int) -> Pilot:
    """Puts a pilot away: nothing of it is lost, but lists leave it out. Archiving it again changes nothing."""
    today = context.today
    return edit_pilot(context, pilot_id, lambda fields: replace(fields, archived_on=fields.archived_on or today))


def restore_pilot(context: Context, pilot_id: int) -> Pilot:
    """Takes a pilot out of the archive."""
    return edit_pilot(context, pilot_id, lambda fields: replace(fields, archived_on=None))


def duplicate_pilot(context: Context, pilot_id: int, name: str, *, team: str | None = None) -> Pilot:
    """A new pilot in its first phase with the set-up of this one: what it is for, and who sees to which must-have.

    Nothing that was found, promised or said is carried over, no date, and nobody counts as having accepted.
    """

    def work(session: Session) -> Pilot:
        known = store.pilot(session, pilot_id)
        made = store.create_pilot(
            session,
            name=name,
            team=team or known.team,
            mission=known.mission,
            exposure_per_hour=known.exposure_per_hour,
            who=context.who,
            at=context.now(),
            today=context.today,
        )
        for mark in must_have_store.must_have_marks(session, pilot_id).values():
            if mark.owner is not None:
                new = MustHaveMark(mark.must_have_id, owner=mark.owner)
                must_have_store.save_must_have(session, made.id, new, who=context.who, at=context.now())
        return made

    return context.workspace.write(work)
