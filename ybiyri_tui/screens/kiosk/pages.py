"""The pages of the kiosk, and what can be done on which."""

from __future__ import annotations

from enum import StrEnum


class Page(StrEnum):
    """What the kiosk shows."""

    PROMISE = "promise"
    MORE = "more"
    CODE = "code"
    QUESTION = "question"
    COMMENT = "comment"
    CARD = "card"
    REVIEW = "review"
    STOP = "stop"
    SENDING = "sending"
    KEEP = "keep"
    THANKS = "thanks"
    CLOSED = "closed"
    LEAVE = "leave"


FILLING = (Page.QUESTION, Page.COMMENT, Page.CARD, Page.REVIEW, Page.STOP)
"""Pages on which somebody's answers are in memory and not being sent."""

SECRET = (Page.CODE, Page.CARD, Page.LEAVE)
"""Pages with a field that shows dots."""

PASSING = (Page.MORE, Page.CODE, Page.THANKS, Page.LEAVE)
"""Pages without answers that give way to the promise when nobody is there."""

POSSIBLE: dict[str, tuple[Page, ...]] = {
    "begin": (Page.PROMISE,),
    "more": (Page.PROMISE,),
    "leave": (Page.PROMISE, Page.CLOSED),
    "next_person": (Page.THANKS,),
    "kept": (Page.KEEP,),
    "promise": (Page.MORE,),
    "not_yet": (Page.CODE, Page.LEAVE),
    "answer": (Page.QUESTION,),
    "skip": (Page.QUESTION,),
    "back": (Page.QUESTION, Page.REVIEW),
    "back_from_field": (Page.COMMENT, Page.CARD),
    "forward": (Page.QUESTION,),
    "ask_to_stop": (Page.QUESTION, Page.COMMENT, Page.CARD, Page.REVIEW),
    "send": (Page.REVIEW,),
    "drop": (Page.STOP,),
    "go_on": (Page.STOP,),
    "turn": (Page.PROMISE, Page.MORE, Page.QUESTION, Page.REVIEW),
}
"""Pages by action; an action that is not named here is possible everywhere."""
