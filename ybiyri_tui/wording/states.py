"""One glyph and one phrase for every state, in every screen and report; colour only ever repeats them."""

from __future__ import annotations

import locale
import os
from datetime import date

from playbook.records import Grade, Phase, Voice
from ybiyri_tui.wording.formats import day_words

GRADE_WORDS = {
    Grade.PROOF_SEEN: "yes, proof seen",
    Grade.WORD_ONLY: "yes, word only",
    Grade.PARTLY: "partly",
    Grade.NO: "no",
    Grade.NOT_ASKED: "not asked",
    Grade.NOT_APPLICABLE: "doesn't apply",
}
COUNT_WORDS = {
    Grade.PROOF_SEEN: "proof seen",
    Grade.WORD_ONLY: "word only",
    Grade.PARTLY: "partly",
    Grade.NO: "no",
    Grade.NOT_ASKED: "not asked",
    Grade.NOT_APPLICABLE: "don't apply",
}
# By the value of a MustHaveState, which is not imported: it would bring the schema into the first frame.
MUST_HAVE_WORDS = {"open": "open", "met": "met", "excepted": "exception"}
VOICE_WORDS = {Voice.TEAM: "team", Voice.LEADERS: "leaders", Voice.OPERATIONS: "operations"}
PHASE_WORDS = {phase: phase.value for phase in Phase}

_GLYPHS = {
    "proof_seen": "✓",
    "word_only": "○",
    "partly": "◐",
    "no": "✗",
    "not_asked": "·",
    "not_applicable": "–",
}
_ASCII = {
    "proof_seen": "Y",
    "word_only": "y",
    "partly": "p",
    "no": "n",
    "not_asked": ".",
    "not_applicable": "-",
}
_MARKS = {"overdue": "!", "must_have": "⚑", "met": "✓", "on_the_way": "…"}
_ASCII_MARKS = {"overdue": "!", "must_have": "*", "met": "Y", "on_the_way": "..."}


def plain_glyphs() -> bool:
    """Whether the terminal's character set lacks the glyphs, so that letters are shown instead."""
    if os.environ.get("YBIYRI_ASCII"):
        return True
    return "utf" not in locale.getpreferredencoding(False).lower()


def glyph(grade: Grade, *, plain: bool | None = None) -> str:
    """The one character that stands for a grade; `plain` overrides what the terminal can show."""
    return (_ASCII if (plain_glyphs() if plain is None else plain) else _GLYPHS)[grade.value]


def mark(name: str) -> str:
    """The sign for `overdue`, `must_have`, `met`, or for what is `on_the_way` to the disk."""
    return (_ASCII_MARKS if plain_glyphs() else _MARKS)[name]


def voice_words(voice: Voice, role: str | None = None) -> str:
    """`operations`, or `operations (incident managers)` where it is said who speaks."""
    name = VOICE_WORDS[voice]
    return name if role is None or role == name else f"{name} ({role})"


def legend_parts() -> list[str]:
    """Every grade's glyph with its words."""
    return [f"{glyph(grade)} {words}" for grade, words in GRADE_WORDS.items()]


def legend() -> str:
    """The same in one text."""
    return "   ".join(legend_parts())


def short_day(day: date) -> str:
    """A day as on screens, such as `3 Dec 2026`, or as a document wants it."""
    return day_words(day)


def near_day(day: date, today: date) -> str:
    """A day for narrow places: without the year if it is this one, such as `3 Dec`."""
    return short_day(day).removesuffix(f" {today.year}")


def due_words(due_on: date | None, today: date) -> str:
    """`no date`, `due today`, `due 3 Dec 2026` or `overdue since 3 Dec 2026`."""
    if due_on is None:
        return "no date"
    if due_on == today:
        return "due today"
    return f"{'overdue since' if due_on < today else 'due'} {short_day(due_on)}"


def staying_words(number: int) -> str:
    """`1 stays in this room`, `2 stay in this room`."""
    return f"{number} {'stays' if number == 1 else 'stay'} in this room"


def counted(number: int, one: str, many: str | None = None) -> str:
    """`1 proof`, `2 proofs`."""
    return f"{number} {one if number == 1 else many or one + 's'}"
