"""What was typed and is not saved yet, kept in the file as well, so that a killed terminal loses none of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

# A field of a pilot is named by its number first; other fields are kept only as long as the app runs.
_OF_PILOT = re.compile(r"(\d+) (.+)", re.DOTALL)


class Drafts(dict[str, str]):
    """Texts by the field they were typed into; `write` is called with a pilot, a field and the text, empty for none."""

    def __init__(self, write: Callable[[int, str, str], None]) -> None:
        super().__init__()
        self._write = write
        self._written: set[str] = set()

    def row(self, field: str) -> tuple[int, str, str] | None:
        """What the file is to keep of a field: pilot, name, text; None if it is no pilot's or has nothing to keep."""
        found = _OF_PILOT.fullmatch(field)
        text = self.get(field, "")
        if found is None or not (text or field in self._written):
            return None
        if text:
            self._written.add(field)
        else:
            self._written.discard(field)
        return int(found[1]), found[2], text

    def recall(self, pilot_id: int, kept: Mapping[str, str]) -> None:
        """Takes in what the file has kept of a pilot; what was typed here since is newer."""
        for name, text in kept.items():
            field = f"{pilot_id} {name}"
            self._written.add(field)
            self.setdefault(field, text)

    def let_go(self, field: str) -> None:
        """Forgets a text that was saved, in the file as well."""
        self.pop(field, None)
        if (row := self.row(field)) is not None:
            self._write(*row)
