"""stats: plans, many teams, weekly shares and adjusted p-values."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Ybiyri = Callable[..., Any]


@pytest.fixture
def teams_file(tmp_path: Path) -> Path:
    lines = ["team,phase,q"]
    for at, (before, after) in enumerate([(2, 3), (2, 4), (3, 4), (1, 3), (2, 3), (3, 5), (2, 2)]):
        lines += [f"Team {at},before,{before}", f"Team {at},after,{after}"]
    path = tmp_path / "teams.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def weeks_file(tmp_path: Path) -> Path:
    shares = [9, 7, 8, 6, 9, 7, 4, 6, 3, 5, 2, 4]
    rows = [f"2026-W{at:02d},{n},20,{'before' if at < 7 else 'after'}" for at, n in enumerate(shares, 1)]
    path = tmp_path / "weeks.csv"
    path.write_text("\n".join(["period,events,total,phase", *rows]), encoding="utf-8")
    return path


def test_a_plan_as_json_and_text(ybiyri: Ybiyri) -> None:
    arguments = ("stats", "plan", "--before", "8", "--after", "8", "--pairs", "8", "--topics", "2")
    data = ybiyri(*arguments, "--format", "json").json
    assert data["schema"] == "ybiyri.stats-plan/1"
    assert (data["p_smallest"], data["p_smallest_adjusted"]) == (2**-7, 2**-6)
    assert data["possible"] is True
    assert 0.8 < data["minimum_shift"] <= 1.4
    assert [entry["shift"] for entry in data["chances"]] == [0.5, 1.0, 1.5]
    out = ybiyri(*arguments).out
    assert out.index("Smallest p there can be: .0078; adjusted for 2 main topics: .0156") < out.index("is found in")
    assert "Assumed:" in out


def test_a_plan_that_cannot_work_says_so(ybiyri: Ybiyri) -> None:
    done = ybiyri("stats", "plan", "--before", "5", "--after", "5", "--pairs", "5")
    assert done.code == 0
    assert "No result at all could pass 0.05" in done.out
    assert ybiyri("stats", "plan", "--before", "5", "--after", "5", "--pairs", "6").code == 2


def test_many_teams(ybiyri: Ybiyri, teams_file: Path) -> None:
    data = ybiyri("stats", "teams", str(teams_file), "--format", "json").json
    (question,) = data["questions"]
    assert (data["schema"], question["verdict"]) == ("ybiyri.stats-teams/1", "higher")
    # Shifts 1 2 1 2 1 2 0: mean 9/7; all six that moved went up.
    assert question["mean_shift"] == pytest.approx(9 / 7)
    assert question["p_sign_flip"] == 2 / 64
    assert [team["shift"] for team in question["teams"]] == [1, 2, 1, 2, 1, 2, 0]
    out = ybiyri("stats", "teams", str(teams_file)).out
    assert "q: higher after" in out
    assert "Team 6" in out


def test_with_a_margin_no_p_is_shown(ybiyri: Ybiyri, teams_file: Path) -> None:
    data = ybiyri("stats", "teams", str(teams_file), "--margin", "0.5", "--format", "json").json
    (question,) = data["questions"]
    assert (question["verdict"], question["p_t"], question["p_sign_flip"]) == ("beyond_margin", None, None)
    assert "t-test" not in ybiyri("stats", "teams", str(teams_file), "--margin", "0.5").out
    assert ybiyri("stats", "teams", str(teams_file), "--margin", "0").code == 2


def test_below_six_teams_there_are_only_shifts(ybiyri: Ybiyri, tmp_path: Path) -> None:
    path = tmp_path / "few.csv"
    path.write_text("team,phase,q\nA,before,1\nA,after,3\nB,before,1\nB,after,3\n", encoding="utf-8")
    out = ybiyri("stats", "teams", str(path)).out
    assert "too few teams to test" in out
    assert "2 teams, mean shift +2.00 points" in out


def test_weekly_shares(ybiyri: Ybiyri, weeks_file: Path) -> None:
    data = ybiyri("stats", "weekly", str(weeks_file), "--format", "json").json
    wanted = {"dispersion", "p_quasi_f", "p_permutation", "lag1", "verdict"}
    assert wanted <= set(data)
    assert (data["schema"], data["verdict"]) == ("ybiyri.stats-weekly/1", "lower")
    assert (data["weeks_before"], data["weeks_after"]) == (6, 6)
    out = ybiyri("stats", "weekly", str(weeks_file)).out
    assert "The share is lower after." in out
    assert "9 of 20, before" in out
    assert max(map(len, out.splitlines())) <= 80


def test_too_few_weeks_are_refused(ybiyri: Ybiyri, tmp_path: Path) -> None:
    path = tmp_path / "short.csv"
    path.write_text("period,events,total,phase\n1,2,9,before\n2,2,9,after\n", encoding="utf-8")
    done = ybiyri("stats", "weekly", str(path))
    assert done.code == 2
    assert "Too few weeks with any events: 1 before and 1 after" in done.err


def test_p_values_from_standard_input(ybiyri: Ybiyri) -> None:
    data = ybiyri("stats", "adjust", "--format", "json", stdin=".01\n0.02, 4e-2\n").json
    assert data["p_values"] == [0.01, 0.02, 0.04]
    assert data["holm"] == [0.03, 0.04, 0.04]
    assert data["benjamini_hochberg"] == [0.03, 0.03, 0.04]
    assert ybiyri("stats", "adjust", stdin=".01").out.splitlines()[1].split() == ["0.01", "0.01", "0.01"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "No p-values"), ("0.1\n1.5\n", "Line 2: '1.5'"), ("nan", "Line 1: 'nan'"), ("1/2", "Line 1: '1/2'")],
)
def test_what_is_no_p_value_is_named(ybiyri: Ybiyri, typed: str, said: str) -> None:
    done = ybiyri("stats", "adjust", stdin=typed)
    assert done.code == 2
    assert said in done.err
