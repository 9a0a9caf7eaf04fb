"""The address of a database: checked, turned into connections, and named without its password."""

from __future__ import annotations

from typing import Any

from sqlalchemy import URL, Connection, Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlmodel import create_engine

from ybiyri_tui.errors import ProgramError

OLDEST = 15
"""The oldest major version of PostgreSQL that is supported."""

LONGEST_WAIT_MS = 15_000
"""For so long somebody who holds a lock is waited for."""

_OPTIONS = {
    "lock_timeout": LONGEST_WAIT_MS,
    # Ends, on the server's side, what a machine has left behind that lost its network in the middle of something.
    "idle_in_transaction_session_timeout": 300_000,
    "tcp_keepalives_idle": 30,
    "tcp_keepalives_interval": 10,
    "tcp_keepalives_count": 3,
}

_FORM = "The address of a database reads postgresql+psycopg://user@host:port/database."
_SECRETS = ("password", "sslpassword", "passfile")
# A connection that is dead for so long, in milliseconds, is given up, so that it can be replaced.
_CONNECTING: dict[str, Any] = {"connect_timeout": 10, "keepalives_idle": 30, "tcp_user_timeout": 30_000}


def engine_for(address: str, **settings: Any) -> Engine:
    """An engine for an address such as `postgresql+psycopg://host/database`; ProgramError if it is not one.

    Nothing connects yet. What is executed is never echoed with its values.
    """
    try:
        url = _parsed(address)
        connecting = {name: value for name, value in _CONNECTING.items() if name not in url.query}
        options = (f"-c {name}={value}" for name, value in _OPTIONS.items())
        connecting["options"] = " ".join((*options, str(url.query.get("options", "")))).strip()
        return create_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            hide_parameters=True,
            connect_args=connecting,
            **{"isolation_level": "READ COMMITTED", **settings},
        )
    except ModuleNotFoundError as error:
        raise ProgramError("PostgreSQL needs the extra `postgresql`: pip install 'ybiyri[postgresql]'.") from error
    except SQLAlchemyError as error:
        raise ProgramError(_FORM) from error


def shown(url: URL) -> str:
    """The address as it may be shown: without a password, wherever in it one stands."""
    return url.difference_update_query(_SECRETS).render_as_string(hide_password=True)


def check_version(connection: Connection) -> None:
    """Raises ProgramError if the server is older than is supported."""
    major = int((connection.dialect.server_version_info or (0,))[0])
    if major < OLDEST:
        raise ProgramError(f"PostgreSQL {major} is too old; a workspace needs version {OLDEST} or newer.")


def _parsed(address: str) -> URL:
    """The address in its parts. Raises ProgramError, which repeats nothing that could be a part of a password."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise ProgramError(_FORM) from error
    if url.get_backend_name() != "postgresql":
        raise ProgramError(f"A workspace is a file or a postgresql+psycopg:// address, not {url.drivername}://.")
    if "@" in (url.host or ""):
        raise ProgramError("Write @ inside a password as %40, or better put the password into a password file.")
    return url
