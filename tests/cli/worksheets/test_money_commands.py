"""`ybiyri cost`, `pay`, `raci` and `goals`: from files to figures, and checks that can fail."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Ybiyri = Callable[..., Any]

# The playbook's picture of seven teams, with incident.io's average pay.
SEVEN_TEAMS = """service,team,domain,out_of_hours,exposure_per_hour
stock letters,stock,warehouse,none,5K USD
appointments,shops,shops,none,6K USD
bedroom,bedroom,rooms,domain,200K USD
kitchen,kitchen,rooms,domain,150K USD
bathroom,bathroom,rooms,domain,90K USD
checkout,checkout,shop,team,800K USD
search,search,shop,team,500K USD
"""
POLICIES = "name,state,standby,amount\na week,agreed,week,540 USD\n"
RACI = (
    "group,kind,duty,accountable,responsible,informed\n"
    'checkout,digital,Availability,Head of Product,Product team,"Head of Operations, Support"\n'
)


@pytest.fixture
def files(tmp_path: Path) -> Callable[[str, str], str]:
    """Writes a file and returns its name."""

    def write(name: str, text: str) -> str:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


def test_the_playbooks_seven_teams_come_out_to_the_digit_from_files_alone(
    ybiyri: Ybiyri, files: Callable[[str, str], str]
) -> None:
    done = ybiyri(
        "cost", "--services", files("services.csv", SEVEN_TEAMS), "--policies", files("pay.csv", POLICIES),
        "--settings", files("settings.csv", "setting,value\nbreak-even-service,bedroom\n"), "--format", "json",
    )  # fmt: skip
    assert done.code == 0
    assert done.json["schema"] == "ybiyri.cost/1"
    assert {one["scenario"]: (one["people_on_call"], one["on_call"]["amount"]) for one in done.json["scenarios"]} == {
        "rota_per_team": (7, "196560"),
        "by_exposure": (3, "84240"),
        "ops_run_it": (1, "28080"),
    }
    assert done.json["in_question"]["break_even_minutes"] == 8.424
    rooms = done.json["rotas_at_night"][0]
    assert (rooms["name"], rooms["a_year"]["amount"], rooms["break_even_minutes"]) == ("rooms", "28080", 8.424)
    assert done.json["exposure_per_hour"] == {"amount": "200000", "currency": "USD"}


def test_cost_in_words_says_what_pays_for_itself_and_names_the_two_inputs_that_matter(
    with_pilot: Ybiyri, files: Callable[[str, str], str]
) -> None:
    assert with_pilot("cost", "import", "services", files("services.csv", SEVEN_TEAMS)).code == 0
    ranged = POLICIES.replace("540 USD", "400 / 540 / 900 USD")
    assert with_pilot("pay", "import", "policies", files("pay.csv", ranged)).code == 0
    assert with_pilot("cost", "set", "hours each", "1 / 2 / 4").code == 0
    text = with_pilot("cost", "--draws", "1000").out
    assert "The rota of checkout (team), 1 service, costs 28,080 USD a year." in " ".join(text.split())
    assert "avoids about 2 minutes of outage of checkout a year" in " ".join(text.split())
    assert "Matters most, 1: pay for standby: 100 %" in text
    assert "less" in text
    assert with_pilot("cost", "export", "services").out.startswith("service,team,domain,out_of_hours,exposure_per_hour")


@pytest.mark.parametrize(
    ("table", "text", "problem"),
    [
        ("services", "service,team,exposure_per_hour\nshop,a,-5 USD\n", "row 2, column exposure_per_hour"),
        ("services", "service,exposure_per_hour\nshop,5 USD\n", "row 1, column team"),
        ("services", "service,team,exposure_per_hour\nshop,a,5 USD\nmail,b,5 EUR\n", "row 3, column exposure_per_hour"),
        ("rotas", "schedule,people\nrooms,0\n", "row 2, column people"),
        ("settings", "setting,value\nholidays,400\n", "row 2, column value"),
    ],
)
def test_bad_tables_are_refused_by_row_and_column_and_nothing_is_imported(
    with_pilot: Ybiyri, files: Callable[[str, str], str], table: str, text: str, problem: str
) -> None:
    done = with_pilot("cost", "import", table, files("bad.csv", text))
    assert done.code == 2
    assert problem in done.err
    assert len(with_pilot("cost", "export", table).out.splitlines()) == 1


def test_amounts_of_two_tables_in_two_currencies_are_refused_with_both_named(
    with_pilot: Ybiyri, files: Callable[[str, str], str]
) -> None:
    with_pilot("cost", "import", "services", files("services.csv", SEVEN_TEAMS))
    with_pilot("pay", "import", "policies", files("pay.csv", POLICIES.replace("USD", "EUR")))
    done = with_pilot("cost")
    assert done.code == 2
    assert "USD" in done.err
    assert "EUR" in done.err


def test_without_services_of_its_own_cost_takes_those_of_the_services_worksheet(
    with_pilot: Ybiyri, files: Callable[[str, str], str]
) -> None:
    services = "name,exposure_per_hour,demand,team,domain\ncheckout,100000 USD,very_high,Kestrel,shop\n"
    services += "ledger,100000 USD,low,Kestrel,shop\n"
    assert with_pilot("services", "import", files("services.csv", services)).code == 0
    with_pilot("pay", "import", "policies", files("pay.csv", POLICIES))
    data = with_pilot("cost", "--exact", "--format", "json").json
    assert [one["services"] for one in data["rotas_at_night"]] == [["checkout"]]
    assert data["rotas_at_night"][0]["by"] == "domain"
    assert data["simulation"] is None


def test_of_many_rotas_the_text_shows_the_first_and_says_how_many_more_there_are(
    ybiyri: Ybiyri, files: Callable[[str, str], str]
) -> None:
    rows = "".join(f"service {number},team {number},,team,5K USD\n" for number in range(30))
    header = SEVEN_TEAMS.splitlines(keepends=True)[0]
    pay = files("pay.csv", POLICIES)
    done = ybiyri("cost", "--exact", "--services", files("services.csv", header + rows), "--policies", pay)
    assert "team 19 (team), 1 service" in done.out
    assert "team 20 (team)" not in done.out
    assert "And 10 more" in done.out


def test_an_empty_worksheet_says_what_is_needed(with_pilot: Ybiyri) -> None:
    done = with_pilot("cost")
    assert done.code == 0
    assert "Still needed: services" in done.out
    assert "Still needed: a pay policy" in done.out


def test_pay_compares_policies_asks_for_hr_and_shows_figures_with_their_base(
    with_pilot: Ybiyri, files: Callable[[str, str], str]
) -> None:
    text = "name,state,standby,amount,callout_amount\nwork,today,none,,60 USD\na week,proposed,week,540 USD,\n"
    with_pilot("pay", "import", "policies", files("pay.csv", text))
    with_pilot("pay", "set", "people", "6")
    with_pilot("pay", "set", "response-minutes", "10")
    data = with_pilot("pay", "--currency", "EUR", "--rate", "USD=0.5", "--format", "json").json
    work, week = data["policies"]
    assert (work["callout_only"], week["total"]["amount"], week["converted"]["amount"]) == (True, "4680", "2340")
    assert data["ask_hr"]
    assert data["law"]
    assert not data["pay_agreed"]
    figures = {figure["id"]: figure for figure in data["figures"]}
    assert figures["incident-io-weekly-pay"]["n"] == 200
    assert figures["talk-flat-rate"]["verified"] is False
    assert {about for figure in data["figures"] for about in figure["about"]} == {"pay", "leaving"}
    out = with_pilot("pay").out
    assert "information, not advice" in out
    assert "unfair" in out
    assert "Not confirmed: 58 %" in out
    assert with_pilot("pay", "--rate", "USD=0.5").code == 2


def test_raci_from_a_template_is_accepted_role_by_role_until_the_check_passes(with_pilot: Ybiyri) -> None:
    assert with_pilot("raci", "check").code == 1
    assert with_pilot("raci", "template", "digital", "checkout").code == 0
    assert with_pilot("raci", "template", "digital", "checkout").code == 2
    assert with_pilot("raci", "check").code == 0
    assert with_pilot("raci", "check", "--accepted").code == 1
    for role in [one["role"] for one in with_pilot("raci", "show", "--format", "json").json["roles"]]:
        assert with_pilot("raci", "accept", role, "--on", "2026-11-20").code == 0
    assert with_pilot("raci", "check", "--accepted").code == 0
    proposed = with_pilot("worksheets", "proposals", "--format", "json").json
    assert "raci-accepted" in str(proposed)
    assert with_pilot("raci", "budget", "Head of Product", "--no").code == 0
    done = with_pilot("raci", "check")
    assert done.code == 1
    assert "does not hold the on-call budget" in " ".join(done.out.split())
    history = " ".join(with_pilot("raci", "history").out.split())
    assert "raci roles, Head of Product: holds budget: yes → no" in history
    assert "accepted on: nothing → 2026-11-20" in history


def test_a_raci_file_is_checked_without_a_workspace(ybiyri: Ybiyri, files: Callable[[str, str], str]) -> None:
    file = files("raci.csv", RACI)
    assert ybiyri("raci", "check", file, "--budget", "Head of Product").code == 0
    assert ybiyri("raci", "check", file).code == 1
    trap = files("trap.csv", RACI.replace("Head of Product", "Head of Operations"))
    done = ybiyri("raci", "check", trap, "--budget", "Head of Operations")
    assert done.code == 1
    assert "responsible but unaccountable" in " ".join(done.out.split())


def test_acceptance_cannot_lie_in_the_future(with_pilot: Ybiyri) -> None:
    with_pilot("raci", "template", "digital", "checkout")
    done = with_pilot("raci", "accept", "Product team", "--on", "+3")
    assert done.code == 2
    assert "up to today" in done.err


def test_goals_say_what_each_lacks(with_pilot: Ybiyri, files: Callable[[str, str], str]) -> None:
    text = "objective,outcome,answers,said_to,said_on\n99.9 % of payments,orders are completed,Head of Product,,\n"
    assert with_pilot("goals", "import", "goals", files("goals.csv", text)).code == 0
    data = with_pilot("goals", "--format", "json").json
    assert data["counts"] == {"goals": 1, "linked": 1, "said": 0}
    assert "said aloud to whom" in with_pilot("goals").out
