"""Creating a pilot, choosing one, and moving it on."""

from __future__ import annotations

from typing import NoReturn

from sqlmodel import Session

from playbook.errors import ChangedElsewhere
from playbook.money import Money
from playbook.records import Phase, Pilot
from playbook.standing import readiness
from playbook.standing.readiness import MustHaveState, MustHaveStatus
from playbook.store import must_haves as must_have_store
from playbook.store import pilots as store
from ybiyri_tui.context import Context
from ybiyri_tui.errors import AnswerIsNo, ProgramError

NAMED = 12
"""Names of pilots that a message lists at most."""


def list_pilots(context: Context, *, archived: bool = False) -> tuple[Pilot, ...]:
    """The pilots of the workspace, oldest first; archived ones only if they are wanted."""
    pilots = context.workspace.read(store.pilots)
    return tuple(pilot for pilot in pilots if archived or pilot.archived_on is None)


def create_pilot(
    context: Context,
    *,
    name: str,
    team: str,
    mission: str,
    exposure_per_hour: Money | None = None,
    is_example: bool = False,
) -> Pilot:
    """A new pilot; it is not yet the one opened last."""
    return context.workspace.write(
        lambda session: store.create_pilot(
            session,
            name=name,
            team=team,
            mission=mission,
            exposure_per_hour=exposure_per_hour,
            is_example=is_example,
            who=context.who,
            at=context.now(),
            today=context.today,
        )
    )


def choose_pilot(context: Context, name: str | None = None) -> Pilot:
    """The pilot with this name, or else the one opened last, or else the only one.

    Raises ProgramError that names the pilots there are.
    """
    return context.workspace.read(lambda session: _chosen(session, name))


def current_pilot(context: Context) -> Pilot | None:
    """The pilot opened last, or else the only one that is not archived; None if that leaves a choice."""
    return context.workspace.read(current)


def current(session: Session) -> Pilot | None:
    """The same inside a session that is already open."""
    return store.opened_last(session) or store.only_one(session)


def _chosen(session: Session, name: str | None) -> Pilot:
    if name is not None:
        return store.named(session, name.strip()) or _unknown(session, name)
    chosen = current(session)
    if chosen is not None:
        return chosen
    if store.names(session):
        raise ProgramError(
            f"There are several pilots and none was opened yet; choose with --pilot: {_listed(session)}."
        )
    if store.pilots(session):
        raise ProgramError("All pilots of this workspace are archived; name one with --pilot, or create another.")
    raise ProgramError("There is no pilot in this workspace yet; make one with `ybiyri pilots create`.")


def _unknown(session: Session, name: str) -> NoReturn:
    if not store.names(session):
        raise ProgramError(f"There is no pilot {name!r} in this workspace; make one with `ybiyri pilots create`.")
    raise ProgramError(f"There is no pilot {name!r} in this workspace; there is {_listed(session)}.")


def _listed(session: Session) -> str:
    names = store.names(session)
    more = len(names) - NAMED
    listed = ", ".join(repr(name) for name in names[:NAMED])
    return f"{listed} and {more} more (`ybiyri pilots list`)" if more > 0 else listed


def open_pilot(context: Context, pilot_id: int) -> Pilot:
    """Makes this the pilot that commands and the next start of the app use."""

    def work(session: Session) -> Pilot:
        store.mark_opened(session, pilot_id, context.now())
        return store.pilot(session, pilot_id)

    return context.workspace.write(work)


def move_phase(context: Context, pilot_id: int, *, seen: Phase | None = None) -> Phase:
    """Moves a pilot on to its next phase and returns it; there is no way back.

    Raises AnswerIsNo, naming them, while must-haves of that phase or an earlier one are open, and in the last phase;
    ChangedElsewhere if the pilot is no longer in the phase `seen`.
    """

    def work(session: Session) -> Phase:
        phase = store.pilot(session, pilot_id).phase
        if seen not in (None, phase):
            raise ChangedElsewhere(f"The pilot was moved on to {phase.value} elsewhere meanwhile; nothing was changed.")
        following = check_next_phase(context, session, pilot_id)
        store.set_phase(session, pilot_id, following, who=context.who, at=context.now())
        return following

    return context.workspace.write(work)


def next_phase(context: Context, pilot_id: int) -> Phase:
    """The phase to which the pilot can be moved on now. Raises AnswerIsNo as `move_phase` does; changes nothing."""
    return context.workspace.read(lambda session: check_next_phase(context, session, pilot_id))


def check_next_phase(context: Context, session: Session, pilot_id: int) -> Phase:
    """The same inside a session that is already open."""
    pilot = store.pilot(session, pilot_id)
    following = pilot.phase.next
    if following is None:
        raise AnswerIsNo(f"{pilot.phase.value.capitalize()} is the last phase.")
    titles = [status.must_have.title for status in _open(_due_must_haves(context, session, pilot))]
    if titles:
        what = "a must-have is" if len(titles) == 1 else f"{len(titles)} must-haves are"
        raise AnswerIsNo(f"Not yet {following.value}: {what} open ({'; '.join(titles)}).")
    return following


def _due_must_haves(context: Context, session: Session, pilot: Pilot) -> tuple[MustHaveStatus, ...]:
    marks = must_have_store.must_have_marks(session, pilot.id)
    statuses = readiness.must_have_statuses(context.playbook.must_haves, marks, context.today)
    return readiness.up_to_next(statuses, pilot.phase)


def _open(statuses: tuple[MustHaveStatus, ...]) -> tuple[MustHaveStatus, ...]:
    return tuple(status for status in statuses if status.state is MustHaveState.OPEN)
