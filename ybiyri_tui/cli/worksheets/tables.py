"""Import and export of a worksheet's tables, the same for every worksheet that has several of them."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ybiyri_tui.cli.base import Settings, global_options, pass_settings

if TYPE_CHECKING:
    from playbook.worksheets.sheets.sheet import Sheet


def add_table_commands(group: click.Group, tables: Mapping[str, str], example: str) -> None:
    """Adds `import TABLE FILE` and `export TABLE`; a table is named `module:SHEET`, imported when it is used."""
    choice = click.Choice(tuple(tables))

    @group.command("import", help=_help(f"Read FILE, CSV or YAML, into a table: all of it or nothing.\n\n{example}"))
    @click.argument("table", type=choice)
    @click.argument("file", type=click.Path(path_type=Path))
    @click.option("--dry-run", is_flag=True, help="Only check the file, and change nothing.")
    @global_options
    @pass_settings
    def import_(settings: Settings, table: str, file: Path, dry_run: bool) -> None:
        from ybiyri_tui.usecases.worksheets.files import import_file
        from ybiyri_tui.usecases.worksheets.reading import read_file
        from ybiyri_tui.wording.states import counted

        sheet, path = _sheet(tables[table]), file.expanduser()
        if dry_run:
            reading = read_file(sheet, path)
        else:
            context, pilot = settings.pilot_context()
            reading = import_file(context, pilot.id, sheet, path).reading
        said = counted(len(reading.records), sheet.one, sheet.many)
        left = f" Left out, because nobody knows them: {', '.join(reading.ignored)}." if reading.ignored else ""
        click.echo(f"{said} {'could be imported' if dry_run else 'imported'}.{left}", err=True)

    @group.command("export", help=_help(f"Write a table as CSV or YAML.\n\n{example.replace('import', 'export')}"))
    @click.argument("table", type=choice)
    @click.option("--format", "form", type=click.Choice(("csv", "yaml")), default="csv", show_default=True)
    @global_options
    @pass_settings
    def export(settings: Settings, table: str, form: str) -> None:
        from ybiyri_tui.usecases.worksheets.files import write_text
        from ybiyri_tui.usecases.worksheets.sheets import sheet_view

        context, pilot = settings.pilot_context()
        sheet = _sheet(tables[table])
        click.echo(write_text(sheet, sheet_view(context, pilot.id, sheet).records, form=form), nl=False)


def _sheet(name: str) -> Sheet[Any]:
    module, _, attribute = name.partition(":")
    sheet: Sheet[Any] = getattr(import_module(module), attribute)
    return sheet


def _help(text: str) -> str:
    return text.replace("Example:", "\b\nExample:")
