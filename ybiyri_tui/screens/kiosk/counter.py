"""The kiosk's only way to a round: a booth, reached from the event loop without holding it up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from surveys.rounds.records import Round
    from ybiyri_tui.context import Context
    from ybiyri_tui.desk import Desk
    from ybiyri_tui.usecases.survey.answering.casting import Booth

Result = TypeVar("Result")


class Counter(Protocol):
    """Hands work to a booth, wherever that is; knows of no workspace."""

    async def do(self, work: Callable[[Booth], Result]) -> Result:
        """Runs `work` with the booth, off the event loop; exceptions come through."""

    async def look_again(self, found: Round) -> Round:
        """The round as it is now: extended, a code replaced, or closed. Raises an error if it is gone."""


class DeskCounter:
    """A counter at the desk of this app's workspace."""

    def __init__(self, desk: Desk, found: Round) -> None:
        self._desk = desk
        self._round = found

    async def do(self, work: Callable[[Booth], Result]) -> Result:
        """Runs `work` in the desk's thread."""

        def at_the_desk(context: Context) -> Result:
            from ybiyri_tui.usecases.survey.answering.casting import booth

            return work(booth(context, self._round))

        return await self._desk.do(at_the_desk)

    async def look_again(self, found: Round) -> Round:
        """Reads the round again."""

        def at_the_desk(context: Context) -> Round:
            from ybiyri_tui.usecases.survey.surveying import same_round

            return same_round(context, found)

        self._round = await self._desk.do(at_the_desk)
        return self._round
