"""What must hold for a round to open and for answers to be taken; every refusal names the way out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from surveys.errors import SurveyError
from surveys.records import Label, Round
from surveys.schema import MAX_MAIN_TOPICS, Survey

DEFAULT_K = 5
K_RANGE = (4, 8)
MAX_INVITED = 100_000


def name_of(found: Round) -> str:
    """How a round is called in a message."""
    return f'"{found.label.value}" survey'


def first_of(series: Sequence[Round], survey: Survey, label: Label) -> Round | None:
    """The before that froze the rules, None if this round is it; SurveyError if the label is out of turn."""
    by_label = {found.label: found for found in series}
    if label is Label.BEFORE:
        if Label.BEFORE in by_label:
            raise SurveyError(
                f'The "before" survey of {survey.id} is closed already; open a pulse or the "after" survey instead.'
            )
        return None
    if Label.BEFORE not in by_label:
        raise SurveyError(f'There is no "before" survey of {survey.id} yet; it has to come first.')
    if Label.AFTER in by_label:
        raise SurveyError(f'The "after" survey of {survey.id} is closed, and with it the series; nothing can follow.')
    return by_label[Label.BEFORE]


def check_frozen(first: Round, k: int | None, chosen: tuple[str, ...] | None) -> None:
    """A later round may name the rules of its series, but no others."""
    if k is not None and k != first.k:
        raise SurveyError(f'k was frozen at {first.k} by the "before" survey; it cannot become {k}.')
    if chosen is not None and set(chosen) != set(first.main_topics):
        frozen = ", ".join(first.main_topics) or "none"
        raise SurveyError(f'The main topics were frozen by the "before" survey ({frozen}); they cannot be changed.')


def in_order(survey: Survey, chosen: Sequence[str]) -> tuple[str, ...]:
    """The main topics in the order of the survey, if there are such topics and not too many."""
    known = [topic.id for topic in survey.topics]
    for topic in chosen:
        if topic not in known:
            raise SurveyError(f"There is no topic {topic!r} in {survey.id}; there is {', '.join(known)}.")
    if len(chosen) > MAX_MAIN_TOPICS:
        raise SurveyError(f"{len(chosen)} main topics are too many; choose at most {MAX_MAIN_TOPICS}.")
    return tuple(topic for topic in known if topic in chosen)


def checked_k(k: int | None) -> int:
    """The threshold, 5 if none was named."""
    low, high = K_RANGE
    if k is not None and not low <= k <= high:
        raise SurveyError(f"k is {k}; it has to be from {low} to {high}.")
    return DEFAULT_K if k is None else k


def check_invited(invited: int, k: int) -> None:
    """Enough people have to be invited for anything to be shown at all."""
    if invited < k:
        raise SurveyError(
            f"{invited} invited are too few, because nothing is shown below {k} answers; invite more people, or "
            "talk the questions through in plenary, which is not anonymous."
        )
    if invited > MAX_INVITED:
        raise SurveyError(f"{invited} invited are too many; at most {MAX_INVITED} can be.")


def check_answers(survey: Survey, answers: Mapping[str, int]) -> None:
    """Every answer belongs to an item and is on the scale; the message never holds the answer."""
    known = set(survey.item_ids())
    points = survey.scale.points
    for item_id, answer in answers.items():
        if item_id not in known:
            raise SurveyError(f"There is no question {item_id!r} in this survey; nothing was stored.")
        if type(answer) is not int or not 1 <= answer <= points:
            raise SurveyError(
                f"The answer to {item_id} has to be a whole number from 1 to {points}; nothing was stored."
            )
