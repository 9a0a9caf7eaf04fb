"""Teams as units: the numbers of one team after the other, and nothing that its own comparison did not give out."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction

import pytest
from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from surveys.across.records import Across, Entry, LeftOut
from surveys.records import Comparison, Family, Label
from surveys.rounds.records import SeriesState
from surveys.statistics.multiplicity import holm
from surveys.statistics.teams import TeamsVerdict, team_test
from surveys.tables import CodeRow, HolderRow, ReleaseRow, RoundRow, SeriesRow, SlotRow
from tests.many_pilots.filling import fill
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlayedTeam
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.reports.across.forms import across_data
from ybiyri_tui.usecases.pilot.pilot_setup import edit_pilot
from ybiyri_tui.usecases.pilot.pilots import create_pilot, list_pilots
from ybiyri_tui.usecases.survey import surveying
from ybiyri_tui.usecases.survey.comparing.across import across

ITEM, TOPIC = "alerts.needless", "alerts"


def entry(found: Across, entry_id: str) -> Entry:
    return next(entry for entry in found.entries if entry.id == entry_id)


def comparisons(context: Context) -> dict[int, Comparison]:
    """What each team that may enter was given, read one after the other through the release gate."""
    given = {}
    for pilot in list_pilots(context, archived=True):
        pilot_id, rounds = pilot.id, surveying.surveying(context, pilot.id).rounds
        ready = [found for found in rounds if found.series.state is SeriesState.COMPARED]
        if ready and all(found.read_back_on for found in ready) and ready[-1].joined != 1:
            given[pilot_id] = surveying.comparison(context, pilot_id)
    return given


def shifts(given: dict[int, Comparison], entry_id: str) -> list[Fraction]:
    means = [(found.entry(entry_id).before.mean, found.entry(entry_id).after.mean) for found in given.values()]
    return [Fraction(str(b)) - Fraction(str(a)) for a, b in means if a is not None and b is not None]


def test_the_numbers_are_those_of_one_team_after_the_other(filled: Context) -> None:
    given, found = comparisons(filled), across(filled)
    assert found.teams == len(given) >= 6
    assert found.answered[0] == sum(comparison.answered_before for comparison in given.values())
    p_values: dict[Family, list[Fraction]] = {family: [] for family in Family}
    for seen in found.entries:
        own = sorted(shifts(given, seen.id))
        assert [shift for shift, count in seen.shifts for _ in range(count)] == own
        assert seen.test == team_test(own)
        if seen.test.p_t is not None:
            p_values[seen.family].append(Fraction(seen.test.p_t))
    assert all(p_values.values())
    for family in Family:
        adjusted = [seen.p_adjusted for seen in found.entries if seen.family is family and seen.p_adjusted is not None]
        assert adjusted == [float(p) for p in holm(p_values[family])]
    assert [seen.id for seen in found.entries if seen.family is Family.MAIN] == [TOPIC]


def test_every_pilot_that_is_left_out_is_counted_once_with_its_reason(filled: Context) -> None:
    found = across(filled)
    assert found.teams + sum(found.left_out.values()) == 20
    expected = {LeftOut.NOT_ASKED: 2, LeftOut.NOT_OVER: 4, LeftOut.DISCARDED: 1, LeftOut.NOT_READ_BACK: 1}
    assert found.left_out == expected | {LeftOut.TEAM_CHANGED: 1}


def test_a_team_enters_only_once_its_results_were_read_back(context: Context) -> None:
    fill(context, 7, series=lambda number: "unread" if number == 1 else "compared")
    before = across(context)
    assert (before.teams, before.left_out) == (6, {LeftOut.NOT_READ_BACK: 1})
    after = surveying.surveying(context, 1).rounds[-1]
    surveying.mark_read_back(context, after.id)
    assert (across(context).teams, across(context).left_out) == (7, {})


def test_a_team_whose_rounds_were_really_closed_enters_like_the_others(context: Context) -> None:
    fill(context, 7)
    pilot = create_pilot(context, name="Ledger", team="Team Heron", mission="Close the books in an hour")
    team = PlayedTeam(context, pilot.id)
    for label, worried in ((Label.BEFORE, 5), (Label.AFTER, 1)):
        opened = team.open(label, invited=6)
        for person in range(6):
            about_pay = {"pay.can-say-no": 4} if person < 3 else {}
            team.answer(opened, {ITEM: worried, "alerts.pushed-out": worried, **about_pay})
        team.close(opened)
        surveying.mark_read_back(context, opened.id)
    found, given = across(context), comparisons(context)
    assert found.teams == len(given) == 8
    moved = entry(found, TOPIC)
    assert [shift for shift, count in moved.shifts for _ in range(count)] == sorted(shifts(given, TOPIC))
    assert moved.shifts[-1] == (Fraction(3), 1), "from 1.5 or less to 4.5 or more"
    assert (entry(found, "pay.can-say-no").teams, entry(found, "pay.can-say-no").withheld) == (7, 1)


def test_below_six_teams_there_are_no_numbers(context: Context) -> None:
    fill(context, 5)
    for seen in across(context).entries:
        assert seen.verdict is TeamsVerdict.TOO_FEW
        assert (seen.before, seen.after, seen.shifts, seen.test) == (None, None, (), None)


def test_a_question_in_other_words_leaves_a_team_out_of_it_and_of_its_topic(context: Context) -> None:
    fill(context, 8)

    def reworded(session: Session) -> None:
        series = session.exec(select(SeriesRow).where(SeriesRow.pilot_id == 3)).one()
        survey = json.loads(series.definition)
        item = next(t for t in survey["topics"] if t["id"] == TOPIC)["items"][0]
        item["text"] = "Alerts wake people for nothing."
        _set(session, 3, definition=json.dumps(survey))

    context.workspace.write(reworded)
    found = across(context)
    assert found.teams == 8
    assert (entry(found, ITEM).teams, entry(found, TOPIC).teams) == (7, 7)
    assert entry(found, "pay").teams == 8
    context.workspace.write(lambda session: _rescaled(session, 4))
    assert across(context).left_out == {LeftOut.OTHER_WORDING: 1}


def test_of_several_pilots_of_one_team_the_last_one_counts(context: Context) -> None:
    fill(context, 8)
    for pilot_id in (1, 2):
        edit_pilot(context, pilot_id, lambda fields: replace(fields, team="Team Kestrel"))
    found = across(context)
    assert (found.teams, found.left_out) == (7, {LeftOut.SAME_TEAM: 1})


def test_with_a_margin_the_interval_decides(filled: Context) -> None:
    data = across_data(across(filled, margin="3"))
    assert {entry["verdict"] for entry in data["topics"]} == {"within_margin"}
    assert {entry[key] for entry in data["topics"] for key in ("p_t", "p_holm", "p_sign_flip")} == {None}
    with pytest.raises(ProgramError, match="above 0"):
        across(filled, margin="0")


def test_a_survey_that_nobody_was_asked_is_named(filled: Context) -> None:
    with pytest.raises(ProgramError, match="'retro'"):
        across(filled, "retro")


@pytest.mark.parametrize("fate", ["changed", "unread", "discarded", "before", "ripe"])
def test_all_teams_together_less_all_other_teams_tell_nothing_of_a_team_that_gave_out_no_numbers(
    context: Context, fate: str
) -> None:
    fill(context, 9, series=lambda number: fate if number == 4 else "compared")
    with_it = across_data(across(context))
    context.workspace.write(lambda session: _gone(session, 4))
    without = across_data(across(context))
    assert with_it.pop("left_out") != {}
    without.pop("left_out")
    assert with_it == without


def test_all_teams_together_less_all_other_teams_is_what_the_team_itself_gave_out(filled: Context) -> None:
    given, found = comparisons(filled), across(filled)
    for seen in found.entries:
        assert seen.after is not None
        means = {pilot_id: Fraction(str(own.entry(seen.id).after.mean)) for pilot_id, own in given.items()}
        for pilot_id, mean in means.items():
            others = sum(other for key, other in means.items() if key != pilot_id)
            assert seen.after * seen.teams - others == mean


def test_only_the_comparisons_of_the_ledger_are_read(filled: Context) -> None:
    before = across_data(across(filled))
    filled.workspace.write(
        lambda session: session.connection().execute(delete(ReleaseRow).where(col(ReleaseRow.kind) == "results"))
    )
    assert across_data(across(filled)) == before


def _set(session: Session, pilot_id: int, **values: object) -> None:
    session.connection().execute(update(SeriesRow).where(col(SeriesRow.pilot_id) == pilot_id).values(**values))


def _rescaled(session: Session, pilot_id: int) -> None:
    """Another number of points, so that nothing can be compared."""
    series = session.exec(select(SeriesRow).where(SeriesRow.pilot_id == pilot_id)).one()
    survey = json.loads(series.definition)
    survey["scale"]["points"] = 7
    _set(session, pilot_id, definition=json.dumps(survey))


def _gone(session: Session, pilot_id: int) -> None:
    """As if the survey had never been asked there."""
    rounds = select(RoundRow.id).where(RoundRow.pilot_id == pilot_id)
    for table in (ReleaseRow, CodeRow, SlotRow):
        session.connection().execute(delete(table).where(col(table.round_id).in_(rounds)))
    session.connection().execute(delete(RoundRow).where(col(RoundRow.pilot_id) == pilot_id))
    series = select(SeriesRow.id).where(SeriesRow.pilot_id == pilot_id)
    session.connection().execute(delete(HolderRow).where(col(HolderRow.series_id).in_(series)))
    session.connection().execute(delete(SeriesRow).where(col(SeriesRow.pilot_id) == pilot_id))
