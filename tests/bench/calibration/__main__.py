"""Calibrates the statistics by seeded simulation and writes the tables into docs/statistics.md; `--check` only prints.

Ends with 1 if a number is not what was promised.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

from tests.bench.calibration.tables import Table, simulate, tables

DOCUMENT = Path(__file__).parents[3] / "docs" / "statistics.md"
START, END = "<!-- made by make calibrate -->", "<!-- end of what make calibrate makes -->"
RUNS = 3000


def main() -> int:
    """Runs everything on two processes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS, help="simulated teams for each shape")
    parser.add_argument("--check", action="store_true", help="print the tables and change nothing")
    options = parser.parse_args()
    begun = time.monotonic()
    found = tables(options.runs)
    cells = [(table, name, cell) for table in found for name, row in table.rows for cell in row]
    with get_context("spawn").Pool(2) as pool:
        results = iter(pool.map(simulate, [cell for _, _, cell in cells], chunksize=1))
    written, broken = [], []
    for table in found:
        text, problems = _write(table, results)
        written.append(text)
        broken += problems
    document = "\n\n".join(written)
    if options.check:
        print(document)
    else:
        _put(document)
    print(f"{len(cells)} cells in {time.monotonic() - begun:.0f} seconds", file=sys.stderr)
    for problem in broken:
        print(problem, file=sys.stderr)
    return 1 if broken else 0


def _write(table: Table, results: Iterator[object]) -> tuple[str, list[str]]:
    lines = [f"### {table.title}", "", table.text, "", _row(table.header), _row(("---",) * len(table.header))]
    problems = []
    for name, row in table.rows:
        found = [next(results) for _ in row]
        written = (name, *(table.write(result) for result in found))
        lines.append(_row((*written, *("–",) * (len(table.header) - " | ".join(written).count(" | ") - 1))))
        if name not in table.free_rows:
            problems += [f"{table.title}, {name}: {table.write(result)}" for result in found if not table.keeps(result)]
    return "\n".join(lines), problems


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _put(text: str) -> None:
    document = DOCUMENT.read_text(encoding="utf-8")
    before, rest = document.split(START)
    _, after = rest.split(END)
    DOCUMENT.write_text(f"{before}{START}\n\n{text}\n\n{END}{after}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
