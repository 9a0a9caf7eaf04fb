"""Where a room is and how much time it has left, as the title of a screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from playbook.room.workshop import WorkshopState, clock
from ybiyri_tui.widgets.plain import shown

if TYPE_CHECKING:
    from ybiyri_tui.usecases.room.room_page import Room

STATE_WORDS = {
    WorkshopState.CHOOSING: "nothing chosen yet",
    WorkshopState.TALKING: "under way",
    WorkshopState.READING_BACK: "reading back",
    WorkshopState.OVER: "over",
}


@dataclass(frozen=True)
class Place:
    """Both ends of a title; the share of the question's time that is left, 1 for all of it; a word on the timer."""

    title: str
    progress: str
    share: float = 1.0
    word: str = ""


def place(room: Room, at: datetime) -> Place:
    """`3/7 Nobody will be accountable`, `question 2 of 3  06:40`."""
    workshop, line = room.under_way, room.current
    objection = room.objection_of(line.question_id) if line else None
    if workshop is None or line is None or objection is None:
        state = STATE_WORDS[workshop.state] if workshop else ""
        return Place(f"Workshop · {shown(room.pilot.name)}", state)
    together = [each for each in workshop.agenda if each.partition(".")[0] == objection.objection.id]
    left = workshop.timer.left_at(at)
    number = f"question {together.index(line.question_id) + 1} of {len(together)}"
    time = clock(left) if left >= 0 else f"-{clock(left)}"
    word = "time is over" if left < 0 else "" if workshop.timer.runs else "paused"
    title = f"{objection.objection.number}/{len(room.objections)} {shown(objection.objection.title)}"
    return Place(title, f"{number}  {time}", left / max(1, room.seconds_at(workshop.position)), word)
