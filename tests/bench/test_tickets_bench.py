from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable
from random import Random

import pytest

from playbook.tickets.reading.importing import read_tickets
from playbook.tickets.rules.bau_rules import parse_rules

ROWS = 200_000
RUNS = 3
USED_COLUMNS = [
    "Summary",
    "Issue key",
    "Issue Type",
    "Status",
    "Created",
    "Updated",
    "Resolved",
    "Labels",
    "Labels",
    "Description",
]


def generated_export(other_columns: int) -> bytes:
    """Rows as Jira Cloud writes them: repeated labels, cells of several lines, many empty columns."""
    chance = Random(7)
    empty = [""] * other_columns
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*USED_COLUMNS, *(f"Custom field ({number})" for number in range(other_columns))])
    for number in range(ROWS):
        day, minute = chance.randint(1, 28), chance.randint(0, 59)
        moment = f"{day:02d}/{chance.choice(['Aug', 'Sep', 'Oct'])}/25 {chance.randint(1, 12)}:{minute:02d} PM"
        kind = "Bug" if number % 4 == 0 else "Story"
        text = "It fails.\r\nSteps, in order:\r\n1. Pay" if number % 3 == 0 else "Short"
        label = "urgent" if number % 10 == 5 else ""
        used = [f"Ticket {number}", f"OPS-{number}", kind, "Done", moment, moment, moment, "web", label, text]
        writer.writerow([*used, *empty])
    return out.getvalue().encode()


def fastest(work: Callable[[], object]) -> float:
    """Seconds of processor time of the best of some runs."""
    times = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


@pytest.mark.slow
@pytest.mark.parametrize("other_columns", [0, 30, 120])
def test_reading_many_tickets_beside_csv_reader(capsys: pytest.CaptureFixture[str], other_columns: int) -> None:
    data = generated_export(other_columns)
    rules = parse_rules(["type=Bug", "label=urgent"])

    def plain() -> int:
        return sum(1 for _ in csv.reader(io.TextIOWrapper(io.BytesIO(data), "utf-8", newline="")))

    alone = fastest(plain)
    whole = fastest(lambda: read_tickets("export.csv", io.BytesIO(data), rules))
    with capsys.disabled():
        columns = len(USED_COLUMNS) + other_columns
        print(f"\n{ROWS:,} Jira rows of {columns} columns: csv.reader {alone:.2f} s, ", end="")
        print(f"reading and judging {whole:.2f} s, {whole / alone:.1f} times")
    report = read_tickets("export.csv", io.BytesIO(data), rules)
    assert plain() == ROWS + 1
    assert (report.rows_read, len(report.items), report.dropped) == (ROWS, ROWS, ())
    assert [caught.items for caught in report.catches] == [ROWS // 4, ROWS // 10]
