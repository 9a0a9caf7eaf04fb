"""What the server keeps beside the rows: numbers of transactions, times, dead rows, statistics."""

from __future__ import annotations

from surveys.audit.records import Check
from surveys.audit.server.evidence import ServerEvidence
from surveys.tables import TABLES

BOX = ("survey_code", "survey_slot", "survey_kept")
"""Tables whose rows must tell nothing about the order in which they came."""


def columns(evidence: ServerEvidence) -> Check:
    """No survey table has a column that it should not have: no clear answer, time, author or link."""
    expected = {str(table.__tablename__): set(table.model_fields) for table in TABLES}
    extra = [name for name in evidence.tables() if name not in expected]
    for name in evidence.tables():
        present = evidence.columns(name)
        extra += [f"{name}.{column}" for column in sorted(present - expected.get(name, present))]
    if extra:
        return Check("columns", False, f"Not expected in the database: {'; '.join(extra)}.")
    return Check("columns", True, "The survey tables hold nothing but what they should.")


def transactions(evidence: ServerEvidence) -> Check:
    """All rows of a box bear the number of one transaction (`xmin`), and so one time of commit."""
    wrong = []
    for table, owner in (("survey_code", "round_id"), ("survey_slot", "round_id"), ("survey_kept", "series_id")):
        several = evidence.rows(
            f"SELECT {owner}, count(DISTINCT xmin::text) FROM {table} GROUP BY 1 "  # noqa: S608
            "HAVING count(DISTINCT xmin::text) > 1 ORDER BY 1"
        )
        wrong += [f"{table} of {name} bears those of {count}" for name, count in several]
    if not wrong:
        return Check("transactions", True, "Nothing in a box tells by the number of its transaction when it came.")
    return Check(
        "transactions",
        False,
        f"Numbers of transactions tell the order in which ballots came: {'; '.join(wrong)}; closing destroys them, and "
        "smaller rounds (up to 1000 places) have none.",
    )


def numbers(evidence: ServerEvidence) -> Check:
    """No survey table counts its rows."""
    counted = evidence.rows(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema() AND "
        "starts_with(table_name, 'survey_') AND (is_identity = 'YES' OR starts_with(column_default, 'nextval'))"
    )
    if counted:
        named = ", ".join(f"{table}.{column}" for table, column in counted)
        return Check("numbers", False, f"Rows are counted as they come: {named}; take the sequence away.")
    return Check("numbers", True, "No sequence counts rows of a survey.")


def commit_times(evidence: ServerEvidence) -> Check:
    """The server does not keep the time of every commit."""
    if evidence.settings("track_commit_timestamp").get("track_commit_timestamp") == "off":
        return Check("commit-times", True, "The server keeps no times of commits.")
    return Check(
        "commit-times",
        False,
        "track_commit_timestamp is on, so the server knows when a row was written, which for a box is when the last "
        "ballot came; switch it off in postgresql.conf.",
    )


def dead_rows(evidence: ServerEvidence) -> Check:
    """No earlier state of a box lies in its tables."""
    dead = evidence.rows(
        "SELECT relname, n_dead_tup FROM pg_stat_user_tables WHERE schemaname = current_schema() AND "
        "relname = ANY(?) AND n_dead_tup > 0 ORDER BY 1",
        list(BOX),
    )
    if not dead:
        return Check(
            "dead-rows", True, "Nothing that was replaced or removed lies in the tables, as far as is counted."
        )
    named = ", ".join(f"{count} in {table}" for table, count in dead)
    return Check(
        "dead-rows",
        False,
        f"Rows that were replaced still lie in the tables ({named}); whoever reads the server's files could put "
        "earlier states of a box in order, so run VACUUM on these tables, or wait a minute for the server to do it.",
    )


def statistics(evidence: ServerEvidence) -> Check:
    """The planner keeps no samples of what lies in a box."""
    sampled = evidence.rows(
        "SELECT DISTINCT tablename FROM pg_stats WHERE schemaname = current_schema() AND tablename = ANY(?) ORDER BY 1",
        list(BOX),
    )
    if not sampled:
        return Check("statistics", True, "The planner keeps no samples of what lies in a box.")
    named = ", ".join(table for (table,) in sampled)
    return Check(
        "statistics",
        False,
        f"The planner keeps samples of {named}, which outlive a closing; ALTER TABLE … ALTER COLUMN … SET STATISTICS 0 "
        "on all columns, then ALTER COLUMN … TYPE with the same type.",
    )
