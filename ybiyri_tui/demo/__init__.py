"""The example pilot, in a workspace of its own; everything in it is made up and says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from ybiyri_tui.context import Context


def open_demo(path: Path) -> Context:
    """Opens the example pilot; it is built when it is not there yet, and never touched again."""
    from ybiyri_tui.context import Context
    from ybiyri_tui.demo.build import build
    from ybiyri_tui.workspace.sqlite import FileWorkspace

    if not path.exists():
        build(path)
    return Context(FileWorkspace.open(path))
