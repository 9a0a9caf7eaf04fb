"""A workspace in one PostgreSQL database: the same work as on a file, for organisations larger than one laptop.

Work that writes takes turns behind one advisory lock, as it does on a file, so that everything written for SQLite
holds here unchanged. The address names the database; passwords belong into a password file, not into an address.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import URL, Connection, Engine, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError
from sqlmodel import Session, create_engine

from playbook.store.history import SEAT
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.workspace.closing import finish_if_possible
from ybiyri_tui.workspace.schema_version import HEAD, checked_revision

Result = TypeVar("Result")

OLDEST = 15
"""The oldest major version of PostgreSQL that is supported."""
# Any two numbers: everybody who writes to a workspace of this program takes this lock first.
_TURN = text("SELECT pg_advisory_xact_lock(22850, hashtext(current_schema()))")

_ONE_STATE = text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


class PostgresWorkspace:
    """An open workspace on a server; see `ybiyri_tui.workspace.sqlite.Workspace` for what its methods promise."""

    def __init__(self, engine: Engine) -> None:
        self.name = engine.url.render_as_string(hide_password=True)
        self.seat = secrets.token_hex(4)
        self._engine = engine

    @classmethod
    def open(cls, address: str) -> PostgresWorkspace:
        """Opens an existing workspace and brings its schema up to date.

        Raises ProgramError, and changes nothing, if there is none, if the server cannot be reached or is too old, or
        if the workspace is newer than this program.
        """
        workspace = cls(_engine(address))
        revision = workspace._revision()
        if revision is None:
            raise ProgramError(f"There is no workspace in {workspace.name} yet; `ybiyri pilots create` makes one.")
        if revision != HEAD:
            workspace._migrate()
            workspace.scrub()
        finish_if_possible(workspace)
        return workspace

    @classmethod
    def open_or_create(cls, address: str) -> PostgresWorkspace:
        """Opens the workspace, or makes it in an empty database (or an empty schema on the search path)."""
        workspace = cls(_engine(address))
        revision = workspace._revision()
        if revision != HEAD:
            if revision is None:
                workspace._refuse_foreign()
            workspace._migrate()
            if revision is not None:
                workspace.scrub()
        finish_if_possible(workspace)
        return workspace

    def is_at(self, path: Path) -> bool:  # noqa: ARG002
        """No path on this machine is the workspace."""
        return False

    def read(self, work: Callable[[Session], Result]) -> Result:
        """Runs `work` on one consistent state of the database."""
        return self._run(work, writes=False)

    def write(self, work: Callable[[Session], Result], *, exclusive: bool = False) -> Result:  # noqa: ARG002
        """Runs `work` and commits it as a whole, or not at all; it is on disk when this returns.

        Whoever reads meanwhile reads the state before, so that nothing more is needed for work that is `exclusive`.
        """
        return self._run(work, writes=True)

    def stamp(self) -> object:
        """Something that differs once anybody has written, to this workspace or to another on the same server."""
        return self._guarded(self._next_transaction)

    def scrub(self) -> None:
        """Rewrites the tables of the surveys, so that no dead row keeps a trace of what was deleted."""
        self._guarded(self._rewrite)

    def _run(self, work: Callable[[Session], Result], *, writes: bool) -> Result:
        def in_session() -> Result:
            with Session(self._engine, expire_on_commit=False) as session:
                session.info[SEAT] = self.seat
                session.connection().execute(_TURN if writes else _ONE_STATE)
                result = work(session)
                if writes:
                    session.commit()
                return result

        return self._guarded(in_session)

    def _next_transaction(self) -> object:
        with self._engine.connect() as connection:
            return connection.execute(text("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")).scalar()

    def _rewrite(self) -> None:
        tables = [name for name in inspect(self._engine).get_table_names() if name.startswith("survey_")]
        with self._engine.connect() as connection:
            outside = connection.execution_options(isolation_level="AUTOCOMMIT")
            for name in tables:
                outside.exec_driver_sql(f"VACUUM FULL {name}")

    def _revision(self) -> str | None:
        """The schema's revision, None in a database without a workspace."""

        def read() -> str | None:
            with self._engine.connect() as connection:
                _check_version(connection)
                if not inspect(connection).has_table("alembic_version"):
                    return None
                found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
                return checked_revision(self.name, str(found or ""))

        return self._guarded(read)

    def _refuse_foreign(self) -> None:
        names = self._guarded(lambda: inspect(self._engine).get_table_names())
        if names:
            raise ProgramError(
                f"{self.name} holds tables of another program ({names[0]}); name an empty database or schema."
            )

    def _migrate(self) -> None:
        from ybiyri_tui.workspace.upgrade import migrate

        def upgrade() -> None:
            with self._engine.begin() as connection:
                connection.execute(_TURN)
                migrate(connection)

        self._guarded(upgrade)

    def _guarded(self, step: Callable[[], Result]) -> Result:
        try:
            return step()
        except DBAPIError as error:
            raise self._explained(error) from error

    def _explained(self, error: DBAPIError) -> ProgramError:
        reason = str(error.orig).strip().partition("\n")[0]
        if error.connection_invalidated:
            return ProgramError(
                f"The connection to {self.name} was lost; look whether the last change is there before repeating it."
            )
        return ProgramError(f"{self.name} cannot be used ({reason}); nothing was changed.")


def _engine(address: str) -> Engine:
    """An engine for an address such as `postgresql+psycopg://host/database`; ProgramError if it is not one."""
    try:
        url: URL = make_url(address)
        if url.get_backend_name() != "postgresql":
            raise ProgramError(f"A workspace is a file or a postgresql+psycopg:// address, not {url.drivername}://.")
        return create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True, hide_parameters=True)
    except ArgumentError as error:
        raise ProgramError("The address of a database reads postgresql+psycopg://user@host:port/database.") from error
    except ModuleNotFoundError as error:
        raise ProgramError("PostgreSQL needs the extra `postgresql`: pip install 'ybiyri[postgresql]'.") from error
    except SQLAlchemyError as error:
        raise ProgramError(f"This address of a database cannot be used: {error}.") from error


def _check_version(connection: Connection) -> None:
    major = int((connection.dialect.server_version_info or (0,))[0])
    if major < OLDEST:
        raise ProgramError(f"PostgreSQL {major} is too old; a workspace needs version {OLDEST} or newer.")
