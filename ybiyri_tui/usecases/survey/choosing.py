"""Which of the open rounds of a workspace is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from surveys.rounds import life
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.pilot.pilots import choose_pilot, list_pilots
from ybiyri_tui.usecases.survey.surveying import the_open_round

if TYPE_CHECKING:
    from surveys.rounds.records import Round
    from ybiyri_tui.context import Context


def open_round_to_host(context: Context, pilot: str | None = None, label: str | None = None) -> Round:
    """The open round of the pilot with this name, or of the one opened last; with a label that of any pilot.

    Raises ProgramError that says which rounds are open if none, or several, can be meant.
    """
    if label is None:
        return the_open_round(context, choose_pilot(context, pilot).id)
    pilots = [choose_pilot(context, pilot)] if pilot is not None else list_pilots(context)
    rounds = context.workspace.read(
        lambda session: {one.name: life.open_round_of(session, one.id) for one in pilots if one.id is not None}
    )
    found = {name: round_ for name, round_ in rounds.items() if round_ is not None}
    meant = {name: round_ for name, round_ in found.items() if round_.label.value == label}
    if len(meant) == 1:
        return next(iter(meant.values()))
    if meant:
        names = ", ".join(repr(name) for name in meant)
        raise ProgramError(f'Several "{label}" surveys are open; choose with --pilot: {names}.')
    others = ", ".join(f'"{round_.label.value}" of {name!r}' for name, round_ in found.items())
    raise ProgramError(f'No "{label}" survey is open; open is {others or "none"}.')
