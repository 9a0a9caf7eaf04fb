"""What is asked before a round opens, step by step; what the series froze is not asked again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from ybiyri_tui.errors import ProgramError

if TYPE_CHECKING:
    from surveys.records import Label
    from surveys.rounds.opening import Request
    from ybiyri_tui.context import Context

DEFAULT_INVITED = 8
DEFAULT_K = 5


class Step(StrEnum):
    """One page of the form."""

    PEOPLE = "people"
    BOX = "box"
    RULES = "rules"
    FREEZE = "freeze"


FIELDS: dict[str, tuple[Step, str, str]] = {
    "invited": (Step.PEOPLE, "People invited", ""),
    "k": (Step.PEOPLE, "Nothing is shown below (k, 4 to 8)", ""),
    "joined": (Step.PEOPLE, "How many joined the team since the survey before", "leave empty if you don't know"),
    "left": (Step.PEOPLE, "How many left the team since then", "leave empty if you don't know"),
    "delegate": (Step.BOX, "The delegate, elected by the team", "such as Sam"),
    "stand-in": (Step.BOX, "The stand-in for either of you", "such as Ana"),
    "closes": (Step.RULES, "Closing time", "in 7 days; or such as fri, 3 dec 17:00, +14"),
}
"""Fields with their step, what is asked, and an example."""

LATER_ONLY = ("joined", "left")
FIRST_ONLY = ("k", "delegate", "stand-in")

OPTIONS = {
    "comments": "ask for a comment; the team reads them, shuffled, from 8 answers on",
    "cards": "private cards, so that before and after can be compared person by person",
    "hosted": "the codes go to the delegate, not to the coach",
}
COACH_ONLY = "coach-only"
WHO_OPENS = (
    "Two of three people together open the box: you, a delegate whom the team elects, and a stand-in. Each types a "
    "passphrase of their own in the next minutes, so all three have to be here."
)
COACH_ALONE = "the coach alone opens the box, and could read single answers in order of arrival"


@dataclass(frozen=True)
class Filled:
    """The form as it is filled in: texts by field, what was ticked, and the main topics."""

    texts: dict[str, str]
    ticked: frozenset[str]
    main_topics: tuple[str, ...]

    def request(self, context: Context, pilot_id: int, survey_id: str, label: Label, *, first: bool) -> Request:
        """What is asked for. Raises an error that says which field will not do."""
        from ybiyri_tui.usecases.survey.opening import request
        from ybiyri_tui.wording.closing_times import parse_closing

        coach_only = COACH_ONLY in self.ticked
        return request(
            context,
            pilot_id,
            survey_id=survey_id,
            label=label,
            invited=self._number("invited", "how many people are invited") or 0,
            k=self._number("k", "k") if first else None,
            joined=self._number("joined", "how many joined"),
            left=self._number("left", "how many left"),
            closes_at=parse_closing(self.texts.get("closes", ""), context.now()),
            main_topics=self.main_topics if first else None,
            pairing="cards" in self.ticked if first else None,
            comments="comments" in self.ticked,
            hosted="hosted" in self.ticked,
            coach_only=first and coach_only,
            delegate=self._name("delegate") if first and not coach_only else None,
            stand_in=self._name("stand-in") if first and not coach_only else None,
        )

    def looked_at(self, context: Context, pilot_id: int, survey_id: str, label: Label, *, first: bool) -> Request:
        """The same while nobody was asked yet who opens the box; good for a look, never for opening."""
        ticked = self.ticked - {"hosted"} | {COACH_ONLY}
        texts = {**self.texts, "closes": ""}
        return Filled(texts, ticked, self.main_topics).request(context, pilot_id, survey_id, label, first=first)

    def _name(self, field: str) -> str | None:
        return self.texts.get(field, "").strip() or None

    def _number(self, field: str, what: str) -> int | None:
        text = self.texts.get(field, "").strip()
        if not text:
            return None
        try:
            return int(text)
        except ValueError:
            raise ProgramError(f"{text!r} does not say {what}; a whole number was expected.") from None
