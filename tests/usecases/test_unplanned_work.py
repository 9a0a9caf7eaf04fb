"""Unplanned work in a workspace: kept, compared with the weeks before the pilot, proposed as an answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from playbook.records import Phase, Pilot
from playbook.store import pilots as pilot_store
from playbook.tables import TicketImportRow
from playbook.tickets.columns import from_json
from playbook.tickets.share.rework import Size
from playbook.worksheets.unplanned.duty import DUTIES, UnplannedDuty
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases import ticketing
from ybiyri_tui.usecases.history.changes import list_changes, redo, undo
from ybiyri_tui.usecases.pilot.pilots import create_pilot
from ybiyri_tui.usecases.ticketing import Look
from ybiyri_tui.usecases.unplanned_work.proposing import unplanned_proposals
from ybiyri_tui.usecases.worksheets.sheets import add_row

MakeContext = Callable[..., Context]
HEADER = "Issue key,Issue Type,Labels,Team,Component/s,Story Points,Time Spent,Created,Resolved"
START = date(2026, 9, 7)
STARTED = datetime.fromisoformat("2026-09-07T09:00:00+00:00")
RULES = ("type=Bug", "label=urgent")


@pytest.fixture
def context(make_context: MakeContext) -> Context:
    return make_context()


@pytest.fixture
def pilot(context: Context) -> Pilot:
    return create_pilot(context, name="Payments", team="Kestrel", mission="Paid in time")


def export(folder: Path, before: int = 8, after: int = 10) -> Path:
    """Ten items a week; seven unplanned in weeks before the start, two after it."""
    rows = [HEADER]
    for week in range(-before, after):
        for number in range(10):
            day = START + timedelta(weeks=week, days=number % 5)
            kind = "Bug" if number < (7 if week < 0 else 2) else "Story"
            team = "Kestrel" if number % 2 else "Heron"
            rows.append(f"OPS-{len(rows)},{kind},,{team},Till,{number},3600,{day},{day}")
    path = folder / "jira.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def start(make_context: MakeContext, pilot: Pilot) -> None:
    context = make_context(at=STARTED)
    context.workspace.write(
        lambda session: pilot_store.set_phase(session, pilot.id, Phase.PILOT, who="coach", at=context.now())
    )


def test_importing_twice_updates_and_never_doubles(context: Context, pilot: Pilot, tmp_path: Path) -> None:
    path = export(tmp_path)
    first = ticketing.import_tickets(context, pilot.id, path, bau=RULES)
    again = ticketing.preview(context, pilot.id, path)
    second = ticketing.import_tickets(context, pilot.id, path)
    assert (first.imported, first.updated) == (180, 0)
    assert (again.imported, again.updated) == (second.imported, second.updated) == (0, 180)
    found = ticketing.share(context, pilot.id)
    assert found.items == 180
    assert found.caught == {"type=Bug": 8 * 7 + 10 * 2}
    assert [source.format for source in found.sources] == ["jira-csv"]


def test_weeks_before_and_after_the_pilots_start_are_compared(
    make_context: MakeContext, context: Context, pilot: Pilot, tmp_path: Path
) -> None:
    ticketing.import_tickets(context, pilot.id, export(tmp_path), bau=RULES)
    assert ticketing.share(context, pilot.id).comparison.refusal is not None
    start(make_context, pilot)
    found = ticketing.share(context, pilot.id).comparison
    assert found.test is not None
    assert (found.start, found.test.verdict.value) == (START, "lower")
    assert (float(found.test.share_before), float(found.test.share_after)) == (0.7, 0.2)
    assert found.left_out == ()


def test_a_week_that_is_not_whole_is_on_neither_side(context: Context, pilot: Pilot, tmp_path: Path) -> None:
    ticketing.import_tickets(context, pilot.id, export(tmp_path, after=14), bau=RULES)
    found = ticketing.share(context, pilot.id, Look(since=START + timedelta(days=2))).comparison
    assert found.left_out == ("2026-W37", "2026-W49")


def test_too_few_weeks_are_not_compared(context: Context, pilot: Pilot, tmp_path: Path) -> None:
    ticketing.import_tickets(context, pilot.id, export(tmp_path, before=3), bau=RULES)
    found = ticketing.share(context, pilot.id, Look(since=START)).comparison
    assert found.test is None
    assert "at least 6 are needed" in str(found.refusal)


def test_points_hours_creation_and_teams_change_the_share(context: Context, pilot: Pilot, tmp_path: Path) -> None:
    ticketing.import_tickets(context, pilot.id, export(tmp_path, after=1, before=0), bau=RULES)
    points = ticketing.share(context, pilot.id, Look(size=Size.POINTS))
    assert points.share.weeks[0].amounts == (45, 1)
    assert points.share.denominator == "points of the items resolved in the week"
    hours = ticketing.share(context, pilot.id, Look(by="created", size=Size.HOURS))
    assert hours.share.weeks[0].amounts == (10, 2)
    assert {figure.unplanned_share_of for figure in hours.outside} == {"time"}
    assert points.outside == ()
    heron = ticketing.share(context, pilot.id, Look(team="Heron"))
    assert (heron.items, heron.teams) == (5, ("Heron", "Kestrel"))
    with pytest.raises(ProgramError, match="the teams named are: Heron, Kestrel"):
        ticketing.share(context, pilot.id, Look(team="Owl"))


def test_this_weeks_duty_stands_beside_the_share(context: Context, pilot: Pilot) -> None:
    duty = UnplannedDuty(context.today, who="Jo", first="New till")
    add_row(context, pilot.id, DUTIES, duty)
    assert ticketing.share(context, pilot.id).duty == duty


def test_enough_weeks_propose_that_the_share_is_visible(context: Context, pilot: Pilot, tmp_path: Path) -> None:
    assert list(unplanned_proposals(context, pilot.id)) == []
    ticketing.import_tickets(context, pilot.id, export(tmp_path), bau=RULES)
    (proposal,) = unplanned_proposals(context, pilot.id)
    assert (proposal.target_id, proposal.state.value) == ("firefighters.share-visible", "yes")


def test_an_import_is_one_entry_that_undo_takes_back(context: Context, pilot: Pilot, tmp_path: Path) -> None:
    ticketing.import_tickets(context, pilot.id, export(tmp_path, after=1), bau=RULES)
    first = ticketing.share(context, pilot.id)
    again = ticketing.import_tickets(context, pilot.id, export(tmp_path, before=9, after=2))
    assert (again.imported, again.updated) == (20, 90)
    assert undo(context, pilot.id) is not None
    assert ticketing.share(context, pilot.id) == first
    assert redo(context, pilot.id) is not None
    assert ticketing.share(context, pilot.id).items == 110
    assert len([line for line in list_changes(context, pilot.id) if line.kind == "ticket_import"]) == 2


def test_importing_the_same_export_again_stores_nothing_twice(context: Context, pilot: Pilot, tmp_path: Path) -> None:
    path = export(tmp_path)
    ticketing.import_tickets(context, pilot.id, path, bau=RULES)
    again = ticketing.import_tickets(context, pilot.id, path)
    assert (again.imported, again.updated) == (0, 180)
    stored = context.workspace.read(lambda session: session.exec(select(TicketImportRow.content)).all())
    assert [len(from_json(content)) for content in stored] == [180, 0]
