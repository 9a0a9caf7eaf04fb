"""Every check of a server holds as the program makes it, and fails where somebody made it otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy.engine import make_url

from surveys.audit import server
from surveys.audit.records import Check
from surveys.audit.server import order, surroundings
from surveys.audit.server.evidence import ServerEvidence
from surveys.sealing.stretching import Cost
from tests.workspace.server.answering import Answering, run
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlayedTeam, PlaySealer
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.pilot.pilots import create_pilot
from ybiyri_tui.usecases.survey.auditing import audit_workspace
from ybiyri_tui.workspace.opening import open_or_create

SERVERS_OWN = {"logs", "wal", "administrators", "durable", "commit-times"}
"""What the server for tests is set to decides these, and they are looked at one by one."""


@pytest.fixture(autouse=True)
def _tests_are_cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """The team's passphrases cost nothing, which the audit would tell."""
    monkeypatch.setattr("surveys.audit.sealed.PASSPHRASE_COST", Cost(1, 8192))


def checks(address: str) -> dict[str, Check]:
    return {check.id: check for check in audit_workspace(address).checks}


def failed(address: str) -> set[str]:
    return {name for name, check in checks(address).items() if not check.holds} - SERVERS_OWN


@contextmanager
def changed(answering: Answering, statement: str, back: str) -> Iterator[set[str]]:
    """What fails after a statement, which is taken back."""
    run(answering.owner, statement)
    try:
        yield failed(answering.owner)
    finally:
        run(answering.owner, back)


def test_everything_holds_while_a_round_is_open_and_after_closing_but_for_dead_rows(answering: Answering) -> None:
    while answering.team.bowl:
        assert answering.cast(answering.ballot()) == "stored"
    assert failed(answering.owner) <= {"dead-rows"}
    answering.team.close(answering.round)
    assert failed(answering.owner) <= {"dead-rows"}


def test_dead_rows_are_told_until_closing_removes_them(postgres_schema: str) -> None:
    context = replace(Context(open_or_create(postgres_schema), who="coach"), sealer=PlaySealer)
    team = PlayedTeam(context, create_pilot(context, name="Payments", team="T", mission="M").id)
    found = team.open(invited=5)
    while team.bowl:
        team.answer(found, {})
    run(postgres_schema, "UPDATE survey_slot SET used = used")
    assert failed(postgres_schema) == {"dead-rows"}
    team.close(found)
    assert failed(postgres_schema) == set()


def test_every_check_says_one_sentence_and_has_an_id_of_its_own(answering: Answering) -> None:
    done = audit_workspace(answering.owner)
    assert len({check.id for check in done.checks}) == len(done.checks) == 1 + len(server.SHARED) + len(server.CHECKS)
    assert all(check.says.endswith(".") and "\n" not in check.says for check in done.checks)


@pytest.mark.parametrize(
    ("check", "statement", "back"),
    [
        ("columns", "ALTER TABLE survey_slot ADD COLUMN at timestamptz", "ALTER TABLE survey_slot DROP COLUMN at"),
        (
            "transactions",
            "UPDATE survey_slot SET used = used WHERE ctid = (SELECT min(ctid) FROM survey_slot WHERE "
            "round_id = '{round}')",
            "UPDATE survey_slot SET used = used WHERE round_id = '{round}'",
        ),
        (
            "numbers",
            "ALTER TABLE survey_release ADD COLUMN nr bigint GENERATED ALWAYS AS IDENTITY",
            "ALTER TABLE survey_release DROP COLUMN nr",
        ),
        (
            "statistics",
            "ALTER TABLE survey_slot ALTER COLUMN used SET STATISTICS 100",
            "ALTER TABLE survey_slot ALTER COLUMN used TYPE boolean, ALTER COLUMN used SET STATISTICS 0",
        ),
        ("privileges", "GRANT SELECT ON survey_slot TO PUBLIC", "REVOKE SELECT ON survey_slot FROM PUBLIC"),
        (
            "privileges",
            "GRANT SELECT (used) ON survey_slot TO {role}",
            "REVOKE ALL (used) ON survey_slot FROM {role}",
        ),
        ("privileges", "GRANT {owner} TO {role}", "REVOKE {owner} FROM {role}"),
        (
            "function",
            "GRANT EXECUTE ON FUNCTION survey_cast(text, bytea, bytea) TO PUBLIC",
            "REVOKE EXECUTE ON FUNCTION survey_cast(text, bytea, bytea) FROM PUBLIC",
        ),
        (
            "function",
            "ALTER FUNCTION survey_cast(text, bytea, bytea) SECURITY INVOKER",
            "ALTER FUNCTION survey_cast(text, bytea, bytea) SECURITY DEFINER",
        ),
        (
            "slots",
            "UPDATE survey_slot SET used = true WHERE round_id = '{round}'",
            "UPDATE survey_slot SET used = false WHERE round_id = '{round}'",
        ),
    ],
)
def test_a_check_fails_where_something_was_changed(answering: Answering, check: str, statement: str, back: str) -> None:
    owner = make_url(answering.owner).username or ""
    names = {"role": answering.granted.role, "owner": owner, "round": answering.round.id}
    with changed(answering, statement.format(**names), back.format(**names)) as found:
        if check == "statistics":
            run(answering.owner, "ANALYZE survey_slot")
            found = failed(answering.owner)
        also = {"columns"} if "ADD COLUMN" in statement else set()
        assert check in found <= {check, "dead-rows", *also}


