"""Results of a closed round as text and as JSON (`ybiyri.survey-results/1`)."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill, wrap
from typing import Any

from surveys.records import Released, ReleasedResults
from surveys.release import COMMENTS_FROM
from surveys.rounds.records import Round
from surveys.schema import Survey, Topic
from ybiyri_tui.reports.bars import bar, bar_legend
from ybiyri_tui.reports.escaping import plain
from ybiyri_tui.reports.survey.words import favourable_words, name_of, read_back_words, withheld_words
from ybiyri_tui.wording.states import counted, short_day

SCHEMA = "ybiyri.survey-results/1"
WIDTH = 78
TITLE_WIDTH = 25
NARROW = 64


def results_data(found: Round, results: ReleasedResults, comments: Sequence[str] = ()) -> dict[str, Any]:
    """The results with documented keys; what is withheld is null, and `withheld` says why.

    `comments` is null where the round asked for none, and empty where too few answered.
    """
    return {
        "schema": SCHEMA,
        "survey": results.survey_id,
        "label": found.label.value,
        "k": found.k,
        "threshold": results.k,
        "invited": found.invited,
        "answered": results.answered,
        "opened_on": found.opened_on.isoformat(),
        "closed_on": found.closed_on.isoformat() if found.closed_on else None,
        "read_back_on": found.read_back_on.isoformat() if found.read_back_on else None,
        "scale": [1, found.survey.scale.points],
        "unreadable": found.unreadable,
        "topics": [_topic_data(found, topic, results) for topic in found.survey.topics],
        "comments": list(comments) if found.comments else None,
    }


def results_text(found: Round, results: ReleasedResults, comments: Sequence[str] = ()) -> str:
    """The results in linear text, topic by topic with its questions, then the comments."""
    lines = [
        f"{found.survey.title}  ({name_of(found)})",
        heading_words(found, results),
        "",
        fill(how_to_read(found), WIDTH),
        _legend(results),
    ]
    for topic in found.survey.topics:
        lines += ["", *topic_lines(topic, results.entry(topic.id), WIDTH, main=topic.id in found.main_topics)]
        for item in topic.items:
            entry = results.entry(f"{topic.id}.{item.id}")
            lines += item_lines(item.text, entry, WIDTH)
    if found.comments:
        lines += ["", *comment_lines(comments, found)]
    return "\n".join([*lines, "", fill(who_may_see(found), WIDTH), fill(found.survey.note, WIDTH)])


def comment_lines(comments: Sequence[str], found: Round) -> list[str]:
    """The comments, in random order and belonging to nothing; or why there are none."""
    least = max(found.threshold, COMMENTS_FROM)
    if not comments:
        return [f"Comments: none, or fewer than {least} answered."]
    words = [wrap(plain(comment), WIDTH - 2, initial_indent="  ", subsequent_indent="  ") for comment in comments]
    return ["Comments, in random order, for the team to read first:", *(line for lines in words for line in lines)]


def heading_words(found: Round, results: ReleasedResults) -> str:
    """How many answered, when, and whether the team has seen it."""
    closed = f"closed {short_day(found.closed_on)}" if found.closed_on else "open"
    unreadable = f" · unreadable: {found.unreadable}" if found.unreadable else ""
    return f"{results.answered} of {found.invited} answered · {closed}{unreadable} · {read_back_words(found)}"


def how_to_read(found: Round) -> str:
    """What favourable and mean stand for."""
    scale = found.survey.scale
    return (
        f"Favourable: people with little worry, on a question {scale.favourable} or more of {scale.points}. The mean "
        f"runs from 1, much worry, to {scale.points}, none; sentences that name a worry are turned round for it. "
        f"Numbers are rounded, and where nearly all or nearly none agree they are left unclear, so that they give "
        f"nobody away. Below {counted(found.threshold, 'answer')} nothing is shown."
    )


def who_may_see(found: Round) -> str:
    """Who the results are for at this moment."""
    if found.read_back_on is None:
        return (
            "The team sees this first. Until the results are marked as read back to the team, "
            "the summary for managers leaves them out."
        )
    return "The team has seen this, so the summary for managers may use it."


def topic_lines(topic: Topic, entry: Released, width: int, *, main: bool = False, sign: str = "") -> list[str]:
    """A topic with its bar and figures; a long title gets a line of its own."""
    title = f"{sign}{topic.title}{' (main)' if main else ''}"
    column = TITLE_WIDTH + len(sign) + (0 if width < NARROW else 9)
    narrow = width < NARROW
    figures = figures_line(entry, 8 if narrow else 20, short=narrow)
    if len(title) > column:
        return [title, f"{' ' * column} {figures}"]
    return [f"{title:<{column}} {figures}"]


def item_lines(text: str, entry: Released, width: int) -> list[str]:
    """A question in full, with its bar and figures below."""
    return [*wrap(text, width - 4, initial_indent="  ", subsequent_indent="  "), f"    {figures_line(entry, 20)}"]


def figures_line(entry: Released, bar_width: int, *, short: bool = False) -> str:
    """Bar, favourable, mean; or why nothing is shown."""
    if entry.segments is None:
        return withheld_words(entry, short=short)
    favourable = f"{favourable_words(entry, short=short):<{6 if short else 8}}"
    return f"{bar(entry.segments, bar_width)} {favourable} mean {entry.mean_text}"


def _legend(results: ReleasedResults) -> str:
    return bar_legend(fine=is_fine(results))


def is_fine(results: ReleasedResults) -> bool:
    """Whether any bar has three parts."""
    return any(len(entry.segments or ()) > 2 for entry in (*results.topics, *results.items))


def _topic_data(found: Round, topic: Topic, results: ReleasedResults) -> dict[str, Any]:
    survey: Survey = found.survey
    return {
        **_entry_data(results.entry(topic.id)),
        "title": topic.title,
        "main": topic.id in found.main_topics,
        "items": [
            {
                **_entry_data(results.entry(f"{topic.id}.{item.id}")),
                "text": item.text,
                "reversed": survey.scale.score(1, item.agree_is) != 1,
            }
            for item in topic.items
        ],
    }


def _entry_data(entry: Released) -> dict[str, Any]:
    segments = entry.segments
    return {
        "id": entry.id,
        "answered": entry.answered,
        "favourable": entry.favourable,
        "mean": entry.mean,
        "mean_text": entry.mean_text,
        "segments": [{"name": part.name, "low": part.low, "high": part.high, "text": part.text} for part in segments]
        if segments
        else None,
        "withheld": entry.sentence,
    }
