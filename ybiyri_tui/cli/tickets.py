"""`ybiyri tickets`: from a tracker's export to the weekly share of unplanned work."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json

if TYPE_CHECKING:
    from ybiyri_tui.context import Context


@click.group()
@global_options
def tickets() -> None:
    """Import tickets, and show how much of the work was unplanned."""


@tickets.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "source",
    type=click.Choice(("auto", "jira-csv")),
    default="auto",
    show_default=True,
    help="Which tracker it comes from; auto looks at the content.",
)
@click.option(
    "--bau",
    metavar="type=X|label=X",
    multiple=True,
    help="What counts as unplanned; can be given several times. Kept for the pilot with the first import.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be imported, and change nothing.")
@format_option("table", "json", default="table")
@global_options
@pass_settings
def import_(settings: Settings, file: Path, source: str, bau: tuple[str, ...], dry_run: bool, form: str) -> None:
    """Import FILE, an export of your tracker. Importing again updates what is known and doubles nothing.

    Titles, names and descriptions are not stored, only what the weekly share needs.

    \b
    Example: ybiyri tickets import jira.csv --bau type=Bug --bau label=urgent --dry-run
    """
    from ybiyri_tui.reports.tickets.ticket_import import import_data, import_lines
    from ybiyri_tui.usecases import ticketing

    path = file.expanduser()
    if dry_run:
        context, pilot_id = _pilot_if_any(settings)
        found = ticketing.preview(context, pilot_id, path, bau=bau, source=source)
    else:
        context, pilot = settings.pilot_context()
        found = ticketing.import_tickets(context, pilot.id, path, bau=bau, source=source)
    if form == "json":
        print_json(import_data(found, dry_run=dry_run))
    else:
        click.echo("\n".join(import_lines(found)))
    ending = "Nothing was changed; without --dry-run it is imported." if dry_run else "Imported."
    click.echo(ending, err=True)


@tickets.command("share")
@click.option("--by", type=click.Choice(("week",)), default="week", show_default=True, help="What a bar stands for.")
@format_option("table", "json", default="table")
@global_options
@pass_settings
def share(settings: Settings, by: str, form: str) -> None:  # noqa: ARG001
    """Show the share of unplanned work among the items resolved in each week.

    \b
    Example: ybiyri tickets share --format json
    """
    from ybiyri_tui.reports.tickets.unplanned_work import SCHEMA, chart_lines, explanation, unplanned_work_data
    from ybiyri_tui.usecases import ticketing

    context, pilot = settings.pilot_context()
    found = ticketing.share(context, pilot.id)
    if form == "json":
        print_json({"schema": SCHEMA, "pilot": pilot.name, **unplanned_work_data(found)})
        return
    if found.items:
        lines = [line.text for line in chart_lines(found)]
        click.echo("\n".join([*lines, "", *explanation(found)] if lines else explanation(found)))
    else:
        click.echo("No tickets yet. Import an export: ybiyri tickets import FILE --bau type=Bug", err=True)


def _pilot_if_any(settings: Settings) -> tuple[Context | None, int | None]:
    """The workspace and the pilot to compare with; a dry run needs neither."""
    from ybiyri_tui.usecases.pilot.pilots import choose_pilot, current_pilot

    if settings.pilot is None and not settings.is_there():
        return None, None
    context = settings.context()
    pilot = choose_pilot(context, settings.pilot) if settings.pilot else current_pilot(context)
    return context, pilot.id if pilot else None
