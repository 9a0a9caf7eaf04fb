"""Creating and choosing a pilot."""

from __future__ import annotations

from sqlmodel import Session

from playbook.money import Money
from playbook.records import Pilot
from playbook.store import pilots as store
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError


def list_pilots(context: Context) -> tuple[Pilot, ...]:
    """All pilots of the workspace, oldest first."""
    return context.workspace.read(store.pilots)


def create_pilot(
    context: Context, *, name: str, team: str, mission: str, exposure_per_hour: Money | None = None
) -> Pilot:
    """A new pilot; it is not yet the one opened last."""
    return context.workspace.write(
        lambda session: store.create_pilot(
            session,
            name=name,
            team=team,
            mission=mission,
            exposure_per_hour=exposure_per_hour,
            who=context.who,
            at=context.now(),
            today=context.today,
        )
    )


def choose_pilot(context: Context, name: str | None = None) -> Pilot:
    """The pilot with this name, or else the one opened last, or else the only one.

    Raises ProgramError that names the pilots there are.
    """
    pilots = list_pilots(context)
    names = ", ".join(repr(pilot.name) for pilot in pilots)
    if not pilots:
        raise ProgramError("There is no pilot in this workspace yet; make one with `ybiyri pilots create`.")
    if name is not None:
        wanted = name.strip().casefold()
        found = next((pilot for pilot in pilots if pilot.name.casefold() == wanted), None)
        if found is None:
            raise ProgramError(f"There is no pilot {name!r} in this workspace; there is {names}.")
        return found
    chosen = current_pilot(context)
    if chosen is None:
        raise ProgramError(f"There are several pilots and none was opened yet; choose with --pilot: {names}.")
    return chosen


def current_pilot(context: Context) -> Pilot | None:
    """The pilot opened last, or else the only one; None if that leaves a choice."""
    pilots = list_pilots(context)
    return context.workspace.read(store.opened_last) or (pilots[0] if len(pilots) == 1 else None)


def open_pilot(context: Context, pilot_id: int) -> Pilot:
    """Makes this the pilot that commands and the next start of the app use."""

    def work(session: Session) -> Pilot:
        store.mark_opened(session, pilot_id, context.now())
        return store.pilot(session, pilot_id)

    return context.workspace.write(work)
