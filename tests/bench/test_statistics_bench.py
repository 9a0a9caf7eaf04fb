"""Ratios, never limits: our tests beside SciPy's on the same answers, and files beside plain reading."""

from __future__ import annotations

import csv
import importlib.util
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.stats import mannwhitneyu

from surveys.statistics.exact import mann_whitney
from surveys.statistics.intervals import delta_interval
from surveys.statistics.scores import Scores

ITEMS = 24
LARGEST_FOR_PINGOUIN = 10_000
ROOT = Path(__file__).parents[2]
Answers = NDArray[np.int8]
# What a user runs, with the most memory it ever had at the end.
MEASURED = """
import sys, time
from pathlib import Path
start = time.perf_counter()
from ybiyri_tui.__main__ import run
code = run(sys.argv[1:])
took = time.perf_counter() - start
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(code, took, peak.split()[1], file=sys.stderr)
"""


def answers(people: int, shift: float, seed: int) -> Answers:
    random = np.random.default_rng(seed)
    return np.clip(np.rint(random.normal(3 + shift, 1.1, (ITEMS, people))), 1, 5).astype(np.int8)


def counted(item: Answers) -> Scores:
    values, counts = np.unique(item, return_counts=True)
    return Scores(tuple(zip(values.tolist(), counts.tolist(), strict=True)))


def fastest(work: Callable[[], object], runs: int) -> float:
    """Seconds of the best of some runs."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def pingouin_seconds(before: Answers, after: Answers) -> float | None:
    """Seconds of pingouin for the same test and effect; None where it is not installed, or would take minutes."""
    if importlib.util.find_spec("pingouin") is None or before.shape[1] > LARGEST_FOR_PINGOUIN:
        return None
    mwu = importlib.import_module("pingouin").mwu
    return fastest(lambda: [mwu(two, one, method="asymptotic") for one, two in zip(before, after, strict=True)], 2)


@pytest.mark.slow
@pytest.mark.parametrize(("people", "runs"), [(100, 20), (10_000, 5), (1_000_000, 1)])
def test_24_items_beside_scipy_on_raw_answers(people: int, runs: int, capsys: pytest.CaptureFixture[str]) -> None:
    before, after = answers(people, 0, 1), answers(people, 0.02, 2)
    sides = [(counted(first), counted(second)) for first, second in zip(before, after, strict=True)]

    def by_scipy() -> list[float]:
        return [
            float(mannwhitneyu(second, first, method="asymptotic").pvalue)
            for first, second in zip(before, after, strict=True)
        ]

    scipy_seconds = fastest(by_scipy, runs)
    from_raw = fastest(
        lambda: [mann_whitney(counted(one), counted(two)) for one, two in zip(before, after, strict=True)], runs
    )
    once_counted = fastest(lambda: [mann_whitney(*both) for both in sides], max(runs, 5))
    with_interval = fastest(lambda: [(mann_whitney(*both), delta_interval(*both)) for both in sides], max(runs, 5))
    with capsys.disabled():
        print(
            f"\n24 items, {people:,} answers a side: SciPy {1000 * scipy_seconds:.1f} ms; "
            f"ours {1000 * from_raw:.1f} ms ({scipy_seconds / from_raw:.1f} times as fast), "
            f"once counted {1000 * once_counted:.2f} ms ({scipy_seconds / once_counted:.0f} times), "
            f"with the interval {1000 * with_interval:.2f} ms ({scipy_seconds / with_interval:.0f} times)"
        )
    pingouin = pingouin_seconds(before, after)
    if pingouin is not None:
        with capsys.disabled():
            print(f"pingouin {1000 * pingouin:.1f} ms ({pingouin / from_raw:.0f} times as slow as ours)")
    for both, expected in zip(sides, by_scipy(), strict=True):
        assert float(mann_whitney(*both).p_value) == pytest.approx(expected, rel=1e-9, abs=1e-300)


@pytest.mark.slow
def test_thirty_against_thirty_exact(capsys: pytest.CaptureFixture[str]) -> None:
    before, after = answers(30, 0, 3), answers(30, 0.6, 4)
    sides = [(counted(first), counted(second)) for first, second in zip(before, after, strict=True)]
    fine = [
        (Scores.of(range(0, 60, 2)), Scores.of(at + 1 if at % 3 else at for at in range(0, 60, 2))) for _ in range(3)
    ]
    coarse_seconds = fastest(lambda: [mann_whitney(*both) for both in sides], 5) / len(sides)
    fine_seconds = fastest(lambda: [mann_whitney(*both) for both in fine], 5) / len(fine)
    with capsys.disabled():
        print(
            f"\n30 v 30 exact: {1000 * coarse_seconds:.2f} ms an item on five points, "
            f"{1000 * fine_seconds:.2f} ms on many different scores"
        )
    assert all(mann_whitney(*both).exact for both in [*sides, *fine])


@pytest.mark.slow
@pytest.mark.parametrize("quoted", [False, True])
def test_a_file_of_a_million_people(tmp_path: Path, quoted: bool, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "big.csv"
    form = '"%d"' if quoted else "%d"
    with path.open("w", encoding="ascii") as file:
        file.write(",".join(["phase", *(f"q{at}" for at in range(ITEMS))]) + "\n")
        for label, shift in (("before", 0.0), ("after", 0.02)):
            rows = answers(500_000, shift, 5).T
            np.savetxt(file, rows, fmt=f"{label},{','.join([form] * ITEMS)}")

    def read() -> int:
        with path.open(newline="", encoding="utf-8") as file:
            return sum(1 for _ in csv.reader(file))

    alone = fastest(read, 2)
    command = [sys.executable, "-c", MEASURED, "compare", str(path), "--by", "phase=before,after", "--format", "csv"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    code, seconds, peak = done.stderr.split()[-3:]
    with capsys.disabled():
        print(
            f"\n1,000,000 rows × {ITEMS} items{', quoted' if quoted else ''}: csv.reader {alone:.1f} s, "
            f"compare from start to end {float(seconds):.1f} s ({float(seconds) / alone:.1f} times), "
            f"{float(peak) / 1024:.0f} MB"
        )
    rows_out = list(csv.DictReader(done.stdout.splitlines()))
    assert code == "0"
    assert len(rows_out) == ITEMS
    assert {row["n_before"] for row in rows_out} == {"500000"}
