"""The database as a role for answering sees it: one function, to which sealed ballots are handed."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Self

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool
from sqlmodel import Session

from surveys.rounds.store import answering_function
from ybiyri_tui.errors import InDoubt, ProgramError
from ybiyri_tui.workspace.server import losses
from ybiyri_tui.workspace.server.address import check_version, engine_for, shown

GIVE_UP_AFTER = 15.0
"""Seconds for which a server that is gone is waited for."""

_NO_FUNCTION, _NOT_ALLOWED = "42883", "42501"


class AnsweringDoor:
    """Connects for each ballot alone, because whoever shares the role can see who else is connected.

    A ballot is one statement that commits itself, so that a machine which loses its network leaves no lock behind.
    """

    def __init__(self, engine: Engine, wait: Callable[[float], None] = time.sleep) -> None:
        self.name = shown(engine.url)
        self._engine = engine
        self._wait = wait
        self._jitter = random.Random()  # noqa: S311

    @classmethod
    def at(cls, address: str) -> Self:
        """The door at this address, which is tried once. Raises ProgramError if it cannot be reached."""
        door = cls(engine_for(address, poolclass=NullPool, isolation_level="AUTOCOMMIT"))
        try:
            with door._engine.connect() as connection:
                check_version(connection)
        except DBAPIError as error:
            raise door._explained(error) from error
        return door

    def cast(self, round_id: str, code: bytes, box: bytes) -> str:
        """Hands a ballot over, again while no reply comes, and returns the function's reply.

        Raises ProgramError if the server cannot be reached or refuses, InDoubt if it was lost on the way and nobody
        can tell whether the ballot is stored.
        """
        deadline = time.monotonic() + GIVE_UP_AFTER
        in_doubt = False
        while True:
            connected = False
            try:
                with Session(self._engine) as session:
                    session.connection()
                    connected = True
                    return answering_function.call(session, round_id, code, box)
            except DBAPIError as error:
                if not (losses.is_lost(error) or losses.was_in_the_way(error)):
                    raise self._explained(error) from error
                in_doubt = in_doubt or connected
                if time.monotonic() > deadline:
                    reason = f"The connection to {self.name} was lost while a ballot was handed over."
                    raise (InDoubt(reason) if in_doubt else self._explained(error)) from error
            self._wait(self._jitter.uniform(0.1, 0.4))

    def _explained(self, error: DBAPIError) -> ProgramError:
        if getattr(error.orig, "sqlstate", None) in (_NO_FUNCTION, _NOT_ALLOWED):
            return ProgramError(
                f"{self.name} does not let you answer; ask whoever keeps the workspace for `ybiyri workspace "
                "grant-answering`, and for the address that goes with it."
            )
        if losses.waited_in_vain(error):
            return ProgramError(f"{self.name} is in use by another process; nothing was stored. Try again in a moment.")
        reason = str(error.orig).strip().partition("\n")[0]
        return ProgramError(f"{self.name} cannot be used ({reason}); nothing was stored.")
