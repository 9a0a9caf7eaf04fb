"""What people are told before they answer, generated from what was frozen when the round opened.

Every sentence promises only what the ballot box keeps; what it cannot keep is in `what_else_lines`.
"""

from __future__ import annotations

from surveys.records import Label
from surveys.release import COMMENTS_FROM
from surveys.rounds.records import Round
from surveys.sealing.holders import Holder
from ybiyri_tui.reports.survey.first_page import SERVED, WATCHED
from ybiyri_tui.usecases.survey.answering.ways import Way
from ybiyri_tui.wording.closing_times import time_words
from ybiyri_tui.wording.states import counted


def promise_lines(found: Round, *, way: Way = Way.HERE) -> list[str]:
    """What is stored, who can open it, what comes out: one paragraph each; `way` is how they are given."""
    return [
        *([_by_file(found)] if way is Way.BY_FILE else []),
        "Stored: your answers, sealed, in the pilot's file, which the coach keeps. No name, no time, no code with "
        f"them; they take a place drawn at random among {found.slots}.",
        opened_by(found),
        codes_words(found),
        f"Closing: {closing_words(found)} Then rounded results are shown, only where at least {found.threshold} "
        "answered; managers see them only after the team has.",
        afterwards(found),
        *_asked_beside(found),
        f"{SERVED if way is Way.SERVED else WATCHED} You may leave out any question. Sent answers cannot be taken "
        "back.",
        f"Fingerprint: {found.fingerprint}. It has to be the one on your slip.",
    ]


def asked_words(found: Round) -> str:
    """How many people and questions there are, and how long it takes."""
    questions = counted(len(found.survey.item_ids()), "question")
    return f"{counted(found.invited, 'person', 'people')} invited · {questions} · about {found.survey.minutes} minutes"


def opened_by(found: Round) -> str:
    """Who can open the box, and what that means."""
    series = found.series
    if series.coach_only:
        who = (
            "Opened by the coach alone: the coach could read single answers, without names, in order of arrival, "
            "before the survey is closed."
        )
    else:
        names = f"{series.holders[Holder.DELEGATE]} (the team's delegate) and {series.holders[Holder.STAND_IN]}"
        who = (
            f"Opened only by two of three people together: the coach, {names} (stand-in). One of them alone, or "
            "somebody who has the file, can read nothing."
        )
    if series.scripted or found.scripted:
        who += " A script supplied the passphrases: whoever keeps it can open the box."
    return who


def codes_words(found: Round) -> str:
    """How many codes there are, and who may know whose is whose."""
    numbers = f"Codes: {found.codes} for {counted(found.invited, 'person', 'people')}, {found.replaced} replaced."
    if found.hosted:
        return f"{numbers} They went to {found.series.holders[Holder.DELEGATE]}, who may know yours; not to the coach."
    return f"{numbers} Draw yours from a bowl. The coach printed them and may know your code."


def closing_words(found: Round) -> str:
    """When the round can be closed."""
    planned = f" {time_words(found.closes_at)}" if found.closes_at else ""
    extended = f", extended to {time_words(found.extended_to)}" if found.extended_to else ""
    return (
        f"not before{planned}{extended}, unless all {found.invited} have answered, and not below {found.threshold} "
        "answers; no screen shows results or numbers before."
    )


def afterwards(found: Round) -> str:
    """What becomes of the answers when the round is closed."""
    if found.label is Label.BEFORE:
        return (
            "Afterwards your answers are destroyed; for the comparison they are kept sealed again, topic by topic, "
            'unconnected, until the "after" survey is closed or the series is discarded.'
        )
    if found.label is Label.AFTER:
        return "Afterwards your answers are destroyed, with those kept from the survey before and their keys."
    return "Afterwards your answers are destroyed; this survey is compared with nothing."


def what_else_lines(found: Round, *, way: Way = Way.HERE) -> list[str]:
    """What can still be learned about a person, and by whom: one paragraph each."""
    lines = [
        *_who_answered(found, way),
        _who_watches(found, way),
        _together(found),
        f"Results of {found.threshold} people are few. When nearly all agree, the results say so, and that includes "
        "you. Somebody who knows how all the others answered can work out your answer.",
        "All of this holds for this program as it is; whoever replaces it on this machine can do anything.",
    ]
    if found.label is not Label.BEFORE:
        lines.append(
            "If one person joined or left since the last survey and all others answer as before, the difference tells "
            "how that one answered."
        )
    if found.comments:
        lines.append("What you write in your own words can be recognised by how you write.")
    if found.seals_tags:
        lines.append(
            "Whoever finds your private card and can open the box could find your answers to each topic. A photo of "
            "the card is a card. Leaving it away cannot be seen."
        )
    if found.asks_for_card or found.gives_card:
        lines.append("If fewer than 6 people can be paired by their cards, teams are compared, not people.")
    return lines


def _asked_beside(found: Round) -> list[str]:
    lines = []
    if found.comments:
        lines.append(
            f"Comments: shown to the team word for word, shuffled and with nothing beside them, if at least "
            f"{max(found.threshold, COMMENTS_FROM)} answer."
        )
    if found.gives_card:
        lines.append(
            "Card: after sending you are shown a private card once. With it your later answers can be compared with "
            "these; nobody keeps a copy, and you may leave it."
        )
    if found.asks_for_card:
        lines.append("Card: if you kept yours you may type it; without it you can answer just as well.")
    return lines


def _by_file(found: Round) -> str:
    delegate = found.series.holders[Holder.DELEGATE]
    return (
        f"Sent as a file: your answers and your code are sealed on this machine and written to a file for {delegate}, "
        f"as large as everybody's and without a time. {delegate} sees who sent which file, but can open neither; the "
        "coach gets all ballots mixed, and does not see who sent which. Collecting takes code and answers apart again. "
        "This machine cannot tell whether your code is used already, or is of another survey."
    )


def _who_watches(found: Round, way: Way) -> str:
    """Who could see what somebody types."""
    if way is not Way.SERVED:
        return (
            "Whoever controls this machine – the coach, an administrator, a screen recorder – could see what you type. "
            "Answer on a machine you trust."
        )
    own = " The coach can give you an invitation file, with which you seal your answers on your own machine."
    return (
        "Whoever controls your machine, or the host's – the coach, an administrator –, could see what you type."
        f"{own if found.takes_files else ''}"
    )


def _who_answered(found: Round, way: Way) -> list[str]:
    """Who can know that somebody answered."""
    if way is Way.SERVED:
        return [
            "Whoever controls the host, or the network to it, can see that your machine connects, and when; whoever "
            "has the file can count how many answered."
        ]
    if way is Way.HERE:
        return ["Whoever sees you sit down here knows that you answered; whoever has the file can count how many did."]
    delegate = found.series.holders[Holder.DELEGATE]
    return [
        f"{delegate}, and whatever carries your file to them, knows that you answered and when; whoever "
        "has the survey's file can count how many did.",
        f"{delegate} together with the coach or the stand-in, with your file and a copy of the survey's made while it "
        "is open, could read your answers with your name.",
    ]


def _together(found: Round) -> str:
    if found.series.coach_only:
        return (
            "The coach, with the file or any copy of it made while the survey is open, can read single answers, for as "
            "long as a copy exists."
        )
    return (
        "Two of the three who can open the box, together, could read single answers, without names, from the file or "
        "any copy of it made while the survey is open, for as long as a copy exists."
    )
