"""Completes the name of a file while it is typed."""

from __future__ import annotations

import asyncio
from itertools import islice
from pathlib import Path

from textual.suggester import Suggester

MAX_LOOKED_AT = 2000


class PathSuggester(Suggester):
    """Suggests the first entry of the folder, in order of the alphabet, that begins like what was typed."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """The whole text with the name completed; folders end with a slash. None if nothing fits."""
        return await asyncio.to_thread(completed, value)


def completed(value: str) -> str | None:
    """The typed path with its last part completed, `~` left as typed; None if there is nothing like it."""
    folder, slash, start = value.rpartition("/")
    if not value or not start:
        return None
    try:
        entries = islice(Path(folder + slash or ".").expanduser().iterdir(), MAX_LOOKED_AT)
        fitting = sorted(entry.name for entry in entries if entry.name.startswith(start))
        if not fitting:
            return None
        found = Path(folder + slash or ".").expanduser() / fitting[0]
        return f"{folder}{slash}{fitting[0]}{'/' if found.is_dir() else ''}"
    except (OSError, RuntimeError, ValueError):
        return None
