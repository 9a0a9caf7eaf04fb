"""What else happens to rounds and series: looked up, extended, discarded, read back to the team."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

from sqlmodel import Session

from surveys.errors import SurveyError
from surveys.records import Comparison, Label, ReleasedResults
from surveys.release import from_json
from surveys.rounds import rules
from surveys.rounds.records import Kind, Round, Series, SeriesState
from surveys.rounds.store import rounds as round_store
from surveys.rounds.store import series as series_store


def rounds_of(session: Session, pilot_id: int) -> tuple[Round, ...]:
    """All rounds of a pilot, oldest first."""
    return round_store.of_pilot(session, pilot_id)


def open_round_of(session: Session, pilot_id: int) -> Round | None:
    """The round of a pilot that takes answers, None if there is none."""
    return next((found for found in round_store.of_pilot(session, pilot_id) if found.is_open), None)


def live_series(session: Session, pilot_id: int, survey_id: str) -> Series | None:
    """The series of a survey that is still to be compared, None if there is none."""
    found = series_store.of_survey(session, pilot_id, survey_id)
    return next((series for series in found if series.state is SeriesState.OPEN), None)


def the_open(session: Session, round_id: str) -> Round:
    """The round. Raises SurveyError if it is closed or gone."""
    found = _round(session, round_id)
    if not found.is_open:
        raise SurveyError(f"The {rules.name_of(found.label)} is closed; nothing was changed.")
    return found


def extend(session: Session, round_id: str, until: datetime, now: datetime) -> Round:
    """Moves the closing time of an open round; it can only be moved to later, and not into the past."""
    found = the_open(session, round_id)
    later = until.astimezone(UTC).replace(microsecond=0)
    rules.check_closing(later, now)
    if found.last_closing is not None and later <= found.last_closing:
        raise SurveyError(f"The {rules.name_of(found.label)} can only be extended; name a time after its closing time.")
    round_store.extend(session, round_id, later)
    return _round(session, round_id)


def discard_round(session: Session, round_id: str) -> None:
    """Destroys an open round and everything answered in it, unread; its series stays, unless it began with it."""
    round_store.hold(session, round_id)
    found = _round(session, round_id)
    if not found.is_open:
        raise SurveyError(f"The {rules.name_of(found.label)} is closed and cannot be discarded; its results stay.")
    round_store.remove(session, round_id)
    if found.label is Label.BEFORE:
        series_store.remove(session, found.series.id)
    else:
        retire(session, found.series.id)


def discard_series(session: Session, series_id: str) -> None:
    """Destroys what a series keeps for the comparison, and the key to it; released results stay.

    A round of it that is open stays open and can still be closed, without a comparison. A series whose first round
    is open goes with that round.
    """
    series = series_store.by_id(session, series_id)
    if series is None or series.state is not SeriesState.OPEN:
        raise SurveyError("There is no series that waits for a comparison; nothing was changed.")
    for found in round_store.of_series(session, series_id):
        if found.label is Label.BEFORE and found.is_open:
            discard_round(session, found.id)
            return
    series_store.set_state(session, series_id, SeriesState.DISCARDED)
    retire(session, series_id)


def retire(session: Session, series_id: str) -> None:
    """Destroys what a series needs no more: rows and their key when it has ended, all locks when nothing is open."""
    series = series_store.by_id(session, series_id)
    if series is None or series.state is SeriesState.OPEN:
        return
    series_store.destroy_kept(session, series_id)
    if not any(found.is_open for found in round_store.of_series(session, series_id)):
        series_store.destroy_locks(session, series_id)


def mark_read_back(session: Session, round_id: str, today: date) -> None:
    """Notes that the team was shown the results of a closed round; the first day counts."""
    found = _with_results(session, round_id)
    if found.read_back_on is None:
        round_store.mark_read_back(session, found.id, today)


def results(session: Session, round_id: str) -> ReleasedResults:
    """What a closed round gave out. Raises SurveyError while it is open or the file is still to be rewritten."""
    found = _with_results(session, round_id)
    return from_json(round_store.released(session, found.id, Kind.RESULTS) or "", ReleasedResults)


def comments(session: Session, round_id: str) -> tuple[str, ...]:
    """The comments that a closed round gave out, in random order; none if too few answered or it asked for none."""
    found = _with_results(session, round_id)
    return tuple(json.loads(round_store.released(session, found.id, Kind.COMMENTS) or "[]"))


def comparison(session: Session, pilot_id: int, survey_id: str) -> Comparison | None:
    """Before against after of one survey for one pilot; None until the after is closed and shown."""
    for found in round_store.of_pilot(session, pilot_id):
        if found.survey.id == survey_id and found.label is Label.AFTER and not found.is_open:
            record = round_store.released(session, found.id, Kind.COMPARISON)
            if record is not None:
                rules.check_results(found)
                return from_json(record, Comparison)
    return None


def _round(session: Session, round_id: str) -> Round:
    found = round_store.by_id(session, round_id)
    if found is None:
        raise SurveyError("There is no such survey any more; it was discarded.")
    return found


def _with_results(session: Session, round_id: str) -> Round:
    found = _round(session, round_id)
    rules.check_results(found)
    return found
