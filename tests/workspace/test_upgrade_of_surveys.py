"""A workspace whose surveys lie in the simple form: results stay, answers are destroyed, an open round is refused."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config

from surveys import audit
from surveys.errors import SurveyError
from surveys.loader import load
from surveys.records import Label, Released, ReleasedResults
from surveys.release import to_json
from surveys.rounds.records import SeriesState, Stage
from ybiyri_tui import migrations
from ybiyri_tui.content_source import ContentSource
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.survey import opening, surveying
from ybiyri_tui.workspace.engine import connect, make_engine
from ybiyri_tui.workspace.schema_version import APPLICATION_ID, HEAD, revision_of
from ybiyri_tui.workspace.sqlite import FileWorkspace

SURVEY = load(ContentSource(files("surveys") / "content"))["developer-concerns"]
ANSWERS = "1" * len(SURVEY.item_ids())
RESULTS = to_json(
    ReleasedResults(
        SURVEY.id,
        5,
        7,
        tuple(Released(topic.id, sentence="fewer than 5 answered") for topic in SURVEY.topics),
        tuple(Released(item, sentence="fewer than 5 answered") for item in SURVEY.item_ids()),
    )
)
MakeOld = Callable[..., Path]


@pytest.fixture
def make_old(tmp_path: Path) -> MakeOld:
    """A file of the version before, with rounds of these labels; the last one is open if asked."""

    def make(*labels: str, last_open: bool = False) -> Path:
        path = tmp_path / "old.ybiyri"
        config = Config()
        config.set_main_option("script_location", str(Path(migrations.__file__).parent))
        with connect(make_engine(path), begin="BEGIN IMMEDIATE") as connection, connection.begin():
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            config.attributes["connection"] = connection
            command.upgrade(config, "0005")
        path.chmod(0o600)
        with closing(sqlite3.connect(path)) as file:
            pilot = (1, "Payments", "Kestrel", "Restore", "baseline", None, "2026-09-01", None, 0, None)
            file.execute("INSERT INTO pilot VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", pilot)
            for number, label in enumerate(labels, 1):
                is_open = last_open and number == len(labels)
                frozen = (label, "open" if is_open else "closed", SURVEY.model_dump_json(), 9, 5, '["alerts"]')
                ended = (None, None, None) if is_open else ("2026-10-09", "2026-10-12", RESULTS)
                row = (f"r{number}", 1, number, SURVEY.id, *frozen, "2026-10-01", *ended, None)
                file.execute(f"INSERT INTO survey_round VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608
                sheets = [(f"{number}{at}", f"r{number}", ANSWERS) for at in range(7)]
                file.executemany("INSERT INTO survey_sheet VALUES (?, ?, ?)", sheets)
            file.commit()
        return path

    return make


def test_an_open_round_is_refused_and_nothing_is_changed(make_old: MakeOld) -> None:
    path = make_old("before", last_open=True)
    before = path.read_bytes()
    with pytest.raises(ProgramError, match="close it or discard it first"):
        FileWorkspace.open(path)
    assert path.read_bytes() == before
    assert [entry.name for entry in path.parent.glob("old*")] == [path.name]


def test_closed_rounds_keep_their_results_and_the_answers_are_destroyed(make_old: MakeOld) -> None:
    path = make_old("before", "pulse")
    assert ANSWERS.encode() in path.read_bytes()
    context = Context(FileWorkspace.open(path))
    assert revision_of(path) == HEAD
    before, pulse = surveying.surveying(context, 1).rounds
    assert (before.label, before.stage, before.answered) == (Label.BEFORE, Stage.CLOSED, 7)
    assert (before.closed_on, before.read_back_on) == (date(2026, 10, 9), date(2026, 10, 12))
    assert before.survey == SURVEY
    assert before.series == pulse.series
    assert before.series.state is SeriesState.UNSEALED
    assert to_json(surveying.results(context, before.id)) == RESULTS
    assert ANSWERS.encode() not in path.read_bytes()
    assert not list(path.parent.glob("*.before-upgrade"))
    assert [check.id for check in audit.audit(path) if not check.holds] == []


def test_an_after_for_such_a_series_is_refused_with_the_reason(make_old: MakeOld) -> None:
    context = Context(FileWorkspace.open(make_old("before")))
    with pytest.raises(SurveyError, match="answers were destroyed at the upgrade"):
        opening.preview(context, opening.request(context, 1, label=Label.AFTER, invited=9))
    assert surveying.surveying(context, 1).labels_in_turn(SURVEY.id) == (Label.BEFORE,)
    again = opening.request(context, 1, label=Label.BEFORE, invited=9, coach_only=True)
    assert opening.preview(context, again).begins_series


def test_a_series_that_was_compared_stays_closed(make_old: MakeOld) -> None:
    context = Context(FileWorkspace.open(make_old("before", "after")))
    state = surveying.surveying(context, 1)
    assert {found.series.state for found in state.rounds} == {SeriesState.COMPARED}
    assert state.labels_in_turn(SURVEY.id) == ()
