"""A role that may hand in a sealed ballot with an unspent code, and tries everything else in vain."""

from __future__ import annotations

import os
import re
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from surveys.rounds.store import box as box_store
from tests import postgres
from tests.workspace.server.answering import Answering, Place, run
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.answering_role import grant_answering
from ybiyri_tui.workspace.postgres import PostgresWorkspace
from ybiyri_tui.workspace.server.schema import bring_up_to_date

DENIED = "InsufficientPrivilege"
TRIES = (
    "SELECT * FROM {table}",
    "SELECT count(*) FROM {table}",
    "SELECT ctid, xmin FROM {table}",
    "INSERT INTO {table} DEFAULT VALUES",
    "DELETE FROM {table}",
    "UPDATE {table} SET {column} = {column}",
    "TRUNCATE {table}",
    "COPY {table} TO STDOUT",
    "DO $$ BEGIN LOCK TABLE {table} IN ACCESS SHARE MODE; END $$",
    "EXPLAIN ANALYZE SELECT * FROM {table}",
    "EXPLAIN SELECT * FROM {table}",
    "CREATE INDEX ON {table} ({column})",
    "ALTER TABLE {table} ADD COLUMN mine text",
    "ALTER TABLE {table} OWNER TO CURRENT_USER",
    "DROP TABLE {table}",
)


def box(answering: Answering) -> tuple[int, int]:
    """How many ballots and spent codes there are."""
    found = answering.round.id
    return answering.context.workspace.read(
        lambda session: (box_store.count_used(session, found), box_store.count_spent(session, found))
    )


def test_it_hands_in_a_ballot_with_a_code_once_and_the_same_one_again(answering: Answering) -> None:
    ballot = answering.ballot()
    assert [answering.cast(ballot) for _ in range(2)] == ["stored", "stored"]
    assert box(answering) == (1, 1)


def test_an_unknown_code_a_used_one_and_another_round_get_the_same_reply(answering: Answering) -> None:
    code = answering.team.bowl.pop()
    assert answering.cast(answering.ballot(code)) == "stored"
    used, unknown = answering.ballot(code), answering.ballot()
    replies = {
        answering.cast(used),
        answering.cast(type(unknown)(unknown.round_id, b"x" * 32, unknown.box)),
        answering.cast(type(unknown)("elsewhere", unknown.code, unknown.box)),
    }
    assert replies == {"refused"}
    assert box(answering) == (1, 1)


def test_nothing_is_learned_of_a_code_by_a_box_that_cannot_be_stored(answering: Answering) -> None:
    used = answering.ballot()
    assert answering.cast(used) == "stored"
    good = answering.ballot()
    for code in (good.code, used.code, b"x" * 32):
        for wrong in (b"", good.box[:-1], good.box + b"x", b"x" * 10_000_000):
            assert answering.cast(type(good)(good.round_id, code, wrong)) == "other size"
    assert box(answering) == (1, 1)


def test_whoever_takes_a_ballot_back_before_it_is_committed_learns_whether_the_code_is_good(
    answering: Answering,
) -> None:
    """What a transaction has done it can see and undo; no function can keep that from who calls it."""
    good = answering.ballot()
    with answering.session() as session:
        session.execute("BEGIN")
        reply = session.execute("SELECT survey_cast(%s, %s, %s)", (good.round_id, good.code, good.box)).fetchone()
        session.execute("ROLLBACK")
    assert reply == ("stored",)
    assert box(answering) == (0, 0)


def test_it_can_do_nothing_with_any_table(answering: Answering) -> None:
    columns = answering.as_owner(
        "SELECT table_name, min(column_name) FROM information_schema.columns WHERE table_schema = current_schema() "
        "GROUP BY 1 ORDER BY 1"
    )
    assert {"survey_slot", "survey_code", "survey_round", "pilot"} <= {table for table, _ in columns}
    with answering.session() as session:
        for table, column in columns:
            for attempt in TRIES:
                statement = attempt.replace("{table}", str(table)).replace("{column}", str(column))
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    session.execute(statement.encode())


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (a text)",
        "CREATE SCHEMA mine",
        "CREATE FUNCTION mine() RETURNS text LANGUAGE sql AS 'SELECT 1::text'",
        "CREATE TEMPORARY TABLE survey_slot (round_id text, id text, used boolean, box bytea)",
        "CREATE ROLE mine",
        "CREATE DATABASE mine",
        "CREATE EXTENSION pageinspect",
        "SET ROLE {owner}",
        "SET SESSION AUTHORIZATION {owner}",
        "GRANT {owner} TO CURRENT_USER",
        "ALTER FUNCTION survey_cast(text, bytea, bytea) RESET search_path",
        "DROP FUNCTION survey_cast(text, bytea, bytea)",
        "SELECT pg_read_file('postgresql.conf')",
        "SELECT lo_import('/etc/passwd')",
        "COPY (SELECT 1) TO '/tmp/mine'",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT * FROM pg_statistic",
        "SELECT * FROM pg_authid",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{owner}'",
        "SET track_commit_timestamp = on",
        "SET log_statement = 'all'",
        "ALTER SYSTEM SET log_statement = 'all'",
        "SELECT pg_switch_wal()",
        "SELECT pg_create_physical_replication_slot('mine')",
        "SELECT setval('pilot_id_seq', 1)",
    ],
)
def test_what_it_must_not_do_is_denied(answering: Answering, statement: str) -> None:
    owner = make_url(answering.owner).username or ""
    reply = answering.tries(statement.replace("{owner}", owner))
    assert reply in (DENIED, "CantChangeRuntimeParam", "InvalidGrantOperation", "FeatureNotSupported", "[]"), reply


