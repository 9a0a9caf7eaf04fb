"""The calibration of the statistics, with fewer simulated teams than `make calibrate`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_every_test_and_interval_keeps_what_was_promised(capsys: pytest.CaptureFixture[str]) -> None:
    command = [sys.executable, "-m", "tests.bench.calibration", "--check", "--runs", "400"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    with capsys.disabled():
        print(f"\n{done.stdout}\n{done.stderr}")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("###") >= 8
