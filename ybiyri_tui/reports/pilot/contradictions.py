"""Contradictions between answers and the survey, in words for screens and documents, and as data."""

from __future__ import annotations

from typing import Any

from surveys.records import Released
from ybiyri_tui.reports.survey.words import favourable_words
from ybiyri_tui.usecases.findings.contradictions import Contradiction, Said
from ybiyri_tui.wording.states import VOICE_WORDS, short_day


def short_words(found: Contradiction) -> str:
    """For lists and lines: `leaders yes, 2 of 8 agree`, `met, 2 of 8 content`."""
    who = " and ".join(VOICE_WORDS[voice] for voice in found.voices)
    verb = "content" if found.is_topic else _verb(found)
    return f"{who} {found.said.value}".strip() + f", {share_words(found.entry)} {verb}"


def survey_words(found: Contradiction) -> str:
    """What the survey says: `2 of 8 agree that planned work goes ahead most weeks`."""
    share = share_words(found.entry)
    if found.is_topic:
        return f"{share} are content with “{found.asked}”"
    if found.says:
        return f"{share} agree that {found.says}"
    return f"{share} {_verb(found)}: “{found.asked}”"


def differs_sentence(found: Contradiction) -> str:
    """`The survey differs: 2 of 8 agree that planned work goes ahead most weeks`, to stand below an answer."""
    return f"The survey differs: {survey_words(found)}"


def asked_words(found: Contradiction) -> str:
    """Where the figure comes from: the sentence as it was asked, and when."""
    closed = f", closed {short_day(found.closed_on)}" if found.closed_on else ""
    source = f"“{found.label.value}” survey{closed}"
    if found.is_topic:
        return f"the topic “{found.asked}” as a whole; {source}"
    turned = "; those who disagree are counted" if found.agree_is_worry else ""
    return f"asked was “{found.asked}”{turned}; {source}"


def talk_about(found: Contradiction) -> str:
    """The question that opens the talk, without saying who is right."""
    if found.said is Said.NO:
        return "What do people see that this answer leaves out?"
    return "What would people need to see to agree?"


def share_words(entry: Released) -> str:
    """Always with its base: `2 of 8`, `0–1 of 8`, `25 % of 16`."""
    words = favourable_words(entry)
    return f"{words} of {entry.answered}" if "%" in words else words


def contradiction_data(found: Contradiction) -> dict[str, Any]:
    """One contradiction with documented keys; nothing in it is finer than what was released."""
    return {
        "id": found.subject_id,
        "said": found.said.value,
        "voices": [voice.value for voice in found.voices],
        "survey": found.survey_id,
        "label": found.label.value,
        "closed_on": found.closed_on.isoformat() if found.closed_on else None,
        "entry": found.entry.id,
        "asked": found.asked,
        "answered": found.entry.answered,
        "favourable": found.entry.favourable,
        "text": survey_words(found),
    }


def _verb(found: Contradiction) -> str:
    """Of an item that has words of its own they are agreed with; else the sentence as it was asked decides."""
    return "disagree" if found.agree_is_worry and not found.says else "agree"
