"""The simulation in lines: low, likely and high as a picture, and the two inputs that matter most."""

from __future__ import annotations

from collections.abc import Iterator

from playbook.worksheets.oncall.covers import Scenario
from playbook.worksheets.oncall.simulation import Driver, Simulation
from ybiyri_tui.reports.worksheets.lines import Line, heading, minutes, per_cent
from ybiyri_tui.reports.worksheets.oncall.picture import heights, range_bar
from ybiyri_tui.usecases.worksheets.oncall.words import SCENARIO_WORDS
from ybiyri_tui.wording.amounts import amount

LABEL = 13
WIDEST = 40
NAMED = 2


def simulated_lines(found: Simulation, currency: str, width: int = 78) -> Iterator[Line]:
    """A range for each scenario on one scale, the shape of the middle one, break-even, drivers."""
    yield heading(f"How sure: low, likely and high of on-call a year ({currency})")
    if not found.drivers and all(one.on_call.low == one.on_call.high for one in found.scenarios):
        yield Line("Everything was entered as one number, so there is no range; enter low / likely / high.", "quiet")
        return
    yield from _ranges(found, currency, width)
    yield from _shape(found, currency)
    by_exposure = next(one for one in found.scenarios if one.scenario is Scenario.BY_EXPOSURE)
    if by_exposure.break_even_minutes is not None:
        spread = by_exposure.break_even_minutes
        low, likely, high = (minutes(value) for value in (spread.low, spread.likely, spread.high))
        yield Line(f"{low}, likely {likely}, up to {high} of outage a year", label="Breaks even at ")
    if by_exposure.saves_more is not None:
        says = f"saves more outage than it costs extra in {round(by_exposure.saves_more * 100)} of 100 cases"
        yield Line(says, label="By exposure ")
    yield from _drivers(found)
    yield Line(
        f"{found.draws:,} draws, seed {found.seed}. In one case of ten it is below low, in one above high.", "quiet"
    )


def _ranges(found: Simulation, currency: str, width: int) -> Iterator[Line]:
    most = max(one.on_call.high for one in found.scenarios)
    spreads = [(SCENARIO_WORDS[one.scenario], one.on_call) for one in found.scenarios]
    texts = [" – ".join(amount(money) for money in spread.money(currency)) for _, spread in spreads]
    room = min(WIDEST, width - LABEL - max(map(len, texts)) - 2)
    for (words, spread), text in zip(spreads, texts, strict=True):
        if room < 8:
            yield Line(text, label=f"{words:<{LABEL}}", folds=False)
        else:
            bar = range_bar(spread.low, spread.likely, spread.high, most, room)
            yield Line(f"{bar}  {text}", label=f"{words:<{LABEL}}", folds=False)


def _shape(found: Simulation, currency: str) -> Iterator[Line]:
    one = next(one for one in found.scenarios if one.scenario is Scenario.BY_EXPOSURE)
    if one.on_call.low < one.on_call.high:
        first, last = (f"{round(end):,}" for end in one.bin_ends)
        yield Line(f"{heights(one.bins)}  {first} to {last} {currency}", label=f"{'by exposure':<{LABEL}}", folds=False)


def _drivers(found: Simulation) -> Iterator[Line]:
    for number, driver in enumerate(found.drivers[:NAMED], 1):
        says = f"{driver.name}: {per_cent(driver.share)} of the ups and downs; {_swing(driver, found.drivers_of)}"
        yield Line(says, label=f"Matters most, {number}: ")


def _swing(driver: Driver, of: str) -> str:
    in_minutes = "minutes" in of
    low, high = (minutes(value) if in_minutes else f"{round(value):,}" for value in (driver.low, driver.high))
    return f"between its low and high the {of} move from {low} to {high}"
