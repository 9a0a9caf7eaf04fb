"""What the worksheets say reaches the summary: right fit, money, measures, exit criteria, incident flow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Ybiyri = Callable[..., Any]
Writer = Callable[[str, str], str]

COVERED = "service,team,domain,out_of_hours,exposure_per_hour\nbedroom,bedroom,rooms,domain,200K USD\n"
POLICIES = "name,state,standby,amount\na week,agreed,week,540 USD\n"


@pytest.fixture
def files(tmp_path: Path) -> Writer:
    """Writes a file and returns its name."""

    def write(name: str, text: str) -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def line(text: str, label: str) -> str:
    return next(found for found in text.splitlines() if found.startswith(f"- **{label}**"))


def test_without_worksheets_it_says_what_is_missing(with_pilot: Ybiyri) -> None:
    text = with_pilot("export").out
    assert "not worked out yet" in line(text, "MONEY")
    for title in ("Measures", "Exit criteria", "Incident flow", "Loss avoided"):
        assert "Not worked out yet" in text.split(f"### {title}")[1][:60]
    data = with_pilot("export", "--format", "json").json
    keys = ("money", "right_fit", "measures", "exit_criteria", "incident_flow", "loss_avoided")
    assert [data[key] for key in keys] == [None] * 6


def test_what_on_call_costs_stands_beside_what_an_outage_loses(with_pilot: Ybiyri, files: Writer) -> None:
    assert with_pilot("cost", "import", "services", files("covered.csv", COVERED)).code == 0
    assert with_pilot("pay", "import", "policies", files("pay.csv", POLICIES)).code == 0
    text = with_pilot("export").out
    assert "Pays for itself if it avoids about 8 minutes of outage of bedroom a year" in line(text, "MONEY")
    assert "On-call costs 28K USD a year" in line(text, "MONEY")
    assert "| On-call in a year, of the rota that covers the service | 28080 USD |" in text
    money = with_pilot("export", "--format", "json").json["money"]
    assert money["on_call_cost"] == {"amount": "28080", "currency": "USD"}
    assert money["break_even_minutes"] == 8.424
    with_pilot("must-haves", "assign", "pay-agreed", "--owner", "Head of Product", "--due", "2026-01-01")
    for name in ("right-service", "willing-people", "opt-out"):
        with_pilot("must-haves", "meet", name, "--proof", "seen")
    with_pilot("must-haves", "next-phase")
    assert "“On-call pay is agreed” (28K USD a year): Head of Product" in with_pilot("export").out


@pytest.mark.parametrize(
    ("demand", "fit", "value"), [("very_high", "Yes: ", "not_yet"), ("low", "No: ", "stay_with_operations")]
)
def test_the_decision_table_gives_the_right_fit_and_can_decide(
    with_pilot: Ybiyri, files: Writer, demand: str, fit: str, value: str
) -> None:
    text = f"name,exposure_per_hour,demand\nbedroom,2K USD,{demand}\n"
    assert with_pilot("services", "import", files("services.csv", text)).code == 0
    exported = with_pilot("export").out
    assert line(exported, "RIGHT FIT?").startswith(f"- **RIGHT FIT?** {fit}")
    data = with_pilot("export", "--format", "json").json
    assert data["recommendation"]["value"] == value
    assert data["right_fit"]["decided"] == 1
