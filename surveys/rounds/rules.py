"""What must hold for a round to open and for answers to be taken; every refusal names the way out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from surveys.errors import SurveyError
from surveys.records import Label
from surveys.rounds.records import Round, Series, SeriesState, Stage
from surveys.schema import MAX_MAIN_TOPICS, Survey

DEFAULT_K = 5
K_RANGE = (4, 8)
MAX_INVITED = 100_000


def name_of(label: Label) -> str:
    """How a round is called in a message."""
    return f'"{label.value}" survey'


def check_free(rounds: Sequence[Round]) -> None:
    """At most one round of a pilot is open."""
    for found in rounds:
        if found.is_open:
            raise SurveyError(f"The {name_of(found.label)} of this pilot is still open; close it or discard it first.")


def series_for(label: Label, survey_id: str, rounds: Sequence[Round], all_series: Sequence[Series]) -> Series | None:
    """The series that the next round of a survey belongs to, None if it begins one.

    Raises SurveyError if the label is out of turn, or the series can have no such round any more.
    """
    current = next((series for series in all_series if series.state is SeriesState.OPEN), None)
    if current is None:
        compared = any(series.state is SeriesState.COMPARED for series in all_series)
        if compared:
            raise SurveyError(
                f'The "after" survey of {survey_id} is closed, and with it the series; nothing can follow.'
            )
        if label is Label.BEFORE:
            return None
        raise SurveyError(_no_before(survey_id, all_series))
    labels = {found.label for found in rounds if found.series.id == current.id}
    if label is Label.BEFORE:
        raise SurveyError(
            f'The "before" survey of {survey_id} is closed already; open a pulse or the "after" survey instead.'
        )
    if Label.AFTER in labels:
        raise SurveyError(f'The "after" survey of {survey_id} is closed already; nothing can follow.')
    return current


def check_repeated(name: str, wanted: object, frozen: object) -> None:
    """A later round may name a rule of its series, but no other."""
    if wanted is not None and wanted != frozen:
        raise SurveyError(f'{name} was frozen by the "before" survey; it cannot be changed for a later one.')


def check_closing(closes_at: datetime, now: datetime) -> None:
    """A round closes after it opened."""
    if closes_at <= now:
        raise SurveyError("The closing time is not after now; name a later one.")


def check_hosted(hosted: bool, series: Series) -> None:
    """Only where there is a delegate can the codes go to them."""
    if hosted and series.coach_only:
        raise SurveyError("The codes of a hosted survey go to the delegate, but here the coach alone opens the box.")


def check_people(joined: int | None, left: int | None) -> None:
    """Nobody has joined or left in negative numbers."""
    if min(joined or 0, left or 0) < 0:
        raise SurveyError("The number of people who joined or left has to be 0 or more.")


def check_results(found: Round) -> None:
    """Results are shown once the round is closed and the file was rewritten."""
    if found.is_open:
        raise SurveyError(f"The {name_of(found.label)} is still open; results exist once it is closed.")
    if found.stage is Stage.UNSCRUBBED:
        raise SurveyError(
            f"The {name_of(found.label)} is closed, but the file was not rewritten yet; open it again to finish that."
        )


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


def _no_before(survey_id: str, all_series: Sequence[Series]) -> str:
    if any(series.state is SeriesState.UNSEALED for series in all_series):
        return (
            f'The "before" survey of {survey_id} was stored by a version that did not seal, and its answers were '
            'destroyed at the upgrade, so nothing can be compared with it; begin again with a new "before".'
        )
    if all_series:
        return f'The series of {survey_id} was discarded; begin again with a new "before".'
    return f'There is no "before" survey of {survey_id} yet; it has to come first.'
