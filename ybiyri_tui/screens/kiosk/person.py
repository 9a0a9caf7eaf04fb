"""Who sits at the kiosk now: what they typed, in memory only, and gone when it is wiped."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ybiyri_tui.usecases.survey.answering.answer_sheet import AnswerSheet
    from ybiyri_tui.usecases.survey.answering.casting import Booth, Ticket


@dataclass
class Person:
    """A code that was good, a sheet, and what stands beside the answers; without a useful `repr`."""

    ticket: Ticket = field(repr=False)
    sheet: AnswerSheet = field(repr=False)
    comment: str = field(default="", repr=False)
    card: str = field(default="", repr=False)

    def send(self, booth: Booth) -> str | None:
        """Hands everything in and returns the new private card, if the round gives one."""
        return booth.send(self.ticket, self.sheet.answers(), comment=self.comment, card=self.card)

    def wipe(self) -> None:
        """Forgets everything."""
        self.sheet.wipe()
        self.ticket.tried = None
        self.comment = self.card = ""
