"""Incident flow, chaos days, the plan and the choice of a team, by keys."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from textual.widgets import Input

from playbook.records import Pilot
from playbook.worksheets.chaos_day.records import Detection, Experiment, Person, Role
from playbook.worksheets.chaos_day.sheets import DAYS, EXPERIMENTS, PEOPLE
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.screens.worksheets.chaos.days import ChaosScreen
from ybiyri_tui.screens.worksheets.menu import WorksheetsScreen
from ybiyri_tui.screens.worksheets.plan.plan import PlanScreen
from ybiyri_tui.screens.worksheets.time.flow import FlowScreen
from ybiyri_tui.usecases.worksheets.chaos.days import chaos_day, plan_row
from ybiyri_tui.usecases.worksheets.incident_flow.page import flow_page
from ybiyri_tui.usecases.worksheets.plan.changing import begin_plan
from ybiyri_tui.usecases.worksheets.plan.page import plan_page
from ybiyri_tui.usecases.worksheets.sheets import add_row, change_cell

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Any], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]


async def test_a_flow_begins_from_a_template_and_grows_step_by_step(
    make_app: AppMaker, settled: Settled, text_of: TextOf, context: Context, pilot: Pilot
) -> None:
    app = make_app(lambda: FlowScreen(pilot))
    async with app.run_test(size=(60, 18)) as driver:

        async def press(*keys: str) -> None:
            for key in keys:
                await driver.press(key)
                await settled(driver)

        await settled(driver)
        assert "f begins from a template" in text_of(app)
        await press("down", "f", "2")
        assert "0 of 7 automatic" in text_of(app)
        assert "└══▷" in text_of(app) or "└══▶" in text_of(app)
        await press("enter", "+")
        await press("escape")
        await press("down", "down", "enter", "enter")
        await driver.press(*"40", "enter")
        await settled(driver)
        await press("escape", "home")
        assert "Today and target" in text_of(app)
    page = flow_page(context, pilot.id)
    new = page.flow.today[-1]
    assert (new.id, new.after, new.source) == (12, 1, "operations bridge")
    assert page.flow.facts.incidents_a_year == 40
    assert page.today.dearest is not None


async def test_a_chaos_day_is_planned_begun_logged_with_one_key_each_and_ended(
    make_app: AppMaker, settled: Settled, text_of: TextOf, context: Context, pilot: Pilot
) -> None:
    app = make_app(lambda: ChaosScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:

        async def press(*keys: str) -> None:
            for key in keys:
                await driver.press(key)
                await settled(driver)

        await settled(driver)
        await press("enter")
        await driver.press(*"First", "enter")
        await settled(driver)
        await press("enter", "g")
        assert any("The day cannot begin yet" in note.message for note in app._notifications)
        for field, text in (("scope", "queue"), ("blast_radius", "staging"), ("stop_rule", "customers are hit")):
            change_cell(context, pilot.id, DAYS, plan_row(context, pilot.id, 1), field, text)
        add_row(context, pilot.id, PEOPLE, Person(1, "Ana", Role.AGENT))
        add_row(context, pilot.id, PEOPLE, Person(1, "the team", Role.RESPONDER))
        add_row(context, pilot.id, EXPERIMENTS, Experiment(1, 1, "queue", "full", rollback="empty it"))
        await press("g", "i", "p", "r")
        assert "put right by owners" in text_of(app)
        await press("u", "o", "e", "2")
        assert "is over" in " ".join(note.message for note in app._notifications)
        await press("escape", "end", "enter", "+")
        assert "Day" not in text_of(app).splitlines()[2]
    day = chaos_day(context, pilot.id, 1)
    assert [entry.event for entry in day.log] == ["injected", "detected", "rolled_back"]
    assert day.experiments[0].detected_by is Detection.PERSON
    assert (day.plan.ended_because, day.improvements[0].day) == ("time is up", 1)


async def test_a_team_is_scored_by_keys_and_chosen(
    make_app: AppMaker, settled: Settled, text_of: TextOf, context: Context, pilot: Pilot
) -> None:
    app = make_app(lambda: PlanScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:

        async def press(*keys: str) -> None:
            for key in keys:
                await driver.press(key)
                await settled(driver)

        await settled(driver)
        await press("enter", "+")
        await driver.press(*"Kestrel", "enter")
        await settled(driver)
        await press("2", "down", "down", "0")
        assert "veto" in text_of(app)
        await press("u", "1", "c", "escape", "l")
        await driver.press(*"2026-12-07", "enter")
        await settled(driver)
        assert "Kestrel" in text_of(app)
        await press("end", "a", "1")
        assert "The sponsor has not agreed" in text_of(app)
    page = plan_page(context, pilot.id)
    assert (page.plan.charter.team, page.candidates[0].total, page.candidates[0].vetoes) == ("Kestrel", 3, ())
    assert page.plan.charter.exit_team_on == context.today
    assert len(page.plan.phases) == 6


async def test_a_decision_is_recorded_with_its_reason_and_leaves_no_draft(
    make_app: AppMaker, settled: Settled, context: Context, pilot: Pilot
) -> None:
    begin_plan(context, pilot.id, context.today)
    app = make_app(lambda: PlanScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("v", "2")
        await settled(driver)
        await driver.press(*"Jo", "enter")
        await settled(driver)
        await driver.press(*"slow", "enter")
        await settled(driver)
        assert not app.drafts
    charter = plan_page(context, pilot.id).plan.charter
    assert (charter.decision, charter.decided_by, charter.reasons) == ("extend", "Jo", "slow")


async def test_a_worksheet_is_written_blank_for_a_room(
    make_app: AppMaker, settled: Settled, text_of: TextOf, pilot: Pilot, tmp_path: Path
) -> None:
    app, path = make_app(lambda: WorksheetsScreen(pilot)), tmp_path / "blank.md"
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("b")
        await settled(driver)
        assert "A name that ends with .pdf, .html or .md" in text_of(app)
        app.screen.query_one(Input).value = str(path)
        await driver.press("enter")
        await settled(driver)
    assert "| No |" in path.read_text()
    assert f"- Pilot: {pilot.name}" in path.read_text()


async def test_a_plan_is_written_as_a_page_with_its_phases_drawn(
    make_app: AppMaker, settled: Settled, context: Context, pilot: Pilot, tmp_path: Path
) -> None:
    begin_plan(context, pilot.id, context.today)
    app, path = make_app(lambda: PlanScreen(pilot)), tmp_path / "plan.html"
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("w")
        await settled(driver)
        app.screen.query_one(Input).value = str(path)
        await driver.press("enter")
        await settled(driver)
    assert "with nights on call</text>" in path.read_text()
