"""How Home is laid out, without any record: the skeleton is painted before records can be imported."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.visual import Visual
from textual.widgets.option_list import Option

from playbook.records import Grade
from ybiyri_tui.screens.home.titles import TITLES
from ybiyri_tui.widgets.folding import Flow, Hanging, Stack
from ybiyri_tui.wording.states import COUNT_WORDS, glyph

STEPS = 3
TITLE_WIDTH = 28
GLYPHS_WIDTH = 7
BLANK = Content("")


def skeleton(*, compact: bool) -> list[Option]:
    """The list before anything has been read."""
    dot = glyph(Grade.NOT_ASKED)
    steps = [step_row(dot, "…", "" if compact else "…") for _ in range(STEPS)]
    rows = [row(number, title, " ".join(dot * questions), "") for number, title, questions in TITLES]
    return [
        *steps_heading(compact=compact),
        *(Option(step) for step in steps),
        heading(compact=compact),
        *(Option(line) for line in rows),
    ]


def skeleton_sums() -> Visual:
    """The sums before anything has been counted."""
    shown = [grade for grade in COUNT_WORDS if grade is not Grade.NOT_APPLICABLE]
    return sums_row(sum(count for *_, count in TITLES), [f"{glyph(grade)} … {COUNT_WORDS[grade]}" for grade in shown])


def step_row(sign: str, what: str, details: str) -> Visual:
    """One thing to do; details stand on a line of their own."""
    first = Hanging(f" {sign} ", Content.styled(what, "bold"))
    return Stack([first, Hanging("   ", Content.styled(details, "$secondary"))]) if details else first


def row(number: int, title: str, glyphs: str, missing: str) -> Visual:
    """One objection."""
    return Hanging(
        f" {number} {title:<{TITLE_WIDTH}} {glyphs:<{GLYPHS_WIDTH}}  ", Content.styled(missing, "$secondary")
    )


def steps_heading(*, compact: bool) -> list[Option]:
    """What stands above the next steps, where there is room."""
    return [] if compact else [Option(Hanging("   ", "What to do next"), disabled=True)]


def heading(*, compact: bool) -> Option:
    """What stands above the objections; it cannot be highlighted."""
    missing = "" if compact else "what is missing"
    line = Hanging(f"   {'What people say':<{TITLE_WIDTH}} {'answers':<{GLYPHS_WIDTH}}  ", missing)
    return Option(line if compact else Stack([BLANK, line]), disabled=True)


def padding(steps: int, *, compact: bool) -> list[Option]:
    """Blank lines in place of the steps that are missing, so that nothing below ever jumps."""
    return [Option(BLANK if compact else Stack([BLANK, BLANK]), disabled=True) for _ in range(STEPS - steps)]


def sums_row(questions: int, counts: Iterable[str]) -> Visual:
    """The sum and its parts."""
    return Flow((Content(part) for part in (f"{questions} questions:", *counts)), gap=2)
