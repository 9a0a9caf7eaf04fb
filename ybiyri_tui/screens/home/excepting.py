"""Asks for an exception from a must-have: why, who answers for it, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.screens.dialogs.ask import AskScreen, Check
from ybiyri_tui.screens.dialogs.checks import owner_remark
from ybiyri_tui.wording.due_dates import EXPECTED, explain_due, parse_due

if TYPE_CHECKING:
    from playbook.records import MustHaveMark

# The lines that are asked for; what is typed into each is kept under its name.
PARTS = ("reason", "person", "until")


@dataclass(frozen=True)
class AskedException:
    """What was typed, checked."""

    reason: str
    person: str
    expires_on: date

    def applied(self, mark: MustHaveMark, today: date) -> MustHaveMark:
        """The mark with this exception. Raises PlaybookError if it does not fit the mark."""
        from playbook.standing.must_have_marks import except_

        return except_(mark, reason=self.reason, person=self.person, expires_on=self.expires_on, today=today)


async def ask_exception(screen: Screen[Any], title: str, field: str, today: date) -> AskedException | None:
    """Three lines, one after the other; None if one was left. What was typed is there when it is asked for again."""
    note = f"{title}: it stands wherever the phase is shown."
    reason = await _ask(screen, "Why may the pilot pass without it?", f"{field} reason", note, _reason)
    if reason is None:
        return None
    person = await _ask(screen, "Who answers for the exception?", f"{field} person", "", _person)
    if person is None:
        return None
    until = await _ask(screen, "Until which day does it count?", f"{field} until", EXPECTED, lambda t: _until(t, today))
    expires_on = parse_due(until, today) if until else None
    return AskedException(reason, person, expires_on) if expires_on else None


async def _ask(screen: Screen[Any], title: str, field: str, note: str, check: Check) -> str | None:
    return await screen.app.push_screen_wait(AskScreen(title, field=field, note=note, check=check))


def _reason(text: str) -> str:
    from playbook.standing.must_have_marks import MAX_REASON
    from playbook.texts import line

    line(text, "the reason", MAX_REASON)
    return ""


def _person(text: str) -> str:
    if not text:
        raise ProgramError("Somebody has to answer for it; type a name or a role.")
    return owner_remark(text)


def _until(text: str, today: date) -> str:
    day = parse_due(text, today)
    if day is None:
        raise ProgramError(f"An exception needs a last day; {EXPECTED}.")
    if day < today:
        raise ProgramError("That day has passed; an exception needs one that is still to come.")
    return explain_due(text, today)
