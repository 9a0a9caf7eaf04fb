"""Several pilots in one workspace: editing, archiving, a copy of the set-up, all beside each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from playbook.errors import PlaybookError
from playbook.money import Money
from playbook.records import Grade, Phase, Pilot, State
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.findings import answering
from ybiyri_tui.usecases.findings.must_haves import change_must_have, meet_must_have
from ybiyri_tui.usecases.pilot import pilot_setup, pilots
from ybiyri_tui.usecases.pilot.listing import pilot_lines
from ybiyri_tui.usecases.pilot.overview import overview
from ybiyri_tui.usecases.pilot.rollup import rollup
from ybiyri_tui.usecases.room import noting, promising


def test_an_archived_pilot_leaves_the_lists_and_loses_nothing(context: Context, pilot: Pilot) -> None:
    answering.record_finding(context, pilot.id, "developers.listened", State.NO)
    pilots.open_pilot(context, pilot.id)
    archived = pilot_setup.archive_pilot(context, pilot.id)
    assert archived.archived_on == context.today
    assert (pilots.list_pilots(context), pilot_lines(context), rollup(context)) == ((), (), ())
    assert pilots.current_pilot(context) is None
    with pytest.raises(ProgramError, match="All pilots of this workspace are archived"):
        pilots.choose_pilot(context)
    assert pilots.choose_pilot(context, "payments") == archived
    assert overview(context, pilot.id).counts[Grade.NO] == 1
    assert len(rollup(context, archived=True)) == 1
    assert pilot_setup.restore_pilot(context, pilot.id) == pilot
    assert pilots.choose_pilot(context) == pilot


def test_the_only_pilot_that_is_not_archived_is_the_current_one(context: Context, pilot: Pilot) -> None:
    other = pilots.create_pilot(context, name="Search", team="Heron", mission="Find in a second")
    assert pilots.current_pilot(context) is None
    pilot_setup.archive_pilot(context, pilot.id)
    assert pilots.current_pilot(context) == other
    assert [(line.pilot, line.is_current) for line in pilot_lines(context)] == [(other, True)]


def test_a_copy_of_the_set_up_carries_nothing_that_was_found_or_said(context: Context, pilot: Pilot) -> None:
    pilot_setup.edit_pilot(context, pilot.id, lambda fields: replace(fields, exposure_per_hour=Money.parse("2K EUR")))
    change_must_have(context, pilot.id, "pay-agreed", lambda mark: mark.with_owner("HR").with_accepted(True))
    meet_must_have(context, pilot.id, "opt-out", "seen")
    answering.record_finding(context, pilot.id, "developers.listened", State.NO)
    promising.raise_concern(context, pilot.id, "Pay")
    noting.take_note(context, pilot.id, "Tired")
    copy = pilot_setup.duplicate_pilot(context, pilot.id, "Cards", team="Heron")
    assert (copy.team, copy.mission, copy.phase) == ("Heron", pilot.mission, Phase.PREPARE)
    assert copy.exposure_per_hour == Money.parse("2000 EUR")
    seen = overview(context, copy.id)
    owned = {
        found.must_have.id: (found.mark.owner, found.mark.accepted) for found in seen.must_haves if found.mark.owner
    }
    assert owned == {"pay-agreed": ("HR", None)}
    assert (seen.counts[Grade.NOT_ASKED], seen.promises, noting.list_notes(context, copy.id)) == (20, (), ())
    assert len(seen.open_must_haves) == len(seen.due_must_haves)


def test_a_taken_name_is_refused_and_nothing_is_made(context: Context, pilot: Pilot) -> None:
    other = pilots.create_pilot(context, name="Search", team="Heron", mission="Find in a second")
    with pytest.raises(PlaybookError, match="already a pilot named 'Payments'"):
        pilot_setup.duplicate_pilot(context, other.id, "Payments")
    with pytest.raises(PlaybookError, match="already a pilot named 'Payments'"):
        pilot_setup.edit_pilot(context, other.id, lambda fields: replace(fields, name="Payments"))
    with pytest.raises(PlaybookError, match="A pilot needs a team"):
        pilot_setup.edit_pilot(context, other.id, lambda fields: replace(fields, team=" "))
    assert pilots.list_pilots(context) == (pilot, other)


def test_the_roll_up_has_every_pilot_with_every_question(context: Context, pilot: Pilot) -> None:
    other = pilots.create_pilot(context, name="Search", team="Heron", mission="Find in a second")
    answering.record_finding(context, other.id, "developers.listened", State.PARTLY)
    meet_must_have(context, other.id, "opt-out", "seen")
    lines = rollup(context)
    assert [line.pilot for line in lines] == [pilot, other]
    assert [sum(len(found.grades) for found in line.objections) for line in lines] == [20, 20]
    assert [line.counts[Grade.PARTLY] for line in lines] == [0, 1]
    assert [(len(line.open_must_haves), len(line.due_must_haves)) for line in lines] == [(3, 3), (2, 3)]
