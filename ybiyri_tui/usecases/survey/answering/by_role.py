"""A booth at a database for somebody who may do nothing there but hand in a sealed ballot: with an invitation."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from surveys.errors import NoReply
from surveys.rounds.casting import check_reply
from ybiyri_tui.context import Context
from ybiyri_tui.errors import InDoubt
from ybiyri_tui.usecases.survey.answering.casting import UNSURE, Booth
from ybiyri_tui.usecases.survey.by_file.invitations import read_invitation
from ybiyri_tui.workspace.server.answering_workspace import AnsweringWorkspace

if TYPE_CHECKING:
    from surveys.rounds.casting import SealedBallot
    from surveys.rounds.records import Round


@dataclass(frozen=True)
class RoleBooth(Booth):
    """One person answers against a database; whether their code is good they learn when they send."""

    door: AnsweringWorkspace = field(kw_only=True, repr=False)

    def look_up(self, code: bytes) -> None:
        """Nobody may look a code up: whoever knows another's could watch when it is used."""

    def cast(self, ballot: SealedBallot) -> None:
        """Calls the server's function. Raises WrongCode for a code that is unknown or was used, as one."""
        try:
            reply = self.door.cast(ballot.round_id, ballot.code, ballot.box)
        except InDoubt as error:
            raise NoReply(UNSURE) from error
        check_reply(reply)


def invited_at(address: str, invitation: Path) -> tuple[Context, Round]:
    """The database at this address, in which nothing can be seen, and the round of an invitation.

    Raises ProgramError if the invitation cannot be used, its closing time is over, or the server cannot be reached.
    """
    context = Context(AnsweringWorkspace.at(address))
    return context, read_invitation(invitation, context.sealer(), datetime.now(UTC)).round
