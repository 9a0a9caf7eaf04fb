"""The schema of a workspace on a server: looked at, made and brought up to date, with its one function."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

from surveys.rounds.store import answering_function
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.workspace.schema_version import checked_revision

TAKE_TURN = "LOCK TABLE alembic_version IN EXCLUSIVE MODE"
"""Everybody who writes takes this lock first; a role that may do nothing with the table can hold nobody up by it."""

# Before there is a table to lock: any two numbers.
_MAKE_ALONE = text("SELECT pg_advisory_xact_lock(22850, hashtext(current_schema()))")


def revision(connection: Connection, name: str) -> str | None:
    """The schema's revision, None without a workspace. Raises ProgramError if it is newer; `name` is its name then."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return checked_revision(name, str(found or ""))


def refuse_foreign(connection: Connection, name: str) -> None:
    """Raises ProgramError if there are tables of another program."""
    names = inspect(connection).get_table_names()
    if names:
        raise ProgramError(f"{name} holds tables of another program ({names[0]}); name an empty database or schema.")


def bring_up_to_date(connection: Connection) -> None:
    """Runs the migrations that are missing, and makes the function anew, inside the transaction of the connection."""
    from ybiyri_tui.workspace.upgrade import migrate

    connection.execute(_MAKE_ALONE)
    if inspect(connection).has_table("alembic_version"):
        connection.exec_driver_sql(TAKE_TURN)
    migrate(connection)
    make_function(connection)


def make_function(connection: Connection) -> None:
    """Makes the function for casting ballots as this version has it. Who may call it keeps that; nobody else may."""
    connection.exec_driver_sql(answering_function.definition(schema_of(connection)))
    connection.exec_driver_sql(f"REVOKE ALL ON FUNCTION {signature(connection)} FROM PUBLIC")


def schema_of(connection: Connection) -> str:
    """The name of the schema with the workspace, quoted where it has to be."""
    found = connection.execute(text("SELECT quote_ident(current_schema())")).scalar()
    if not found:
        raise ProgramError("The search path of this address names no schema that exists.")
    return str(found)


def signature(connection: Connection) -> str:
    """The function with its schema, as statements about privileges name it."""
    return f"{schema_of(connection)}.{answering_function.SIGNATURE}"


def survey_tables(connection: Connection) -> list[str]:
    """The tables of the surveys."""
    return [name for name in inspect(connection).get_table_names() if name.startswith("survey_")]
