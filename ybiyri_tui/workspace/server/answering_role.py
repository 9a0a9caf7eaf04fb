"""A role that can do one thing: hand in a sealed ballot with a code that was not used, through one function.

The role gets nothing but the right to call that function, and what every role gets by itself is taken away as far as
whoever runs this may do so. What is left then is looked up in the catalogs and told.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.workspace.server import schema

_ATTRIBUTES = text(
    "SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls, rolcanlogin, "
    "EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid), "
    "EXISTS (SELECT FROM pg_shdepend d WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = r.oid "
    "AND d.deptype = 'o') FROM pg_roles r WHERE rolname = :role"
)
_TOO_MUCH = (
    "is a superuser",
    "may make roles",
    "may make databases",
    "may replicate the server",
    "passes over row security",
    "",
    "is a member of another role",
    "owns something in the database",
)
# What every role may do stands in one row for the database, which two cannot change at once.
_ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(22850, 1)")
_MAY_MAKE_ROLES = text("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
_LEFT_OVER = text(
    """
    SELECT format('%s on %s', privilege, c.oid::regclass)
    FROM pg_class c, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) privilege
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
        AND has_any_column_privilege(:role, c.oid, privilege)
    UNION ALL
    SELECT format('%s on %s', privilege, c.oid::regclass)
    FROM pg_class c, unnest(ARRAY['DELETE', 'TRUNCATE', 'TRIGGER']) privilege
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
        AND has_table_privilege(:role, c.oid, privilege)
    UNION ALL
    SELECT format('USAGE on %s', c.oid::regclass) FROM pg_class c
    WHERE c.relnamespace = current_schema()::regnamespace AND CASE WHEN c.relkind = 'S'
        THEN has_sequence_privilege(:role, c.oid, 'USAGE, SELECT, UPDATE') ELSE false END
    UNION ALL
    SELECT format('EXECUTE on %s', p.oid::regprocedure) FROM pg_proc p
    WHERE p.pronamespace = current_schema()::regnamespace AND p.oid <> CAST(:function AS regprocedure)
        AND has_function_privilege(:role, p.oid, 'EXECUTE')
    UNION ALL
    SELECT format('CREATE in the schema %s', n.nspname) FROM pg_namespace n
    WHERE has_schema_privilege(:role, n.oid, 'CREATE')
    UNION ALL
    SELECT format('%s in the database', what) FROM unnest(ARRAY['CREATE', 'TEMPORARY']) what
    WHERE has_database_privilege(:role, current_database(), what)
    UNION ALL
    SELECT 'CREATE of large objects' WHERE has_function_privilege(:role, 'lo_create(oid)', 'EXECUTE')
    UNION ALL
    SELECT 'reading how often tables are changed, and who is connected'
    WHERE has_function_privilege(:role, 'pg_stat_get_tuples_updated(oid)', 'EXECUTE')
    """
)


@dataclass(frozen=True)
class Granted:
    """A role that may answer; `made` if it did not exist. `besides` is what else it can do, because every role can."""

    role: str
    made: bool
    besides: tuple[str, ...]


def grant(connection: Connection, role: str) -> Granted:
    """Makes the role, or takes one that can do nothing yet, and lets it call the function.

    Raises ProgramError, and changes nothing, if the role is missing and cannot be made, or if it can do too much.
    """
    connection.execute(_ONE_AT_A_TIME)
    made = not _exists(connection, role)
    quoted = str(connection.execute(text("SELECT quote_ident(:role)"), {"role": role}).scalar())
    if made:
        _make(connection, quoted, role)
    schema.make_function(connection)
    _take_away(connection, quoted)
    function, its_schema = schema.signature(connection), schema.schema_of(connection)
    connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA {its_schema} TO {quoted}")
    connection.exec_driver_sql(f"GRANT EXECUTE ON FUNCTION {function} TO {quoted}")
    left = connection.execute(_LEFT_OVER, {"role": role, "function": function}).scalars().all()
    return Granted(role, made, tuple(sorted(left)))


def _exists(connection: Connection, role: str) -> bool:
    """Whether there is such a role. Raises ProgramError if it can do more than a role for answering may."""
    found = connection.execute(_ATTRIBUTES, {"role": role}).one_or_none()
    if found is None:
        return False
    too_much = [what for what, has in zip(_TOO_MUCH, found, strict=True) if has and what]
    if too_much:
        raise ProgramError(f"The role {role} {' and '.join(too_much)}; name one that can do nothing yet, or a new one.")
    return True


def _make(connection: Connection, quoted: str, role: str) -> None:
    if not connection.execute(_MAY_MAKE_ROLES).scalar():
        raise ProgramError(
            f"There is no role {role}, and you may not make one; ask who looks after the server for "
            f"`CREATE ROLE {quoted} LOGIN`, and run this again."
        )
    connection.exec_driver_sql(f"CREATE ROLE {quoted} LOGIN NOINHERIT")


def _take_away(connection: Connection, quoted: str) -> None:
    """Takes away what this role, and every role, may have got; the server refuses silently what is not ours to take."""
    its_schema = schema.schema_of(connection)
    database = connection.execute(text("SELECT quote_ident(current_database())")).scalar()
    for whom in (quoted, "PUBLIC"):
        for kind in ("TABLES", "SEQUENCES", "FUNCTIONS"):
            connection.exec_driver_sql(f"REVOKE ALL ON ALL {kind} IN SCHEMA {its_schema} FROM {whom}")
        connection.exec_driver_sql(f"REVOKE CREATE ON SCHEMA {its_schema} FROM {whom}")
        connection.exec_driver_sql(f"REVOKE CREATE, TEMPORARY ON DATABASE {database} FROM {whom}")
