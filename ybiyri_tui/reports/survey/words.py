"""The words for verdicts, rounds and released numbers, the same on screens and in reports."""

from __future__ import annotations

from surveys.records import Label, Released, Verdict
from surveys.rounds.records import Round
from ybiyri_tui.wording.states import plain_glyphs, short_day

VERDICT_WORDS = {
    Verdict.IMPROVED: "BETTER",
    Verdict.WORSE: "WORSE",
    Verdict.LIKELY_IMPROVED: "probably better",
    Verdict.LIKELY_WORSE: "probably worse",
    Verdict.NO_WORSE: "no worse",
    Verdict.MOVED_UP: "moved up",
    Verdict.MOVED_DOWN: "moved down",
    Verdict.CANNOT_TELL: "can't tell",
    Verdict.TOO_FEW: "too few",
    Verdict.NOT_COMPARABLE: "can't compare",
}
_GLYPHS = {
    Verdict.IMPROVED: "▲",
    Verdict.WORSE: "▼",
    Verdict.LIKELY_IMPROVED: "△",
    Verdict.LIKELY_WORSE: "▽",
    Verdict.NO_WORSE: "=",
    Verdict.MOVED_UP: "↑",
    Verdict.MOVED_DOWN: "↓",
    Verdict.CANNOT_TELL: "?",
    Verdict.TOO_FEW: "–",
    Verdict.NOT_COMPARABLE: "–",
}
_ASCII = {
    Verdict.IMPROVED: "+",
    Verdict.WORSE: "-",
    Verdict.LIKELY_IMPROVED: "+",
    Verdict.LIKELY_WORSE: "-",
    Verdict.NO_WORSE: "=",
    Verdict.MOVED_UP: "^",
    Verdict.MOVED_DOWN: "v",
    Verdict.CANNOT_TELL: "?",
    Verdict.TOO_FEW: ".",
    Verdict.NOT_COMPARABLE: ".",
}
LABEL_WORDS = {
    Label.BEFORE: "before the team goes on call",
    Label.PULSE: "a look in between, compared with nothing",
    Label.AFTER: "when the pilot has run for a while",
}


def verdict_glyph(verdict: Verdict) -> str:
    """The one character that stands for a verdict."""
    return (_ASCII if plain_glyphs() else _GLYPHS)[verdict]


def fold_glyph(*, unfolded: bool) -> str:
    """The beginning of a line that says whether what belongs to it is shown below."""
    if plain_glyphs():
        return "v " if unfolded else "> "
    return "▾ " if unfolded else "▸ "


def favourable_words(entry: Released, *, short: bool = False) -> str:
    """`5 of 8` (short `5/8`), `7–8 of 8`, from 12 answers up `58 %`; why nothing is shown below the threshold."""
    if entry.favourable is None or entry.answered is None:
        return entry.sentence or "not shown"
    shown = entry.favourable.replace("-", "–")
    return shown if "%" in shown else f"{shown}{'/' if short else ' of '}{entry.answered}"


def withheld_words(entry: Released, *, short: bool = False) -> str:
    """Why nothing is shown: `fewer than 5 answered: not shown`, short `fewer than 5: not shown`."""
    if entry.sentence is None:
        return "not shown"
    return f"{entry.sentence.removesuffix(' answered') if short else entry.sentence}: not shown"


def name_of(found: Round) -> str:
    """`"before" survey`."""
    return f'"{found.label.value}" survey'


def read_back_words(found: Round) -> str:
    """Whether the team has seen the results of a closed round."""
    if found.read_back_on is None:
        return "not read back to the team yet"
    return f"read back to the team {short_day(found.read_back_on)}"
