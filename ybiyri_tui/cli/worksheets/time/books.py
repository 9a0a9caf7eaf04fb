"""`show`, `import` and `export` of worksheets that consist of sheets, the same for each command."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ybiyri_tui.cli.base import Settings, global_options, pass_settings
from ybiyri_tui.cli.worksheets.importing import tell_ignored

if TYPE_CHECKING:
    from playbook.worksheets.sheets.sheet import Sheet

Function = TypeVar("Function", bound=Callable[..., Any])
Sheets = Callable[[], "Sequence[Sheet[Any]]"]


def add_files(group: click.Group, sheets: Sheets, names: Sequence[str]) -> None:
    """Adds `import` and `export` to the group of a worksheet; `names` are the ids of its sheets."""
    group.add_command(_importing(group.name or "", sheets, names))
    group.add_command(_exporting(group.name or "", sheets, names))


def import_into(
    settings: Settings, sheets: Sequence[Sheet[Any]], path: Path, only: str | None, *, dry_run: bool
) -> None:
    """Reads a file in the place of what it names, and says what came of it."""
    from ybiyri_tui.usecases.worksheets.books import import_book, read_book

    if dry_run:
        found = read_book(sheets, path.expanduser(), only)
    else:
        context, pilot = settings.pilot_context()
        found = import_book(context, pilot.id, sheets, path.expanduser(), only)
    for sheet in sheets:
        if sheet.id in found.records:
            rows = len(found.records[sheet.id])
            what = sheet.one if rows == 1 else sheet.many
            click.echo(f"{sheet.title}: {rows} {what} {'in the file' if dry_run else 'imported'}.", err=True)
    tell_ignored(found.ignored)


def export_from(
    settings: Settings, sheets: Sequence[Sheet[Any]], only: str | None, form: str | None, out: Path | None
) -> None:
    """Writes YAML with all sheets, or one of them as CSV, to a new file or to standard output."""
    from ybiyri_tui.usecases.worksheets.books import write_book
    from ybiyri_tui.usecases.worksheets.reading import write_new

    context, pilot = settings.pilot_context()
    wanted = form or ("csv" if out is not None and out.suffix.lower() == ".csv" else "yaml")
    text = write_book(context, pilot.id, sheets, form=wanted, only=only)
    if out is None:
        click.echo(text, nl=False)
    else:
        write_new(out.expanduser(), text)
        click.echo(f"Written: {out}.", err=True)


def sheet_option(names: Sequence[str] = ()) -> Callable[[Function], Function]:
    """Adds --sheet; `names` are those there are, if they are always the same."""
    kind = click.Choice(tuple(names)) if names else click.STRING
    return click.option("--sheet", "only", type=kind, help="One of its sheets; a CSV file holds one.")


def _importing(name: str, sheets: Sheets, names: Sequence[str]) -> click.Command:
    example = f"ybiyri {name} import {names[-1]}.csv --sheet {names[-1]}"

    @click.command("import", help=_import_help(example))
    @click.argument("path", type=click.Path(path_type=Path), metavar="FILE")
    @sheet_option(names)
    @click.option("--dry-run", is_flag=True, help="Check the file and say what is in it; change nothing.")
    @global_options
    @pass_settings
    def import_(settings: Settings, path: Path, only: str | None, dry_run: bool) -> None:
        import_into(settings, sheets(), path, only, dry_run=dry_run)

    return import_


def _exporting(name: str, sheets: Sheets, names: Sequence[str]) -> click.Command:
    example = f"ybiyri {name} export --out {name}.yaml"

    @click.command("export", help=_export_help(example))
    @sheet_option(names)
    @click.option(
        "--format",
        "form",
        type=click.Choice(("yaml", "csv")),
        help="YAML or CSV; else what the name of --out ends with, else yaml.",
    )
    @click.option("--out", type=click.Path(path_type=Path), metavar="PATH", help="A new file; else standard output.")
    @global_options
    @pass_settings
    def export(settings: Settings, only: str | None, form: str | None, out: Path | None) -> None:
        export_from(settings, sheets(), only, form, out)

    return export


def _import_help(example: str) -> str:
    return f"""Put the rows of FILE in the place of those there are: all of them or, if one is wrong, none.

    YAML may hold all sheets of the worksheet, CSV one. Every problem is named by row and column.

    \b
    Example: {example}
    """


def _export_help(example: str) -> str:
    return f"""Write the worksheet as YAML, or one of its sheets as CSV; `import` reads both.

    \b
    Example: {example}
    """
