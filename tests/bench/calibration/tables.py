"""The calibration tables: what is simulated for each cell, and how it is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from math import sqrt

from surveys.statistics.planning import Setting, plan
from tests.bench.calibration import rates, released, units
from tests.bench.calibration.coverage import PAIRED, UNPAIRED, coverage, no_worse_rate

SEED = 20260301
SIZES = (4, 5, 6, 8, 10, 12)
NOMINAL = 0.05
LEAST_COVERAGE = 0.93

Cell = Callable[[], object]


@dataclass(frozen=True)
class Table:
    """Rows of cells to be simulated; `held` says whether every number must keep what was promised.

    `write` turns the result of a cell into text, `keeps` says for a result and the number of runs whether it is fine.
    """

    title: str
    text: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]
    write: Callable[[object], str]
    keeps: Callable[[object], bool] = lambda _result: True
    free_rows: frozenset[str] = frozenset()


def simulate(cell: Cell) -> object:
    """The result of a cell, in a process of its own."""
    return cell()


def tables(runs: int) -> list[Table]:
    """All tables; `runs` simulated teams for each shape of our own tests, fewer for what is slow."""
    few = max(runs // 8, 50)
    return [
        _type_one(runs, few),
        _families(runs // 2, (1, 2, 4), "main topics"),
        _families(few, (8, 32), "exploratory family"),
        _coverage(runs // 2),
        _no_worse(runs),
        _teams(few),
        _released(runs),
        _released_rates(few),
        _weeks(few),
        _plan(max(runs // 4, 100)),
    ]


def _type_one(runs: int, few: int) -> Table:
    ours: list[tuple[str, rates.Rejects, bool]] = [
        ("exact unpaired", rates.exact_unpaired, False),
        ("exact sign-flip", rates.exact_paired, True),
        ("exact joint, half paired", rates.exact_partly, True),
    ]
    others: list[tuple[str, rates.Rejects, bool]] = [
        ("SciPy mannwhitneyu as it comes", rates.scipy_default, False),
        ("Brunner–Munzel, normal", rates.brunner_munzel_normal, False),
        ("SciPy wilcoxon, pratt, exact", rates.wilcoxon_pratt, True),
    ]
    rows = [
        (name, tuple(partial(rates.worst_rate, test, n, runs, SEED, paired=paired) for n in SIZES))
        for name, test, paired in ours
    ]
    rows += [
        (name, tuple(partial(rates.worst_rate, test, n, few, SEED, paired=paired) for n in SIZES))
        for name, test, paired in others
    ]
    return Table(
        "Changes found where there are none",
        f"One question, five shapes of five-point answers, the worst shape of each size; 5 % was meant. {runs:,} teams "
        f"for each shape, {few:,} for the tests of others, which stand here to show why they are not used.",
        ("test", *(f"n = {n}" for n in SIZES)),
        tuple(rows),
        _percent,
        partial(_at_most, runs),
        frozenset(name for name, _, _ in others),
    )


def _families(runs: int, counts: tuple[int, ...], heading: str) -> Table:
    designs = (("unpaired", False), ("paired", True))
    rows = [
        (f"{name}, n = {n}", tuple(partial(rates.family_rate, paired, n, count, runs, SEED) for count in counts))
        for name, paired in designs
        for n in (6, 8, 12)
    ]
    return Table(
        f"Any change found where there is none, {heading}",
        f"Topics of three questions asked of the same people, adjusted together; {runs:,} teams.",
        ("design", *(f"{count} together" if count > 1 else "1 alone" for count in counts)),
        tuple(rows),
        _percent,
        partial(_at_most, runs),
    )


def _coverage(runs: int) -> Table:
    sizes = [(4, 4), (6, 6), (8, 8), (12, 12), (6, 10)]
    rows = []
    for name in UNPAIRED | PAIRED:
        cells = [partial(coverage, name, *size, runs, SEED) for size in sizes[: 4 if name in PAIRED else 5]]
        rows.append((name, tuple(cells)))
    return Table(
        "How often the 95 % intervals hold the truth",
        f"All 25 pairs of the five shapes: the average, and the lowest in brackets; {runs:,} teams for each pair. "
        "Paired people keep their answer with a chance of one half.",
        ("interval", *(f"{before} v {after}" for before, after in sizes)),
        tuple(rows),
        lambda result: "{:.0%} ({:.0%})".format(*_numbers(result)).replace("%", " %"),
        lambda result: _numbers(result)[0] >= LEAST_COVERAGE,
    )


def _no_worse(runs: int) -> Table:
    return Table(
        "How often an unchanged team may be called “no worse”",
        f"One paired question, average of the five shapes; {runs:,} teams for each shape.",
        ("", *(f"n = {n}" for n in SIZES if n >= 6)),
        (("no worse", tuple(partial(no_worse_rate, n, runs, SEED) for n in SIZES if n >= 6)),),
        _percent,
    )


def _teams(runs: int) -> Table:
    return Table(
        "Many teams: the wrong unit",
        f"Unchanged organisations in which teams drift by 0.4 points, eight people each; {runs:,} organisations. "
        "Changes found at 5 %.",
        ("teams", "t-test on teams", "sign-flip of teams", "all people pooled (Wilcoxon)"),
        tuple((str(n), (partial(units.team_rates, n, runs, SEED),)) for n in (6, 8, 12)),
        lambda result: " | ".join(_percent(rate) for rate in _numbers(result)),
        lambda result: max(_numbers(result)[:2]) <= _limit(runs),
    )


def _released(runs: int) -> Table:
    shifts = (0.0, 0.3, 0.6, 1.0)
    cases = (("teams alike", 0.1), ("teams differ by half a point", 0.5), ("teams differ by a point", 1.0))
    return Table(
        "Many teams: means as they are given out",
        f"Average shift of {runs:,} teams of 5 to 11 people, in points: at full precision, then with means rounded to "
        "half a point and cut off half a point from the ends of the scale. Columns say how far people moved; answers "
        "stop at the ends.",
        ("", *(f"{shift:g}" for shift in shifts)),
        tuple(
            (name, tuple(partial(released.released_shift, s, spread, runs, SEED) for s in shifts))
            for name, spread in cases
        ),
        lambda result: " → ".join(f"{number:.2f}" for number in _numbers(result)),
    )


def _released_rates(runs: int) -> Table:
    cases = (("teams alike", 0.1), ("teams differ by half a point", 0.5), ("teams differ by a point", 1.0))
    return Table(
        "Many teams: changes found where there are none",
        f"Twelve unchanged teams with means as they are given out; {runs:,} organisations, 5 % was meant.",
        ("", "t-test on teams"),
        tuple((name, (partial(released.released_rate, spread, runs, SEED),)) for name, spread in cases),
        _percent,
        partial(_at_most, runs),
    )


def _weeks(runs: int) -> Table:
    cases = (
        ("chance alone", 0.0, 0.0),
        ("weeks vary", 0.5, 0.0),
        ("weeks vary and follow their neighbours (.5)", 0.5, 0.5),
    )
    return Table(
        "Weekly shares: the wrong unit",
        f"Ten weeks a side of 20 tickets, unchanged; {runs:,} teams. Changes found at 5 %; the last column counts "
        "those that are not softened to “looks like”.",
        ("weeks", "quasi-binomial F", "weeks permuted", "all tickets pooled (χ²)", "F, not softened"),
        tuple((name, (partial(units.weekly_rates, spread, lag, runs, SEED),)) for name, spread, lag in cases),
        lambda result: " | ".join(_percent(rate) for rate in _numbers(result)),
        lambda result: max(_numbers(result)[:2]) <= _limit(runs),
        frozenset({cases[2][0]}),
    )


def _plan(runs: int) -> Table:
    settings = [(n, pairs) for n in (6, 8, 10, 12) for pairs in (0, n)]
    rows = [
        (
            f"{n} v {n}, {'paired' if pairs else 'unpaired'}",
            tuple(partial(_smallest, Setting(n, n, pairs, topics), runs) for topics in (1, 2, 4)),
        )
        for n, pairs in settings
    ]
    return Table(
        "The shift that is found in 80 of 100 teams",
        f"Main topics of three questions, in points; {runs:,} teams, assumptions as `ybiyri stats plan` prints them.",
        ("people", "1 main topic", "2", "4"),
        tuple(rows),
        str,
    )


def _smallest(setting: Setting, runs: int) -> str:
    found = plan(setting, runs=runs)
    if not found.possible:
        return "impossible"
    return "more than 1.5" if found.minimum_shift is None else f"{found.minimum_shift:.1f}"


def _percent(rate: object) -> str:
    return f"{100 * _number(rate):.1f} %"


def _at_most(runs: int, rate: object) -> bool:
    return _number(rate) <= _limit(runs)


def _limit(runs: int) -> float:
    """Nominal, and two standard errors of a simulation of so many runs."""
    return NOMINAL + 2 * sqrt(NOMINAL * (1 - NOMINAL) / runs)


def _number(result: object) -> float:
    if not isinstance(result, float):
        raise TypeError(f"a cell gave {result!r}")
    return result


def _numbers(result: object) -> Sequence[float]:
    if not isinstance(result, tuple):
        raise TypeError(f"a cell gave {result!r}")
    return result
