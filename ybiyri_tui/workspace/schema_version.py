"""What the file says about itself, read with the standard library alone.

SQLModel and Alembic take half a second each to import, so they are loaded only when the file is known to be ours
and, for Alembic, only when it is behind.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from ybiyri_tui.errors import ProgramError

# Written into the header of every workspace: "YBIR".
APPLICATION_ID = 0x59424952
# Revisions of the migrations, oldest first.
REVISIONS = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011", "0012")
HEAD = REVISIONS[-1]

_MAGIC = b"SQLite format 3\x00"


def revision_of(path: Path) -> str:
    """The schema revision of a workspace file.

    Raises ProgramError for a file that cannot be read, is not a workspace, or comes from a newer version.
    """
    _check_header(path)
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=10)) as connection:
            application_id = connection.execute("PRAGMA application_id").fetchone()[0]
            if application_id != APPLICATION_ID:
                raise ProgramError(f"{path} is a database of another program, not a ybiyri workspace.")
            row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            raise ProgramError(f"{path} is an unfinished workspace; delete it and start again.") from error
        raise ProgramError(f"{path} cannot be opened: {error}.") from error
    except sqlite3.DatabaseError as error:
        raise ProgramError(f"{path} is damaged: {error}. Restore it from a backup.") from error
    return checked_revision(str(path), str(row[0]) if row else "")


def checked_revision(name: str, revision: str) -> str:
    """The revision if this program knows it; ProgramError for a workspace, called `name`, of a newer version."""
    if revision not in REVISIONS:
        raise ProgramError(
            f"{name} was made by a newer version of ybiyri (schema {revision}, this one knows {HEAD}); "
            "nothing was changed. Upgrade ybiyri to open it."
        )
    return revision


def has_unfinished_closing(path: Path) -> bool:
    """Whether a survey was closed in this workspace and the file was not rewritten since; False if it is in use."""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=0)) as connection:
            found = connection.execute("SELECT 1 FROM survey_round WHERE state = 'unscrubbed' LIMIT 1")
            return found.fetchone() is not None
    except sqlite3.Error:
        return False


def _check_header(path: Path) -> None:
    try:
        with path.open("rb") as file:
            magic = file.read(len(_MAGIC))
    except IsADirectoryError as error:
        raise ProgramError(f"{path} is a folder, not a workspace file.") from error
    except OSError as error:
        raise ProgramError(f"{path} cannot be read: {error.strerror}.") from error
    if magic != _MAGIC:
        raise ProgramError(f"{path} is not a ybiyri workspace; name another file with --workspace.")
