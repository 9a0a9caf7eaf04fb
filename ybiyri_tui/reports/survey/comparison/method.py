"""What stands beside a comparison: what could have been found, how it was tested, what else could explain it."""

from __future__ import annotations

from datetime import date

from surveys.records import Comparison
from ybiyri_tui.reports.comparing.designs import EFFECTS, TESTED
from ybiyri_tui.usecases.survey.comparing.rounds import Compared, findable_sentence
from ybiyri_tui.wording.states import counted, short_day

EFFECT_LEGEND = (
    "The line under a question runs from all worse (left) to all better (right), its middle is no change. The dot is "
    "the effect, between the two ends lies what is plausible (95 %), rounded."
)


def people_words(comparison: Comparison) -> str:
    """`8 answered each time`, or how many before and after."""
    before, after = comparison.answered_before, comparison.answered_after
    return f"{before} answered each time" if before == after else f"{before} answered before, {after} after"


def limits(compared: Compared) -> str:
    """Why so much is left open."""
    return f"“Can't tell” is not “no change”. {findable_sentence(compared.findable)}"


def short_limits(compared: Compared) -> str:
    """The same in two lines."""
    found = compared.findable
    if found.moves is not None:
        return (
            f"“Can't tell” is not “no change”: for sure it shows where {found.moves} of {found.n_after} move one way, "
            "nobody the other. See m."
        )
    if found.steps is None:
        return "“Can't tell” is not “no change”: so few answers show hardly anything. See m."
    return f"“Can't tell” is not “no change”: only a shift of about {found.steps:.1f} steps shows for sure. See m."


def method(compared: Compared) -> list[str]:
    """How it was tested: one paragraph each."""
    comparison, survey = compared.comparison, compared.survey
    titles = [topic.title for topic in survey.topics if topic.id in compared.after.main_topics]
    decided = f"Chosen beforehand to decide: {', '.join(titles)}." if titles else "No topic was chosen to decide."
    return [
        f"{decided} Only a main topic can be called better or worse; all other topics and questions are one family of "
        "their own and can only be said to have moved.",
        f"{TESTED[comparison.design]} Ties are taken as they are. A topic counts for people who answered at least half "
        "of its questions.",
        EFFECTS[comparison.design],
        f"The p-values of a family are adjusted together (step-down discrete Bonferroni) and held against "
        f"{comparison.alpha:g}. The smallest p that so many answers could give is "
        f"{_small(compared.findable.p_smallest)}.",
        f"Before: closed {_closed(compared.before.closed_on)}; after: closed {_closed(compared.after.closed_on)}. "
        f"Nothing is shown where fewer than {comparison.k} answered. Everything was computed once, when the after "
        "survey closed, and rounded by the smaller side; the single answers were destroyed then.",
        f"θ, intervals, means and shares are rounded, and their ends left open, so that {_people(comparison)} give "
        "nobody away. Raw p-values, ranges and single answers are never shown.",
    ]


def rivals(compared: Compared) -> list[str]:
    """What else could explain a change: one paragraph each."""
    return [
        "A change here does not prove that the pilot made it.",
        *compared.comparison.notes,
    ]


def _people(comparison: Comparison) -> str:
    return counted(min(comparison.answered_before, comparison.answered_after), "person", "people")


def _closed(day: date | None) -> str:
    return short_day(day) if day else "not yet"


def _small(p_value: float) -> str:
    return "below 0.0001" if p_value < 0.0001 else f"{p_value:.4f}"