class Told(ServerEvidence):
    """A server that says of itself what a test wants."""

    def __init__(self, settings: dict[str, str], *rows: tuple[object, ...]) -> None:
        object.__setattr__(self, "told", settings)
        object.__setattr__(self, "found", list(rows))

    def settings(self, *names: str) -> dict[str, str]:
        told: dict[str, str] = self.__dict__["told"]
        return {name: told[name] for name in names if name in told}

    def rows(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        found: list[tuple[object, ...]] = self.__dict__["found"]
        return [found.pop(0)] if found else []


@pytest.mark.parametrize(
    ("setting", "loud", "quiet"),
    [
        ("log_statement", "all", "ddl"),
        ("log_min_duration_statement", "0", "-1"),
        ("log_connections", "on", "off"),
        ("log_parameter_max_length_on_error", "-1", "0"),
        ("pgaudit.log", "write", "none"),
    ],
)
def test_a_log_that_says_who_did_what_when_is_told(setting: str, loud: str, quiet: str) -> None:
    said = surroundings.logs(Told({setting: loud}))
    assert (said.holds, f"{setting} = {loud}" in said.says) == (False, True)
    assert surroundings.logs(Told({setting: quiet})).holds


def test_what_keeps_the_write_ahead_log_is_told() -> None:
    quiet = {"archive_mode": "off", "wal_level": "replica"}
    assert surroundings.write_ahead_log(Told(quiet, (0,), (0,))).holds
    for settings, rows, told in (
        (quiet | {"archive_mode": "on"}, [(0,), (0,)], "archive_mode = on"),
        (quiet | {"wal_level": "logical"}, [(0,), (0,)], "wal_level = logical"),
        (quiet, [(2,), (0,)], "2 replication slots"),
        (quiet, [(0,), (1,)], "1 standbys"),
    ):
        said = surroundings.write_ahead_log(Told(settings, *rows))
        assert (said.holds, told in said.says) == (False, True)


def test_times_of_commits_a_weak_disk_an_open_line_and_a_superuser_are_told() -> None:
    assert not order.commit_times(Told({"track_commit_timestamp": "on"})).holds
    assert order.commit_times(Told({"track_commit_timestamp": "off"})).holds
    assert "fsync = off" in surroundings.durable(Told({"fsync": "off"})).says
    assert surroundings.durable(Told({"fsync": "on", "synchronous_commit": "on"})).holds
    assert not surroundings.connection(Told({}, (False, False))).holds
    assert surroundings.connection(Told({}, (True, False))).holds
    assert not surroundings.administrators(Told({}, ("postgres",), ("postgres",))).holds
    assert surroundings.administrators(Told({}, ("postgres",))).holds


def test_an_empty_database_has_nothing_to_check(postgres_schema: str) -> None:
    with pytest.raises(ProgramError, match="nothing to check"):
        audit_workspace(postgres_schema)
    assert run(
        postgres_schema, "SELECT count(*) FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
    ) == [(0,)]
