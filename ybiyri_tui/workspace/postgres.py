"""A workspace in one PostgreSQL database: the same work as on a file, for organisations larger than one laptop.

Work that writes takes turns behind one lock, as it does on a file, so that everything written for SQLite holds here
unchanged. The address names the database; passwords belong into a password file, not into an address.
"""

from __future__ import annotations

import random
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from playbook.store.history import SEAT
from ybiyri_tui.errors import InDoubt, ProgramError
from ybiyri_tui.workspace.closing import finish_if_possible
from ybiyri_tui.workspace.schema_version import HEAD
from ybiyri_tui.workspace.server import losses, schema
from ybiyri_tui.workspace.server.address import check_version, engine_for, shown
from ybiyri_tui.workspace.server.losses import Fate, Mark

Result = TypeVar("Result")

GIVE_UP_AFTER = 15.0
"""Seconds for which a server that is gone is waited for."""
MOST_LOSSES = 3
"""So often work is run again on a connection that is lost each time."""

_ONE_STATE = text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
_NEXT_TRANSACTION = text("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")


@dataclass
class _Try:
    """How far one try came."""

    connected: bool = False
    mark: Mark | None = None
    committing: bool = False
    result: Any = None


class PostgresWorkspace:
    """An open workspace on a server; see `ybiyri_tui.workspace.base.Workspace` for what its methods promise."""

    def __init__(self, engine: Engine) -> None:
        self.name = shown(engine.url)
        self.seat = secrets.token_hex(4)
        self._engine = engine
        self._jitter = random.Random()  # noqa: S311

    @classmethod
    def open(cls, address: str) -> PostgresWorkspace:
        """Opens an existing workspace and brings its schema up to date.

        Raises ProgramError, and changes nothing, if there is none, if the server cannot be reached or is too old, or
        if the workspace is newer than this program.
        """
        workspace = cls(engine_for(address))
        revision = workspace._revision()
        if revision is None:
            raise ProgramError(f"There is no workspace in {workspace.name} yet; `ybiyri pilots create` makes one.")
        if revision != HEAD:
            workspace.do(schema.bring_up_to_date)
            workspace.scrub()
        finish_if_possible(workspace)
        return workspace

    @classmethod
    def open_or_create(cls, address: str) -> PostgresWorkspace:
        """Opens the workspace, or makes it in an empty database (or an empty schema on the search path)."""
        workspace = cls(engine_for(address))
        revision = workspace._revision()
        if revision != HEAD:
            if revision is None:
                workspace.do(lambda connection: schema.refuse_foreign(connection, workspace.name))
            workspace.do(schema.bring_up_to_date)
            if revision is not None:
                workspace.scrub()
        finish_if_possible(workspace)
        return workspace

    def is_at(self, path: Path) -> bool:  # noqa: ARG002
        """No path on this machine is the workspace."""
        return False

    def read(self, work: Callable[[Session], Result]) -> Result:
        """Runs `work` on one consistent state of the database."""
        return self._persist(lambda attempt: self._in_session(work, attempt, writes=False))

    def write(
        self,
        work: Callable[[Session], Result],
        *,
        exclusive: bool = False,  # noqa: ARG002
        repeatable: bool = False,
    ) -> Result:
        """Runs `work` and commits it as a whole, or not at all; it is on disk when this returns.

        Whoever reads meanwhile reads the state before, so that nothing more is needed for work that is `exclusive`.
        If the connection is lost the work is run again, unless the server says that it was committed; work that is
        `repeatable` finds that out by itself, and takes no turn. Raises InDoubt if nobody can tell.
        """
        return self._persist(
            lambda attempt: self._in_session(work, attempt, writes=True, waits=not repeatable), repeatable=repeatable
        )

    def stamp(self) -> object:
        """Something that differs once anybody has written, to this workspace or to another on the same server."""

        def ask(attempt: _Try) -> object:
            with self._engine.connect() as connection:
                attempt.connected = True
                return connection.execute(_NEXT_TRANSACTION).scalar()

        return self._persist(ask)

    def scrub(self) -> None:
        """Rewrites the tables of the surveys, so that no dead row keeps a trace of what was deleted."""

        def rewrite(attempt: _Try) -> None:
            with self._engine.connect() as connection:
                attempt.connected = True
                tables = schema.survey_tables(connection)
                connection.rollback()
                outside = connection.execution_options(isolation_level="AUTOCOMMIT")
                for name in tables:
                    outside.exec_driver_sql(f"VACUUM FULL {name}")
                # The server counts dead rows with a delay, and VACUUM FULL does not count them anew.
                outside.exec_driver_sql("SELECT pg_stat_force_next_flush()")
                for name in tables:
                    outside.exec_driver_sql(f"VACUUM {name}")

        self._persist(rewrite)

    def do(self, work: Callable[[Connection], Result]) -> Result:
        """Runs `work` once on the bare connection, and commits it: what concerns the database rather than its rows."""
        try:
            with self._engine.begin() as connection:
                return work(connection)
        except DBAPIError as error:
            raise self._explained(error) from error

    def _in_session(
        self, work: Callable[[Session], Result], attempt: _Try, *, writes: bool, waits: bool = True
    ) -> Result:
        with Session(self._engine, expire_on_commit=False) as session:
            session.info[SEAT] = self.seat
            connection = session.connection()
            attempt.connected = True
            if writes:
                if waits:
                    connection.exec_driver_sql(schema.TAKE_TURN)
                attempt.mark = losses.mark_of(connection)
            else:
                connection.execute(_ONE_STATE)
            result = attempt.result = work(session)
            if writes:
                attempt.committing = True
                session.commit()
            return result

    def _persist(self, step: Callable[[_Try], Result], *, repeatable: bool = False) -> Result:
        """Runs a step, again if its connection is lost before it could have had an effect, or if that does no harm."""
        deadline = time.monotonic() + GIVE_UP_AFTER
        in_doubt, lost = False, 0
        while True:
            attempt = _Try()
            try:
                return step(attempt)
            except DBAPIError as error:
                if not (losses.is_lost(error) or losses.was_in_the_way(error)):
                    raise self._explained(error) from error
                if attempt.committing and attempt.mark:
                    if not repeatable and self._was_kept(attempt.mark, deadline):
                        return attempt.result  # type: ignore[no-any-return]
                    in_doubt = repeatable
                lost += attempt.connected
                if lost > MOST_LOSSES or time.monotonic() > deadline:
                    raise (_in_doubt(self.name) if in_doubt else self._explained(error)) from error
            time.sleep(self._jitter.uniform(0.05, 0.2))

    def _was_kept(self, mark: Mark, deadline: float) -> bool:
        """Whether a transaction was committed whose commit was not answered. Raises InDoubt if nobody can tell."""
        while True:
            try:
                with self._engine.connect() as connection:
                    fate = losses.fate_of(connection, mark)
            except DBAPIError as error:
                if not losses.is_lost(error):
                    raise self._explained(error) from error
                fate = Fate.UNDER_WAY
            if fate in (Fate.KEPT, Fate.GONE):
                return fate is Fate.KEPT
            if fate is Fate.UNKNOWN or time.monotonic() > deadline:
                raise _in_doubt(self.name)
            time.sleep(self._jitter.uniform(0.05, 0.2))

    def _revision(self) -> str | None:
        def look(connection: Connection) -> str | None:
            check_version(connection)
            return schema.revision(connection, self.name)

        return self.do(look)

    def _explained(self, error: DBAPIError) -> ProgramError:
        reason = str(error.orig).strip().partition("\n")[0]
        if losses.waited_in_vain(error):
            return ProgramError(
                f"{self.name} is in use by another process; nothing was changed. Try again in a moment."
            )
        if losses.is_not_allowed(error):
            return ProgramError(
                f"{self.name} does not let you do this ({reason}); nothing was changed. A role for answering needs an "
                "invitation: `ybiyri answer --invitation FILE`."
            )
        if error.connection_invalidated:
            return ProgramError(f"The connection to {self.name} was lost; nothing was changed.")
        return ProgramError(f"{self.name} cannot be used ({reason}); nothing was changed.")


def _in_doubt(name: str) -> InDoubt:
    return InDoubt(
        f"The connection to {name} was lost while a change was saved; look whether it is there before repeating it."
    )
