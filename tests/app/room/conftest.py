"""A room in which a workshop is under way."""

from __future__ import annotations

import pytest

from playbook.records import Pilot
from ybiyri_tui.context import Context
from ybiyri_tui.screens.workshop import room_screen
from ybiyri_tui.usecases.room import workshops
from ybiyri_tui.usecases.room.room_page import Room, read_room


@pytest.fixture(autouse=True)
def _looks_only_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A look by the clock could begin before a change and end after it; tests say when the other terminal looks."""
    monkeypatch.setattr(room_screen, "LOOK_EVERY", 3600)


@pytest.fixture
def begun(context: Context, pilot: Pilot) -> Room:
    """A workshop about one objection, at its first question."""
    workshops.choose_objections(context, pilot.id, ["accountability"])
    return read_room(context, pilot.id)
