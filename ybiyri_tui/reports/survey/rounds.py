"""The rounds of a pilot as text and as JSON; of an open round only whether it could be closed."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import fill
from typing import Any

from surveys.records import Label
from surveys.release import COMMENTS_FROM
from surveys.rounds.records import Round
from surveys.schema import Survey
from ybiyri_tui.reports.survey.promise import closing_words, codes_words, opened_by
from ybiyri_tui.reports.survey.words import read_back_words
from ybiyri_tui.usecases.survey.surveying import Surveying
from ybiyri_tui.wording.states import counted, short_day

SCHEMA = "ybiyri.surveys/1"
WIDTH = 78
NO_MAIN_TOPIC = "Without a main topic nothing can be called better or worse afterwards."


def surveys_data(state: Surveying, surveys: Iterable[Survey]) -> dict[str, Any]:
    """Rounds of the pilot and surveys that can be opened, with documented keys.

    `enough_to_close` is null for a closed round.
    """
    return {
        "schema": SCHEMA,
        "pilot": state.pilot.name,
        "rounds": [round_data(found, state) for found in state.rounds],
        "surveys": [
            {
                "id": survey.id,
                "title": survey.title,
                "questions": len(survey.item_ids()),
                "minutes": survey.minutes,
                "topics": [
                    {"id": topic.id, "title": topic.title, "main": topic.confirmatory} for topic in survey.topics
                ],
                "can_open": [label.value for label in state.labels_in_turn(survey.id)],
            }
            for survey in surveys
        ],
    }


def round_data(found: Round, state: Surveying) -> dict[str, Any]:
    """One round with documented keys."""
    return {
        "survey": found.survey.id,
        "label": found.label.value,
        "state": found.stage.value,
        "invited": found.invited,
        "k": found.k,
        "threshold": found.threshold,
        "codes": found.codes,
        "replaced": found.replaced,
        "main_topics": list(found.main_topics),
        "comments": found.comments,
        "pairing": found.series.pairing,
        "hosted": found.hosted,
        "scripted": found.series.scripted or found.scripted,
        "holders": {holder.value: name for holder, name in found.series.holders.items()},
        "fingerprint": found.fingerprint,
        "opened_on": found.opened_on.isoformat(),
        "closes_at": found.closes_at.isoformat() if found.closes_at else None,
        "extended_to": found.extended_to.isoformat() if found.extended_to else None,
        "closed_on": found.closed_on.isoformat() if found.closed_on else None,
        "read_back_on": found.read_back_on.isoformat() if found.read_back_on else None,
        "unreadable": found.unreadable if found.has_results else None,
        "enough_to_close": state.enough if found.is_open else None,
    }


def surveys_text(state: Surveying, surveys: Iterable[Survey]) -> str:
    """Rounds, then what can be opened."""
    lines = [f"Surveys of {state.pilot.name}"]
    lines += [f"  {round_line(found, state)}" for found in state.rounds] or ["  none opened yet"]
    for survey in surveys:
        topics = ", ".join(f"{topic.id}{' (main)' if topic.confirmatory else ''}" for topic in survey.topics)
        lines += [
            "",
            f"{survey.id}: {survey.title}",
            f"  {counted(len(survey.item_ids()), 'question')}, about {survey.minutes} minutes",
            fill(f"topics: {topics}", WIDTH, initial_indent="  ", subsequent_indent="  "),
        ]
        labels = " or ".join(label.value for label in state.labels_in_turn(survey.id))
        if labels:
            lines.append(f"  to open: ybiyri survey open {survey.id} --label {labels} --invited N")
    return "\n".join(lines)


def round_line(found: Round, state: Surveying) -> str:
    """One round in one line."""
    return f"{found.label.value:<7} {state_words(found, state)}"


def state_words(found: Round, state: Surveying) -> str:
    """Open or closed, since when, and what may be said about it."""
    if found.is_open:
        enough = "yes" if state.enough else "not yet"
        return f"open since {short_day(found.opened_on)} · enough answers to close: {enough}"
    closed = short_day(found.closed_on) if found.closed_on else ""
    if not found.has_results:
        return f"closed {closed} · the file is still to be rewritten; open it again to finish that"
    return f"closed {closed} · {read_back_words(found)}"


def frozen_words(found: Round) -> str:
    """The rules of a round, one sentence."""
    titles = [topic.title for topic in found.survey.topics if topic.id in found.main_topics]
    main = ", ".join(titles) or "none"
    return f"{found.invited} invited · nothing shown below {found.threshold} answers · main topics: {main}"


def rules_lines(found: Round, host_key: str = "") -> list[str]:
    """The rules of a round; of an open one also its codes, its closing, its fingerprint, and how it is served.

    `host_key` is the fingerprint of the key by which this machine is recognised, empty if it has none yet.
    """
    if not found.is_open:
        return [frozen_words(found)]
    return [
        frozen_words(found),
        codes_words(found),
        f"Closing: {closing_words(found)}",
        f"Fingerprint: {found.fingerprint}",
        *hosting_lines(found, host_key),
    ]


def hosting_lines(found: Round, host_key: str = "") -> list[str]:
    """How a hosted round is served, and what people compare when they join; nothing for another round."""
    if not found.hosted:
        return []
    key = f" Fingerprint of this host: {host_key}" if host_key else ""
    return [f"Serve it with `ybiyri host --round {found.label.value}` in another terminal.{key}"]


def status_text(found: Round, state: Surveying, host_key: str = "") -> str:
    """The open round with everything that participants are shown, and whether it could be closed.

    `host_key` as for `rules_lines`.
    """
    lines = [
        round_line(found, state),
        frozen_words(found),
        f"{codes_words(found)} {opened_by(found)}",
        f"Closing: {closing_words(found)}",
    ]
    hosting = [fill(line, WIDTH, break_on_hyphens=False) for line in hosting_lines(found, host_key)]
    return "\n".join([*(fill(line, WIDTH) for line in lines), f"Fingerprint: {found.fingerprint}", *hosting])


def frozen_lines(found: Round) -> list[str]:
    """What is frozen from the opening on: one paragraph each."""
    series = found.series
    what = [
        "the wording",
        f"{counted(found.invited, 'person', 'people')} invited",
        f"k {found.k}",
        "a comment is asked for" if found.comments else "no comments",
        "private cards" if series.pairing else "no private cards",
        "the closing time",
        "who can open the box",
    ]
    lines = [f"Frozen from now on: {', '.join(what)}."]
    least = max(found.threshold, COMMENTS_FROM)
    if found.comments and found.invited < least:
        lines.append(f"Comments are given out from {least} answers up, so that of {found.invited} people none will be.")
    if found.label is Label.BEFORE:
        lines.append("Wording, k, main topics, cards and who can open the box hold for all later rounds, too.")
    if found.label is not Label.PULSE and not found.main_topics:
        lines.append(NO_MAIN_TOPIC)
    return lines


def guide_lines(state: Surveying, surveys: Iterable[Survey]) -> list[str]:
    """What to do next with the surveys of a pilot: one paragraph each."""
    if state.open_round:
        if state.enough:
            return ["Enough have answered to close. Wait until everybody had the chance, then close (c)."]
        if state.open_round.hosted:
            return ["People answer at their own terminals or in browsers while `ybiyri host` runs in another terminal."]
        return ["Hand the keyboard from person to person (a), or let people use `ybiyri answer` at this machine."]
    lines = [
        f'Show the results of the "{found.label.value}" survey (enter) to the team, then mark them as read back (b).'
        for found in state.rounds
        if found.read_back_on is None
    ]
    for survey in surveys:
        labels = state.labels_in_turn(survey.id)
        if Label.AFTER in labels:
            lines.append('When the pilot has run for a while, open the "after" survey (o), or a pulse in between.')
    if state.can_compare:
        lines.append("Before and after can be compared (v).")
    return lines


def empty_lines(survey: Survey) -> list[str]:
    """What to do first, when there is no round yet: one paragraph each."""
    return [
        "No survey yet.",
        f"“{survey.title}” asks {counted(len(survey.item_ids()), 'question')} in about {survey.minutes} minutes. Ask "
        "once before the team goes on call and once when the pilot has run for a while; then the two can be compared.",
        'Open the "before" survey (o), hand the keyboard from person to person (a), close it (c), and look at the '
        "results together with the team.",
        survey.note,
    ]
