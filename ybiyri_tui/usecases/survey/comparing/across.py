"""One survey before and after over all teams of a workspace, with each team as one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from sqlmodel import Session

from playbook.store.many.lines import teams as teams_of
from surveys.across import comparing
from surveys.across.records import Across, Compared, LeftOut
from surveys.across.wordings import comparable
from surveys.rounds.store import across as store
from surveys.schema import Survey
from surveys.statistics.csv_input.settings import parse_number
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError

Teams = Mapping[int, tuple[str, bool]]


def across(context: Context, survey_id: str | None = None, margin: str | None = None) -> Across:
    """What the teams say together, by default of the survey that most pilots were asked.

    Archived pilots count as well, because to leave them out would flatter.
    Raises ProgramError if the survey was asked nowhere, or the margin is no number above 0.
    """
    limit = None if margin is None else parse_number(margin, "--margin")
    if limit is not None and limit <= 0:
        raise ProgramError("--margin has to be above 0; it is the smallest shift that you would call large.")
    return context.workspace.read(lambda session: _read(session, survey_id, limit))


def _read(session: Session, survey_id: str | None, margin: Fraction | None) -> Across:
    name = survey_id or store.asked_most(session)
    if name is None:
        raise ProgramError("No pilot was asked a survey yet, so there is nothing to compare.")
    teams, found = teams_of(session), store.series_of_all(session, name)
    if not found:
        raise ProgramError(f"No pilot was asked the survey {name!r}, so there is nothing to compare.")
    texts = store.wordings(session, name)
    reference = _reference(found, texts)
    shared = {number: comparable(asked, reference) for number, asked in texts.items()}
    entered = _once_a_team(_worded(found, shared), teams)
    ready = [series for series in entered if series.reason is None]
    cells = store.cells(session, [(series.after_id or "", series.wording) for series in ready])
    reasons = Counter(series.reason for series in entered if series.reason is not None)
    asked, here = {series.pilot_id for series in found}, {key for key, (_, archived) in teams.items() if not archived}
    reasons[LeftOut.NOT_ASKED] = len(here - asked)
    return Across(
        survey=reference,
        teams=len(ready),
        answered=(sum(series.answered[0] for series in ready), sum(series.answered[1] for series in ready)),
        left_out={reason: reasons[reason] for reason in LeftOut if reasons[reason]},
        entries=comparing.entries(reference, cells, shared, margin),
        margin=margin,
    )


def _reference(found: Iterable[Compared], texts: Mapping[int, Survey]) -> Survey:
    """The text that most of the teams were asked with that can enter."""
    ready = [series.wording for series in found if series.reason is None] or [series.wording for series in found]
    most = Counter(ready)
    return texts[min(most, key=lambda number: (-most[number], number))]


def _worded(found: Iterable[Compared], shared: Mapping[int, frozenset[str]]) -> list[Compared]:
    return [
        series if series.reason is not None or shared[series.wording] else replace(series, reason=LeftOut.OTHER_WORDING)
        for series in found
    ]


def _once_a_team(found: Iterable[Compared], teams: Teams) -> list[Compared]:
    """Of several pilots of one team the one that was closed last counts, because they are not independent."""
    last: dict[str, Compared] = {}
    given = []
    for series in sorted(found, key=lambda series: (series.closed_on, series.pilot_id)):
        if series.reason is not None:
            given.append(series)
            continue
        team = teams.get(series.pilot_id, ("", False))[0].strip().casefold()
        earlier = last.get(team)
        if earlier is not None:
            given.append(replace(earlier, reason=LeftOut.SAME_TEAM))
        last[team] = series
    return [*given, *last.values()]
