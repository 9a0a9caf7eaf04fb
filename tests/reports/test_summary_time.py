"""What worksheets on time say in the summary: numbers, no names."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from playbook.records import Pilot
from playbook.worksheets.specialists.roads import Road
from playbook.worksheets.specialists.sheets import ROADS, TASKS
from playbook.worksheets.specialists.tasks import Task, Value
from ybiyri_tui.context import Context
from ybiyri_tui.reports.charts import TimelineChart
from ybiyri_tui.reports.document import Bullets, Grid, Picture
from ybiyri_tui.reports.summary.parts.time import time_data, time_sections
from ybiyri_tui.reports.summary.summary import summarise
from ybiyri_tui.usecases.worksheets.plan.changing import begin_plan
from ybiyri_tui.usecases.worksheets.sheets import add_row


def test_what_was_not_entered_is_said_in_one_line(context: Context, pilot: Pilot) -> None:
    summary = summarise(context, pilot.id)
    (section,) = time_sections(summary)
    (bullets,) = section.blocks
    assert isinstance(bullets, Bullets)
    assert len(bullets.items) == 1
    assert set(time_data(summary).values()) == {None}


def test_sums_roads_and_phases_are_told_without_names(context: Context, pilot: Pilot) -> None:
    add_row(context, pilot.id, TASKS, Task("a user", "Ada", Decimal(20), 3600, 1800, Value.HIGH, True, "Ada"))
    add_row(context, pilot.id, ROADS, Road("a service", "all of it", "Ada", 86_400, 60, 2))
    begin_plan(context, pilot.id, date(2026, 11, 30))
    summary = summarise(context, pilot.id)
    first, phases = time_sections(summary)
    told = " ".join(item for block in first.blocks if isinstance(block, Bullets) for item in block.items)
    assert "10 of 10 hours of specialists' work a year can be freed; 0 are." in told
    assert "“a service”: 2 teams without a ticket; before 1 d, now 1 min." in told
    picture, grid = phases.blocks
    assert isinstance(picture, Picture)
    assert isinstance(picture.chart, TimelineChart)
    assert isinstance(grid, Grid)
    assert grid.rows[0][:3] == ("Baseline (now)", "30 Nov 2026", "20 Dec 2026")
    assert "Ada" not in f"{told}{time_data(summary)}"
