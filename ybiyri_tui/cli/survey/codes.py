"""Where slips go: a new file that only its owner can read, or the terminal, which is cleared afterwards."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.line_prompts.lines import CLEAR, can_clear

if TYPE_CHECKING:
    from surveys.rounds.records import Round
    from surveys.sealing.codes import Slip

NO_KEY = "The slips lack the fingerprint of the host: its key could not be made. Is the extra `hosting` installed?"


@contextmanager
def place_for_slips(path: Path | None) -> Iterator[Path | None]:
    """Makes the file before anything is drawn, so that no code is lost for want of a place; gone if that failed."""
    if path is None:
        yield None
        return
    path = path.expanduser()
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, stat.S_IRUSR | stat.S_IWUSR))
    except FileExistsError as error:
        raise ProgramError(f"{path} exists already; name another file for the codes.") from error
    except OSError as error:
        raise ProgramError(f"{path} cannot be written ({error.strerror}); nothing was opened.") from error
    try:
        yield path
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def hand_out(found: Round, slips: tuple[Slip, ...], path: Path | None, at: str = "") -> None:
    """Writes the slips (a page to cut if the name ends in .html, else one a line), or shows them once.

    `at` is how people reach the host of a hosted round, if that is known.
    """
    from ybiyri_tui.reports.survey.invitations.slips import slips_html, slips_plain, slips_text
    from ybiyri_tui.usecases.survey.entrance import entrance_for_slips

    entrance = entrance_for_slips(found, at)
    if entrance is not None and not entrance.host_key:
        click.echo(NO_KEY, err=True)
    if path is not None:
        html = path.suffix.casefold() in (".html", ".htm")
        try:
            path.write_text(slips_html(found, slips, entrance) if html else slips_plain(slips), encoding="utf-8")
        except OSError as error:
            click.echo(f"{path} could not be written ({error.strerror}), so the codes are shown here.", err=True)
        else:
            click.echo(f"The codes are in {path}; print and cut them, then delete the file.", err=True)
            return
    at_a_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if found.hosted and at_a_terminal:
        from surveys.sealing.holders import Holder

        delegate = found.series.holders[Holder.DELEGATE]
        click.prompt(f"The codes are for {delegate} alone; enter shows them", default="", show_default=False, err=True)
    click.echo(slips_text(found, slips, entrance))
    if can_clear():
        click.prompt("Enter clears the screen", default="", show_default=False, err=True)
        click.echo(CLEAR, nl=False)
