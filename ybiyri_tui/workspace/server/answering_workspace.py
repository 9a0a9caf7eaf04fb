"""A database as somebody sees it who may only hand in ballots: a workspace of which nothing can be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.workspace.server.answering_door import AnsweringDoor

if TYPE_CHECKING:
    from sqlmodel import Session

Result = TypeVar("Result")

NOTHING_SEEN = (
    "How the survey stands, and whether enough have answered, cannot be seen with a role that may only hand in "
    "ballots; whoever keeps the workspace sees it."
)


class AnsweringWorkspace(AnsweringDoor):
    """Takes ballots by `cast`, and nothing else; everything that a workspace can do besides raises ProgramError."""

    seat = ""

    def is_at(self, path: Path) -> bool:  # noqa: ARG002
        """No path on this machine is the workspace."""
        return False

    def read(self, work: Callable[[Session], Result]) -> NoReturn:  # noqa: ARG002
        """Nothing can be read."""
        raise ProgramError(NOTHING_SEEN)

    def write(
        self,
        work: Callable[[Session], Result],  # noqa: ARG002
        *,
        exclusive: bool = False,  # noqa: ARG002
        repeatable: bool = False,  # noqa: ARG002
    ) -> NoReturn:
        """Nothing can be written but ballots."""
        raise ProgramError(NOTHING_SEEN)

    def stamp(self) -> object:
        """Nothing that anybody writes can be noticed."""
        return None

    def scrub(self) -> NoReturn:
        """Rewriting is for the owner."""
        raise ProgramError(NOTHING_SEEN)
