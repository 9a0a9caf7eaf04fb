"""A workspace in one SQLite file: transactions, and retries when another process writes."""

from __future__ import annotations

import os
import random
import secrets
import sqlite3
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Session

from playbook.store.history import SEAT
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.workspace.closing import finish_if_possible
from ybiyri_tui.workspace.engine import connect, make_engine
from ybiyri_tui.workspace.schema_version import HEAD, has_unfinished_closing, revision_of

Result = TypeVar("Result")

GIVE_UP_AFTER = 15.0
# Longer than a tick of any clock from which file systems take their times.
UNSETTLED_NS = 50_000_000


class FileWorkspace:
    """An open workspace. Work is handed in as a function of a session, because it may have to be run again.

    `seat` stands for this opening in the audit trail: undo takes back first what was done from here.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.seat = secrets.token_hex(4)
        self._engine = make_engine(path)
        self._jitter = random.Random()  # noqa: S311

    @classmethod
    def open(cls, path: Path) -> FileWorkspace:
        """Opens an existing workspace, brings its schema up to date, and finishes an interrupted closing of a survey.

        Raises ProgramError, and changes nothing, if the file is missing, foreign, damaged or newer than this program.
        """
        if not path.exists():
            raise ProgramError(f"There is no workspace {path} yet; `ybiyri pilots create` makes one.")
        revision = revision_of(path)
        workspace = cls(path)
        if revision != HEAD:
            from ybiyri_tui.workspace.upgrade import upgrade

            upgrade(path, workspace._engine)
            workspace.scrub()
        if has_unfinished_closing(path):
            finish_if_possible(workspace)
        return workspace

    @classmethod
    def create(cls, path: Path) -> FileWorkspace:
        """Makes a new workspace that only its owner can read.

        Raises ProgramError if the file exists already or cannot be written; no half-made file is left behind.
        """
        from ybiyri_tui.workspace.upgrade import build_schema

        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, stat.S_IRUSR | stat.S_IWUSR))
        except FileExistsError as error:
            if not path.parent.is_dir():
                raise ProgramError(f"{path} cannot be created: {path.parent} is a file, not a folder.") from error
            raise ProgramError(f"{path} exists already; open it, or name another file.") from error
        except OSError as error:
            raise ProgramError(f"{path} cannot be created: {error.strerror}.") from error
        workspace = cls(path)
        try:
            build_schema(workspace._engine)
        except DBAPIError as error:
            path.unlink(missing_ok=True)
            raise workspace._explained(error) from error
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return workspace

    @classmethod
    def open_or_create(cls, path: Path) -> FileWorkspace:
        """Opens the workspace, or makes it if there is none."""
        return cls.open(path) if path.exists() else cls.create(path)

    @property
    def name(self) -> str:
        """The file, as it was named."""
        return str(self.path)

    def is_at(self, path: Path) -> bool:
        """Whether writing to this path would write over the workspace."""
        return path.resolve() == self.path.resolve()

    def read(self, work: Callable[[Session], Result]) -> Result:
        """Runs `work` on one consistent state of the file."""
        return self._retry(lambda: self._in_session(work))

    def write(
        self,
        work: Callable[[Session], Result],
        *,
        exclusive: bool = False,
        repeatable: bool = False,  # noqa: ARG002
    ) -> Result:
        """Runs `work` and commits it as a whole, or not at all; it is on disk when this returns.

        `work` is run again if another process holds the file, so it must not have effects outside its session. If it
        is `exclusive` nobody else reads the file meanwhile, either.
        """
        begin = "BEGIN EXCLUSIVE" if exclusive else "BEGIN IMMEDIATE"
        return self._retry(lambda: self._in_session(work, begin))

    def stamp(self) -> object:
        """Something that differs once anybody has written to the file, cheap enough to be asked for twice a second.

        What a caller reads after asking is at least as new as the stamp. Within a few milliseconds after a write the
        file's time may not move again, so until then every stamp differs.
        """
        try:
            found = self.path.stat()
        except OSError as error:
            raise ProgramError(f"{self.path} cannot be read: {error.strerror}.") from error
        unsettled = abs(time.time_ns() - found.st_mtime_ns) < UNSETTLED_NS
        return found.st_ino, found.st_size, found.st_mtime_ns, time.monotonic_ns() if unsettled else 0

    def scrub(self) -> None:
        """Rewrites the file so that no freed page keeps a trace of what was deleted.

        Needed after a round was closed or discarded; it fails like a write when the file is in use.
        """

        def vacuum() -> None:
            with connect(self._engine, begin=None) as connection:
                connection.exec_driver_sql("VACUUM")

        self._retry(vacuum)

    def _in_session(self, work: Callable[[Session], Result], writes: str | None = None) -> Result:
        """Runs `work` in a transaction; `writes` is how one begins that is committed."""
        begin = None if writes else "BEGIN"
        with connect(self._engine, begin=begin) as connection, Session(connection, expire_on_commit=False) as session:
            session.info[SEAT] = self.seat
            if writes:
                self._take_turn(connection, writes)
            result = work(session)
            if writes:
                session.commit()
            return result

    def _take_turn(self, connection: Connection, begin: str) -> None:
        """Begins to write as soon as nobody else does, trying again on the same connection.

        Connecting anew for every try takes so much from the processor that fifty writers keep each other from
        finishing. While the commit waits for those who read, SQLite lets no new ones in.
        """
        raw: Any = connection.connection.dbapi_connection
        deadline = time.monotonic() + GIVE_UP_AFTER
        while True:
            try:
                raw.execute(begin)
                break
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise OperationalError(begin, None, error) from error
            time.sleep(self._jitter.uniform(0.001, 0.008))
        raw.execute("PRAGMA busy_timeout=5000")

    def _retry(self, step: Callable[[], Result]) -> Result:
        deadline = time.monotonic() + GIVE_UP_AFTER
        while True:
            try:
                return step()
            except DBAPIError as error:
                if not _is_busy(error):
                    raise self._explained(error) from error
                if time.monotonic() > deadline:
                    raise ProgramError(
                        f"{self.path} is in use by another process; nothing was changed. Try again in a moment."
                    ) from error
                time.sleep(self._jitter.uniform(0.001, 0.008))

    def _explained(self, error: DBAPIError) -> ProgramError:
        reason = str(error.orig)
        ways_out = {
            "readonly": "it or its folder is read-only, so nothing was changed. Make both writable",
            "unable to open": "it or its folder cannot be written, so nothing was changed",
            "full": "the disk is full, so nothing was changed. Free some space and try again",
            "disk I/O": "the disk cannot be written, so nothing was changed",
            "malformed": "it is damaged. Restore it from a backup",
            "not a database": "it is not a ybiyri workspace",
            "no such table": "it has lost a part of itself. Restore it from a backup",
        }
        for sign, way_out in ways_out.items():
            if sign in reason:
                return ProgramError(f"{self.path} cannot be used: {way_out}.")
        return ProgramError(f"{self.path} cannot be used ({reason}); nothing was changed.")


def _is_busy(error: DBAPIError) -> bool:
    return "locked" in str(error.orig) or "busy" in str(error.orig)
