"""Loads the texts around a workshop, and checks what a single entry cannot be checked for."""

from __future__ import annotations

import re
from collections.abc import Collection

from playbook.loading.source import Key, Source
from ybiyri_tui.content.workshop_schema import (
    Agenda,
    Invitation,
    Mission,
    OpenQuestions,
    Preparing,
    TwoModels,
    Workshop,
)

PLACEHOLDERS = ("pilot", "team", "mission", "day", "time", "place", "coach")
"""What may stand in braces in a text; it is filled in or left as a line to write on."""

AGENDA = "workshop/agenda.yaml"
PREPARING = "workshop/preparing.yaml"
TWO_MODELS = "workshop/two_models.yaml"
MISSION = "workshop/mission.yaml"
OPEN_QUESTIONS = "workshop/open_questions.yaml"

_BRACES = re.compile(r"\{([^{}]*)\}")


def load(source: Source) -> Workshop:
    """The texts of a folder; the source's error lists every problem at once."""
    found = check(source)
    source.check()
    if found is None:
        raise AssertionError("a source that could not read a file has a problem")
    return found


def check(source: Source, questions: Collection[str] | None = None) -> Workshop | None:
    """Reads the texts and notes every problem; None if a file could not be read.

    `questions` are the full ids that open questions may speak to; None leaves them unchecked.
    """
    agenda = source.read(AGENDA, Agenda)
    preparing = source.read(PREPARING, Preparing)
    two_models = source.read(TWO_MODELS, TwoModels)
    mission = source.read(MISSION, Mission)
    open_questions = source.read(OPEN_QUESTIONS, OpenQuestions)
    if preparing:
        _check_placeholders(source, preparing.invitation)
    if open_questions and questions is not None:
        _check_speaks_to(source, open_questions, questions)
    if not (agenda and preparing and two_models and mission and open_questions):
        return None
    return Workshop(
        agenda=agenda,
        preparing=preparing,
        two_models=two_models,
        mission=mission,
        open_questions=open_questions,
    )


def _check_placeholders(source: Source, invitation: Invitation) -> None:
    texts: list[tuple[Key, str]] = [(("invitation", "subject"), invitation.subject)]
    texts += [(("invitation", "paragraphs", index), text) for index, text in enumerate(invitation.paragraphs)]
    for key, text in texts:
        for name in dict.fromkeys(_BRACES.findall(text)):
            if name not in PLACEHOLDERS:
                allowed = ", ".join(f"{{{known}}}" for known in PLACEHOLDERS)
                source.problem(PREPARING, key, f"only {allowed} in braces, not {{{name}}}")


def _check_speaks_to(source: Source, found: OpenQuestions, questions: Collection[str]) -> None:
    for group_index, group in enumerate(found.groups):
        for index, question in enumerate(group.questions):
            for position, question_id in enumerate(question.speaks_to):
                if question_id not in questions:
                    key = ("groups", group_index, "questions", index, "speaks_to", position)
                    expected = f"the full id of a question (objection.question), not {question_id!r}"
                    source.problem(OPEN_QUESTIONS, key, expected)
