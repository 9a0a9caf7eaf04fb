"""Letting people answer against a database with a role that can do nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ybiyri_tui.errors import ProgramError

if TYPE_CHECKING:
    from ybiyri_tui.context import Context
    from ybiyri_tui.workspace.server.answering_role import Granted


def grant_answering(context: Context, role: str) -> Granted:
    """Makes the role, or takes one that can do nothing yet, and lets it hand in sealed ballots and nothing else.

    Raises ProgramError, and changes nothing, if the workspace is a file, or if the role cannot be made or can do more.
    """
    from ybiyri_tui.workspace.postgres import PostgresWorkspace
    from ybiyri_tui.workspace.server.answering_role import grant

    workspace = context.workspace
    if not isinstance(workspace, PostgresWorkspace):
        raise ProgramError(f"{workspace.name} is a file; roles are for a PostgreSQL workspace.")
    return workspace.do(lambda connection: grant(connection, role))
