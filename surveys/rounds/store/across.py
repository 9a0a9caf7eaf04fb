"""One survey of all pilots, aggregated by the database from the ledger of what rounds gave out.

A few statements, however many teams there are. What stands in a comparison is read and counted by the database itself,
because thousands of them are tens of megabytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

from sqlalchemy import Row, func, select, text
from sqlmodel import Session

from surveys.across.records import Cell, Compared, LeftOut
from surveys.records import Label
from surveys.rounds.comparing import stands_out
from surveys.rounds.records import SeriesState, Stage
from surveys.schema import Survey
from surveys.tables import RoundRow, SeriesRow

_SERIES: Any = SeriesRow.__table__.c  # type: ignore[attr-defined]
_ROUND: Any = RoundRow.__table__.c  # type: ignore[attr-defined]
# The same number for the same frozen text.
_WORDING: Any = func.dense_rank().over(order_by=_SERIES.definition).label("wording")
_ORDER = (None, *LeftOut)
_SQLITE = """
WITH wanted AS (
    SELECT json_extract(value, '$[0]') AS round_id, json_extract(value, '$[1]') AS wording FROM json_each(:wanted)
), released AS (
    SELECT wording, record FROM wanted
    CROSS JOIN survey_release AS released ON released.round_id = wanted.round_id AND released.kind = 'comparison'
), given AS (
    SELECT wording, json_extract(value, '$.id', '$.before.mean', '$.after.mean') AS entry
    FROM released, json_each(record, '$.topics')
    UNION ALL
    SELECT wording, json_extract(value, '$.id', '$.before.mean', '$.after.mean')
    FROM released, json_each(record, '$.items')
), counted AS (
    SELECT wording, entry, count(*) AS teams FROM given GROUP BY wording, entry
)
SELECT wording, json_extract(entry, '$[0]'), json_extract(entry, '$[1]'), json_extract(entry, '$[2]'), teams
FROM counted
"""
_POSTGRESQL = """
WITH wanted AS (
    SELECT value ->> 0 AS round_id, (value ->> 1)::integer AS wording FROM json_array_elements(CAST(:wanted AS json))
), released AS (
    SELECT wording, CAST(record AS jsonb) AS record FROM wanted
    JOIN survey_release ON survey_release.round_id = wanted.round_id AND kind = 'comparison'
), given AS (
    SELECT wording, jsonb_array_elements((record -> 'topics') || (record -> 'items')) AS entry FROM released
)
SELECT wording, entry ->> 'id' AS id, entry -> 'before' ->> 'mean' AS earlier, entry -> 'after' ->> 'mean' AS later,
    count(*) FROM given GROUP BY wording, id, earlier, later
"""


def asked_most(session: Session) -> str | None:
    """The survey that most pilots were asked, None if none ever was."""
    pilots = func.count(_SERIES.pilot_id.distinct())
    query = select(_SERIES.survey_id).group_by(_SERIES.survey_id).order_by(pilots.desc(), _SERIES.survey_id).limit(1)
    found: str | None = session.connection().scalar(query)
    return found


def series_of_all(session: Session, survey_id: str) -> tuple[Compared, ...]:
    """For each pilot that was asked: the series that was compared, or else one that says why there is no comparison."""
    rounds = _first_and_last(session, survey_id)
    query = select(_SERIES.id, _SERIES.pilot_id, _SERIES.state, _SERIES.k, _WORDING).where(
        _SERIES.survey_id == survey_id
    )
    found: dict[int, Compared] = {}
    series: Any
    for series in session.connection().execute(query):
        new = _compared(series, rounds.get((series.id, Label.BEFORE)), rounds.get((series.id, Label.AFTER)))
        known = found.get(new.pilot_id)
        if known is None or _ORDER.index(new.reason) < _ORDER.index(known.reason):
            found[new.pilot_id] = new
    return tuple(found.values())


def wordings(session: Session, survey_id: str) -> dict[int, Survey]:
    """The texts that were frozen, by the number that `series_of_all` gives them; each is read once."""
    query = select(_SERIES.definition, _WORDING).where(_SERIES.survey_id == survey_id).distinct()
    rows = session.connection().execute(query)
    return {number: Survey.model_validate_json(definition) for definition, number in rows}


def cells(session: Session, wanted: Iterable[tuple[str, int]]) -> Iterator[Cell]:
    """How many of these comparisons gave out which two means; `wanted` are ids of afters with their wording."""
    connection = session.connection()
    statement = text(_POSTGRESQL if connection.dialect.name == "postgresql" else _SQLITE)
    for wording, entry_id, earlier, later, teams in connection.execute(statement, {"wanted": json.dumps([*wanted])}):
        yield Cell(wording, entry_id, _mean(earlier), _mean(later), teams)


def _first_and_last(session: Session, survey_id: str) -> dict[tuple[str, Label], Row[Any]]:
    """The before and the after of every series."""
    names = ("series_id", "label", "id", "state", "read_back_on", "closed_on", "answered", "joined", "left")
    query = (
        select(*(_ROUND[name] for name in names))
        .join(SeriesRow, _SERIES.id == _ROUND.series_id)
        .where(_SERIES.survey_id == survey_id, _ROUND.label != Label.PULSE.value)
    )
    return {(row.series_id, Label(row.label)): row for row in session.connection().execute(query)}


def _compared(series: Row[Any], first: Row[Any] | None, last: Row[Any] | None) -> Compared:
    over = first is not None and last is not None and last.state == Stage.CLOSED.value
    reason = None
    if series.state == SeriesState.OPEN.value or (series.state == SeriesState.COMPARED.value and not over):
        reason = LeftOut.NOT_OVER
    elif series.state != SeriesState.COMPARED.value or first is None or last is None:
        reason = LeftOut.DISCARDED
    elif first.read_back_on is None or last.read_back_on is None:
        reason = LeftOut.NOT_READ_BACK
    elif stands_out(last.joined, last.left, series.k):
        reason = LeftOut.TEAM_CHANGED
    if reason is not None or first is None or last is None:
        return Compared(series.pilot_id, series.wording, reason)
    answered = (first.answered, last.answered)
    return Compared(series.pilot_id, series.wording, None, last.id, last.closed_on.isoformat(), answered)


def _mean(value: float | str | None) -> Fraction | None:
    """A released mean, which has one digit after the point at most."""
    return None if value is None else Fraction(str(value)).limit_denominator(10)
