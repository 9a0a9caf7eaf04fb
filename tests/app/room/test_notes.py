"""The notes of the room: what stays, what may leave, and what is gone."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot as Driver

from playbook.records import Pilot
from playbook.room.notes import NoteKind
from tests.sizes import SIZES
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.screens.notes.notes import NotesScreen
from ybiyri_tui.usecases.room.noting import leaving_notes, list_notes, take_note

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]

HOSTILE = "[bold]x[/] \u202eevil 漢字漢字 👩‍💻 שלום " + "long " * 60


@pytest.mark.parametrize("size", SIZES)
async def test_notes_steps_and_parked_things_say_whether_they_leave(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    app = make_app(lambda: NotesScreen(pilot))
    async with app.run_test(size=size) as driver:
        await settled(driver)
        assert "Nothing was written down yet." in text_of(app)
        await driver.press("n", *"Quiet", "enter", "s", *"Print goals", "enter", "p", *"Which tool", "enter")
        await settled(driver)
        text = " ".join(text_of(app).split())
        assert "2 stay here · 1 may leave" in text
        assert text.count("MAY LEAVE") == 1
    assert [note.text for note in leaving_notes(context, pilot.id)] == ["Print goals"]


async def test_m_lets_a_note_leave_and_keeps_it_again(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    take_note(context, pilot.id, "Quiet")
    app = make_app(lambda: NotesScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("m")
        await settled(driver)
        assert "MAY LEAVE" in text_of(app)
        assert leaving_notes(context, pilot.id)
        await driver.press("m")
        await settled(driver)
        assert "stays in this room" in text_of(app)
    assert leaving_notes(context, pilot.id) == ()


async def test_a_step_is_owned_done_and_turned_into_something_else(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled
) -> None:
    take_note(context, pilot.id, "Print goals", kind=NoteKind.STEP)
    app = make_app(lambda: NotesScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("o", *"Jo", "enter", "c", "1", "d", *"+3", "enter", "x")
        await settled(driver)
        (note,) = list_notes(context, pilot.id)
        assert (note.owner, note.accepted, note.done_on) == ("Jo", True, context.today)
        await driver.press("t", "2")
        await settled(driver)
    (note,) = list_notes(context, pilot.id)
    assert (note.kind, note.done_on, note.may_leave) == (NoteKind.PARKED, None, True)


async def test_a_removed_note_comes_back_and_a_forgotten_one_does_not(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled
) -> None:
    take_note(context, pilot.id, "Unspeakable")
    app = make_app(lambda: NotesScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("delete")
        await settled(driver)
        assert list_notes(context, pilot.id) == ()
        await driver.press("u")
        await settled(driver)
        assert [note.text for note in list_notes(context, pilot.id)] == ["Unspeakable"]
        await driver.press("F", "enter")
        await settled(driver)
        await driver.press("u")
        await settled(driver)
    assert list_notes(context, pilot.id) == ()
    assert b"Unspeakable" not in Path(context.workspace.name).read_bytes()


async def test_other_words_replace_the_text(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled
) -> None:
    take_note(context, pilot.id, "Quiet")
    app = make_app(lambda: NotesScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("enter", "end", *" hours", "enter")
        await settled(driver)
    assert [note.text for note in list_notes(context, pilot.id)] == ["Quiet hours"]


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_breaks_no_layout(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    take_note(context, pilot.id, HOSTILE)
    app = make_app(lambda: NotesScreen(pilot))
    async with app.run_test(size=size) as driver:
        await settled(driver)
        text = text_of(app)
        assert "[bold]x[/] evil" in text
        assert "esc back" in text
