"""Moving a workspace from a file to a database, or back."""

from __future__ import annotations

from ybiyri_tui.workspace.copying import Copied, copy_everything
from ybiyri_tui.workspace.opening import open_or_create, open_workspace, place_of


def copy_workspace(source: str, target: str) -> Copied:
    """Copies the workspace at one place to a new one at another, and proves that nothing was lost.

    Places are files or addresses. Raises ProgramError, and leaves the target empty, if a survey is open, if the target
    holds anything, or if anything differs afterwards.
    """
    return copy_everything(open_workspace(place_of(source)), open_or_create(place_of(target)))
