"""A round on a server, a role that may answer it, and what that role gets when it tries something."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from surveys.rounds import casting
from surveys.rounds.casting import SealedBallot
from surveys.rounds.records import Round
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlayedTeam
from ybiyri_tui.workspace.server.answering_role import Granted


@dataclass(frozen=True)
class Place:
    """A workspace on a server, and a role that may answer in it."""

    owner: Context
    address: str
    role_address: str
    granted: Granted


@dataclass(frozen=True)
class Answering:
    """An open round of a team on a server; `address` is that of the role."""

    context: Context
    team: PlayedTeam
    round: Round
    owner: str
    address: str
    granted: Granted

    def ballot(self, code: str | None = None) -> SealedBallot:
        """A sealed ballot of somebody who left out all questions, with a code from the bowl unless one is given."""
        sealer = self.context.sealer()
        hashed = casting.hashed(self.round, code or self.team.bowl.pop(), sealer)
        return casting.seal_ballot(self.round, hashed, {}, sealer=sealer)

    def tries(self, *statements: str) -> str:
        """What the role gets for statements, one after the other: the error's name, or the rows of the last."""
        with self.session() as session:
            try:
                for statement in statements:
                    cursor = session.execute(statement.encode())
                return repr(cursor.fetchall()) if cursor.description else cursor.statusmessage or ""
            except psycopg.Error as error:
                return type(error).__name__

    def cast(self, ballot: SealedBallot) -> str:
        """What the function replies to the role."""
        with self.session() as session:
            values = (ballot.round_id, ballot.code, ballot.box)
            reply = session.execute("SELECT survey_cast(%s, %s, %s)", values).fetchone()
            return str(reply[0]) if reply else ""

    @contextmanager
    def session(self) -> Iterator[psycopg.Connection]:
        """A connection as the role."""
        address = make_url(self.address).set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as session:
            yield session

    def as_owner(self, statement: str) -> list[tuple[object, ...]]:
        """What the owner of the workspace reads."""
        return run(self.owner, statement)


def run(address: str, *statements: str) -> list[tuple[object, ...]]:
    """Runs statements by themselves; returns the rows of the last."""
    engine = create_engine(address, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    found: list[tuple[object, ...]] = []
    with engine.connect() as connection:
        for statement in statements:
            result = connection.exec_driver_sql(statement)
            found = [tuple(row) for row in result] if result.returns_rows else []
    return found


@contextmanager
def new_role(server: str, schema: str, password: str) -> Iterator[tuple[str, str]]:
    """A name for a role that does not exist yet, and its address in a schema; the role is dropped at the end."""
    name = f"answering_{secrets.token_hex(4)}"
    yield name, make_url(schema).set(username=name, password=password).render_as_string(hide_password=False)
    if run(server, f"SELECT FROM pg_roles WHERE rolname = '{name}'"):
        run(server, f"DROP OWNED BY {name} CASCADE", f"DROP ROLE {name}")
