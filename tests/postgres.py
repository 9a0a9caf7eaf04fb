"""A PostgreSQL server for tests: the one that `YBIYRI_TEST_POSTGRES_URL` names, or a private one."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection, create_engine, event, inspect
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

VARIABLE = "YBIYRI_TEST_POSTGRES_URL"
MISSING = f"PostgreSQL is not installed and {VARIABLE} is not set"


def binaries() -> Path | None:
    """The folder of the newest server that is installed, None without one."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    versions = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return versions[-1].parent if versions else None


def is_available() -> bool:
    """Whether tests can have a server at all."""
    return VARIABLE in os.environ or binaries() is not None


@contextmanager
def server() -> Iterator[str]:
    """The address of a server; a private one listens on a socket in a folder of its own and ends with the block."""
    given = os.environ.get(VARIABLE)
    if given:
        yield given
        return
    with private_server() as home:
        yield address_of(home)


@contextmanager
def private_server() -> Iterator[Path]:
    """The folder of a server of one's own, which may be killed and started again."""
    with TemporaryDirectory(prefix="ybiyri-postgres-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        user = _give_away(home)
        _run(
            user, _program("initdb"), "--no-sync", "--auth=trust", "--username=ybiyri", "--encoding=UTF8", home / "data"
        )
        start(home)
        try:
            yield home
        finally:
            _run(user, _program("pg_ctl"), "stop", "-D", home / "data", "-m", "immediate")


def start(home: Path) -> None:
    """Starts the server in a folder, and waits until it can be used."""
    options = f"-k {home} -c listen_addresses='' -c fsync=off -c max_connections=200"
    command = ("start", "--wait", "-D", home / "data", "-l", home / "log", "-o", options)
    _run(home.owner() if os.geteuid() == 0 else None, _program("pg_ctl"), *command)


def address_of(home: Path) -> str:
    """The address of the server in a folder."""
    return f"postgresql+psycopg://ybiyri@/postgres?host={home}"


def _program(name: str) -> Path:
    programs = binaries()
    assert programs, MISSING
    return programs / name


@contextmanager
def schema(server_address: str) -> Iterator[str]:
    """The address of an empty schema on the server, which is dropped with everything in it."""
    name = f"t{secrets.token_hex(6)}"
    url = make_url(server_address)
    engine = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"CREATE SCHEMA {name}")
    yield url.update_query_dict({"options": f"-csearch_path={name}"}).render_as_string(hide_password=False)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP SCHEMA {name} CASCADE")


def replaying(migrate: Callable[[Connection], None], record: list[tuple[str, Any]]) -> Callable[[Connection], None]:
    """Migrates an empty schema by doing again what was recorded when the first one was migrated."""

    def run(connection: Connection) -> None:
        if connection.dialect.name != "postgresql" or inspect(connection).has_table("alembic_version"):
            migrate(connection)
            return
        if not record:
            note = _recorder(record)
            event.listen(connection, "before_cursor_execute", note)
            migrate(connection)
            event.remove(connection, "before_cursor_execute", note)
            return
        for statement, values in record:
            connection.exec_driver_sql(statement, values)

    return run


def _recorder(record: list[tuple[str, Any]]) -> Callable[..., None]:
    def note(_connection: object, _cursor: object, statement: str, values: Any, *_rest: object) -> None:
        if statement.split()[0] not in ("SELECT", "SHOW"):
            record.append((statement, values))

    return note


def _give_away(folder: Path) -> str | None:
    """PostgreSQL refuses to run as root, so root lets the system's own user for it have the folder."""
    if os.geteuid() != 0:
        return None
    owner = pwd.getpwnam("postgres")
    os.chown(folder, owner.pw_uid, owner.pw_gid)
    return owner.pw_name


def _run(user: str | None, *command: object) -> None:
    words = [str(word) for word in command]
    subprocess.run(words, user=user, check=True, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
