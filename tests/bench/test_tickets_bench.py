"""How long an import of many tickets takes beside `csv.reader` on the same file, and how much memory it needs."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

ROWS = 200_000
TEXT = "the till fails when a voucher is used twice, payment returns an error and customers wait"
RUNS = 3
USED = ["Summary", "Issue key", "Issue Type", "Status", "Created", "Updated", "Resolved", "Labels", "Labels"]
SHAPES = {"narrow": (10, 30), "current fields": (40, 300), "all fields": (130, 700)}
"""Columns, and about how many characters of free text a row has."""
# Looks at one file with csv.reader, with a dry run and with an import, and says how long each took at best.
MEASURED = """
import csv, json, sys, time
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from ybiyri_tui.context import Context
from ybiyri_tui.usecases import ticketing
from ybiyri_tui.usecases.pilot.pilots import create_pilot
from ybiyri_tui.workspace.sqlite import FileWorkspace

path, folder, runs = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
rules = ("type=Bug", "label=urgent")
workspace = FileWorkspace.create(folder / "bench.ybiyri")
context = Context(workspace, who="coach", now=lambda: datetime.now(UTC), random=Random(1))
pilots = [create_pilot(context, name=f"Pilot {number}", team="T", mission="M").id for number in range(runs)]

def plain():
    with path.open(encoding="utf-8", newline="") as text:
        return sum(1 for _ in csv.reader(text))

def best(*works):
    times = []
    for work in works:
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)

def imported(pilot_id):
    return lambda: ticketing.import_tickets(context, pilot_id, path, bau=rules)

found = {
    "csv.reader": best(*[plain] * runs),
    "dry run": best(*[lambda: ticketing.preview(context, pilots[0], path, bau=rules)] * runs),
    "import": best(*map(imported, pilots)),
    "import again": best(imported(pilots[0])),
}
share = ticketing.share(context, pilots[0])
peak = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
mebibytes = int(peak.split()[1]) / 1024
print(json.dumps({"seconds": found, "items": share.items, "caught": share.caught, "mebibytes": mebibytes}))
"""


def write_export(path: Path, columns: int, characters: int) -> None:
    """Rows as Jira Cloud writes them: repeated labels, cells of several lines, many empty columns."""
    chance = Random(7)
    others = columns - len(USED) - 1
    words = TEXT.split()
    texts = [" ".join(chance.choices(words, k=characters // 5)) for _ in range(200)]
    texts += [f"{text}\r\nSteps, in order:\r\n1. Pay" for text in texts[:100]]
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow([*USED, "Description", *(f"Custom field ({number})" for number in range(others))])
        for number in range(ROWS):
            moments = [_moment(chance) for _ in range(3)]
            kind = "Bug" if number % 4 == 0 else chance.choice(["Story", "Task", "Sub-task"])
            labels = [chance.choice(["web", "api", "till", ""]), "urgent" if number % 10 == 5 else ""]
            used = [f"Ticket {number}", f"OPS-{number}", kind, "Done", *moments, *labels, chance.choice(texts)]
            filled = ["High" if at % 12 == number % 12 else "" for at in range(others)]
            writer.writerow([*used, *filled])


def _moment(chance: Random) -> str:
    day, month = f"{chance.randint(1, 28):02d}", chance.choice(["Aug", "Sep", "Oct"])
    return f"{day}/{month}/25 {chance.randint(1, 12)}:{chance.randint(0, 59):02d} PM"


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_importing_many_tickets_beside_csv_reader(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, shape: str
) -> None:
    path = tmp_path / "export.csv"
    write_export(path, *SHAPES[shape])
    command = [sys.executable, "-c", MEASURED, str(path), str(tmp_path), str(RUNS)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    alone = found["seconds"]["csv.reader"]
    ratios = ", ".join(f"{what} {took:.2f} s ({took / alone:.1f} times)" for what, took in found["seconds"].items())
    with capsys.disabled():
        size = path.stat().st_size / 1e6
        print(f"\n{ROWS:,} Jira rows, {shape}, {SHAPES[shape][0]} columns, {size:.0f} MB: {ratios}, ", end="")
        print(f"{found['mebibytes']:.0f} MiB at most")
    assert found["items"] == ROWS
    assert found["caught"] == {"type=Bug": ROWS // 4, "label=urgent": ROWS // 10}
