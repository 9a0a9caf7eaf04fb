"""The pages of the kiosk, and what can be done on which."""

from __future__ import annotations

from enum import StrEnum


class Page(StrEnum):
    """What the kiosk shows."""

    PROMISE = "promise"
    MORE = "more"
    QUESTION = "question"
    REVIEW = "review"
    STOP = "stop"
    SENDING = "sending"
    THANKS = "thanks"
    CLOSED = "closed"


FILLING = (Page.QUESTION, Page.REVIEW, Page.STOP)
"""Pages on which somebody's answers are in memory and not being sent."""

POSSIBLE: dict[str, tuple[Page, ...]] = {
    "begin": (Page.PROMISE,),
    "more": (Page.PROMISE,),
    "leave": (Page.PROMISE, Page.CLOSED),
    "next_person": (Page.THANKS,),
    "promise": (Page.MORE,),
    "answer": (Page.QUESTION,),
    "skip": (Page.QUESTION,),
    "back": (Page.QUESTION, Page.REVIEW),
    "forward": (Page.QUESTION,),
    "ask_to_stop": (Page.QUESTION, Page.REVIEW),
    "send": (Page.REVIEW,),
    "drop": (Page.STOP,),
    "go_on": (Page.STOP,),
    "turn": (Page.PROMISE, Page.MORE, Page.QUESTION, Page.REVIEW),
}
"""Pages by action; an action that is not named here is possible everywhere."""
