"""Whose answer it is: the three voices, and those who speak as operations under a name of their own."""

from __future__ import annotations

from collections.abc import Iterable

from playbook.records import Answer, Voice
from ybiyri_tui.widgets.plain import shown
from ybiyri_tui.wording.states import GRADE_WORDS, VOICE_WORDS, voice_words

_BETWEEN = ":"


def voice_choices(answer: Answer, roles: Iterable[str], voices: Iterable[Voice] = Voice) -> list[tuple[str, str]]:
    """Voices with what they said so far, and below operations the roles that may speak for it."""
    choices = []
    for voice in voices:
        found = answer.finding(voice)
        role = found.role if found else None
        said = GRADE_WORDS[found.grade] if found else "not asked"
        choices.append((voice.value, f"{voice_words(voice, role)}: {said}"))
        if voice is Voice.OPERATIONS:
            others = [name for name in roles if name not in (role, VOICE_WORDS[voice])]
            choices += [(f"{voice.value}{_BETWEEN}{name}", f"operations, said by {shown(name)}") for name in others]
    return choices


def chosen_voice(choice: str) -> tuple[Voice, str | None]:
    """The voice and the role that were chosen; no role leaves the one that is there."""
    voice, _, role = choice.partition(_BETWEEN)
    return Voice(voice), role or None
