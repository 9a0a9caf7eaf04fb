"""How sure the result is: the same formulas on many draws, and which inputs matter most."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import ndtri

from playbook.money import Money
from playbook.worksheets.estimates.estimate import Estimate
from playbook.worksheets.oncall import formulas
from playbook.worksheets.oncall.costs import scenario_schedules
from playbook.worksheets.oncall.covers import Scenario
from playbook.worksheets.oncall.plan import CostKind, OnCallPlan

if TYPE_CHECKING:
    from numpy.typing import NDArray

DRAWS = 100_000
SEED = 20220707
TENTH = float(ndtri(0.9))
BINS = 24
SHOWN = (0.005, 0.995)


@dataclass(frozen=True)
class Spread:
    """What was simulated: one case in ten lies below low, half of them below likely, and one in ten above high."""

    low: float
    likely: float
    high: float

    def money(self, currency: str) -> tuple[Money, Money, Money]:
        """As amounts in whole units; what is simulated is not known more exactly."""
        low, likely, high = (Decimal(round(max(value, 0))) for value in (self.low, self.likely, self.high))
        return Money(low, currency), Money(likely, currency), Money(high, currency)


@dataclass(frozen=True)
class Driver:
    """An input, the share of the ups and downs that goes with it (0–1), and from where to where it moves the result."""

    name: str
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Simulated:
    """What was found for one scenario.

    `saves_more` is in how many of all cases (0–1) the outage avoided against Ops Run It loses more than on-call costs
    extra; None where minutes of outage are not known. `bins` counts draws of `on_call` between its ends, which leave
    out the outermost hundredth.
    """

    scenario: Scenario
    on_call: Spread
    yearly: Spread
    break_even_minutes: Spread | None
    saves_more: float | None
    bins: tuple[int, ...]
    bin_ends: tuple[float, float]


@dataclass(frozen=True)
class Simulation:
    """All scenarios, and what moves the result most: the break-even of schedules by exposure, else what they cost."""

    draws: int
    seed: int
    scenarios: tuple[Simulated, ...]
    drivers: tuple[Driver, ...]
    drivers_of: str


def simulate(plan: OnCallPlan, draws: int = DRAWS, seed: int = SEED) -> Simulation:
    """The plan on `draws` cases; the same seed gives the same result.

    An estimate is drawn from a distribution whose 10 %, 50 % and 90 % points are its low, likely and high: log-normal
    below likely, normal above. Draws are stratified: one from each of `draws` equal parts (Latin hypercube, McKay et
    al. 1979). Different inputs are independent. The share of an input is its squared rank correlation with the result
    among the squares of all (Saltelli et al., Global Sensitivity Analysis, 2008). Raises PlaybookError for a plan that
    contradicts itself.
    """
    plan.check()
    drawn = _Drawn(draws, np.random.default_rng(seed))
    costs = {scenario: _on_call(drawn, plan, scenario) for scenario in Scenario}
    found = tuple(_simulated(drawn, plan, scenario, costs) for scenario in Scenario)
    outcome, of = _outcome(plan)
    return Simulation(draws, seed, found, _drivers(drawn, outcome), of)


class _Drawn:
    """Numbers as arrays: one set of draws for every name that is not known exactly."""

    def __init__(self, draws: int, chance: np.random.Generator) -> None:
        self.draws = draws
        self._chance = chance
        self.luck: dict[str, NDArray[np.float64]] = {}
        self._places: dict[str, NDArray[np.int64]] = {}
        self._values: dict[tuple[str, Estimate], Any] = {}

    def of(self, name: str, estimate: Estimate) -> Any:
        if estimate.is_exact:
            return float(estimate.likely)
        if (name, estimate) not in self._values:
            if name not in self.luck:
                self._draw(name)
            self._values[name, estimate] = placed(self.luck[name], estimate)
        return self._values[name, estimate]

    def _draw(self, name: str) -> None:
        self._places[name] = self._chance.permutation(self.draws)
        within = (self._places[name] + self._chance.random(self.draws)) / self.draws
        self.luck[name] = ndtri(within) / TENTH

    def ranks(self, name: str) -> NDArray[np.int64]:
        """The place of each draw of an input among all of them."""
        return self._places[name]

    def exact(self, value: Decimal | int) -> float:
        return float(value)

    def larger(self, one: Any, other: Any) -> Any:
        return np.maximum(one, other)


def placed(luck: Any, estimate: Estimate) -> Any:
    """Luck (−1 is low, 0 likely, 1 high) as values of an estimate: below likely by factors, above it by steps.

    So nothing becomes negative, and nothing zero that is not zero at low.
    """
    low, likely, high = float(estimate.low), float(estimate.likely), float(estimate.high)
    above = likely + (high - likely) * np.maximum(luck, 0.0)
    if low > 0:
        return above * (low / likely) ** np.maximum(-luck, 0.0)
    return np.maximum(above - likely * np.maximum(-luck, 0.0), 0.0)


def _on_call(numbers: Any, plan: OnCallPlan, scenario: Scenario) -> Any:
    schedules = scenario_schedules(plan, scenario)
    return (
        formulas.standby_a_year(numbers, plan.terms, schedules)
        + formulas.callouts_a_year(numbers, plan.terms, schedules)
        + formulas.licences_a_year(numbers, plan.terms, schedules)
    )


def _simulated(drawn: _Drawn, plan: OnCallPlan, scenario: Scenario, costs: Mapping[Scenario, Any]) -> Simulated:
    on_call = np.broadcast_to(costs[scenario], drawn.draws)
    yearly = costs[scenario]
    for kind in CostKind:
        if not kind.is_one_off:
            yearly = yearly + formulas.other_cost(drawn, plan, scenario, kind)
    loss = formulas.outage_loss(drawn, plan, scenario)
    yearly = yearly if loss is None else yearly + loss
    minutes = formulas.break_even(drawn, plan, costs[scenario])
    counts, edges = np.histogram(on_call, bins=BINS, range=tuple(np.quantile(on_call, SHOWN)))
    return Simulated(
        scenario,
        _spread(on_call),
        _spread(np.broadcast_to(yearly, drawn.draws)),
        None if minutes is None else _spread(np.broadcast_to(minutes, drawn.draws)),
        _saves_more(drawn, plan, scenario, costs),
        tuple(int(count) for count in counts),
        (float(edges[0]), float(edges[-1])),
    )


def _saves_more(drawn: _Drawn, plan: OnCallPlan, scenario: Scenario, costs: Mapping[Scenario, Any]) -> float | None:
    if scenario is Scenario.OPS_RUN_IT:
        return None
    before = formulas.outage_loss(drawn, plan, Scenario.OPS_RUN_IT)
    after = formulas.outage_loss(drawn, plan, scenario)
    if before is None or after is None:
        return None
    return float(np.mean(np.broadcast_to(before - after > costs[scenario] - costs[Scenario.OPS_RUN_IT], drawn.draws)))


def _outcome(plan: OnCallPlan) -> tuple[Callable[[Any], Any], str]:
    """The result whose drivers are looked for, as a function of numbers, and its name."""

    def cost(numbers: Any) -> Any:
        return _on_call(numbers, plan, Scenario.BY_EXPOSURE)

    def minutes(numbers: Any) -> Any:
        return formulas.break_even(numbers, plan, cost(numbers))

    known = formulas.exposure(formulas.Likely(), plan) is not None
    return (minutes, "break-even minutes") if known else (cost, "yearly cost")


def _drivers(drawn: _Drawn, outcome: Callable[[Any], Any]) -> tuple[Driver, ...]:
    result = np.broadcast_to(outcome(drawn), drawn.draws)
    if not drawn.luck or np.ptp(result) == 0:
        return ()
    swings = {name: tuple(float(outcome(_OneMoved(name, luck))) for luck in (-1.0, 1.0)) for name in drawn.luck}
    moving = [name for name, (low, high) in swings.items() if low != high]
    place = _ranks(result)
    shares = {name: _correlation(drawn.ranks(name), place) ** 2 for name in moving}
    total = sum(shares.values())
    noise = 25 / drawn.draws  # what squared correlations of independent draws hardly ever exceed
    return tuple(
        Driver(name, shares[name] / total, *swings[name])
        for name in sorted(shares, key=lambda name: -shares[name])
        if shares[name] > noise
    )


class _OneMoved:
    """Every quantity at its likely value but one, which has this luck."""

    def __init__(self, name: str, luck: float) -> None:
        self._name = name
        self._luck = luck

    def of(self, name: str, estimate: Estimate) -> Any:
        return placed(self._luck, estimate) if name == self._name else float(estimate.likely)

    def exact(self, value: Decimal | int) -> float:
        return float(value)

    def larger(self, one: Any, other: Any) -> Any:
        return max(one, other)


def _spread(values: NDArray[np.float64]) -> Spread:
    low, likely, high = np.quantile(values, (0.1, 0.5, 0.9))
    return Spread(float(low), float(likely), float(high))


def _ranks(values: Any) -> NDArray[np.int64]:
    places = np.empty(len(values), dtype=np.int64)
    places[np.argsort(values, kind="stable")] = np.arange(len(values))
    return places


def _correlation(one: NDArray[np.int64], other: NDArray[np.int64]) -> float:
    """Spearman's rank correlation, from the places 0 … n − 1 in two orders."""
    count = len(one)
    apart = one - other
    return 1 - 6 * float((apart * apart).sum()) / (count * (count * count - 1.0))
