"""Rotas beside what others publish, and the tables in which they are entered."""

from __future__ import annotations

from decimal import Decimal

import pytest

from playbook.worksheets.oncall.content import OnCallFacts
from playbook.worksheets.oncall.covers import Rota
from playbook.worksheets.oncall.guarding import Size, judge, size
from playbook.worksheets.oncall.tables import COSTS, ROTAS, SERVICES, TERMS, make_plan
from playbook.worksheets.sheets.csv_form import read_csv, write_csv
from playbook.worksheets.sheets.reading import SheetError, read_records


@pytest.mark.parametrize(("people", "found"), [(2, Size.TOO_FEW), (3, Size.THIN), (5, Size.THIN), (6, Size.ENOUGH)])
def test_a_rota_needs_three_people_and_better_six(people: int, found: Size) -> None:
    assert size(Rota("rooms", people)) is found


def test_limits_are_judged_one_by_one(oncall_facts: OnCallFacts) -> None:
    kept = {judged.rail.id: judged.kept for judged in judge(Rota("rooms", 4, 1), oncall_facts.guard_rails)}
    assert kept == {
        "playbook-people": True,
        "justice-people": False,
        "google-people": False,
        "justice-half": True,
        "justice-load": True,
        "google-load": True,
        "pagerduty-backup": False,
    }
    assert Rota("rooms", 4).load == Decimal("0.25")


def test_half_of_the_time_is_too_much(oncall_facts: OnCallFacts) -> None:
    half = next(
        judged for judged in judge(Rota("two", 2), oncall_facts.guard_rails) if judged.rail.id == "justice-half"
    )
    assert not half.kept


@pytest.mark.parametrize(
    ("sheet", "text", "problem"),
    [
        (
            SERVICES,
            "service,team,exposure_per_hour\nshop,a,200K USD\nmail,b,-5 USD\n",
            r"row 3, column exposure_per_hour",
        ),
        (SERVICES, "service,team,exposure_per_hour\nshop,a,9 USD\nmail,b,9 EUR\n", r"row 3.*EUR.*USD"),
        (SERVICES, "service,team\nshop,a\nshop,b\n", r"row 3, column service.*another"),
        (SERVICES, "service,team\nshop,\n", r"row 2, column team: nothing is given"),
        (SERVICES, "service,team,callouts\nshop,a,8/4/2\n", r"row 2, column callouts.*order"),
        (ROTAS, "schedule,people,at_once\nrooms,1,2\n", r"row 2, column people: 2 are on call at once"),
        (ROTAS, "schedule,people\nrooms,3.5\n", r"row 2, column people"),
        (COSTS, "kind,scenario,amount\nsetup,everywhere,9 EUR\n", r"row 2, column scenario"),
        (COSTS, "kind,scenario,amount\nsetup,by_exposure,9 EUR\nrun,by_exposure,9 USD\n", r"row 3, column amount"),
        (TERMS, "setting,value\nholidays,many\n", r"row 2, column value.*holidays"),
        (TERMS, "setting,value\nsalary,5\n", r"row 2, column setting.*not a setting"),
        (TERMS, "setting,value\nworking-hours,200\n", r"row 2, column value.*working hours"),
    ],
)
def test_wrong_values_are_refused_by_row_and_column(sheet: object, text: str, problem: str) -> None:
    with pytest.raises(SheetError, match=f"(?is){problem}"):
        read_records(sheet, "file.csv", read_csv("file.csv", text.encode()))  # type: ignore[arg-type]


def test_a_table_comes_back_as_it_was_written() -> None:
    text = (
        "service,team,domain,out_of_hours,exposure_per_hour,callouts\n"
        "checkout,checkout,shop,team,400000 / 800000 / 1000000 USD,6 / 12 / 30\n"
        "letters,stock,,none,5000 USD,\n"
    )
    records = read_records(SERVICES, "file.csv", read_csv("file.csv", text.encode())).records
    assert write_csv(SERVICES, records) == text
    settings = read_records(
        TERMS, "file.csv", read_csv("file.csv", b"setting,value\nholidays,10\nworking hours,37.5\n")
    )
    plan = make_plan(records, (), (), settings.records, None)
    assert (plan.terms.holidays, plan.terms.working_hours, plan.terms.currency) == (10, Decimal("37.5"), "USD")
