"""Unplanned work on the screen: from nothing, by a preview, to a picture."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot as Driver
from textual.widgets import Input, OptionList

from playbook.records import Pilot
from tests.sizes import SIZES
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.screens.tickets.path_suggester import PathSuggester, completed
from ybiyri_tui.screens.tickets.rules import rules_field
from ybiyri_tui.screens.tickets.tickets import TicketsScreen
from ybiyri_tui.usecases import ticketing
from ybiyri_tui.usecases.worksheets.registry import worksheets

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]

RULES = ("type=Bug", "label=urgent")
ROWS = """Issue key,Issue Type,Status,Labels,Created,Resolved
PAY-1,Bug,Done,,2026-10-01,2026-10-06
PAY-2,Story,Done,,2026-10-01,2026-10-07
PAY-3,Task,Done,urgent,2026-10-02,2026-10-08
PAY-4,Story,Done,,2026-10-02,2026-10-08
PAY-5,Story,Done,,2026-10-02,2026-10-09
PAY-6,Story,Done,,2026-10-05,2026-10-20
not a key,Story,Open,,2026-10-05,
"""


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "jira.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture
def app(make_app: AppMaker, pilot: Pilot) -> YbiyriApp:
    return make_app(lambda: TicketsScreen(pilot))


async def test_an_import_is_taken_back_by_a_key(
    app: YbiyriApp, settled: Settled, context: Context, pilot: Pilot, export: Path
) -> None:
    ticketing.import_tickets(context, pilot.id, export, bau=("type=Bug",))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("u")
        await settled(driver)
        assert ticketing.share(context, pilot.id).items == 0
        assert "No tickets yet." in str(app.screen.query_one("#chart").render())
        await driver.press("U")
        await settled(driver)
        assert ticketing.share(context, pilot.id).items == 6


async def type_in(
    app: YbiyriApp, driver: Driver[None], settled: Settled, path: str, pilot: Pilot, rules: tuple[str, ...] = ()
) -> None:
    """Names the file, with rules that were written down before, and asks for the preview."""
    if rules:
        app.drafts[rules_field(pilot)] = "\n".join(rules)
    app.screen.query_one("#path", Input).value = path
    await driver.press("enter")
    await settled(driver)


async def test_without_tickets_it_says_what_to_do(app: YbiyriApp, settled: Settled, text_of: TextOf) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        assert "No tickets yet." in text_of(app)
        assert "Press i" in text_of(app)
        assert "i import" in text_of(app).replace("\xa0", " ")


async def test_from_home_over_the_preview_to_the_picture(
    make_app: AppMaker, pilot: Pilot, context: Context, export: Path, settled: Settled, text_of: TextOf
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("5")
        await settled(driver)
        await driver.press("t")
        await settled(driver)
        place = [found.id for found in worksheets("firefighters")].index("tickets")
        await driver.press("home", *["down"] * place, "enter")
        await settled(driver)
        await driver.press("i")
        await settled(driver)
        await type_in(app, driver, settled, str(export), pilot, RULES)
        preview = text_of(app)
        for part in ("jira-csv", "7 read: 6 items, 1 dropped", "6 new, 0 updated", "type=Bug: 1", "label=urgent: 1"):
            assert part in preview
        assert "row 8" in preview
        assert ticketing.share(context, pilot.id).items == 0
        await driver.press("enter")
        await settled(driver)
        picture = text_of(app)
        assert "2026-W41  5 Oct  2 of 5  █" in picture
        assert "no items" in picture
        assert "0 of 1" in picture
        assert "few" in picture
    assert ticketing.share(context, pilot.id).definition == ("type=Bug", "label=urgent")


@pytest.mark.parametrize("size", SIZES)
async def test_the_picture_fits_every_size(
    app: YbiyriApp,
    context: Context,
    pilot: Pilot,
    export: Path,
    settled: Settled,
    text_of: TextOf,
    size: tuple[int, int],
) -> None:
    ticketing.import_tickets(context, pilot.id, export, bau=["type=Bug"])
    async with app.run_test(size=size) as driver:
        await settled(driver)
        weeks = [line for line in text_of(app).splitlines() if line.strip().startswith("2026-W")]
        assert len(weeks) == 3
        assert weeks[0].rstrip(" ▁▂▃▄▅▆▇█").endswith("20 %")
        await driver.press("end")
        await settled(driver)
        assert "Unplanned is: type=Bug (1)" in " ".join(text_of(app).split())


async def test_leaving_the_import_changes_nothing_and_keeps_what_was_typed(
    app: YbiyriApp, context: Context, pilot: Pilot, export: Path, settled: Settled, text_of: TextOf
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("i")
        await settled(driver)
        await type_in(app, driver, settled, str(export), pilot, RULES)
        await driver.press("escape")
        await settled(driver)
        await driver.press("i")
        await settled(driver)
        assert app.screen.query_one("#path", Input).value == str(export)
        assert "2 rules" in text_of(app)
    assert ticketing.share(context, pilot.id).items == 0


async def test_kept_rules_are_shown_and_cannot_be_changed(
    app: YbiyriApp, context: Context, pilot: Pilot, export: Path, settled: Settled, text_of: TextOf
) -> None:
    ticketing.import_tickets(context, pilot.id, export, bau=["type=Bug"])
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("i")
        await settled(driver)
        assert "1 rule, frozen since the first import" in text_of(app)
        await type_in(app, driver, settled, str(export), pilot)
        assert "0 new, 6 updated" in text_of(app)
        await driver.press("enter")
        await settled(driver)
        assert "1 of 5" in text_of(app)
    assert ticketing.share(context, pilot.id).items == 6


async def test_a_file_that_is_no_export_is_one_sentence_and_the_field_stays(
    app: YbiyriApp, pilot: Pilot, settled: Settled, text_of: TextOf, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("name,colour\nRose,red\n", encoding="utf-8")
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("i")
        await settled(driver)
        await type_in(app, driver, settled, str(wrong), pilot, RULES)
        assert "wrong.csv is of no tracker known here" in " ".join(text_of(app).split())
        assert app.screen.query_one("#path", Input).value == str(wrong)
        assert app.screen.query_one("#steps", OptionList).get_option("import").disabled


async def test_naming_another_file_takes_the_preview_away(
    app: YbiyriApp, pilot: Pilot, export: Path, settled: Settled, text_of: TextOf
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("i")
        await settled(driver)
        await type_in(app, driver, settled, str(export), pilot, RULES)
        assert "6 new, 0 updated" in text_of(app)
        app.screen.query_one("#path", Input).value = "another.csv"
        await settled(driver)
        assert "6 new, 0 updated" not in text_of(app)


def pressing(driver: Driver[None], settled: Settled, text_of: Callable[[Any], str]) -> Callable[..., Awaitable[str]]:
    """Presses keys, each when the last one's result is there, and says what is then on the screen."""

    async def press(*keys: str) -> str:
        for key in keys:
            await driver.press(key)
            await settled(driver)
        return " ".join(text_of(driver.app).split())

    return press


