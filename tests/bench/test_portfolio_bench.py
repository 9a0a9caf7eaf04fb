"""A coach of 1,000 pilots and 2,000 closed rounds, beside a bare query of the same rows; no time is a failure."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text

from playbook.records import Phase
from tests.many_pilots.filling import context_on, fill
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.screens.home.home import HomeScreen
from ybiyri_tui.usecases.pilot.listing import pilot_lines
from ybiyri_tui.usecases.pilot.overview import overview
from ybiyri_tui.usecases.pilot.pilots import choose_pilot, open_pilot
from ybiyri_tui.usecases.pilot.rollup import rollup
from ybiyri_tui.usecases.portfolio.behind import pilots_behind
from ybiyri_tui.usecases.portfolio.portfolio import portfolio
from ybiyri_tui.usecases.survey.comparing.across import across
from ybiyri_tui.workspace.opening import Place

PILOTS = 1000
OPEN = 500
ONE = [
    f"SELECT * FROM {table} WHERE pilot_id = {OPEN}"  # noqa: S608
    for table in ("answer", "finding", "must_have_mark", "promise")
]
LISTED = ["SELECT * FROM pilot", "SELECT * FROM must_have_mark"]
GRADES = ["SELECT pilot_id, question_id FROM proof", "SELECT * FROM finding", "SELECT * FROM answer"]
LEDGER = ["SELECT record FROM survey_release WHERE kind = 'comparison'"]

Step = tuple[str, Callable[[Context], object], list[str]]
STEPS: list[Step] = [
    ("Home", lambda context: _home(context), ONE),
    ("list of pilots", pilot_lines, LISTED),
    ("roll-up", rollup, [*LISTED, *GRADES]),
    ("portfolio", portfolio, [*LISTED, *GRADES, "SELECT * FROM promise"]),
    ("portfolio, one phase", lambda context: portfolio(context, Phase.PILOT), [*LISTED, *GRADES]),
    ("pilots behind a number", lambda context: pilots_behind(context, "must-have:pay-agreed"), LISTED),
    ("all teams as units", across, LEDGER),
]


@pytest.fixture(params=["file", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where the workspace is kept."""
    if request.param == "file":
        return tmp_path / "many.ybiyri"
    address: str = request.getfixturevalue("postgres_schema")
    return address


@pytest.mark.slow
async def test_a_thousand_pilots_beside_a_bare_query(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    context = context_on(place)
    filling = _seconds(lambda: fill(context, PILOTS, variety=24))
    open_pilot(context, OPEN)
    kind = "file" if isinstance(place, Path) else "PostgreSQL"
    with capsys.disabled():
        print(f"\n{PILOTS} pilots, {2 * PILOTS} closed rounds, {kind}; filled in {filling:.1f} s")
    assert across(context).teams == len(pilot_lines(context, archived=True)) == PILOTS
    for name, read, rows in STEPS:
        taken, bare = _fastest(partial(read, context)), _fastest(partial(_bare, context, rows))
        statements = _statements(partial(read, context))
        with capsys.disabled():
            ratio = f"{taken / bare:5.1f} times the bare rows ({bare:.3f} s)"
            print(f"  {name:<24} {taken:6.3f} s, {statements:2} statements, {ratio}")
    shown = await _home_on_the_screen(place)
    with capsys.disabled():
        print(f"  Home on the screen       {shown:6.3f} s from making the app, workspace opened anew")


def _home(context: Context) -> object:
    return overview(context, open_pilot(context, choose_pilot(context).id).id)


def _bare(context: Context, statements: list[str]) -> None:
    context.workspace.read(
        lambda session: [session.connection().execute(text(statement)).all() for statement in statements]
    )


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def _fastest(work: Callable[[], object]) -> float:
    return min(_seconds(work) for _ in range(3))


def _statements(work: Callable[[], object]) -> int:
    seen = 0

    def listen(*_: object) -> None:
        nonlocal seen
        seen += 1

    event.listen(Engine, "before_cursor_execute", listen)
    work()
    event.remove(Engine, "before_cursor_execute", listen)
    return seen


async def _home_on_the_screen(place: Place) -> float:
    begin = time.perf_counter()
    app = YbiyriApp(lambda: context_on(place), HomeScreen)
    async with app.run_test(size=(80, 24)) as driver:
        while not (isinstance(app.screen, HomeScreen) and app.screen.view is not None):
            await driver.pause()
        return time.perf_counter() - begin
