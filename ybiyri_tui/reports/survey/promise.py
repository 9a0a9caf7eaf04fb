"""What people are told before they answer, generated from what was frozen when the round opened.

It promises only what the present storage keeps: answers lie unsealed in the workspace file.
"""

from __future__ import annotations

from surveys.records import Label, Round
from ybiyri_tui.words import counted


def promise_lines(found: Round) -> list[str]:
    """What is stored, who can read it, what is shown: one paragraph each."""
    return [
        "Stored: your answers, in the pilot's file, which the coach keeps. No name, no time, no code.",
        "Not sealed yet: whoever opens the file with other tools could read single answers until "
        f"{_until(found)}; then they are destroyed.",
        f"Shown: nothing before this survey is closed; then rounded results, only where at least {found.k} people "
        "answered, and to managers only once the coach has marked them as read back to the team.",
        "Can this machine watch you type? Whoever controls it could.",
        "You may leave out any question. Sent answers cannot be taken back.",
    ]


def asked_words(found: Round) -> str:
    """How many people and questions there are, and how long it takes."""
    questions = counted(len(found.survey.item_ids()), "question")
    return f"{counted(found.invited, 'person', 'people')} invited · {questions} · about {found.survey.minutes} minutes"


def what_else_lines(found: Round) -> list[str]:
    """What can still be learned about a person, and by whom: one paragraph each."""
    return [
        "Whoever sees you sit down here knows that you answered.",
        "Whoever has the file can count the answers, may find out in which order they came while the survey is open, "
        "and sees the answers of one person together. Somebody who knows a few of your answers could pick out yours.",
        "A copy of the file, such as a backup, keeps what was in it when it was made, even if the file no longer does.",
        f"Results of {found.k} people are few. When nearly all agree, the results say so, and that includes you. "
        "Somebody who knows how all the others answered can work out your answer.",
        "There are no codes: nothing keeps a person from answering twice, or for somebody else.",
        "All of this holds for this program as it is; whoever replaces it on this machine can do anything.",
    ]


def _until(found: Round) -> str:
    if found.label is Label.BEFORE:
        return 'the "after" survey is closed'
    return "this survey is closed"
