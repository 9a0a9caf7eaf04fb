"""Tables from files: what was written is read again, and whatever is wrong is named by its place."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.errors import PlaybookError
from playbook.money import Money
from playbook.plain_json import from_plain, to_plain
from playbook.worksheets.services.service import SERVICES, Demand, Kind, Model, Service
from playbook.worksheets.sheets.csv_form import read_csv
from playbook.worksheets.sheets.reading import SheetError, read_records
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.worksheets.files import write_text
from ybiyri_tui.usecases.worksheets.reading import read_file

PRINTABLE = st.characters(exclude_categories=("C", "Z"), include_characters=" ")
TEXT = st.text(PRINTABLE, max_size=30).map(lambda text: " ".join(text.split()))
NAME = TEXT.filter(bool)
AMOUNT = st.decimals(0, 10**9, places=2).map(lambda amount: Money(Decimal(amount), "EUR"))
SERVICE = st.builds(
    Service,
    name=NAME,
    exposure_per_hour=AMOUNT,
    demand=st.sampled_from(Demand),
    team=TEXT,
    domain=TEXT,
    kind=st.none() | st.sampled_from(Kind),
    model=st.none() | st.sampled_from(Model),
    planned=st.none() | st.booleans(),
)
SERVICES_GIVEN = st.lists(SERVICE, min_size=1, max_size=5, unique_by=lambda service: service.name.casefold())


@given(services=SERVICES_GIVEN, form=st.sampled_from(("csv", "yaml")))
def test_what_was_written_is_read_again(
    services: list[Service], form: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("sheet") / f"services.{form}"
    path.write_text(write_text(SERVICES, services, form=form), encoding="utf-8")
    assert list(read_file(SERVICES, path).records) == services


@given(services=SERVICES_GIVEN)
def test_what_was_stored_is_read_again(services: list[Service]) -> None:
    assert [from_plain(Service, to_plain(service)) for service in services] == services


@given(data=st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_no_file_is_too_strange_to_be_refused_in_words(data: bytes) -> None:
    said = "strange.csv"
    try:
        read_records(SERVICES, "strange.csv", read_csv("strange.csv", data))
    except PlaybookError as error:
        said = str(error)
    assert "strange.csv" in said


def problems(text: str) -> list[tuple[int, str]]:
    with pytest.raises(SheetError) as refused:
        read_records(SERVICES, "x.csv", read_csv("x.csv", text.encode()))
    return [(problem.row, problem.column) for problem in refused.value.problems]


def test_rows_count_as_a_spreadsheet_counts_them_blank_ones_too() -> None:
    text = 'name;exposure_per_hour;demand;team\n"two\nlines";1 EUR;low;\n\nb;2 EUR;low\nc;x;low;d\n'
    assert problems(text) == [(5, "exposure_per_hour")]


def test_columns_that_are_missing_or_there_twice_are_named_in_row_one() -> None:
    assert problems("name,demand,Demand\na,low,low\n") == [(1, "demand"), (1, "exposure_per_hour")]
    assert problems("name,exposure_per_hour,demand\na,1 EUR,low,what,is,this\n") == [(2, "")]


def test_columns_that_nobody_knows_are_left_out_and_told() -> None:
    table = read_csv("x.csv", b"Service,Lost per hour,DEMAND,cost centre\na,1k eur,Very High,77\n")
    found = read_records(SERVICES, "x.csv", table)
    assert found.ignored == ("cost centre",)
    assert found.records == (Service("a", Money.parse("1000 EUR"), Demand.VERY_HIGH),)


def test_problems_of_yaml_name_the_line(tmp_path: Path) -> None:
    path = tmp_path / "services.yaml"
    path.write_text("services:\n- name: a\n  exposure_per_hour: 7K EUR\n  demand: low\n- name: b\n  demand: often\n")
    with pytest.raises(
        PlaybookError, match=r"line 5, column exposure_per_hour: nothing is given(.|\n)*line 5, column demand"
    ):
        read_file(SERVICES, path)
    path.write_text("services: {a: 1}\n")
    with pytest.raises(PlaybookError, match="with a list of services was expected"):
        read_file(SERVICES, path)
    with pytest.raises(ProgramError, match="cannot be read"):
        read_file(SERVICES, tmp_path / "none.yaml")


def test_a_list_without_entries_is_a_file_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "none.yaml"
    path.write_text(f"{SERVICES.id}: []\n", encoding="utf-8")
    assert read_file(SERVICES, path).records == ()
