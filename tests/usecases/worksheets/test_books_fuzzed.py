"""Files of worksheets with several sheets, mutated: refused in words, never with a traceback or half an import."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook.errors import PlaybookError
from playbook.worksheets.chaos_day import sheets as chaos
from playbook.worksheets.incident_flow import sheets as flow
from playbook.worksheets.pilot_plan import sheets as plan
from playbook.worksheets.sheets.sheet import Sheet
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.worksheets.books import BookImport, read_book
from ybiyri_tui.usecases.worksheets.files import write_text

BOOKS = {"flow": flow.SHEETS, "chaos": chaos.SHEETS, "plan": plan.SHEETS}
YAML = b"""flow-facts:
- {incidents_a_year: 40, tested_on: 2026-12-01, test_took: 40 s}
flow-today:
- {id: 1, what: alert, source: a, target: b, kind: automatic, seconds: 0.5}
- {id: 2, after: 1, what: call, source: b, target: c, kind: handoff, touchpoint: reassign, single_point: true}
"""
CSV = b"id,after,what,source,target,kind,seconds\n1,,alert,a,b,automatic,0.5\n2,1,call,b,c,handoff,8\n"

_bytes = st.one_of(
    st.binary(max_size=6), st.sampled_from([b"\n", b'"', b",", b": ", b"- ", b"\xff", b"999999999999", b"1"])
)


def _read(path: Path, data: bytes, only: str | None) -> BookImport | None:
    path.write_bytes(data)
    try:
        return read_book(flow.SHEETS, path, only)
    except (PlaybookError, ProgramError):
        return None


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, len(YAML)), cut=st.integers(0, 9), put=_bytes, is_yaml=st.booleans())
def test_a_mutated_file_is_read_or_refused_in_words(
    tmp_path: Path, at: int, cut: int, put: bytes, is_yaml: bool
) -> None:
    whole = YAML if is_yaml else CSV
    at %= len(whole)
    data = whole[:at] + put + whole[at + cut :]
    found = _read(tmp_path / ("x.yaml" if is_yaml else "x.csv"), data, None if is_yaml else "flow-today")
    if found is not None:
        steps = found.records.get("flow-today", ())
        assert list(flow.check_steps(steps)) == []


@pytest.mark.parametrize("sheet", [sheet for sheets in BOOKS.values() for sheet in sheets], ids=lambda s: s.id)
def test_an_empty_row_of_any_sheet_can_be_written(sheet: Sheet[object]) -> None:
    assert write_text(sheet, [sheet.new()], form="csv").startswith(",".join(sheet.fields))
