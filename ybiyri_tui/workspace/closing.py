"""Rewriting a workspace so that nothing tells what was there before; closing a survey ends with it."""

from __future__ import annotations

from contextlib import suppress

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.workspace.base import Workspace


def finish_closing(workspace: Workspace) -> None:
    """Rewrites the workspace after surveys were closed, and makes their results visible; nothing if there are none."""
    from surveys.rounds.closing import finish, unscrubbed

    waiting = workspace.read(unscrubbed)
    if waiting:
        workspace.scrub()
        workspace.write(lambda session: finish(session, waiting))


def finish_if_possible(workspace: Workspace) -> None:
    """The same at an opening, which must not fail for it: the next one tries again."""
    with suppress(ProgramError):
        finish_closing(workspace)


def scrub_if_possible(workspace: Workspace) -> None:
    """Puts what was just written where a rewritten workspace has it.

    It must not fail for that: codes that were drawn exist nowhere else.
    """
    with suppress(ProgramError):
        workspace.scrub()
