"""A table of a worksheet, edited like a spreadsheet."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from textual.events import Key, Paste

from playbook.money import Money
from playbook.records import Answer, Pilot, State
from playbook.worksheets.services.service import SERVICES, Demand, Service
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.screens.worksheets.services.services import ServicesScreen
from ybiyri_tui.usecases.pilot.overview import overview
from ybiyri_tui.usecases.worksheets.sheets import add_row, change_cell, sheet_view

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Any], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]


def _services(context: Context, pilot: Pilot) -> tuple[Service, ...]:
    return sheet_view(context, pilot.id, SERVICES).records


async def test_typing_fills_a_row_and_saves_each_cell(
    make_app: AppMaker, settled: Settled, text_of: TextOf, context: Context, pilot: Pilot
) -> None:
    app = make_app(lambda: ServicesScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        assert "+ adds one" in text_of(app)
        await driver.press("+")
        await settled(driver)
        await driver.press(*"checkout", "tab")
        await driver.press(*"410K", "space", *"EUR", "tab")
        await driver.press(*"hig", "tab")
        await settled(driver)
        assert "410K EUR" in text_of(app)
    (service,) = _services(context, pilot)
    assert (service.name, str(service.exposure_per_hour), service.demand) == ("checkout", "410000 EUR", Demand.HIGH)


async def test_keys_that_come_faster_than_they_are_worked_through_keep_their_order(
    make_app: AppMaker, settled: Settled, context: Context, pilot: Pilot
) -> None:
    add_row(context, pilot.id, SERVICES, Service("checkout", team="Team Kestrel"))
    app = make_app(lambda: ServicesScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        burst = ["plus", *"search", "tab", *"12K", "space", *"EUR", "tab", *"hi", "enter"]
        for key in burst:
            character = {"plus": "+", "space": " ", "tab": "\t", "enter": "\r"}.get(key, key)
            app.post_message(Key(key, character))
        for _ in range(3):
            await settled(driver)
    checkout, search = _services(context, pilot)
    assert checkout == Service("checkout", team="Team Kestrel")
    assert search == Service("search", Money.parse("12K EUR"), Demand.HIGH)


async def test_what_is_pasted_goes_into_the_cell(
    make_app: AppMaker, settled: Settled, context: Context, pilot: Pilot
) -> None:
    add_row(context, pilot.id, SERVICES, Service("checkout"))
    app = make_app(lambda: ServicesScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("right")
        app.post_message(Paste("410K EUR\nsecond line"))
        await driver.pause()
        await driver.press("enter")
        await settled(driver)
    assert _services(context, pilot)[0].exposure_per_hour == Money.parse("410K EUR")


async def test_what_does_not_fit_is_told_in_the_line_and_not_saved(
    make_app: AppMaker, settled: Settled, text_of: TextOf, context: Context, pilot: Pilot
) -> None:
    add_row(context, pilot.id, SERVICES, Service("checkout"))
    app = make_app(lambda: ServicesScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("right", *"-5", "enter")
        assert "negative" in text_of(app)
        await driver.press("escape")
        await settled(driver)
        await driver.press("enter")
        assert "-5" in text_of(app)
    assert _services(context, pilot)[0].exposure_per_hour is None


async def test_undo_takes_back_cells_rows_and_an_import(
    make_app: AppMaker, settled: Settled, context: Context, pilot: Pilot, tmp_path: Path
) -> None:
    add_row(context, pilot.id, SERVICES, Service("checkout"))
    file = tmp_path / "portfolio.csv"
    file.write_text("name,exposure_per_hour,demand\na,7K EUR,low\nb,8K,very high\n")
    app = make_app(lambda: ServicesScreen(pilot))
    async with app.run_test(size=(100, 30)) as driver:
        await settled(driver)
        await driver.press("=")
        await settled(driver)
        await driver.press("delete")
        await settled(driver)
        await driver.press("<", *str(file), "enter")
        await settled(driver)
        await driver.press("enter")
        await settled(driver)
        assert [service.name for service in _services(context, pilot)] == ["a", "b"]
        await driver.press("ctrl+z")
        await settled(driver)
        assert [service.name for service in _services(context, pilot)] == ["checkout"]
        await driver.press("ctrl+z", "ctrl+z")
        await settled(driver)
        assert [service.name for service in _services(context, pilot)] == ["checkout"]


async def test_a_row_that_somebody_else_changed_is_not_overwritten(
    make_app: AppMaker, make_context: Callable[..., Context], settled: Settled, context: Context, pilot: Pilot
) -> None:
    row = add_row(context, pilot.id, SERVICES, Service("checkout"))
    app = make_app(lambda: ServicesScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        change_cell(make_context(who="other"), pilot.id, SERVICES, row, "team", "Team Heron")
        await driver.press("right", "right", *"low", "enter")
        await settled(driver)
        assert any("changed elsewhere" in note.message for note in app._notifications)
    (service,) = _services(context, pilot)
    assert (service.team, service.demand) == ("Team Heron", None)


async def test_a_narrow_screen_pages_columns_and_cuts_no_word(
    make_app: AppMaker, settled: Settled, text_of: TextOf, context: Context, pilot: Pilot
) -> None:
    add_row(
        context,
        pilot.id,
        SERVICES,
        Service("checkout", team="Team Kestrel", domain="buying", exposure_source="incidents of last year"),
    )
    app = make_app(lambda: ServicesScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        assert "incidents" not in text_of(app)
        await driver.press(*["right"] * 6)
        await driver.pause()
        shown = text_of(app)
        assert "checkout" in shown
        assert shown.count("incidents of last year") == 2  # in the table, and in the line below it
        assert "Lost per hour" not in shown
        assert "…" not in shown


async def test_a_proposal_is_recorded_when_it_is_confirmed_and_keeps_its_proof(
    make_app: AppMaker, settled: Settled, text_of: TextOf, context: Context, pilot: Pilot
) -> None:
    service = Service("checkout", Money.parse("410K EUR"), Demand.HIGH, exposure_source="incident of May")
    add_row(context, pilot.id, SERVICES, service)
    app = make_app()
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("2")
        await settled(driver)
        await driver.press("t")
        await settled(driver)
        await driver.press("!")
        await settled(driver)
        assert "new" in text_of(app)
        assert _answer(context, pilot).findings == ()
        await driver.press("enter")
        await driver.pause()
        await driver.press("1")
        await settled(driver)
        assert "confirmed" in text_of(app)
    (finding,) = _answer(context, pilot).findings
    assert finding.state is State.PARTLY
    assert finding.proofs[0].worksheet == "services"


def _answer(context: Context, pilot: Pilot) -> Answer:
    lines = overview(context, pilot.id).objections
    return next(q.answer for line in lines for q in line.questions if q.question_id == "scale.forecast-exposure")
