"""Builds the schema, or brings it up to date, with Alembic: in one transaction, beside a copy of the file."""

from __future__ import annotations

import os
import shutil
import stat
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine

from ybiyri_tui import migrations
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.workspace.engine import connect
from ybiyri_tui.workspace.schema_version import APPLICATION_ID, HEAD, revision_of


def build_schema(engine: Engine) -> None:
    """Gives an empty file the newest schema and marks it as a workspace."""
    with connect(engine, begin="BEGIN IMMEDIATE") as connection, connection.begin():
        connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
        migrate(connection)


def upgrade(path: Path, engine: Engine) -> None:
    """Migrates a workspace of an older version.

    The copy is removed once the result is verified, because copies would outlive destroyed keys. If the migration
    fails the file is as it was. Raises ProgramError if the result is not what was expected, naming the copy.
    """
    copy = path.with_name(path.name + ".before-upgrade")
    with connect(engine, begin="BEGIN IMMEDIATE") as connection, connection.begin():
        _copy(path, copy)
        try:
            migrate(connection)
        except BaseException:
            copy.unlink(missing_ok=True)
            raise
    if revision_of(path) != HEAD or not _is_sound(engine):
        raise ProgramError(f"Upgrading {path} did not work; the file as it was is {copy}.")
    copy.unlink()


def migrate(connection: Connection) -> None:
    """Runs the migrations that are missing, inside the transaction of the connection."""
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _copy(path: Path, copy: Path) -> None:
    try:
        os.close(os.open(copy, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, stat.S_IRUSR | stat.S_IWUSR))
        shutil.copyfile(path, copy)
    except OSError as error:
        copy.unlink(missing_ok=True)
        raise ProgramError(
            f"{path} needs an upgrade, and no copy could be made beside it first ({error.strerror}); "
            "nothing was changed."
        ) from error


def _is_sound(engine: Engine) -> bool:
    with engine.connect() as connection:
        return connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
