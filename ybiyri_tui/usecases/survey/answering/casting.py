"""One person answers: their code, a blank sheet, and a ballot that is sealed before it leaves their side.

A `Booth` is all that the kiosk and the line prompts know of a round. The one here works on a workspace; another could
hand codes and sealed ballots to a process elsewhere, because answering needs nothing but the frozen round.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from surveys.errors import NoReply, SurveyError, WrongCode
from surveys.rounds import casting
from surveys.sealing import ballots, cards, codes
from ybiyri_tui.errors import InDoubt
from ybiyri_tui.usecases.survey.answering.answer_sheet import AnswerSheet
from ybiyri_tui.usecases.survey.answering.ways import Way

if TYPE_CHECKING:
    from random import Random

    from sqlmodel import Session

    from surveys.rounds.casting import SealedBallot
    from surveys.rounds.records import Round
    from surveys.sealing.sealer import Sealer
    from ybiyri_tui.context import Context


UNSURE = (
    "The connection was lost while your answers were handed over, and no reply came. Send again: they count once, "
    "whether they had arrived or not."
)
ARRIVED = (
    "The answers you sent first had arrived after all, although no reply came. They count and can no longer be changed."
)


@dataclass(frozen=True)
class HandedOver:
    """A sealed ballot, the card that goes with it, and what was sealed, so that the same is not sealed twice."""

    content: tuple[dict[str, int], str, str] = field(repr=False)
    ballot: SealedBallot = field(repr=False)
    card: str | None = field(repr=False)


@dataclass
class Ticket:
    """A code that was good when it was looked up; what is kept of it is only what the file has, too.

    `tried` was handed over without a reply that it is stored; it goes with the ticket.
    """

    code: bytes = field(repr=False)
    tried: HandedOver | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Booth(ABC):
    """Where one person after the other answers a round; everything secret happens on this side, in memory."""

    way: ClassVar[Way] = Way.HERE
    """What may be promised about where it stands."""

    round: Round
    random: Random = field(repr=False)
    sealer: Sealer = field(repr=False)

    @property
    def thanks(self) -> str:
        """What is said once somebody's answers were handed in."""
        return "Thank you. Your answers are stored."

    @abstractmethod
    def look_up(self, code: bytes) -> None:
        """Raises WrongCode if a code is unknown or used, SurveyError if the round takes no more; spends nothing."""

    @abstractmethod
    def cast(self, ballot: SealedBallot) -> None:
        """Spends the code and stores the ballot, both or neither; the very same ballot counts once.

        Raises SurveyError as `look_up` does, and NoReply if nobody can tell whether it is stored.
        """

    def over(self) -> str | None:
        """Why nobody can answer here any more; None while they can, as far as is known without asking."""
        return None

    def check_code(self, typed: str) -> Ticket:
        """Looks up the code somebody typed; takes 20 ms. Raises SurveyError, at once if it is mistyped."""
        code = casting.hashed(self.round, typed, self.sealer)
        self.look_up(code)
        return Ticket(code)

    def check_symbols(self, typed: str) -> None:
        """Raises SurveyError, without repeating it, if a code was mistyped; looks nothing up."""
        codes.read_code(typed)

    def check_card(self, typed: str) -> None:
        """Raises SurveyError, without repeating it, if a card was mistyped."""
        cards.read_card(typed)

    def check_comment(self, typed: str) -> None:
        """Raises SurveyError, without repeating it, if a comment is too long."""
        ballots.checked_comment(typed)

    def begin_sheet(self) -> AnswerSheet:
        """A blank sheet for one person, with the questions in an order of their own that is stored nowhere."""
        return AnswerSheet(self.round.survey, self.random)

    def send(self, ticket: Ticket, answers: Mapping[str, int], *, comment: str = "", card: str = "") -> str | None:
        """Hands in one person's answers, 1 to the number of points by item id; what is left out is no answer.

        `card` is the one they kept, where the round asks for it; empty for none. Where the round gives cards, the new
        one is returned, to be shown once. Raises SurveyError, and stores nothing, if code or card are not good, an
        answer is off the scale, or a comment too long or not asked for; the message never holds any of them.
        Raises NoReply if none came; sending again with the same ticket hands over the same ballot, which counts once.
        """
        earlier, content = ticket.tried, (dict(answers), comment, card)
        now = earlier if earlier and earlier.content == content else self._sealed(ticket, content)
        ticket.tried = now
        try:
            self.cast(now.ballot)
        except WrongCode:
            if earlier is None or earlier is now:
                raise
            self.cast(earlier.ballot)
            raise SurveyError(ARRIVED) from None
        ticket.tried = None
        return now.card

    def _sealed(self, ticket: Ticket, content: tuple[dict[str, int], str, str]) -> HandedOver:
        answers, comment, card = content
        new_card = cards.draw_card(self.random) if self.round.gives_card else None
        ballot = casting.seal_ballot(
            self.round, ticket.code, answers, comment=comment, card=new_card or card, sealer=self.sealer
        )
        return HandedOver(content, ballot, new_card)


@dataclass(frozen=True)
class _WorkspaceBooth(Booth):
    context: Context = field(repr=False)

    def look_up(self, code: bytes) -> None:
        self.context.workspace.read(lambda session: casting.check_code(session, self.round.id, code))

    def cast(self, ballot: SealedBallot) -> None:
        def cast(session: Session) -> None:
            casting.cast(session, ballot, self.context.random)

        try:
            self.context.workspace.write(cast, repeatable=True)
        except InDoubt as error:
            raise NoReply(UNSURE) from error


def booth(context: Context, found: Round) -> Booth:
    """A booth for an open round of this workspace, or of one in which nothing can be seen."""
    from ybiyri_tui.workspace.server.answering_workspace import AnsweringWorkspace

    if isinstance(context.workspace, AnsweringWorkspace):
        from ybiyri_tui.usecases.survey.answering.by_role import RoleBooth

        return RoleBooth(found, context.random, context.sealer(), door=context.workspace)
    return _WorkspaceBooth(found, context.random, context.sealer(), context)
