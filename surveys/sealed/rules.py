"""What must hold for a sealed round to open; every refusal names the way out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from surveys.errors import SurveyError
from surveys.records import Label
from surveys.sealed.records import SealedRound, Series, SeriesState, Stage


def name_of(label: Label) -> str:
    """How a round is called in a message."""
    return f'"{label.value}" survey'


def check_free(rounds: Sequence[SealedRound]) -> None:
    """At most one round of a pilot is open."""
    for found in rounds:
        if found.is_open:
            raise SurveyError(f"The {name_of(found.label)} of this pilot is still open; close it or discard it first.")


def series_for(
    label: Label, survey_id: str, rounds: Sequence[SealedRound], all_series: Sequence[Series]
) -> Series | None:
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


def check_results(found: SealedRound) -> None:
    """Results are shown once the round is closed and the file was rewritten."""
    if found.is_open:
        raise SurveyError(f"The {name_of(found.label)} is still open; results exist once it is closed.")
    if found.stage is Stage.UNSCRUBBED:
        raise SurveyError(
            f"The {name_of(found.label)} is closed, but the file was not rewritten yet; open it again to finish that."
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
