"""`ybiyri pilots`: list, create, edit, archive, and see them beside each other."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json

PHASES = ("prepare", "baseline", "pilot", "review", "scale")
ORDERS = ("created", "name", "phase", "open", "changed")


@click.group(invoke_without_command=True)
@global_options
@click.pass_context
def pilots(context: click.Context) -> None:
    """List the pilots of the workspace, create, edit and archive them."""
    if context.invoked_subcommand is None:
        context.invoke(list_)


@pilots.command("list")
@click.option("--archived", is_flag=True, help="Archived pilots as well.")
@click.option("--find", metavar="WORDS", default="", help="Only those with these words in name, team or mission.")
@click.option("--phase", type=click.Choice(PHASES), help="Only those in this phase.")
@click.option(
    "--order",
    type=click.Choice(ORDERS),
    default="created",
    show_default=True,
    help="phase: the furthest first; open: the fewest open must-haves first; changed: the longest unchanged first.",
)
@format_option("text", "json")
@global_options
@pass_settings
def list_(settings: Settings, archived: bool, find: str, phase: str | None, order: str, form: str) -> None:
    """List the pilots; the one that commands use without --pilot is marked.

    \b
    Examples: ybiyri pilots list --format json
              ybiyri pilots list --phase pilot --order changed
    """
    from playbook.records import Phase
    from ybiyri_tui.reports.pilot.pilots import pilots_data, pilots_text
    from ybiyri_tui.usecases.pilot.listing import Order, narrowed, ordered, pilot_lines

    every = pilot_lines(settings.context(), archived=archived)
    lines = ordered(narrowed(every, find, Phase(phase) if phase else None), Order(order))
    if form == "json":
        print_json(pilots_data(lines))
    elif lines:
        click.echo(pilots_text(lines))
    elif every:
        click.echo("No pilot fits.", err=True)
    else:
        click.echo("No pilot yet. Create one: ybiyri pilots create NAME --team TEAM --mission MISSION", err=True)


@pilots.command()
@click.argument("name")
@click.option("--team", required=True, help="The team that will build and run its service.")
@click.option("--mission", required=True, help="What the pilot is for, in one line.")
@click.option("--exposure", metavar="MONEY", help="Money lost per hour of outage, such as '200K EUR'.")
@global_options
@pass_settings
def create(settings: Settings, name: str, team: str, mission: str, exposure: str | None) -> None:
    """Create a pilot; the workspace file is made if there is none yet.

    \b
    Example: ybiyri pilots create Payments --team Kestrel --mission "Restore checkout in minutes"
    """
    from playbook.money import Money
    from ybiyri_tui.usecases.pilot.pilots import create_pilot

    lost = Money.parse(exposure) if exposure else None
    context = settings.context(create=True)
    pilot = create_pilot(context, name=name, team=team, mission=mission, exposure_per_hour=lost)
    click.echo(f"Created pilot {pilot.name} in {context.workspace.name}.", err=True)


@pilots.command()
@click.argument("name")
@click.option("--name", "new_name", metavar="NAME", help="Another name.")
@click.option("--team", metavar="TEAM", help="Another team.")
@click.option("--mission", metavar="TEXT", help="Another mission, in one line.")
@click.option(
    "--exposure", metavar="MONEY", help="Money lost per hour of outage, such as '200K EUR'; '' for not known."
)
@global_options
@pass_settings
def edit(
    settings: Settings, name: str, new_name: str | None, team: str | None, mission: str | None, exposure: str | None
) -> None:
    """Change what pilot NAME is called and for; what is not given stays.

    \b
    Example: ybiyri pilots edit Payments --exposure "200K EUR"
    """
    from playbook.money import Money
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.usecases.pilot.pilot_setup import edit_pilot
    from ybiyri_tui.usecases.pilot.pilots import choose_pilot

    given = {"name": new_name, "team": team, "mission": mission}
    values: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
    if exposure is not None:
        values["exposure_per_hour"] = Money.parse(exposure) if exposure.strip() else None
    if not values:
        raise ProgramError("Say what to change: --name, --team, --mission or --exposure.")
    context = settings.context()
    pilot = edit_pilot(context, choose_pilot(context, name).id, lambda fields: replace(fields, **values))
    click.echo(f"Changed pilot {pilot.name}.", err=True)


@pilots.command()
@click.argument("name")
@global_options
@pass_settings
def archive(settings: Settings, name: str) -> None:
    """Put pilot NAME away: lists leave it out, nothing of it is lost, and it can still be named with --pilot.

    \b
    Example: ybiyri pilots archive Payments
    """
    from ybiyri_tui.usecases.pilot.pilot_setup import archive_pilot
    from ybiyri_tui.usecases.pilot.pilots import choose_pilot

    context = settings.context()
    pilot = archive_pilot(context, choose_pilot(context, name).id)
    click.echo(f"Archived pilot {pilot.name}.", err=True)


@pilots.command()
@click.argument("name")
@global_options
@pass_settings
def restore(settings: Settings, name: str) -> None:
    """Take pilot NAME out of the archive.

    \b
    Example: ybiyri pilots restore Payments
    """
    from ybiyri_tui.usecases.pilot.pilot_setup import restore_pilot
    from ybiyri_tui.usecases.pilot.pilots import choose_pilot

    context = settings.context()
    pilot = restore_pilot(context, choose_pilot(context, name).id)
    click.echo(f"Took pilot {pilot.name} out of the archive.", err=True)


@pilots.command()
@click.argument("name")
@click.argument("new_name")
@click.option("--team", metavar="TEAM", help="The new pilot's team; else the same.")
@global_options
@pass_settings
def duplicate(settings: Settings, name: str, new_name: str, team: str | None) -> None:
    """Make pilot NEW_NAME from the set-up of NAME: mission, money lost per hour, owners of must-haves.

    Nothing that was found, promised or said is carried over.

    \b
    Example: ybiyri pilots duplicate Payments Search --team Heron
    """
    from ybiyri_tui.usecases.pilot.pilot_setup import duplicate_pilot
    from ybiyri_tui.usecases.pilot.pilots import choose_pilot

    context = settings.context()
    pilot = duplicate_pilot(context, choose_pilot(context, name).id, new_name, team=team)
    click.echo(f"Created pilot {pilot.name} with the set-up of {name}.", err=True)


@pilots.command()
@click.option("--archived", is_flag=True, help="Archived pilots as well.")
@format_option("text", "json")
@global_options
@pass_settings
def rollup(settings: Settings, archived: bool, form: str) -> None:
    """Show all pilots beside each other: one glyph for each question, and what stops the next phase.

    \b
    Example: ybiyri pilots rollup --format json
    """
    from ybiyri_tui.reports.pilot.rollup import rollup_data, rollup_text
    from ybiyri_tui.usecases.pilot.rollup import rollup as read

    lines = read(settings.context(), archived=archived)
    if form == "json":
        print_json(rollup_data(lines))
    elif lines:
        click.echo(rollup_text(lines))
    else:
        click.echo("No pilot yet. Create one: ybiyri pilots create NAME --team TEAM --mission MISSION", err=True)
