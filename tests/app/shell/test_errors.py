"""Whatever goes wrong, a person sees one sentence; a traceback or what was typed is never shown or logged."""

from __future__ import annotations

import asyncio
import threading
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path

import click
import pytest
from sqlmodel import Session
from textual.pilot import Pilot as Driver

from playbook.records import Pilot
from ybiyri_tui import __main__ as program
from ybiyri_tui import launch
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.cli.base import Settings
from ybiyri_tui.cli.main import cli
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.paths import log_file
from ybiyri_tui.screens.home.home import HomeScreen
from ybiyri_tui.screens.objection.objection import ObjectionScreen
from ybiyri_tui.usecases.findings.objection_page import objection_page
from ybiyri_tui.workspace.sqlite import FileWorkspace

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]

SECRET = "what nobody may read"  # noqa: S105


class Unforeseen(Exception):
    pass


def fail(*_: object, **__: object) -> None:
    raise Unforeseen(SECRET)


def logged() -> str:
    """What the log says; it is removed, as these tests expect it."""
    text = log_file().read_text(encoding="utf-8")
    log_file().unlink()
    return text


async def test_an_error_in_a_handler_ends_the_app_and_is_kept_for_whoever_ran_it(
    make_app: AppMaker,
    pilot: Pilot,
    settled: Settled,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    app = make_app()
    with pytest.raises(Unforeseen):  # noqa: PT012
        async with app.run_test(size=(80, 24)) as driver:
            await settled(driver)
            monkeypatch.setattr(HomeScreen, "action_go", fail)
            await driver.press("1")
            await settled(driver)
    assert isinstance(app.failure, Unforeseen)
    assert app.return_code == 1
    out, err = capfd.readouterr()
    assert "Traceback" not in out + err
    assert SECRET not in out + err


async def test_an_error_in_background_work_is_told_and_the_app_goes_on(
    make_app: AppMaker, pilot: Pilot, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app(lambda: ObjectionScreen(pilot, "developers"))
    async with app.run_test(size=(80, 24), notifications=True) as driver:
        await settled(driver)
        with monkeypatch.context() as patch:
            patch.setattr(FileWorkspace, "write", fail)
            await driver.press("y")
            await settled(driver)
        (told,) = app._notifications
        assert told.message == f"Something unexpected happened; what is known is in {log_file()}."
        await driver.press("p")
        await settled(driver)
        assert isinstance(app.screen, ObjectionScreen)
        assert app.screen.current is not None
        assert app.screen.current.answer.findings
    assert app.failure is None
    text = logged()
    assert "Unforeseen" in text
    assert "objection" not in text.split("Unforeseen")[0]
    assert SECRET not in text


async def test_an_error_while_a_result_is_put_on_the_screen_is_told_and_the_app_goes_on(
    make_app: AppMaker, pilot: Pilot, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24), notifications=True) as driver:
        await settled(driver)
        with monkeypatch.context() as patch:
            patch.setattr(HomeScreen, "show", fail)
            app.screen.reload()  # type: ignore[attr-defined]
            await settled(driver)
        (told,) = app._notifications
        assert "Something unexpected happened" in told.message
        assert app.is_running
    assert SECRET not in logged()


@pytest.mark.parametrize(
    "problem",
    ["not a workspace", "unknown pilot"],
)
async def test_without_anything_to_show_home_ends_the_app_with_the_reason(
    context: Context, pilot: Pilot, settled: Settled, tmp_path: Path, problem: str
) -> None:
    foreign = tmp_path / "notes.txt"
    foreign.write_text("shopping", encoding="utf-8")
    if problem == "unknown pilot":
        app = YbiyriApp(lambda: context, lambda: HomeScreen("Nobody's"))
    else:
        app = YbiyriApp(lambda: Context(FileWorkspace.open(foreign)), HomeScreen)
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
    assert isinstance(app.failure, ProgramError)
    expected = 'There is no pilot "Nobody\'s"' if problem == "unknown pilot" else "is not a ybiyri workspace"
    assert expected in str(app.failure)


@pytest.mark.parametrize(("failure", "code"), [(Unforeseen(SECRET), 70), (ProgramError("That file is none."), 2)])
def test_the_command_line_turns_the_failure_into_one_sentence_and_an_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], failure: Exception, code: int
) -> None:
    def run(app: YbiyriApp) -> None:
        app.failure = failure

    monkeypatch.setattr(YbiyriApp, "run", run)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr(cli, "main", lambda *_, **__: launch.run_with(Settings(), HomeScreen))
    assert program.run([]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert SECRET not in err
    if code == 70:
        assert str(log_file()) in err
        assert SECRET not in logged()


async def test_leaving_waits_for_what_is_being_saved_and_stays_if_it_failed(
    make_app: AppMaker, pilot: Pilot, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = threading.Event()

    def full(*_: object) -> None:
        disk.wait(timeout=10)
        raise ProgramError("x.ybiyri cannot be used: the disk is full, so nothing was changed.")

    app = make_app(lambda: ObjectionScreen(pilot, "developers"))
    async with app.run_test(size=(80, 24), notifications=True) as driver:
        await settled(driver)
        monkeypatch.setattr(FileWorkspace, "write", full)
        await driver.press("y")
        leaving = asyncio.create_task(app.run_action("quit"))
        await driver.pause()
        assert not leaving.done()
        disk.set()
        await leaving
        await settled(driver)
        assert app.is_running
        (told,) = app._notifications
        assert "the disk is full" in told.message
        await driver.press("ctrl+q")
        assert not app.is_running


async def test_a_slow_disk_is_told_and_pretends_nothing(
    make_app: AppMaker,
    context: Context,
    pilot: Pilot,
    settled: Settled,
    text_of: Callable[[YbiyriApp], str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    disk, write = threading.Event(), FileWorkspace.write

    def slowly(workspace: FileWorkspace, work: Callable[[Session], object]) -> object:
        disk.wait(timeout=10)
        return write(workspace, work)

    app = make_app(lambda: ObjectionScreen(pilot, "developers"))
    async with app.run_test(size=(80, 24), notifications=True) as driver:
        await settled(driver)
        monkeypatch.setattr("ybiyri_tui.screens.base.SLOW", 0.01)
        monkeypatch.setattr(FileWorkspace, "write", slowly)
        await driver.press("y")
        while not list(app._notifications):
            await driver.pause()
        (told,) = app._notifications
        assert told.message == "Saving …"
        assert isinstance(app.screen, ObjectionScreen)
        assert app.screen.current is not None
        assert "○ Have you explained" in text_of(app)
        assert "checked 3 Dec …" in text_of(app), "the mark says that it is not on disk yet"
        assert objection_page(context, pilot.id).objections[0].questions[0].answer.findings == ()
        disk.set()
        await settled(driver)
        assert "checked 3 Dec …" not in text_of(app)
        assert app.screen.current.answer.version == 1


def test_no_value_of_a_local_variable_gets_into_the_log() -> None:
    from ybiyri_tui.failures import sentence_for

    def deep(answer: str) -> None:
        raise Unforeseen(f"{answer} {click.style('x')}")

    try:
        deep(SECRET)
    except Unforeseen as error:
        sentence, expected = sentence_for(error)
        assert SECRET in traceback.format_exc()
    assert not expected
    assert SECRET not in sentence
    text = logged()
    assert "in deep" in text
    assert SECRET not in text
