"""A workspace moves between file and database, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from playbook.records import Pilot
from ybiyri_tui.context import Context
from ybiyri_tui.demo.build import build
from ybiyri_tui.demo.played import PlayedTeam
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.reports.summary.forms.as_json import summary_data
from ybiyri_tui.reports.summary.summary import summarise
from ybiyri_tui.usecases.moving import copy_workspace
from ybiyri_tui.usecases.pilot.pilots import create_pilot, list_pilots
from ybiyri_tui.workspace.opening import open_workspace, place_of

NOON = datetime(2026, 12, 3, 12, 0, tzinfo=UTC)


def summary_of(place: str) -> object:
    context = Context(open_workspace(place_of(place)), who="coach", now=lambda: NOON)
    return summary_data(summarise(context, list_pilots(context)[0].id))


@pytest.mark.slow
def test_the_example_goes_to_a_database_and_back_and_is_the_same(tmp_path: Path, postgres_schema: str) -> None:
    original, back = str(tmp_path / "demo.ybiyri"), str(tmp_path / "back.ybiyri")
    build(Path(original), NOON)
    there = copy_workspace(original, postgres_schema)
    assert there.rows["change"] > 10
    assert there.rows["survey_release"] >= 3
    assert copy_workspace(postgres_schema, back) == there
    assert summary_of(original) == summary_of(postgres_schema) == summary_of(back)


def test_after_copying_new_records_get_new_numbers(context: Context, pilot: Pilot, postgres_schema: str) -> None:
    copy_workspace(context.workspace.name, postgres_schema)
    moved = Context(open_workspace(postgres_schema), who="coach")
    assert create_pilot(moved, name="Second", team="T", mission="M").id == pilot.id + 1


def test_a_target_that_holds_anything_is_left_alone(
    make_context: Callable[..., Context], context: Context, pilot: Pilot
) -> None:
    other = make_context(name="other.ybiyri")
    kept = create_pilot(other, name="Kept", team="T", mission="M")
    with pytest.raises(ProgramError, match=r"other.ybiyri is not empty .pilot has rows."):
        copy_workspace(context.workspace.name, other.workspace.name)
    assert list_pilots(other) == (kept,)


def test_an_open_survey_has_to_be_closed_first(context: Context, pilot: Pilot, tmp_path: Path) -> None:
    PlayedTeam(context, pilot.id).open(invited=6)
    with pytest.raises(ProgramError, match=r"A survey is open in .*; close or discard it first"):
        copy_workspace(context.workspace.name, str(tmp_path / "copy.ybiyri"))
