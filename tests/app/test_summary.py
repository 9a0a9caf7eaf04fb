"""The summary on the screen: ten lines first, readable at every size, written to a file that is never replaced."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot as Driver
from textual.widgets import Input

from playbook.records import Answer, MustHaveMark, Pilot, State
from playbook.store import answers as answer_store
from playbook.store.must_haves import save_must_have
from surveys.records import Label
from tests.sizes import SIZES
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlayedTeam
from ybiyri_tui.screens.summary.summary import SummaryScreen
from ybiyri_tui.usecases.findings import answering
from ybiyri_tui.usecases.survey import surveying

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]

LABELS = ["YOU DECIDE", "TODAY", "RIGHT FIT?", "MONEY", "THE TEAM", "PROMISES", "HOW SURE", "NEXT"]


async def all_of(app: YbiyriApp, driver: Driver[None], settled: Settled, text_of: TextOf) -> str:
    """Everything there is, folded to the present width, as on a terminal that is high enough for it."""
    await settled(driver)
    await driver.resize_terminal(app.size.width, 600)
    await settled(driver)
    return text_of(app)


@pytest.fixture
def app(make_app: AppMaker, pilot: Pilot) -> YbiyriApp:
    return make_app(lambda: SummaryScreen(pilot))


async def test_home_opens_the_summary_and_esc_goes_back(
    make_app: AppMaker, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("r")
        await settled(driver)
        assert "YOU DECIDE" in text_of(app)
        assert "Payments · Team Kestrel · 3 Dec 2026" in text_of(app)
        await driver.press("escape")
        await settled(driver)
        assert "YOU DECIDE" not in text_of(app)


@pytest.mark.parametrize("size", SIZES)
async def test_everything_can_be_read_at_every_size(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    answering.record_finding(
        context, pilot.id, "developers.listened", State.YES, proofs=["Minutes of the third of November"]
    )
    async with app.run_test(size=size) as driver:
        text = await all_of(app, driver, settled, text_of)
    at = [text.index(label) for label in LABELS]
    assert at == sorted(at)
    one_line = " ".join(text.split())
    assert "Minutes of the third of" in one_line
    for heading in ("Must-haves", "Unplanned work", "Method and limits", "Appendix: every answer"):
        assert heading in text
    for objection in context.playbook.objections:
        assert f"{objection.number} {objection.title}" in text


async def test_the_last_line_can_be_reached_by_scrolling(app: YbiyriApp, settled: Settled, text_of: TextOf) -> None:
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        assert "first-time.mindset" not in text_of(app)
        await driver.press("end")
        await settled(driver)
        assert "first-time.mindset" in text_of(app)


async def test_the_parts_can_be_gone_through(app: YbiyriApp, settled: Settled, text_of: TextOf) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("right_square_bracket")
        await settled(driver)
        assert text_of(app).splitlines()[3].startswith(" Recommendation")
        await driver.press("n")
        await settled(driver)
        assert text_of(app).splitlines()[3].startswith(" Must-haves")
        await driver.press("left_square_bracket", "left_square_bracket")
        await settled(driver)
        assert "YOU DECIDE" in text_of(app)


async def test_the_summary_is_written_to_the_named_file(
    app: YbiyriApp, settled: Settled, text_of: TextOf, tmp_path: Path
) -> None:
    path = tmp_path / "for-the-board.md"
    async with app.run_test(size=(200, 36)) as driver:
        await settled(driver)
        await driver.press("e", "3")
        await settled(driver)
        field = app.screen.query_one(Input)
        assert field.value == "payments-summary-2026-12-03.md"
        field.value = str(path)
        await driver.press("enter")
        await settled(driver)
        assert f"Written to {path}" in text_of(app)
    assert path.read_text(encoding="utf-8").startswith("# Payments · Team Kestrel · 3 Dec 2026")


async def test_all_forms_are_written_to_a_folder(
    app: YbiyriApp, settled: Settled, text_of: TextOf, tmp_path: Path
) -> None:
    folder = tmp_path / "board"
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("e", "7")
        await settled(driver)
        field = app.screen.query_one(Input)
        assert field.value == "payments-summary-2026-12-03"
        field.value = str(folder)
        await driver.press("enter")
        await settled(driver)
    assert (folder / "summary.pdf").read_bytes().startswith(b"%PDF-")
    assert (folder / "csv" / "answers.csv").is_file()


async def test_a_file_that_exists_is_kept_and_the_name_can_be_changed(
    app: YbiyriApp, settled: Settled, text_of: TextOf, tmp_path: Path
) -> None:
    taken, free = tmp_path / "taken.json", tmp_path / "free.json"
    taken.write_text("mine", encoding="utf-8")
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("e", "6")
        await settled(driver)
        field = app.screen.query_one(Input)
        field.value = str(taken)
        await driver.press("enter")
        await settled(driver)
        assert "exists already" in " ".join(text_of(app).split())
        field.value = str(free)
        await driver.press("enter")
        await settled(driver)
    assert taken.read_text(encoding="utf-8") == "mine"
    assert free.read_text(encoding="utf-8").startswith('{\n  "schema": "ybiyri.summary/1"')


async def test_results_appear_only_when_they_were_read_back(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    team = PlayedTeam(context, pilot.id)
    opened = team.open(Label.BEFORE, invited=6)
    for _ in range(6):
        team.answer(opened, dict.fromkeys(opened.survey.item_ids(), 3))
    team.close(opened)
    shown = []
    for _ in range(2):
        app = make_app(lambda: SummaryScreen(pilot))
        async with app.run_test(size=(120, 36)) as driver:
            shown.append(await all_of(app, driver, settled, text_of))
        surveying.mark_read_back(context, opened.id)
    before, after = (" ".join(text.split()) for text in shown)
    assert "of 6 answered" not in before
    assert "have not been read back to the team" in before
    assert "6 of 6 answered the “before” survey." in after


async def test_hostile_text_is_shown_as_text(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    nasty = "[red]red[/] [@click=app.quit]quit[/] \x1b[2J\u202e <b>" + "long " * 500

    def past_the_checks(session: object) -> None:
        answer = Answer("developers.listened", not_applicable_reason=nasty)
        answer_store.save_answer(session, pilot.id, answer, who=nasty, at=context.now())  # type: ignore[arg-type]
        mark = MustHaveMark("opt-out", proof=nasty, owner=nasty)
        save_must_have(session, pilot.id, mark, who=nasty, at=context.now())  # type: ignore[arg-type]

    context.workspace.write(past_the_checks)
    async with app.run_test(size=(60, 18)) as driver:
        text = await all_of(app, driver, settled, text_of)
    assert "[red]red[/]" in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "Appendix: every answer" in text
