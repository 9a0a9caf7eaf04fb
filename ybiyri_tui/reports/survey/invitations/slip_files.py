"""Slips in a file: made anew, and readable by its owner alone."""

from __future__ import annotations

import os
import stat
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.reports.survey.invitations.slips import slips_html, slips_plain

if TYPE_CHECKING:
    from surveys.rounds.records import Round
    from surveys.sealing.codes import Slip
    from ybiyri_tui.usecases.survey.entrance import Entrance


def write_slips(path: Path, found: Round, slips: Sequence[Slip], entrance: Entrance | None = None) -> Path:
    """Writes a page to print and cut, or one line a slip where the name does not end with .html.

    Raises ProgramError if the file exists or cannot be written; then nothing is left behind.
    """
    is_page = path.suffix.casefold() in (".html", ".htm")
    text = slips_html(found, slips, entrance) if is_page else slips_plain(slips)
    try:
        file = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, stat.S_IRUSR | stat.S_IWUSR)
    except FileExistsError as error:
        raise ProgramError(f"{path} exists already; name another file for the codes.") from error
    except OSError as error:
        raise ProgramError(f"{path} cannot be written: {error.strerror}.") from error
    try:
        with os.fdopen(file, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise ProgramError(f"{path} cannot be written: {error.strerror}.") from error
    return path.absolute()
