"""Looking at a workspace on a server without opening it: nothing is upgraded, finished or written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.workspace.server import schema
from ybiyri_tui.workspace.server.address import check_version, engine_for, shown

Result = TypeVar("Result")


def look_at(address: str, look: Callable[[Connection], Result]) -> tuple[str, Result]:
    """The name of the workspace at this address, and what `look` finds in one state of it, which it cannot change.

    Raises ProgramError if there is no workspace with surveys, or it cannot be read.
    """
    engine = engine_for(address, poolclass=NullPool)
    name = shown(engine.url)
    try:
        with engine.connect() as connection:
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
            check_version(connection)
            if schema.revision(connection, name) is None:
                raise ProgramError(f"There is no workspace in {name}, so there is nothing to check.")
            return name, look(connection)
    except DBAPIError as error:
        reason = str(error.orig).strip().partition("\n")[0]
        raise ProgramError(f"{name} cannot be checked ({reason}).") from error
