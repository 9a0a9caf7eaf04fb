"""Finding things by their words, and by what is left to do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from textual.pilot import Pilot as Driver

from playbook.records import Pilot, State
from playbook.room.notes import NoteKind
from tests.sizes import SIZES
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.screens.notes.notes import NotesScreen
from ybiyri_tui.screens.objection.objection import ObjectionScreen
from ybiyri_tui.screens.objection.practices import PracticesScreen
from ybiyri_tui.screens.promises.promises import PromisesScreen
from ybiyri_tui.screens.search.search import SearchScreen
from ybiyri_tui.screens.search.work_list import WorkListScreen
from ybiyri_tui.usecases.findings.answering import change_answer, record_finding
from ybiyri_tui.usecases.findings.searching import search, things
from ybiyri_tui.usecases.findings.work_list import Filter, work_list
from ybiyri_tui.usecases.room.noting import take_note
from ybiyri_tui.usecases.room.promising import raise_concern

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]

MISSION = "developers.mission-explained"


def test_every_word_must_stand_somewhere_and_names_come_first(context: Context, pilot: Pilot) -> None:
    record_finding(context, pilot.id, MISSION, State.YES, proofs=["Procès-verbal of the mission day"])
    raise_concern(context, pilot.id, "Pay", promise="Mission statement", owner="Zoé")
    found = search(things(context, pilot.id), "MISSION")
    kinds = [(hit.thing.kind, hit.because) for hit in found]
    assert ("promise", None) in kinds
    assert [because for _, because in kinds] == sorted((because for _, because in kinds), key=lambda part: bool(part))
    assert [hit.thing.key for hit in search(things(context, pilot.id), "proces explained")] == [MISSION]
    assert [hit.because for hit in search(things(context, pilot.id), "zoe")] == [("owner", "Zoé")]
    assert search(things(context, pilot.id), "   ") == ()
    assert search(things(context, pilot.id), "zoe nothing-like-this") == ()


def test_a_long_text_is_shown_from_near_the_word_on(context: Context, pilot: Pilot) -> None:
    record_finding(context, pilot.id, MISSION, State.YES, proofs=["a b c d e f g zebra h"])
    (hit,) = search(things(context, pilot.id), "zebra")
    assert hit.because == ("proof", "… d e f g zebra h")


def test_work_is_narrowed_to_weak_mine_overdue_and_stale(
    context: Context, make_context: Callable[..., Context], pilot: Pilot
) -> None:
    long_ago = make_context(context.now() - timedelta(days=91))
    second, third, fourth = context.playbook.question_ids()[1:4]
    record_finding(long_ago, pilot.id, MISSION, State.YES)
    record_finding(context, pilot.id, second, State.NO, owner="Jo Example")
    record_finding(context, pilot.id, third, State.PARTLY, due_on=context.today - timedelta(days=1))
    record_finding(context, pilot.id, fourth, State.YES, owner="Jo Example")
    raise_concern(context, pilot.id, "Pay", owner="jo", due_on=context.today - timedelta(days=3))
    take_note(context, pilot.id, "Print", kind=NoteKind.STEP, owner="Ana")
    found = work_list(context, pilot.id)
    assert [work.key for work in found.narrowed(Filter.WEAK)] == [third, second]
    assert [work.key for work in found.narrowed(Filter.MINE, "JO")] == ["1", second]
    assert [work.key for work in found.narrowed(Filter.OVERDUE)] == ["1", third]
    assert [work.key for work in found.narrowed(Filter.STALE)] == [MISSION]
    assert found.narrowed(Filter.MINE) == ()
    assert fourth not in {work.key for work in found.narrowed(Filter.ALL)}


@pytest.mark.parametrize("size", SIZES)
async def test_enter_goes_to_what_was_found_and_esc_comes_back_to_the_words(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    raise_concern(context, pilot.id, "Nights", promise="Zebra [red]one[/] 漢字")
    take_note(context, pilot.id, "Zebra two")
    app = make_app()
    async with app.run_test(size=size) as driver:
        await settled(driver)
        await driver.press("slash")
        await settled(driver)
        await driver.press(*"zebra")
        await settled(driver)
        assert "2 matches" in text_of(app)
        assert "Zebra [red]one[/] 漢字" in text_of(app)
        await driver.press("enter")
        await settled(driver)
        assert isinstance(app.screen, PromisesScreen)
        await driver.press("escape", "down", "enter")
        await settled(driver)
        assert isinstance(app.screen, NotesScreen)
        await driver.press("escape")
        await settled(driver)
        assert isinstance(app.screen, SearchScreen)
        assert "2 matches" in text_of(app)


async def test_a_practice_is_read_and_a_question_is_answered_from_the_search(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app(lambda: SearchScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        practice = context.playbook.objections[4].practices[0].title
        await driver.press(
            *[{" ": "space"}.get(letter, letter) for letter in practice if letter.isalnum() or letter == " "]
        )
        await settled(driver)
        await driver.press("enter")
        await settled(driver)
        assert isinstance(app.screen, PracticesScreen)
        await driver.press("escape")
        await settled(driver)
        await driver.press(*["backspace"] * len(practice), *"explained", "space", *"mission", "enter")
        await settled(driver)
        assert isinstance(app.screen, ObjectionScreen)
        assert app.screen.current is not None
        assert app.screen.current.question_id == MISSION


@pytest.mark.parametrize("size", SIZES)
async def test_mine_asks_for_a_name_once_a_session(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    change_answer(context, pilot.id, MISSION, lambda answer: answer.with_owner("Jo"))
    app = make_app()
    async with app.run_test(size=size) as driver:
        await settled(driver)
        await driver.press("f")
        await settled(driver)
        await driver.press("m", *"jo", "enter")
        await settled(driver)
        assert "[1 mine (jo)]" in text_of(app)
        assert "Have you explained the mission" in text_of(app)
        await driver.press("o")
        await settled(driver)
        assert "Nothing is overdue." in text_of(app)
        await driver.press("escape", "f", "m")
        await settled(driver)
        assert isinstance(app.screen, WorkListScreen)
        assert "[1 mine (jo)]" in text_of(app)
        await driver.press("enter")
        await settled(driver)
        assert isinstance(app.screen, ObjectionScreen)
