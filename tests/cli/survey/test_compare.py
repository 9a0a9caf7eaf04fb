"""compare: the keys of the comparison, what is withheld, and linear text for everything the screen shows."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from surveys.records import Label
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlayedTeam
from ybiyri_tui.usecases.pilot.pilots import choose_pilot
from ybiyri_tui.workspace.sqlite import FileWorkspace

Ybiyri = Callable[..., Any]

KEYS = re.findall(
    r"\w+",
    """id family n_before n_after pairs up same down mean_before mean_after mean_shift mean_shift_ci theta
cliffs_delta theta_ci net_change net_change_ci favourable_before favourable_after favourable_diff_ci test exact
p_value p_less p_greater p_smallest p_smallest_ties p_adjusted p_holm p_band verdict sentence""",
)
NEVER_RELEASED = re.findall(
    r"\w+",
    """pairs up same down mean_shift mean_shift_ci net_change net_change_ci favourable_diff_ci
p_value p_less p_greater p_smallest_ties p_adjusted p_holm""",
)
WORRIED = {"alerts.needless": 5, "alerts.pushed-out": 5, "alerts.remove-causes": 1}
RELIEVED = {"alerts.needless": 1, "alerts.pushed-out": 1, "alerts.remove-causes": 5}


def hold(path: Path, label: str, about_alerts: dict[str, int]) -> None:
    """Eight people answer about alerts, and alike each time about trust; three of them about pay."""
    context = Context(FileWorkspace.open(path))
    team = PlayedTeam(context, choose_pilot(context).id)
    opened = team.open(Label(label), invited=8)
    for person in range(8):
        trust = {f"trust.{item}": 1 + person % 5 for item in ("who-answers", "reliability-first", "blame")}
        pay = {f"pay.{item}": 5 for item in ("makes-up", "can-say-no")} if person < 3 else {}
        team.answer(opened, {**about_alerts, **trust, **pay})
    team.close(opened)


@pytest.fixture
def compared(with_pilot: Ybiyri, workspace_file: Path) -> Ybiyri:
    """Before and after closed: worries about alerts turned into relief."""
    hold(workspace_file, "before", WORRIED)
    hold(workspace_file, "after", RELIEVED)
    return with_pilot


def test_every_entry_has_the_documented_keys_and_what_is_withheld_is_null(compared: Ybiyri) -> None:
    data = compared("compare", "--format", "json").json
    assert list(data) == ["schema", "source", "design", "alpha", "scale", "topics", "items", "notes"]
    assert (data["schema"], data["source"], data["design"]) == ("ybiyri.compare/1", "released", "unpaired")
    assert (data["alpha"], data["scale"]) == (0.05, [1, 5])
    assert (len(data["topics"]), len(data["items"])) == (8, 24)
    for entry in (*data["topics"], *data["items"]):
        assert list(entry) == KEYS
        assert all(entry[key] is None for key in NEVER_RELEASED)
        assert all(not math.isnan(value) for value in entry.values() if isinstance(value, float))


def test_a_main_topic_that_turned_is_better_with_rounded_numbers(compared: Ybiyri) -> None:
    topics = {entry["id"]: entry for entry in compared("compare", "--format", "json").json["topics"]}
    alerts = topics["alerts"]
    assert (alerts["family"], alerts["verdict"], alerts["p_band"]) == ("main", "improved", "<=.01")
    assert (alerts["n_before"], alerts["n_after"]) == (8, 8)
    assert (alerts["favourable_before"], alerts["favourable_after"]) == ("0-1", "7-8")
    assert (alerts["mean_before"], alerts["mean_after"]) == (1.5, 4.5)
    assert (alerts["theta"], alerts["cliffs_delta"]) == (0.95, 0.9)
    assert alerts["p_smallest"] == pytest.approx(2 / 12870)
    assert alerts["exact"] is True
    assert topics["trust"]["verdict"] == "cannot_tell"


def test_below_the_threshold_nothing_but_that_is_given_out(compared: Ybiyri) -> None:
    data = compared("compare", "--format", "json").json
    below = [entry for entry in (*data["topics"], *data["items"]) if entry["verdict"] == "too_few"]
    assert {"pay", "pay.can-say-no", "mission"} <= {entry["id"] for entry in below}
    for entry in below:
        assert entry["sentence"] == "fewer than 5 answered"
        assert {key for key, value in entry.items() if value is not None} == {"id", "family", "verdict", "sentence"}


def test_the_table_says_the_limits_first_then_the_worst_topic_and_every_question(compared: Ybiyri) -> None:
    out = compared("compare").out
    limits = out.index("“Can't tell” is not “no change”")
    assert limits < out.index("? Trust") < out.index("– Pay and a fair deal") < out.index("▲ Alerts and unplanned work")
    assert "fewer than 5 answered: not shown" in out
    assert "before ▒▒░░░░░░░░░░░░░░░░░░ 0–1 of 8" in out
    assert "after  ██████████████████▒▒ 7–8 of 8" in out
    assert "Many of our alerts need nobody to act." in out
    assert "A change here does not prove that the pilot made it." in out
    assert "significan" not in out
    assert max(len(line) for line in out.splitlines()) <= 80


def test_the_table_needs_no_special_characters(compared: Ybiyri, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YBIYRI_ASCII", "1")
    out = compared("compare").out
    assert "before ??.................. 0–1 of 8" in out
    assert "█" not in out
    assert "├" not in out


@pytest.mark.parametrize("rounds", [(), ("before",)])
def test_without_two_closed_rounds_it_says_which_is_missing(
    with_pilot: Ybiyri, workspace_file: Path, rounds: tuple[str, ...]
) -> None:
    for label in rounds:
        hold(workspace_file, label, WORRIED)
    done = with_pilot("compare", "--format", "json")
    assert done.code == 2
    assert done.out == ""
    assert f'the "{"after" if rounds else "before"}" survey has not been closed' in done.err
