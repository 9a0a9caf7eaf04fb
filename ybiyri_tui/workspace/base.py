"""What a workspace is to everybody who works with one, wherever it is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from sqlmodel import Session

Result = TypeVar("Result")


class Workspace(Protocol):
    """An open workspace. Work is handed in as a function of a session, because it may have to be run again.

    `seat` stands for this opening in the audit trail: undo takes back first what was done from here.
    """

    seat: str

    @property
    def name(self) -> str:
        """How the workspace is called in messages; no password is in it."""

    def is_at(self, path: Path) -> bool:
        """Whether writing to this path would write over the workspace."""

    def read(self, work: Callable[[Session], Result]) -> Result:
        """Runs `work` on one consistent state."""

    def write(self, work: Callable[[Session], Result], *, exclusive: bool = False, repeatable: bool = False) -> Result:
        """Runs `work` and commits it as a whole, or not at all; it is on disk when this returns.

        If it is `exclusive` nobody reads what is half done, either. Work that is `repeatable` does no harm if it is run
        again after it was committed, and keeps others from its rows by itself, so that it need not wait for its turn.
        """

    def stamp(self) -> object:
        """Something that differs once anybody has written, cheap enough to be asked for twice a second."""

    def scrub(self) -> None:
        """Rewrites what is stored, so that nothing keeps a trace of what was deleted."""
