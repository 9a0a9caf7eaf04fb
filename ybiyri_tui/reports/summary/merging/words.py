"""What summaries as data say, in the words of screens; only keys of `ybiyri.summary/1` are read."""

from __future__ import annotations

from typing import Any

from playbook.records import Grade
from surveys.records import Verdict
from ybiyri_tui.reports.summary.parts.recommendation import WORDS
from ybiyri_tui.reports.survey.words import VERDICT_WORDS
from ybiyri_tui.wording.states import GRADE_WORDS

Data = dict[str, Any]


def grade_of(question: Data) -> Grade:
    """What a question counts as."""
    return Grade(question["proof"] or question["state"])


def grade_words(question: Data) -> str:
    """The same in words."""
    return GRADE_WORDS[grade_of(question)]


def recommendation_words(data: Data) -> str:
    """`NOT YET`; `people decide` for older summaries in which no rule did."""
    return WORDS.get(data["recommendation"]["value"] or "", "people decide")


def share_value(data: Data) -> str | None:
    """The median of the weekly shares, None if it is not known."""
    median = (data["unplanned_work"] or {}).get("median")
    return None if median is None else f"{round(100 * median)} %"


def money_value(data: Data) -> str | None:
    """What an hour of outage loses, None if it is not known."""
    lost = (data["money"] or {}).get("exposure_per_hour")
    return f"{lost['amount']} {lost['currency']}" if lost else None


def fit_value(data: Data) -> str | None:
    """What the decision table says, None if it was not asked."""
    found = data.get("right_fit")
    return str(found["sentence"]) if found else None


def promise_value(made: Data) -> str:
    """What its owner and the team say of a promise."""
    ticks = [word for word, key in (("understood", "understood_on"), ("fixed", "fixed_on")) if made[key]]
    state = "late" if made["late"] else made["state"]
    return ", ".join([state, *ticks]) if made["promise"] or made["state"] != "open" else "nothing promised yet"


def topic_value(topic: Data) -> str:
    """The verdict on a topic."""
    return VERDICT_WORDS[Verdict(topic["verdict"])]


def open_must_haves(data: Data) -> list[str]:
    """Titles of those that are open and due, or ids where the summary has no titles."""
    return [
        one.get("title") or one["id"]
        for one in data["must_haves"]
        if one["state"] == "open" and one.get("is_due", True)
    ]
