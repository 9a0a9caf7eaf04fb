"""What the raw file gives away once a round is closed."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, col, select

from surveys import rounds
from surveys.records import Label, Round
from surveys.schema import Survey
from surveys.tables import SheetRow

DAY = date(2026, 3, 2)
PEOPLE = 8


@pytest.fixture
def sheets(survey: Survey) -> list[dict[str, int]]:
    """Eight sheets that all differ, so that each can be recognised in the raw bytes."""
    random = Random(5)
    return [{item: random.randint(1, 5) for item in survey.item_ids()} for _ in range(PEOPLE)]


def packed(survey: Survey, sheet: dict[str, int]) -> bytes:
    return "".join(str(sheet.get(item, 0)) for item in survey.item_ids()).encode()


def fill(session: Session, survey: Survey, label: Label, sheets: list[dict[str, int]], *, shut: bool = True) -> Round:
    found = rounds.open_round(session, survey, pilot_id=1, label=label, invited=9, today=DAY, random=Random(f"{label}"))
    random = Random(3)
    for sheet in sheets:
        rounds.submit(session, found.id, sheet, random)
        session.commit()
    if shut:
        rounds.close_round(session, found.id, DAY, Random(4))
        session.commit()
    return found


def in_file(path: Path, survey: Survey, sheets: list[dict[str, int]]) -> list[int]:
    """Positions of sheets in the order of the raw bytes."""
    raw = path.read_bytes()
    where = {raw.find(packed(survey, sheet)): at for at, sheet in enumerate(sheets)}
    return [where[position] for position in sorted(where) if position >= 0]


def test_a_pulse_leaves_no_sheet_in_the_raw_file(
    session: Session, survey: Survey, sheets: list[dict[str, int]], database: Path
) -> None:
    fill(session, survey, Label.BEFORE, sheets)
    fresh = [{item: 6 - answer for item, answer in sheet.items()} for sheet in sheets]
    pulse = fill(session, survey, Label.PULSE, fresh, shut=False)
    assert len(in_file(database, survey, fresh)) == PEOPLE
    rounds.close_round(session, pulse.id, DAY, Random(4))
    session.commit()
    assert in_file(database, survey, fresh) == []
    assert rounds.results(session, pulse.id).answered == PEOPLE


def test_closing_an_after_leaves_no_sheet_of_the_series(
    session: Session, survey: Survey, sheets: list[dict[str, int]], database: Path
) -> None:
    fill(session, survey, Label.BEFORE, sheets)
    assert len(in_file(database, survey, sheets)) == PEOPLE
    fill(session, survey, Label.AFTER, sheets)
    assert in_file(database, survey, sheets) == []
    assert session.exec(select(SheetRow)).all() == []
    assert rounds.comparison(session, 1, survey.id) is not None


def test_discarding_leaves_no_sheet_in_the_raw_file(
    session: Session, survey: Survey, sheets: list[dict[str, int]], database: Path
) -> None:
    found = fill(session, survey, Label.BEFORE, sheets, shut=False)
    rounds.discard_round(session, found.id)
    session.commit()
    assert in_file(database, survey, sheets) == []


def test_the_file_after_closing_does_not_depend_on_the_order_of_arrival(
    survey: Survey, sheets: list[dict[str, int]], tmp_path: Path, make_engine: Callable[[Path], Engine]
) -> None:
    files: list[Path] = []
    for order in (sheets, sheets[::-1], sheets[3:] + sheets[:3]):
        path = tmp_path / f"{len(files)}.sqlite"
        engine = make_engine(path)
        with Session(engine) as session:
            fill(session, survey, Label.BEFORE, order)
        engine.dispose()
        files.append(path)
    first, *others = ((in_file(path, survey, sheets), path.read_bytes()) for path in files)
    assert len(first[0]) == PEOPLE
    assert all(other[0] == first[0] for other in others)
    assert all(other[1] == first[1] for other in others)


def test_kept_sheets_get_new_ids_at_closing(session: Session, survey: Survey, sheets: list[dict[str, int]]) -> None:
    found = fill(session, survey, Label.BEFORE, sheets, shut=False)
    earlier = {row.id: row.answers for row in session.exec(select(SheetRow))}
    rounds.close_round(session, found.id, DAY, Random(4))
    session.commit()
    session.expire_all()
    later = {row.id: row.answers for row in session.exec(select(SheetRow).order_by(col(SheetRow.id)))}
    assert not earlier.keys() & later.keys()
    assert sorted(earlier.values()) == sorted(later.values())


def test_sheets_have_no_rowid_no_time_and_no_name(session: Session) -> None:
    columns = {row[1] for row in session.connection().execute(text("PRAGMA table_info(survey_sheet)"))}
    assert columns == {"id", "round_id", "answers"}
    with pytest.raises(Exception, match="no such column: rowid"):
        session.connection().execute(text("SELECT rowid FROM survey_sheet"))


def test_every_sheet_has_the_same_length(session: Session, survey: Survey) -> None:
    fill(session, survey, Label.BEFORE, [{}, {"trust.blame": 1}, dict.fromkeys(survey.item_ids(), 5)], shut=False)
    rows = session.exec(select(SheetRow)).all()
    assert {len(row.answers) for row in rows} == {24}
    assert {len(row.id) for row in rows} == {32}


def test_a_round_holds_days_and_no_times(
    session: Session, survey: Survey, sheets: list[dict[str, int]], database: Path
) -> None:
    fill(session, survey, Label.BEFORE, sheets)
    raw = database.read_bytes()
    assert re.search(rb"2026-03-02", raw)
    assert not re.search(rb"\d\d:\d\d", raw)


def test_every_constraint_of_the_tables_has_a_name(session: Session) -> None:
    rows = session.connection().execute(text("SELECT sql FROM sqlite_master WHERE name LIKE 'survey%'")).scalars()
    for sql in rows:
        for line in (part.strip() for part in sql.splitlines()):
            assert not line.startswith(("PRIMARY", "FOREIGN", "CHECK", "UNIQUE"))
