"""Services from the command line: decided without a workspace, imported whole or not at all, and confirmed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

EXAMPLE = (
    "name,exposure_per_hour,demand\necommerce-platform,810000,low\nappointments,6000,high\nbedroom,200K,very_high\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "services.csv"
    path.write_text(EXAMPLE, encoding="utf-8")
    return path


def test_a_file_is_decided_without_a_workspace(ybiyri: Any, file: Path, workspace_file: Path) -> None:
    done = ybiyri("services", "decide", str(file), "--format", "json")
    assert done.code == 0
    assert done.json["schema"] == "ybiyri.services/1"
    found = {service.pop("name"): service for service in done.json["services"]}
    because = found["bedroom"].pop("because")
    assert found["bedroom"] == {
        "exposure_band": "medium",
        "availability_target": 99.0,
        "weekly_tolerance_seconds": 6048,
        "demand_band": "very_high",
        "deployment_target": "daily+",
        "model": "ybiyri",
        "out_of_hours": "domain",
        "warnings": [],
    }
    assert "exposure 200K an hour is medium (99.0 %)" in because
    assert found["ecommerce-platform"]["out_of_hours"] is None
    assert found["ecommerce-platform"]["weekly_tolerance_seconds"] == 604.8
    assert found["appointments"]["out_of_hours"] == "none"
    assert not workspace_file.exists()


def test_bands_and_rules_of_ones_own(ybiyri: Any, file: Path, tmp_path: Path) -> None:
    bands = tmp_path / "bands.yaml"
    bands.write_text("exposure_bands:\n- {id: low, up_to: 5K}\n- {id: very_high, up_to: 2M}\n", encoding="utf-8")
    done = ybiyri("services", "decide", str(file), "--bands", str(bands), "--format", "csv")
    assert "appointments,very_high,99.99,60.48" in done.out
    file.write_text("name,exposure_per_hour,demand\na,500K EUR,medium\n", encoding="utf-8")
    models = [
        ybiyri("services", "decide", str(file), "--rules", rules, "--format", "json").json["services"][0]["model"]
        for rules in ("default", "traffic-light")
    ]
    assert models == ["ops_run_it", "ybiyri"]
    bands.write_text("exposure_bands:\n- {id: low, up_to: -5}\n- {id: medum, up_to: 2}\n", encoding="utf-8")
    done = ybiyri("services", "decide", str(file), "--bands", str(bands))
    assert done.code == 2
    assert "line 2, column 20" in done.err
    assert "medum" in done.err
    assert ybiyri("services", "decide", str(file), "--rules", "dice").code == 2
    bands.write_text("currency: USD\nexposure_bands:\n- {id: low, up_to: 5K}\n", encoding="utf-8")
    done = ybiyri("services", "decide", str(file), "--bands", str(bands))
    assert "row 2, column exposure_per_hour: 500000 EUR is in another currency than the bands" in done.err
    file.write_text("name,exposure_per_hour,demand\n", encoding="utf-8")
    assert "has no services" in ybiyri("services", "decide", str(file)).err


BAD = """name,exposure_per_hour,demand,peak_exposure_per_hour
checkout,-5 EUR,high,
checkout,200K EUR,often,
,1 EUR,low,
stock,99999999999999999 EUR,low,
basket,7 USD,low,3 EUR
"""


def test_everything_wrong_is_named_by_row_and_column_and_nothing_is_imported(with_pilot: Any, file: Path) -> None:
    assert with_pilot("services", "import", str(file.with_name("none.csv"))).code == 2
    file.write_text(BAD, encoding="utf-8")
    done = with_pilot("services", "import", str(file))
    assert done.code == 2
    for told in (
        "row 2, column exposure_per_hour: '-5 EUR' is negative",
        "row 3, column demand: 'often' is not low, medium, high or very_high",
        "row 3, column name: there is already a service 'checkout'",
        "row 4, column name: nothing is given",
        "row 5, column exposure_per_hour: '99999999999999999 EUR' is not a believable amount",
        "row 6, column exposure_per_hour: 7 USD is in another currency",
    ):
        assert told in done.err
    assert with_pilot("services", "export").out.count("\n") == 1


def test_import_export_and_undo_come_round(with_pilot: Any, file: Path, tmp_path: Path) -> None:
    file.write_text(EXAMPLE.replace("200K", "200K EUR"), encoding="utf-8")
    assert with_pilot("services", "import", str(file)).code == 0
    for name in ("again.yaml", "again.csv"):
        copy = tmp_path / name
        before = with_pilot("services", "export").out
        assert "bedroom,200000 EUR,very_high" in before
        assert with_pilot("services", "export", "--out", str(copy)).code == 0
        assert with_pilot("services", "import", str(copy)).code == 0
        assert with_pilot("services", "export").out == before
    with_pilot("services", "import", str(tmp_path / "again.csv"))
    assert with_pilot("history", "--undo").code == 0
    assert with_pilot("services", "export").out.count("\n") == 1


def test_the_must_have_is_proposed_and_met_only_when_confirmed(with_pilot: Any, file: Path) -> None:
    file.write_text(EXAMPLE.replace("200K", "200K EUR"), encoding="utf-8")
    with_pilot("services", "import", str(file))
    with_pilot("services", "bands", "--set", "medium=300K", "--reviewed")
    done = with_pilot("services", "choose", "bedroom", "--customers", "--agreed-by", "Head of Product")
    assert done.out.startswith("Yes: bedroom loses 200K EUR an hour, is deployed daily+ → 99.0 %, build it and run it")
    proposed = {
        found["id"]: found for found in with_pilot("worksheets", "proposals", "--format", "json").json["proposals"]
    }
    assert proposed["right-service"]["state"] == "yes"
    assert with_pilot("must-haves", "list", "--format", "json").json["must_haves"][0]["state"] == "open"
    assert with_pilot("worksheets", "confirm", "services:right-service").code == 0
    met = with_pilot("must-haves", "list", "--format", "json").json["must_haves"][0]
    assert met["state"] == "met"
    assert "bedroom" in met["proof"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("99.9", "--exposure", "200000"), "10 min 4.8 s"),
        (("99.0", "--exposure", "200K", "--incident", "30m"), "70% of the tolerable loss was avoided"),
        (("99.0", "--incident", "2h"), "19 min 12 s more than a week allows"),
    ],
)
def test_availability(ybiyri: Any, arguments: tuple[str, ...], told: str) -> None:
    assert told in ybiyri("availability", *arguments).out


@pytest.mark.parametrize("arguments", [("101",), ("high",), ("99.9", "--exposure", "-5"), ("99", "--incident", "soon")])
def test_availability_refuses_what_is_none(ybiyri: Any, arguments: tuple[str, ...]) -> None:
    done = ybiyri("availability", *arguments)
    assert done.code == 2
    assert done.out == ""
    assert arguments[-1] in done.err


def test_downtime_used_so_far_comes_from_the_pilots_incidents(with_pilot: Any, file: Path, tmp_path: Path) -> None:
    file.write_text(EXAMPLE.replace("200K", "200K EUR"), encoding="utf-8")
    with_pilot("services", "import", str(file))
    incidents = tmp_path / "incidents.csv"
    incidents.write_text("service,started_on,duration\nbedroom,2020-01-01,30 min\n,2020-01-01,-5\n", encoding="utf-8")
    done = with_pilot("worksheets", "import", "incidents", str(incidents))
    assert done.code == 2
    assert "row 3, column service: nothing is given" in done.err
    assert "row 3, column duration: '-5' is not a duration" in done.err
    incidents.write_text(f"service,started_on,duration\nbedroom,{date.today()},30\n", encoding="utf-8")
    assert with_pilot("worksheets", "import", "incidents", str(incidents)).code == 0
    week = with_pilot("availability", "--format", "json").json["services"][2]["periods"][0]
    assert (week["used_seconds"], week["allowed_seconds"], week["lost"]) == (1800, 6048, "100000 EUR")
    assert "30 min of 1 h 40 min 48 s" in with_pilot("availability").out


def test_limits_without_a_currency_take_that_of_the_services_later(with_pilot: Any, file: Path) -> None:
    assert with_pilot("services", "bands", "--set", "low=9K", "--reviewed").code == 0
    assert "up to 9000 an hour" in with_pilot("services", "bands").out
    file.write_text(EXAMPLE.replace("200K", "200K EUR"), encoding="utf-8")
    with_pilot("services", "import", str(file))
    assert "appointments" in with_pilot("services", "decide", "--format", "csv").out
    assert with_pilot("services", "bands", "--set", "low=8K EUR").code == 0
    assert "up to 800000 EUR an hour" in with_pilot("services", "bands").out
    changed = with_pilot("services", "bands", "--target", "high=99.95", "--night", "medium=none").out
    assert "99.95 %, 5 min 2.4 s a week" in changed
    assert with_pilot("services", "bands", "--target", "high=98").code == 2
    assert with_pilot("services", "bands", "--night", "huge=none").code == 2
    assert "currency: EUR" in with_pilot("services", "bands", "--format", "yaml").out
