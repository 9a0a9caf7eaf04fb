"""Opening another workspace while the app runs."""

from __future__ import annotations

from pathlib import Path

from ybiyri_tui.context import Context
from ybiyri_tui.usecases.own_content import with_content
from ybiyri_tui.workspace.sqlite import FileWorkspace


def open_or_create(path: Path) -> Context:
    """The workspace in this file, which is made if there is none."""
    return with_content(Context(FileWorkspace.open_or_create(path)))
