"""What lies around the tables: logs, copies of the write-ahead log, other roles, the connection, the disk."""

from __future__ import annotations

from collections.abc import Callable

from surveys.audit.records import Check
from surveys.audit.server.evidence import ServerEvidence
from surveys.rounds.store import answering_function

_LOGS: dict[str, Callable[[str], bool]] = {
    "log_statement": lambda value: value in ("none", "ddl"),
    "log_min_duration_statement": lambda value: value == "-1",
    "log_min_duration_sample": lambda value: value == "-1",
    "log_transaction_sample_rate": lambda value: value == "0",
    "log_duration": lambda value: value == "off",
    "log_connections": lambda value: value in ("off", ""),
    "log_disconnections": lambda value: value == "off",
    "log_parameter_max_length_on_error": lambda value: value == "0",
    "auto_explain.log_min_duration": lambda value: value == "-1",
    "pgaudit.log": lambda value: value in ("none", ""),
}
"""Settings that make the server write down who did what when, and what they are where it does not."""
_MANY = 5


def logs(evidence: ServerEvidence) -> Check:
    """The server's log does not say who connected or handed in a ballot when."""
    found = evidence.settings(*_LOGS)
    telling = [
        f"{name} = {found[name]}" for name, is_quiet in _LOGS.items() if name in found and not is_quiet(found[name])
    ]
    if not telling:
        return Check("logs", True, "The server's log does not say who connected or handed in a ballot when.")
    return Check(
        "logs",
        False,
        f"The server's log says who connected or did something when ({', '.join(telling)}); switch that off for this "
        "database, or know who reads the log.",
    )


def write_ahead_log(evidence: ServerEvidence) -> Check:
    """Nobody keeps the write-ahead log, which holds sealed ballots in the order in which they came."""
    settings = evidence.settings("archive_mode", "wal_level")
    ((slots,),) = evidence.rows("SELECT count(*) FROM pg_replication_slots")
    ((standbys,),) = evidence.rows("SELECT count(*) FROM pg_stat_replication")
    kept = [f"archive_mode = {settings['archive_mode']}"] if settings.get("archive_mode", "off") != "off" else []
    kept += ["wal_level = logical"] if settings.get("wal_level") == "logical" else []
    kept += [f"{slots} replication slots"] if slots else []
    kept += [f"{standbys} standbys or backups that run"] if standbys else []
    if not kept:
        return Check("wal", True, "No archive, standby or slot keeps the write-ahead log; the server itself reuses it.")
    return Check(
        "wal",
        False,
        f"The write-ahead log, with sealed ballots in the order in which they came, is copied or kept "
        f"({', '.join(kept)}); with two passphrases single answers can be read from such copies, so let them expire.",
    )


def privileges(evidence: ServerEvidence) -> Check:
    """Nobody but the owner, and superusers, can read or change the survey tables."""
    may = "SELECT, INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER"
    tables = (
        "SELECT c.oid, c.relowner FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND "
        "c.relkind = 'r' AND starts_with(c.relname, 'survey_')"
    )
    everybody = evidence.rows(f"SELECT 1 FROM ({tables}) t WHERE has_table_privilege('public', t.oid, '{may}')")  # noqa: S608
    others = evidence.rows(
        f"SELECT DISTINCT r.rolname FROM pg_roles r, ({tables}) t WHERE NOT r.rolsuper AND r.oid <> t.relowner "  # noqa: S608
        "AND NOT starts_with(r.rolname, 'pg_') "
        f"AND (has_table_privilege(r.oid, t.oid, '{may}') OR has_any_column_privilege(r.oid, t.oid, 'SELECT, UPDATE') "
        "OR pg_has_role(r.oid, t.relowner, 'MEMBER')) ORDER BY 1"
    )
    names = ["everybody"] if everybody else [name for (name,) in others]
    if not names:
        return Check("privileges", True, "Nobody but the owner can read or change the survey tables.")
    return Check(
        "privileges",
        False,
        f"Others than the owner can read or change the survey tables: {_listed(names)}; REVOKE that, or take them out "
        "of the roles through which they can.",
    )


def administrators(evidence: ServerEvidence) -> Check:
    """The workspace does not belong to a superuser. There always is one, who can read everything."""
    names = [name for (name,) in evidence.rows("SELECT rolname FROM pg_roles WHERE rolsuper ORDER BY 1")]
    owners = evidence.rows(
        "SELECT DISTINCT r.rolname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolsuper AND "
        "c.relnamespace = current_schema()::regnamespace AND starts_with(c.relname, 'survey_')"
    )
    told = f"Superusers can read everything while a round is open, sealed as it is: {_listed(names)}"
    if not owners:
        return Check("administrators", True, f"{told}.")
    return Check(
        "administrators",
        False,
        f"The workspace belongs to a superuser; give it to a role of its own (ALTER TABLE … OWNER TO …). {told}.",
    )


def function(evidence: ServerEvidence) -> Check:
    """The function for casting ballots is the one of this version, and only who was granted it may call it."""
    found = evidence.rows(
        "SELECT prosrc, prosecdef, proconfig, has_function_privilege('public', p.oid, 'EXECUTE'), "
        "quote_ident(current_schema()) FROM pg_proc p "
        "WHERE proname = ? AND pronamespace = current_schema()::regnamespace",
        answering_function.NAME,
    )
    good = len(found) == 1 and tuple(found[0][:4]) == (
        answering_function.body(found[0][4]),
        True,
        ["search_path=pg_catalog, pg_temp"],
        False,
    )
    if good:
        return Check("function", True, "The function for casting ballots is the one of this version.")
    return Check(
        "function",
        False,
        "The function for casting ballots was changed, or others may call it than were granted it; grant-answering "
        "makes it anew.",
    )


def connection(evidence: ServerEvidence) -> Check:
    """Nobody between here and the server can read along."""
    ((encrypted, here),) = evidence.rows(
        "SELECT coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false), "
        "coalesce(inet_client_addr() <<= inet '127.0.0.0/8' OR inet_client_addr() = inet '::1', true)"
    )
    if encrypted or here:
        how = "is encrypted" if encrypted else "does not leave this machine"
        return Check("connection", True, f"The connection to the server {how}.")
    return Check(
        "connection",
        False,
        "The connection to the server is not encrypted, so whoever is between can read along; add sslmode=verify-full.",
    )


def durable(evidence: ServerEvidence) -> Check:
    """What was acknowledged to a person survives a power cut."""
    found = evidence.settings("fsync", "synchronous_commit", "full_page_writes")
    weak = [f"{name} = off" for name, value in found.items() if value == "off"]
    if not weak:
        return Check("durable", True, "What was acknowledged is on the server's disk.")
    return Check(
        "durable",
        False,
        f"A ballot that was acknowledged can be lost when the server loses power ({', '.join(weak)}); switch that on.",
    )


def _listed(names: list[str]) -> str:
    more = len(names) - _MANY
    return ", ".join(names[:_MANY]) + (f" and {more} more" if more > 0 else "")
