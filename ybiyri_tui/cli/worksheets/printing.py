"""Blank worksheets from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ybiyri_tui.cli.base import Settings


def print_worksheets(
    settings: Settings, names: tuple[str, ...], *, form: str | None, paper: str | None, out: Path | None, force: bool
) -> None:
    """Writes the blank pages of the worksheets with these names, or of all.

    Raises ProgramError for a worksheet that does not exist, for PDF without a file, or a file that cannot be written.
    """
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.reports.files import check_target, write_file
    from ybiyri_tui.reports.handouts.files import form_of, pages_as
    from ybiyri_tui.reports.worksheets.blank.gather import blank_worksheets, known_to, shipped
    from ybiyri_tui.usecases.pilot.pilots import choose_pilot, current_pilot

    path = out.expanduser() if out else None
    wanted = form or form_of(path)
    if path:
        check_target(path, force=force)
    elif wanted == "pdf":
        raise ProgramError("pdf does not go to standard output; name a file with --out.")
    context = settings.context() if settings.is_there() else None
    if context is None:
        source = shipped()
    else:
        pilot = choose_pilot(context, settings.pilot) if settings.pilot is not None else current_pilot(context)
        source = known_to(context, pilot)
        if path and context.workspace.is_at(path):
            raise ProgramError(f"{path} is the workspace itself; name another file.")
    pages = blank_worksheets(source, names)
    text = pages_as(pages, wanted, paper=paper or source.paper, on=source.on)
    if path is None:
        click.echo(text, nl=False)
    else:
        click.echo(f"The pages are in {write_file(path, text, force=force)}.", err=True)
