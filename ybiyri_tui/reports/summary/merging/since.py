"""What changed between an older summary of a pilot, as JSON, and one of now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.reports.document import Grid, Paragraph, Section
from ybiyri_tui.reports.summary.merging.words import (
    fit_value,
    grade_words,
    money_value,
    promise_value,
    recommendation_words,
    share_value,
    topic_value,
)
from ybiyri_tui.wording.states import MUST_HAVE_WORDS, short_day

Data = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """One thing that is not as it was; `before` or `after` is None where there was or is nothing."""

    what: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class Changed:
    """Everything that is not as it was in the summary of an earlier day."""

    since: date
    differences: tuple[Difference, ...]

    def data(self) -> Data:
        """The same with documented keys."""
        return {
            "since": self.since.isoformat(),
            "differences": [
                {"what": found.what, "before": found.before, "after": found.after} for found in self.differences
            ],
        }


def changed_since(old: Data, new: Data) -> Changed:
    """Compares two summaries as data. Raises ProgramError for one of another pilot, or of a later day."""
    if old["pilot"] != new["pilot"]:
        raise ProgramError(f"The older summary is about the pilot {old['pilot']!r}, this one about {new['pilot']!r}.")
    if old["date"] > new["date"]:
        raise ProgramError(f"The older summary is of {old['date']}, which is after {new['date']}.")
    return Changed(date.fromisoformat(old["date"]), tuple(_differences(old, new)))


def since_section(changed: Changed) -> Section:
    """The differences as a part of the document."""
    day = short_day(changed.since)
    title = f"What changed since {day}"
    if not changed.differences:
        return Section(title, (Paragraph("Nothing that a summary shows."),))
    rows = tuple((found.what, found.before or "nothing", found.after or "nothing") for found in changed.differences)
    return Section(title, (Grid(("What", day, "now"), rows),))


def _differences(old: Data, new: Data) -> Iterator[Difference]:
    yield from _one("Phase", old["phase"], new["phase"])
    yield from _one("Recommendation", recommendation_words(old), recommendation_words(new))
    yield from _between(_must_haves(old), _must_haves(new))
    yield from _between(_answers(old), _answers(new))
    yield from _between(_promises(old), _promises(new))
    yield from _between(_survey(old), _survey(new))
    yield from _one("Unplanned work, median week", share_value(old), share_value(new))
    yield from _between(_measures(old), _measures(new))
    yield from _one("Right fit", fit_value(old), fit_value(new))
    yield from _one("Lost in an hour of outage", money_value(old), money_value(new))


def _one(what: str, before: str | None, after: str | None) -> Iterator[Difference]:
    if before != after:
        yield Difference(what, before, after)


def _between(before: dict[str, str], after: dict[str, str]) -> Iterator[Difference]:
    """What is in either; a title that was changed meanwhile is another thing."""
    for what in dict.fromkeys([*after, *before]):
        yield from _one(what, before.get(what), after.get(what))


def _must_haves(data: Data) -> dict[str, str]:
    return {f"Must-have: {one.get('title') or one['id']}": MUST_HAVE_WORDS[one["state"]] for one in data["must_haves"]}


def _answers(data: Data) -> dict[str, str]:
    return {
        question.get("question") or question["id"]: grade_words(question)
        for objection in data["objections"]
        for question in objection["questions"]
    }


def _promises(data: Data) -> dict[str, str]:
    promises = (data["promises"] or {}).get("promises", [])
    return {f"Promise {made['number']}: {made['promise'] or made['raised']}": promise_value(made) for made in promises}


def _measures(data: Data) -> dict[str, str]:
    found = ((one["measure"], one["now"], one["unit"]) for one in data.get("measures") or ())
    return {f"Measure now: {name}": f"{value:g} {unit}".strip() for name, value, unit in found if value is not None}


def _survey(data: Data) -> dict[str, str]:
    survey = data["survey"] or {}
    found = {
        f"The “{round_['label']}” survey, {round_['survey']}": f"{round_['answered']} of {round_['invited']} answered"
        for round_ in survey.get("rounds", [])
    }
    for comparison in survey.get("comparisons", []):
        for topic in comparison["topics"]:
            found[f"Before and after: {topic.get('title') or topic['id']}"] = topic_value(topic)
    return found
