"""`ybiyri tickets`: from a tracker's export to the weekly share of unplanned work."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json

if TYPE_CHECKING:
    from ybiyri_tui.usecases.unplanned_work.reading import Import

# Those of all trackers, which are not imported for a line of help; a test compares them.
FORMATS = (
    "jira-csv",
    "jira-json",
    "github-json",
    "github-csv",
    "gitlab-csv",
    "gitlab-json",
    "linear-csv",
    "servicenow-csv",
    "azure-csv",
    "devlake-csv",
    "pagerduty-json",
    "csv",
)


@click.group()
@global_options
def tickets() -> None:
    """Import tickets, and show how much of the work was unplanned."""


@tickets.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "source",
    type=click.Choice(("auto", *FORMATS)),
    default="auto",
    show_default=True,
    help="Which tracker it comes from; auto looks at the content.",
)
@click.option(
    "--bau",
    metavar="RULE",
    multiple=True,
    help="What counts as unplanned: label=X, type=X, text=X or 'field:COLUMN=X'. Can be given several times, the first "
    "that fits counts. Kept for the pilot with the first import.",
)
@click.option(
    "--map",
    "columns",
    metavar="FIELD=COLUMN",
    multiple=True,
    help="Which column is which: key, title, type, status, labels, created, resolved, changed, points, "
    "spent, team, cause; or dates=dmy, dates=mdy. Can be given several times.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be imported, and change nothing.")
@format_option("table", "json", default="table")
@global_options
@pass_settings
def import_(
    settings: Settings,
    file: Path,
    source: str,
    bau: tuple[str, ...],
    columns: tuple[str, ...],
    dry_run: bool,
    form: str,
) -> None:
    """Import FILE, an export of your tracker. Importing again updates what is known and doubles nothing; `ybiyri
    history --undo` takes an import back.

    Read are exports of Jira, GitHub, GitLab, Linear, ServiceNow, Azure DevOps, DevLake and PagerDuty, and any table
    whose columns you name. Titles, names and descriptions are not stored, only what the weekly share needs.

    \b
    Example: ybiyri tickets import jira.csv --bau type=Bug --bau label=urgent --dry-run
    """
    from ybiyri_tui.cli.progress_line import progress_line
    from ybiyri_tui.reports.tickets.ticket_import import import_data, import_lines

    path = file.expanduser()
    with progress_line(path.name) as progress:
        if dry_run:
            found = _preview(settings, path, bau=bau, source=source, columns=columns, progress=progress)
        else:
            from ybiyri_tui.usecases import ticketing

            context, pilot = settings.pilot_context()
            found = ticketing.import_tickets(
                context, pilot.id, path, bau=bau, source=source, columns=columns, progress=progress
            )
    if form == "json":
        print_json(import_data(found, dry_run=dry_run))
    else:
        click.echo("\n".join(import_lines(found)))
    done = "Imported; `ybiyri history --undo` takes it back."
    click.echo("Nothing was changed; without --dry-run it is imported." if dry_run else done, err=True)


@tickets.command("share")
@click.option("--by", type=click.Choice(("week",)), default="week", show_default=True, help="What a bar stands for.")
@click.option(
    "--of",
    "counted",
    type=click.Choice(("resolved", "created")),
    default="resolved",
    show_default=True,
    help="Which items belong to a week.",
)
@click.option(
    "--size",
    type=click.Choice(("items", "points", "hours")),
    default="items",
    show_default=True,
    help="What is added up.",
)
@click.option("--team", metavar="NAME", help="Only the items of one team, where the tracker names teams.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Compare the weeks from this day on with those before; otherwise from the start of the pilot phase.",
)
@format_option("table", "json", default="table")
@global_options
@pass_settings
def share(
    settings: Settings,
    by: str,  # noqa: ARG001
    counted: Literal["resolved", "created"],
    size: str,
    team: str | None,
    since: datetime | None,
    form: str,
) -> None:
    """Show the share of unplanned work in each week, its causes, and how it changed with the pilot.

    \b
    Example: ybiyri tickets share --of created --format json
    """
    from textwrap import fill

    from playbook.tickets.share.rework import Size
    from ybiyri_tui.reports.tickets.unplanned_work import SCHEMA, WIDTH, chart_lines, explanation, unplanned_work_data
    from ybiyri_tui.usecases import ticketing

    context, pilot = settings.pilot_context()
    look = ticketing.Look(counted, Size(size), team, since.date() if since else None)
    found = ticketing.share(context, pilot.id, look)
    if form == "json":
        print_json({"schema": SCHEMA, "pilot": pilot.name, **unplanned_work_data(found)})
        return
    if found.items:
        lines = [line.text for line in chart_lines(found)]
        told = [fill(sentence, WIDTH, break_long_words=False) for sentence in explanation(found)]
        click.echo("\n".join([*lines, "", *told] if lines else told))
    else:
        click.echo("No tickets yet. Import an export: ybiyri tickets import FILE --bau type=Bug", err=True)


@tickets.command("week")
@click.option("--of", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Any day of the week; else today.")
@click.option("--who", metavar="NAME", help="Who takes what comes in between.")
@click.option("--first", metavar="WORK", help="The value work that nothing may push aside.")
@click.option("--waits", metavar="WORK", help="The value work that gives way if need be.")
@click.option("--limit", metavar="PERCENT", help="The share of unplanned work above which the team talks.")
@global_options
@pass_settings
def week(
    settings: Settings,
    day: datetime | None,
    who: str | None,
    first: str | None,
    waits: str | None,
    limit: str | None,
) -> None:
    """Say who takes the unplanned work of a week, and which value work goes first.

    \b
    Example: ybiyri tickets week --who Jo --first "New till" --waits "Voucher page"
    """
    from ybiyri_tui.usecases.unplanned_work.duties import say_duty

    context, pilot = settings.pilot_context()
    on = day.date() if day else context.today
    duty = say_duty(context, pilot.id, on, who=who, first=first, waits=waits, limit=limit)
    click.echo(f"Week of {duty.monday}: {duty.who or 'nobody yet'} takes what is unplanned.")


@tickets.command("forget")
@click.option("--yes", is_flag=True, help="Do not ask.")
@global_options
@pass_settings
def forget(settings: Settings, yes: bool) -> None:
    """Remove all imported tickets of the pilot, and the rules for what is unplanned, so that others can be said.

    \b
    Example: ybiyri tickets forget --yes
    """
    from ybiyri_tui.usecases import ticketing
    from ybiyri_tui.wording.states import counted

    context, pilot = settings.pilot_context()
    if not yes and not click.confirm(
        f"Remove all imported tickets of {pilot.name}? Only a new import brings them back"
    ):
        click.echo("Nothing was changed.", err=True)
        return
    items = ticketing.forget_tickets(context, pilot.id)
    click.echo(f"Removed {counted(items, 'item')} and the rules; the next import says what counts as unplanned.")


def _preview(settings: Settings, path: Path, **how: Any) -> Import:
    """A dry run; it needs no workspace, and loads nothing of one that is not there."""
    if settings.pilot is None and not settings.is_there():
        from ybiyri_tui.usecases.unplanned_work.reading import preview_alone

        return preview_alone(path, **how)
    from ybiyri_tui.usecases import ticketing
    from ybiyri_tui.usecases.pilot.pilots import choose_pilot, current_pilot

    context = settings.context()
    pilot = choose_pilot(context, settings.pilot) if settings.pilot else current_pilot(context)
    return ticketing.preview(context, pilot.id if pilot else None, path, **how)
