"""A made-up team that plays through its surveys: for the example pilot, and for tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from surveys.records import Label
from surveys.rounds.records import Round
from surveys.sealing.holders import Holder
from surveys.sealing.sealer import Sealer
from surveys.sealing.stretching import Cost
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.survey import ending, opening
from ybiyri_tui.usecases.survey.answering import casting

LASTS = timedelta(minutes=1)
"""A played survey closes on the day it was opened."""

PASSPHRASES = {Holder.COACH: "the coach's", Holder.DELEGATE: "the delegate's", Holder.STAND_IN: "the stand-in's"}


class PlaySealer(Sealer):
    """Real keys and boxes whose codes and passphrases are cheap to try out: they protect nothing that is real.

    The audit tells of a box that was locked so cheaply; a box of the program itself never is.
    """

    cost = symbols_cost = Cost(1, 8192)


@dataclass
class PlayedTeam:
    """The people around one pilot's box; the codes of the round that was opened last lie in `bowl`."""

    context: Context
    pilot_id: int
    bowl: list[str] = field(default_factory=list)

    def open(self, label: Label = Label.BEFORE, *, invited: int, **wanted: Any) -> Round:
        """Opens a round; the coach alone can open the box unless delegate and stand-in are named."""
        now = self.context.now()
        wanted.setdefault("closes_at", now + LASTS)
        wanted.setdefault("coach_only", label is Label.BEFORE and "delegate" not in wanted)
        asked = opening.request(self.context, self.pilot_id, label=label, invited=invited, **wanted)
        opened = opening.open_round(self.context, asked, PASSPHRASES if label is Label.BEFORE else {})
        self.bowl = [slip.code for slip in opened.slips]
        return opened.round

    def answer(self, found: Round, answers: Mapping[str, int], *, comment: str = "", card: str = "") -> str | None:
        """One person draws a code and answers; returns the card they are given, if the round gives cards."""
        booth = casting.booth(self.context, found)
        return booth.send(booth.check_code(self.bowl.pop()), answers, comment=comment, card=card)

    def close(self, found: Round) -> None:
        """Closes a round at its closing time."""
        later = max(self.context.now(), found.last_closing or self.context.now())
        at_the_end = replace(self.context, now=lambda: later)
        ending.close_round(at_the_end, found.id, {holder: PASSPHRASES[holder] for holder in found.series.holders})