async def test_rules_are_chosen_weighed_moved_and_frozen_by_the_import(
    app: YbiyriApp, context: Context, pilot: Pilot, export: Path, settled: Settled, text_of: TextOf
) -> None:
    export.write_text(ROWS.replace("PAY-1,Bug,Done,", "PAY-1,Bug,Done,urgent"), encoding="utf-8")
    async with app.run_test(size=(60, 18)) as driver:
        press = pressing(driver, settled, text_of)
        await settled(driver)
        await press("i")
        app.screen.query_one("#path", Input).value = str(export)
        assert "not said yet" in await press("enter")
        assert "No rule yet" in await press("enter")
        assert "2 Bug 1 item" in await press("+", "1")
        assert "1 type is Bug catches 1 item" in await press("2")
        assert "2 label is urgent catches 2 items, 1 of them not caught above" in await press("+", "2", "1")
        told = await press("K")
        assert "1 label is urgent catches 2 items" in told
        assert "2 type is Bug catches 1 item, all of them caught above" in told
        assert "Together they catch 2 of 6 items." in told
        assert "type is Bug" not in await press("down", "delete")
        assert "2 type is Bug" in await press("u")
        assert "2 rules, 2 of 6 items" in await press("escape")
        await press("enter")
        assert ticketing.share(context, pilot.id).definition == ("label=urgent", "type=Bug")
        frozen = await press("r")
        assert "Frozen since the first import" in frozen
        assert "1 label is urgent 2 imported items" in frozen
        assert "add" not in frozen.split("esc")[-1]


async def test_the_columns_of_any_table_are_chosen_with_what_stands_in_them(
    app: YbiyriApp, context: Context, pilot: Pilot, tmp_path: Path, settled: Settled, text_of: TextOf
) -> None:
    table = tmp_path / "own.csv"
    table.write_text("Ref,Sort,Opened\nA-1,Bug,2026-10-01\nA-2,Task,2026-10-02\n", encoding="utf-8")
    async with app.run_test(size=(60, 18)) as driver:
        press = pressing(driver, settled, text_of)
        await settled(driver)
        await press("i")
        app.screen.query_one("#path", Input).value = str(table)
        assert "is of no tracker known here" in await press("enter")
        assert "Ref A-1, A-2" in await press("tab", "down", "enter", "enter")
        assert "key ← Ref (said by you) A-1, A-2" in await press("1")
        await press("down", "enter", "3", "escape")
        assert "2 found, 2 said by you" in " ".join(text_of(app).split())


async def test_a_name_is_completed_from_its_folder(tmp_path: Path) -> None:
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "jira-october.csv").touch()
    (tmp_path / "exports" / "jira-november.csv").touch()
    assert completed(f"{tmp_path}/exp") == f"{tmp_path}/exports/"
    assert await PathSuggester().get_suggestion(f"{tmp_path}/exports/ji") == f"{tmp_path}/exports/jira-november.csv"
    assert completed(f"{tmp_path}/exports/none") is None
    assert completed("") is None
    assert completed("~nobody-of-this-name/x") is None
    assert completed(f"{tmp_path}/missing/x") is None


async def test_what_is_counted_can_be_changed(
    app: YbiyriApp, context: Context, pilot: Pilot, export: Path, settled: Settled, text_of: TextOf
) -> None:
    ticketing.import_tickets(context, pilot.id, export, bau=["type=Bug"])
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        assert "Unplanned part of the items resolved in the week" in text_of(app)
        await driver.press("c")
        await settled(driver)
        assert "Unplanned part of the items created in the week" in text_of(app)
        assert "1 of 5" in text_of(app)
        await driver.press("z")
        await settled(driver)
        assert "No item has points" in text_of(app)
        await driver.press("z", "z")
        await settled(driver)
        assert "1 of 5" in text_of(app)


async def test_all_tickets_and_rules_are_removed_after_a_question(
    app: YbiyriApp, context: Context, pilot: Pilot, export: Path, settled: Settled, text_of: TextOf
) -> None:
    ticketing.import_tickets(context, pilot.id, export, bau=["type=Bug"])
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("delete")
        await settled(driver)
        await driver.press("escape")
        await settled(driver)
        assert ticketing.share(context, pilot.id).items == 6
        await driver.press("delete")
        await settled(driver)
        await driver.press("enter")
        await settled(driver)
        assert "No tickets yet." in text_of(app)
    assert ticketing.share(context, pilot.id).definition == ()