def test_what_it_can_see_of_statistics_holds_no_values(answering: Answering) -> None:
    answering.cast(answering.ballot())
    run(answering.owner, "ANALYZE")
    assert answering.tries("SELECT tablename FROM pg_stats WHERE schemaname = current_schema()") == "[]"
    assert (
        answering.tries("SELECT query FROM pg_stat_activity WHERE usename <> current_user AND query NOT LIKE '<%'")
        == "[]"
    )


def test_a_function_or_table_of_its_own_is_never_taken_for_the_real_one(answering: Answering) -> None:
    """Were temporary tables allowed after all, they would not shadow what the function writes to."""
    database = make_url(answering.owner).database
    run(answering.owner, f"GRANT TEMPORARY ON DATABASE {database} TO {answering.granted.role}")
    ballot = answering.ballot()
    with answering.session() as session:
        for table in ("survey_slot", "survey_code", "survey_round"):
            session.execute(f"CREATE TEMPORARY TABLE {table} AS SELECT 1 AS round_id".encode())
        session.execute("SET search_path = pg_temp, public")
        schema = answering.as_owner("SELECT quote_ident(current_schema())")[0][0]
        call = f"SELECT {schema}.survey_cast(%s, %s, %s)".encode()
        reply = session.execute(call, (ballot.round_id, ballot.code, ballot.box)).fetchone()
    assert reply == ("stored",)
    assert box(answering) == (1, 1)
    run(answering.owner, f"REVOKE TEMPORARY ON DATABASE {database} FROM {answering.granted.role}")


def test_a_call_that_is_refused_or_malformed_holds_no_lock_and_one_that_is_rolled_back_leaves_nothing(
    answering: Answering,
) -> None:
    ballot = answering.ballot()
    with answering.session() as session:
        session.execute("BEGIN")
        session.execute("SELECT survey_cast(NULL, NULL, NULL)")
        session.execute("SELECT survey_cast(%s, %s, %s)", (ballot.round_id, b"guess", ballot.box))
        assert answering.cast(ballot) == "stored"
        session.execute("ROLLBACK")
        session.execute("BEGIN")
        other = answering.ballot()
        session.execute("SELECT survey_cast(%s, %s, %s)", (other.round_id, other.code, other.box))
        session.execute("ROLLBACK")
    assert box(answering) == (1, 1)


def test_nobody_else_may_call_the_function_and_an_upgrade_keeps_who_may(answering: Answering) -> None:
    grants = (
        "SELECT grantee::regrole::text FROM pg_proc, aclexplode(proacl) WHERE proname = 'survey_cast' "
        "AND pronamespace = current_schema()::regnamespace ORDER BY grantee = proowner DESC"
    )
    owner = make_url(answering.owner).username
    answering.tries("GRANT EXECUTE ON FUNCTION survey_cast(text, bytea, bytea) TO PUBLIC")
    assert answering.as_owner(grants) == [(owner,), (answering.granted.role,)]
    PostgresWorkspace.open(answering.owner).do(bring_up_to_date)
    assert answering.as_owner(grants) == [(owner,), (answering.granted.role,)]
    assert answering.cast(answering.ballot()) == "stored"


def test_what_it_can_do_besides_is_told(answering: Answering) -> None:
    assert answering.granted.besides == (
        "CREATE of large objects",
        "reading how often tables are changed, and who is connected",
    )


def test_a_role_that_can_do_more_is_refused(place: Place) -> None:
    name = make_url(place.address).username or ""
    with pytest.raises(ProgramError, match=f"The role {name} is a superuser"):
        grant_answering(place.owner, name)


def test_a_file_has_no_roles(context: Context) -> None:
    with pytest.raises(ProgramError, match="is a file; roles are for a PostgreSQL workspace"):
        grant_answering(context, "answering")


@pytest.mark.skipif(postgres.VARIABLE in os.environ, reason="it would change a server that is shared")
def test_what_the_documentation_tells_administrators_takes_away_the_rest(
    place: Place, answering: Answering, postgres_server: str
) -> None:
    owner = make_url(place.address).username or ""
    text = (Path(__file__).parents[3] / "docs" / "postgresql.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```sql\n(.*?)```", text, flags=re.DOTALL)
    run(
        postgres_server,
        *block.replace("TO coach", f"TO {owner}").replace("%s", "%%s").replace("$$;", "$$;;").split(";;"),
    )
    assert grant_answering(place.owner, place.granted.role).besides == ()
    for statement in ("SELECT lo_create(0)", "SELECT pg_relation_size('survey_slot')", "SELECT * FROM pg_locks"):
        assert answering.tries(statement) == DENIED
    assert answering.tries("SELECT * FROM pg_stat_activity") == DENIED
    assert answering.tries("SELECT n_tup_upd FROM pg_stat_user_tables") == DENIED
    assert answering.cast(answering.ballot()) == "stored"
