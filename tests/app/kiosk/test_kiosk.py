"""The kiosk: one person after the other, nothing promised that does not hold, nothing left behind."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest
from textual.pilot import Pilot as Driver
from textual.widgets import OptionList, Static

from surveys.rounds.records import Round
from tests.sizes import SIZES
from ybiyri_tui import launch
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.cli.base import Settings
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlayedTeam
from ybiyri_tui.screens.kiosk import text as kiosk_text
from ybiyri_tui.screens.kiosk.kiosk import KioskScreen
from ybiyri_tui.screens.kiosk.paged import HAND_OVER_SECONDS, IDLE_SECONDS, WARN_SECONDS
from ybiyri_tui.screens.kiosk.pages import Page
from ybiyri_tui.usecases.survey.answering.casting import Booth
from ybiyri_tui.widgets.lists.answer_row import AnswerBox

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]
Begin = Callable[[Driver[None]], Awaitable[None]]

QUESTIONS = 3


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


def kiosk_of(app: YbiyriApp) -> KioskScreen:
    assert isinstance(app.screen, KioskScreen)
    return app.screen


def stored(context: Context) -> int:
    """How many ballots lie in the box."""
    with closing(sqlite3.connect(Path(context.workspace.name))) as connection:
        return int(connection.execute("SELECT count(*) FROM survey_slot WHERE used").fetchone()[0])


@pytest.mark.parametrize("size", SIZES)
async def test_the_promise_comes_first_and_says_what_holds_today(
    make_app: AppMaker, opened: Round, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    app = make_app(lambda: KioskScreen(opened))
    async with app.run_test(size=size) as driver:
        await settled(driver)
        text = " ".join(text_of(app).split())
        assert "Stored: your answers, sealed. No name, no time, no code." in text
        assert "at least 5 people" in text
        assert "The coach (coach) opens it alone, and could read single answers, in order of arrival." in text
        assert "8 codes for 8 people, 0 replaced." in text
        assert "Can this machine watch you type?" in text
        assert opened.fingerprint in text
        assert "enter start" in text.replace("⏎", "enter")
        await driver.press("w")
        whole = app.screen.query_one("#text", Static).content
        assert "whoever has the file can count how many did" in str(whole)
        assert "a place drawn at random among 11" in str(whole)
        await driver.press("escape")
        assert "Stored: your answers, sealed." in " ".join(text_of(app).split())


@pytest.mark.parametrize("size", SIZES)
async def test_a_question_shows_all_five_answers_with_words_at_both_ends(
    make_app: AppMaker, opened: Round, begin: Begin, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    app = make_app(lambda: KioskScreen(opened))
    async with app.run_test(size=size) as driver:
        await settled(driver)
        await begin(driver)
        text = text_of(app)
        assert "1 of 3" in text
        assert "Why we ask:" in text
        assert "1 = disagree strongly" in text
        assert "5 = agree strongly" in text
        assert "no answer" in text.replace("\N{NO-BREAK SPACE}", " ")
        boxes = app.screen.query(AnswerBox)
        assert [box.value for box in boxes] == [1, 2, 3, 4, 5]
        assert all(app.screen.region.contains_region(box.region) and box.region.height for box in boxes)


async def test_an_answer_asks_the_next_question_and_back_shows_it_marked(
    make_app: AppMaker, opened: Round, begin: Begin, settled: Settled, text_of: TextOf
) -> None:
    app = make_app(lambda: KioskScreen(opened))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await begin(driver)
        await driver.press("4")
        assert "2 of 3" in text_of(app)
        assert "[ 4 ]" not in text_of(app)
        await driver.press("right")
        assert kiosk_text.answer_first(5) in text_of(app)
        await driver.press("left")
        assert "1 of 3" in text_of(app)
        assert "[ 4 ]" in text_of(app)
        await driver.press("right", "s", "b")
        assert "2 of 3" in text_of(app)
        assert "[ " not in text_of(app)


async def test_answers_can_be_clicked(
    make_app: AppMaker, opened: Round, begin: Begin, settled: Settled, text_of: TextOf
) -> None:
    app = make_app(lambda: KioskScreen(opened))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await begin(driver)
        await driver.click(app.screen.query(AnswerBox)[4])
        await driver.press("left")
        assert "[ 5 ]" in text_of(app)


async def test_the_review_lists_all_answers_and_one_can_be_changed_before_sending(
    make_app: AppMaker,
    opened: Round,
    begin: Begin,
    sent: list[dict[str, int]],
    settled: Settled,
    text_of: TextOf,
    context: Context,
) -> None:
    app = make_app(lambda: KioskScreen(opened))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await begin(driver)
        await driver.press("s", *["2"] * (QUESTIONS - 1))
        text = " ".join(text_of(app).split())
        assert "2 answers, 1 left out." in text
        review = app.screen.query_one("#review", OptionList)
        assert review.option_count == QUESTIONS
        await driver.press("down", "enter")
        assert "2 of 3" in text_of(app)
        await driver.press("5")
        assert "review" in text_of(app)
        assert review.highlighted == 1
        await driver.press("y")
        await settled(driver)
    assert stored(context) == 1
    (answers,) = sent
    assert sorted(answers.values()) == [2, 5]


async def test_after_sending_nothing_of_the_answers_is_on_the_screen_and_the_next_person_starts_afresh(
    make_app: AppMaker, opened: Round, begin: Begin, settled: Settled, text_of: TextOf, context: Context
) -> None:
    app = make_app(lambda: KioskScreen(opened))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await begin(driver)
        await driver.press(*["3"] * QUESTIONS, "y")
        await settled(driver)
        assert "Your private card" in text_of(app)
        await driver.press("enter")
        text = text_of(app)
        assert "Thank you" in text
        assert "card" not in text
        assert not any(asked in text for asked in ("on-call", "Why we ask", "alerts"))
        assert app.screen.query_one("#review", OptionList).option_count == 0
        assert str(app.screen.query_one("#why", Static).content) == ""
        assert kiosk_of(app).person is None
        await driver.press("enter")
        await settled(driver)
        assert "Stored: your answers, sealed." in " ".join(text_of(app).split())
        await begin(driver)
        assert "1 of 3" in text_of(app)
        assert "[ 3 ]" not in text_of(app)
    assert stored(context) == 1


async def test_titles_notifications_and_log_never_hold_an_answer(
    make_app: AppMaker, opened: Round, begin: Begin, settled: Settled, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("4 4 4 4")

    monkeypatch.setattr(Booth, "send", broken)
    app = make_app(lambda: KioskScreen(opened))
    told: list[str] = []
    monkeypatch.setattr(app, "notify", lambda message, **_: told.append(str(message)))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await begin(driver)
        titles = {(app.title, app.sub_title, app.screen.title)}
        for _ in range(QUESTIONS):
            await driver.press("4")
            titles.add((app.title, app.sub_title, app.screen.title))
        await driver.press("y")
        await settled(driver)
        assert kiosk_of(app).page is Page.REVIEW
        assert kiosk_of(app)._remark.startswith("Something unexpected happened")
    assert titles == {("ybiyri", "", None)}
    assert told == []
    (log,) = (tmp_path / "home").rglob("ybiyri.log")
    assert "RuntimeError" in log.read_text(encoding="utf-8")
    assert "4 4" not in log.read_text(encoding="utf-8")
    log.unlink()  # this error was expected


async def test_escape_asks_and_stopping_stores_nothing(
    make_app: AppMaker, opened: Round, begin: Begin, settled: Settled, text_of: TextOf, context: Context
) -> None:
    app = make_app(lambda: KioskScreen(opened))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await begin(driver)
        await driver.press("1", "1", "escape")
        assert "Stop here?" in text_of(app)
        await driver.press("escape")
        assert "3 of 3" in text_of(app)
        await driver.press("escape", "n")
        assert "3 of 3" in text_of(app)
        await driver.press("escape", "y")
        assert kiosk_text.DROPPED in " ".join(text_of(app).split())
        assert kiosk_of(app).person is None
    assert stored(context) == 0


async def test_answers_are_wiped_when_nobody_presses_a_key_and_said_so_before(
    make_app: AppMaker, opened: Round, begin: Begin, settled: Settled, text_of: TextOf, context: Context
) -> None:
    clock = Clock()
    app = make_app(lambda: KioskScreen(opened, clock=clock))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await begin(driver)
        await driver.press("2", "2")
        clock.seconds += IDLE_SECONDS - WARN_SECONDS
        kiosk_of(app).check_idle()
        await driver.pause()
        assert "Still there?" in text_of(app)
        await driver.press("f5")
        assert "Still there?" not in text_of(app)
        assert "3 of 3" in text_of(app)
        clock.seconds += IDLE_SECONDS - 1
        kiosk_of(app).check_idle()
        assert kiosk_of(app).person is not None
        clock.seconds += 1
        kiosk_of(app).check_idle()
        await driver.pause()
        assert kiosk_text.WIPED in " ".join(text_of(app).split())
        assert kiosk_of(app).person is None
    assert stored(context) == 0


async def test_a_card_and_a_thank_you_that_nobody_leaves_make_room_for_the_next_person(
    make_app: AppMaker, opened: Round, begin: Begin, settled: Settled
) -> None:
    clock = Clock()
    app = make_app(lambda: KioskScreen(opened, clock=clock))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await begin(driver)
        await driver.press(*["s"] * QUESTIONS, "y")
        await settled(driver)
        clock.seconds += IDLE_SECONDS
        kiosk_of(app).check_idle()
        assert kiosk_of(app).page is Page.THANKS
        clock.seconds += HAND_OVER_SECONDS
        kiosk_of(app).check_idle()
        assert kiosk_of(app).page is Page.PROMISE


@pytest.mark.parametrize("key", ["ctrl+p", "question_mark", "ctrl+q", "ctrl+c", "Q", "q", "ctrl+backslash", "f1"])
async def test_no_key_leads_out_of_the_kiosk_while_somebody_answers(
    make_app: AppMaker, opened: Round, begin: Begin, settled: Settled, text_of: TextOf, key: str
) -> None:
    app = make_app(lambda: KioskScreen(opened, alone=True))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await begin(driver)
        await driver.press("1", key)
        await settled(driver)
        assert kiosk_of(app).page is Page.QUESTION
        assert "2 of 3" in text_of(app)
        assert app.is_running


async def test_only_the_coachs_key_on_the_first_page_leaves(
    make_app: AppMaker, opened: Round, settled: Settled
) -> None:
    app = make_app(lambda: KioskScreen(opened, alone=True))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("escape", "q", "ctrl+q", "left")
        assert kiosk_of(app).page is Page.PROMISE
        await driver.press("Q")
        await settled(driver)
    assert app.return_value is None
    assert not app.is_running


async def test_when_the_survey_is_closed_meanwhile_the_answers_stay_and_the_person_is_told(
    make_app: AppMaker,
    team: PlayedTeam,
    opened: Round,
    begin: Begin,
    settled: Settled,
    text_of: TextOf,
    context: Context,
) -> None:
    for _ in range(5):
        team.answer(opened, {"alerts.needless": 3})
    app = make_app(lambda: KioskScreen(opened))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await begin(driver)
        await driver.press(*["2"] * QUESTIONS)
        team.close(opened)
        await driver.press("y")
        await settled(driver)
        assert "is closed and takes no more answers" in " ".join(text_of(app).split())
        assert app.screen.query_one("#review", OptionList).option_count == QUESTIONS
        await driver.press("escape", "y")
        await settled(driver)
        assert kiosk_of(app).page is Page.CLOSED
        assert "takes no more answers" in " ".join(text_of(app).split())


async def test_questions_come_in_another_order_for_the_next_person(
    make_app: AppMaker, opened: Round, begin: Begin, settled: Settled
) -> None:
    app = make_app(lambda: KioskScreen(opened))
    orders = []
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        for _ in range(2):
            await begin(driver)
            person = kiosk_of(app).person
            assert person is not None
            orders.append([asked.item_id for asked in person.sheet.questions])
            await driver.press("escape", "y")
    assert orders[0] != orders[1]


def test_starting_the_app_switches_off_logs_that_would_record_keys(
    opened: Round, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    import os

    log = str(tmp_path / "textual.log")
    monkeypatch.setenv("TEXTUAL_LOG", log)
    monkeypatch.setenv("TEXTUAL", "devtools,debug")
    seen: dict[str, str | None] = {}
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr(
        YbiyriApp, "run", lambda _: seen.update({name: os.environ.get(name) for name in launch.KEY_LOGS})
    )
    launch.run_with(Settings(), lambda: KioskScreen(opened))
    assert seen == {"TEXTUAL_LOG": None, "TEXTUAL": None}
