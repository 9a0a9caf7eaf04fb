"""Importing and exporting a worksheet, for all commands that do so."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from playbook.worksheets.sheets.sheet import Sheet
    from ybiyri_tui.cli.base import Settings


def import_sheet(settings: Settings, sheet: Sheet[Any], file: Path, *, dry_run: bool) -> None:
    """Reads a file in the place of all rows, and says what came of it."""
    from ybiyri_tui.usecases.worksheets import files
    from ybiyri_tui.wording.states import counted

    context, pilot = settings.pilot_context()
    read = files.preview_import if dry_run else files.import_file
    found = read(context, pilot.id, sheet, file.expanduser())
    tell_ignored(found.reading.ignored)
    what = counted(len(found.reading.records), sheet.one, sheet.many)
    ending = "would be imported; nothing was changed." if dry_run else f"imported, in the place of {found.replaced}."
    click.echo(f"{what} {ending}", err=True)


def export_sheet(settings: Settings, sheet: Sheet[Any], form: str, out: Path | None) -> None:
    """Writes all rows to a new file, or to standard output."""
    from ybiyri_tui.usecases.worksheets.files import export_file, write_text
    from ybiyri_tui.usecases.worksheets.sheets import sheet_view

    context, pilot = settings.pilot_context()
    if out is not None:
        rows = export_file(context, pilot.id, sheet, out.expanduser())
        click.echo(f"{rows} written to {out}.", err=True)
    else:
        click.echo(write_text(sheet, sheet_view(context, pilot.id, sheet).records, form=form), nl=False)


def tell_ignored(columns: tuple[str, ...]) -> None:
    """Says which columns of a file were left out."""
    if columns:
        click.echo(f"Left out, because nobody knows them: {', '.join(columns)}.", err=True)
