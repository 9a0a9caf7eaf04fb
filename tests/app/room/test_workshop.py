"""A workshop on the projector and on the scribe's screen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot as Driver
from textual.widgets import Input

from playbook.records import Grade, Pilot, Voice
from playbook.room.notes import NoteKind
from playbook.room.workshop import WorkshopState
from playbook.store import history
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.screens.workshop.check_room import CheckRoomScreen
from ybiyri_tui.screens.workshop.choosing import ChoosingScreen
from ybiyri_tui.screens.workshop.door import DoorScreen
from ybiyri_tui.screens.workshop.follow import FollowScreen
from ybiyri_tui.screens.workshop.hands import HandsScreen, hands_in
from ybiyri_tui.screens.workshop.page import PageScreen, RunSheetScreen
from ybiyri_tui.screens.workshop.question import QuestionScreen
from ybiyri_tui.screens.workshop.read_back import ReadBackScreen
from ybiyri_tui.screens.workshop.workshop import PAGES, WorkshopScreen
from ybiyri_tui.usecases.room import workshops
from ybiyri_tui.usecases.room.capturing import capture_note
from ybiyri_tui.usecases.room.room_page import Room, read_room

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]

SIZES = [(60, 18), (80, 24), (120, 36)]
WIDE = "顧客が夜に払えない 🦊👩‍👩‍👧 שלום עולם مرحبا"


def flat(text: str) -> str:
    return " ".join(text.split())


async def write(driver: Driver[None], settled: Settled, text: str) -> None:
    """Types into the line at the bottom and hands it in."""
    driver.app.screen.query_one(Input).value = text
    await driver.press("enter")
    await settled(driver)


async def look(driver: Driver[None], settled: Settled) -> None:
    """What the clock does twice a second."""
    screen = driver.app.screen
    assert isinstance(screen, (QuestionScreen, FollowScreen, ReadBackScreen))
    screen._look()
    await settled(driver)


def answer_of(context: Context, pilot: Pilot, question_id: str) -> dict[Voice, Grade]:
    line = read_room(context, pilot.id).question(question_id)
    assert line is not None
    return {found.voice: found.grade for found in line.answer.findings}


@pytest.fixture
def begun(context: Context, pilot: Pilot) -> Room:
    """A workshop about one objection, at its first question."""
    workshops.choose_objections(context, pilot.id, ["accountability"])
    return read_room(context, pilot.id)


@pytest.mark.parametrize("size", SIZES)
async def test_a_workshop_from_the_dots_to_the_door(
    make_app: AppMaker,
    context: Context,
    pilot: Pilot,
    settled: Settled,
    text_of: TextOf,
    size: tuple[int, int],
    tmp_path: Path,
) -> None:
    app = make_app(lambda: WorkshopScreen(pilot))
    async with app.run_test(size=size) as driver:
        await settled(driver)
        assert "not begun" in text_of(app)
        await driver.press("end", "up", "up", "up", "enter")
        await settled(driver)
        assert isinstance(app.screen, ChoosingScreen)
        await driver.press("down", "down", "5", "down", "down", "1", "2")
        await settled(driver)
        assert "17 dots counted" in flat(text_of(app))
        assert "[1] 5" in text_of(app)
        await driver.press("enter")
        await settled(driver)
        assert isinstance(app.screen, QuestionScreen)
        assert "HAVE WE" in text_of(app)
        await driver.press("n", "Y")
        await settled(driver)
        assert "You differ. What would the team need to see?" in flat(text_of(app))
        await driver.press("a")
        await settled(driver)
        await write(driver, settled, "print the goal")
        await write(driver, settled, "Head of Product")
        await write(driver, settled, "+7")
        await write(driver, settled, "n")
        assert "Head of Product · 10 Dec · asked, not accepted" in flat(text_of(app))
        await driver.press("C")
        await settled(driver)
        await write(driver, settled, "fine to tell")
        await driver.press("c")
        await settled(driver)
        await write(driver, settled, "stays here")
        assert "1 stay in this room · 1 may leave" in flat(text_of(app))
        for _ in range(7):
            await driver.press("right")
            await settled(driver)
        assert isinstance(app.screen, ReadBackScreen)
        assert "fine to tell" in text_of(app)
        assert "stays here" not in text_of(app)
        await driver.press("w")
        await settled(driver)
        assert isinstance(app.screen, DoorScreen)
        await driver.press("e")
        await settled(driver)
        await write(driver, settled, str(tmp_path))
        files = sorted(path.name for path in tmp_path.glob("*-workshop-*"))
        assert [name.rpartition("-")[2] for name in files] == ["actions.csv", "notes.md"]
        assert "stays here" not in (tmp_path / files[1]).read_text(encoding="utf-8")
        await driver.press("o", "enter")
        await settled(driver)
    workshop = read_room(context, pilot.id).workshop
    assert workshop is not None
    assert workshop.state is WorkshopState.OVER


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
async def test_every_page_before_a_workshop_is_shown_within_its_lines(
    make_app: AppMaker, pilot: Pilot, settled: Settled, text_of: TextOf, size: tuple[int, int], name: str
) -> None:
    screens = {"check-room": CheckRoomScreen, "run-sheet": RunSheetScreen}
    app = make_app(lambda: screens[name](pilot) if name in screens else PageScreen(pilot, name))
    async with app.run_test(size=size) as driver:
        await settled(driver)
        shown = text_of(app).splitlines()
        assert len([line for line in shown if line]) > 5
        assert max(map(len, shown)) <= size[0]


async def test_a_page_is_written_to_a_file_and_replaces_none(
    make_app: AppMaker, pilot: Pilot, settled: Settled, text_of: TextOf, tmp_path: Path
) -> None:
    app = make_app(lambda: PageScreen(pilot, "invitation"))
    target = tmp_path / "invitation.html"
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        for _ in range(2):
            await driver.press("e")
            await settled(driver)
            await write(driver, settled, str(target))
        assert "Written to" in text_of(app)
        assert any("exists already" in told.message for told in app._notifications)
    assert "Team Kestrel" in target.read_text(encoding="utf-8")


async def test_the_run_sheet_is_written_but_never_on_the_wall(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    coach = context.workshop.agenda.steps[0].coach.split(".")[0]
    app = make_app(lambda: RunSheetScreen(pilot))
    async with app.run_test(size=(120, 36)) as driver:
        await settled(driver)
        assert coach not in flat(text_of(app))


@pytest.mark.usefixtures("begun")
async def test_the_projector_never_shows_how_to_ask_and_the_scribe_does(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    line = read_room(context, pilot.id).current
    assert line is not None
    how = flat(line.question.facilitate)[:30]
    projector, scribe = make_app(lambda: QuestionScreen(pilot)), make_app(FollowScreen)
    async with projector.run_test(size=(120, 36)) as driver:
        await settled(driver)
        assert how not in flat(text_of(projector))
    async with scribe.run_test(size=(120, 36)) as driver:
        await settled(driver)
        assert how in flat(text_of(scribe))


@pytest.mark.usefixtures("begun")
async def test_two_terminals_stay_in_step(
    make_app: AppMaker, make_context: Callable[..., Context], pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    first = make_app(lambda: QuestionScreen(pilot))
    second = make_app(FollowScreen, on=make_context(who="scribe"))
    async with first.run_test(size=(60, 18)) as left, second.run_test(size=(80, 24)) as right:
        await settled(left)
        await settled(right)
        await left.press("p", "right")
        await settled(left)
        await look(right, settled)
        assert "question 2 of 3" in text_of(second)
        await right.press("c")
        await settled(right)
        await left.press("right")
        await settled(left)
        await write(right, settled, "typed while the room went on")
        await write(right, settled, "and the next")
        await right.press("escape")
        await settled(right)
        await look(left, settled)
        assert "2 stay in this room" in flat(text_of(first))
        assert "question 3 of 3" in text_of(second)
    notes = read_room(make_context(), pilot.id).notes
    assert [note.question_id for note in notes] == [
        "accountability.goals-linked",
        "accountability.delegation-encouraged",
    ]


@pytest.mark.usefixtures("begun")
async def test_what_was_typed_is_there_again_in_the_next_terminal(
    make_app: AppMaker, make_context: Callable[..., Context], pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    first = make_app(lambda: QuestionScreen(pilot))
    async with first.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("c", *"half a")
    again = make_app(lambda: QuestionScreen(pilot), on=make_context())
    async with again.run_test(size=(60, 18)) as driver:
        await settled(driver)
        assert "not saved yet: a note" in text_of(again)
        await driver.press("c")
        await settled(driver)
        assert again.screen.query_one(Input).value == "half a"
        await driver.press("enter")
        await settled(driver)
        assert "not saved yet" not in text_of(again)
    assert [note.text for note in read_room(make_context(), pilot.id).notes] == ["half a"]


@pytest.mark.usefixtures("begun")
async def test_a_line_left_with_escape_keeps_its_text_and_saves_nothing(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app(lambda: QuestionScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("k", *"who pays", "escape")
        await settled(driver)
        assert "not saved yet: a parked line" in text_of(app)
        assert read_room(context, pilot.id).notes == ()
        await driver.press("y")
        await settled(driver)
        assert answer_of(context, pilot, "accountability.explained-shift") == {Voice.TEAM: Grade.WORD_ONLY}


@pytest.mark.usefixtures("begun")
async def test_letters_typed_into_the_line_record_nothing(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled
) -> None:
    app = make_app(lambda: QuestionScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("c", *"ynpYNP=+[]", "pagedown", "enter")
        await settled(driver)
    room = read_room(context, pilot.id)
    assert [note.text for note in room.notes] == ["ynpYNP=+[]"]
    assert answer_of(context, pilot, "accountability.explained-shift") == {}
    assert room.workshop is not None
    assert room.workshop.position == 0


@pytest.mark.usefixtures("begun")
async def test_an_answer_that_cannot_be_written_is_taken_off_the_wall(
    make_app: AppMaker, pilot: Pilot, settled: Settled, text_of: TextOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(lambda: QuestionScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)

        def refuse(*_: object, **__: object) -> None:
            raise ProgramError("The disk is full.")

        monkeypatch.setattr("ybiyri_tui.usecases.findings.answering.change_answer", refuse)
        await driver.press("y")
        await settled(driver)
        assert "team  · not asked" in text_of(app)
        assert any(told.message == "The disk is full." for told in app._notifications)


@pytest.mark.usefixtures("begun")
async def test_operations_answer_from_a_menu_and_a_slip_is_taken_back(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled
) -> None:
    app = make_app(lambda: QuestionScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("v", "2")
        await settled(driver)
        assert answer_of(context, pilot, "accountability.explained-shift") == {Voice.OPERATIONS: Grade.PARTLY}
        await driver.press("n", "full_stop")
        await settled(driver)
        assert answer_of(context, pilot, "accountability.explained-shift") == {Voice.OPERATIONS: Grade.PARTLY}


@pytest.mark.usefixtures("begun")
async def test_a_promise_is_what_was_raised_and_what_is_promised(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled
) -> None:
    app = make_app(lambda: QuestionScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("m")
        await settled(driver)
        for text in ("nights are not paid", "pay is agreed", "HR", "+14"):
            await write(driver, settled, text)
    (made,) = read_room(context, pilot.id).promises
    assert (made.raised, made.promise, made.owner) == ("nights are not paid", "pay is agreed", "HR")
    assert (made.due_on - context.today).days == 14 if made.due_on else False


@pytest.mark.usefixtures("begun")
async def test_raised_hands_are_drawn_and_stored_nowhere(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    before = Path(context.workspace.name).read_bytes()
    app = make_app(lambda: QuestionScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("h")
        await settled(driver)
        assert isinstance(app.screen, HandsScreen)
        await driver.press(*"7 3 2")
        await settled(driver)
        assert "7 of 12" in text_of(app)
        assert "not a survey" in flat(text_of(app))
        await driver.press("escape")
        await settled(driver)
        assert app.drafts == {}
    assert Path(context.workspace.name).read_bytes() == before


@pytest.mark.parametrize(("typed", "hands"), [("", (0, 0, 0)), ("3", (3, 0, 0)), ("1 2 3 4", (1, 2, 3))])
def test_what_was_typed_counts_as_hands(typed: str, hands: tuple[int, ...]) -> None:
    assert hands_in(typed) == hands


@pytest.mark.usefixtures("begun")
async def test_the_time_waits_until_it_is_started_and_a_minute_can_be_added(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app(lambda: QuestionScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        assert "06:40" in text_of(app)
        assert " paused " in text_of(app)
        await driver.press("space")
        await settled(driver)
        assert " paused " not in text_of(app)
        await driver.press("plus")
        await settled(driver)
        assert "07:40" in text_of(app)
    workshop = read_room(context, pilot.id).workshop
    assert workshop is not None
    assert workshop.timer.runs


@pytest.mark.parametrize("size", SIZES)
async def test_wide_and_right_to_left_text_breaks_no_line(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, size: tuple[int, int], begun: Room
) -> None:
    question = "accountability.explained-shift"
    for kind in NoteKind:
        capture_note(context, pilot.id, WIDE * 4, kind=kind, owner=WIDE, may_leave=True, question_id=question)
    for first in (QuestionScreen, ReadBackScreen, DoorScreen, WorkshopScreen, lambda _: FollowScreen()):
        app = make_app(lambda first=first: first(pilot))
        async with app.run_test(size=size) as driver:
            await settled(driver)
            strips = app.screen._compositor.render_strips()
            assert {strip.cell_length for strip in strips} == {size[0]}


@pytest.mark.usefixtures("begun")
async def test_the_projector_says_everything_without_colour(
    make_app: AppMaker, pilot: Pilot, settled: Settled, text_of: TextOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("YBIYRI_ASCII", "1")
    app = make_app(lambda: QuestionScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("n", "P")
        await settled(driver)
        shown = text_of(app)
        assert "team  n no" in shown
        assert "leaders  p partly" in shown
        assert "3/7 Nobody will be accountable" in shown
        assert not set(shown) & set("━─✓○◐✗→←")


@pytest.mark.usefixtures("begun")
async def test_the_room_lets_a_note_leave_and_strikes_another(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    capture_note(context, pilot.id, "first")
    capture_note(context, pilot.id, "second")
    app = make_app(lambda: ReadBackScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        assert "2 lines stay in this room" in flat(text_of(app))
        await driver.press("s")
        await settled(driver)
        await driver.press("enter")
        await settled(driver)
        await driver.press("down", "x")
        await settled(driver)
        assert "1 may leave · 0 stay" in flat(text_of(app))
    notes = read_room(context, pilot.id).notes
    assert [(note.text, note.may_leave) for note in notes] == [("first", True)]


@pytest.mark.parametrize("size", SIZES)
async def test_before_a_workshop_the_scribe_reads_the_run_sheet(
    make_app: AppMaker, pilot: Pilot, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    app = make_app(FollowScreen)
    async with app.run_test(size=size) as driver:
        await settled(driver)
        assert "No workshop is under way" in flat(text_of(app))
        assert "10 min" in text_of(app)
        await driver.press("c")
        await settled(driver)
        assert not app.screen.query_one("#capture").has_class("-open")


@pytest.mark.usefixtures("begun")
async def test_undo_takes_back_what_was_done_on_the_projector(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled
) -> None:
    app = make_app(lambda: QuestionScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("n")
        await settled(driver)
        await driver.press("u")
        await settled(driver)
    assert answer_of(context, pilot, "accountability.explained-shift") == {}
    found = context.workspace.read(lambda session: history.changes(session, pilot.id, kind="answer"))
    assert len(found) == 2
