"""A portfolio of 5,000 services: read, decided and drawn; imported into a workspace."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from playbook.records import Pilot
from playbook.worksheets.services.service import SERVICES, Demand
from ybiyri_tui.context import Context
from ybiyri_tui.reports.worksheets.services import decisions_lines
from ybiyri_tui.usecases.worksheets.files import import_file
from ybiyri_tui.usecases.worksheets.services.deciding import decision_view
from ybiyri_tui.usecases.worksheets.services.file_decisions import decide_file

pytestmark = pytest.mark.slow

SIZE = 5_000
TARGET_SECONDS = 1.0


def _portfolio(path: Path) -> Path:
    random, demands = Random(1), list(Demand)
    rows = (
        f"service-{n},{random.randint(1, 900)}K EUR,{random.choice(demands).value},Team {n % 200},domain {n % 20},guess"
        for n in range(SIZE)
    )
    header = "name,exposure_per_hour,demand,team,domain,exposure_source"
    path.write_text("\n".join((header, *rows)), encoding="utf-8")
    return path


def _tell(what: str, work: Callable[[], object]) -> None:
    started = time.process_time()
    work()
    seconds = time.process_time() - started
    print(f"{what}: {seconds:.2f} s of CPU, {seconds / TARGET_SECONDS:.0%} of the target")


def test_a_portfolio_is_read_decided_and_drawn(tmp_path: Path) -> None:
    path = _portfolio(tmp_path / "portfolio.csv")
    _tell("file", lambda: decisions_lines(decide_file(path).portfolio))
    assert len(decide_file(path).portfolio.decisions) == SIZE


def test_a_portfolio_is_imported_decided_and_drawn(context: Context, pilot: Pilot, tmp_path: Path) -> None:
    path = _portfolio(tmp_path / "portfolio.csv")

    def work() -> None:
        import_file(context, pilot.id, SERVICES, path)
        decisions_lines(decision_view(context, pilot.id).portfolio)

    _tell("workspace", work)
    assert len(decision_view(context, pilot.id).portfolio.decisions) == SIZE
