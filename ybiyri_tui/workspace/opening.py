"""From where a workspace is kept to the open workspace: a file, or the address of a PostgreSQL database."""

from __future__ import annotations

from pathlib import Path

from ybiyri_tui.workspace.base import Workspace

Place = Path | str
"""A file, or an address such as `postgresql+psycopg://host/database`."""


def is_address(text: str) -> bool:
    """Whether this names a database rather than a file."""
    return "://" in text


def place_of(text: str) -> Place:
    """The file or the address that somebody typed."""
    return text if is_address(text) else Path(text).expanduser()


def open_workspace(place: Place) -> Workspace:
    """Opens an existing workspace and brings its schema up to date; ProgramError if there is none to open."""
    if isinstance(place, Path):
        from ybiyri_tui.workspace.sqlite import FileWorkspace

        return FileWorkspace.open(place)
    from ybiyri_tui.workspace.postgres import PostgresWorkspace

    return PostgresWorkspace.open(place)


def open_or_create(place: Place) -> Workspace:
    """Opens the workspace, or makes it if there is none."""
    if isinstance(place, Path):
        from ybiyri_tui.workspace.sqlite import FileWorkspace

        return FileWorkspace.open_or_create(place)
    from ybiyri_tui.workspace.postgres import PostgresWorkspace

    return PostgresWorkspace.open_or_create(place)
