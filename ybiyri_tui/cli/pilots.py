"""`ybiyri pilots`: list and create."""

from __future__ import annotations

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json


@click.group(invoke_without_command=True)
@global_options
@click.pass_context
def pilots(context: click.Context) -> None:
    """List the pilots of the workspace, or create one."""
    if context.invoked_subcommand is None:
        context.invoke(list_)


@pilots.command("list")
@format_option("text", "json")
@global_options
@pass_settings
def list_(settings: Settings, form: str) -> None:
    """List the pilots; the one that commands use without --pilot is marked.

    \b
    Example: ybiyri pilots list --format json
    """
    from ybiyri_tui.usecases.pilots import current_pilot, list_pilots

    context = settings.context()
    found, current = list_pilots(context), current_pilot(context)
    if form == "json":
        rows = [
            {
                "name": pilot.name,
                "team": pilot.team,
                "mission": pilot.mission,
                "phase": pilot.phase.value,
                "created_on": pilot.created_on.isoformat(),
                "current": pilot == current,
            }
            for pilot in found
        ]
        print_json({"schema": "ybiyri.pilots/1", "pilots": rows})
        return
    if not found:
        click.echo("No pilot yet. Create one: ybiyri pilots create NAME --team TEAM --mission MISSION", err=True)
    for pilot in found:
        mark = "*" if pilot == current else " "
        click.echo(f"{mark} {pilot.name} · {pilot.team} · {pilot.phase.value} · {pilot.mission}")


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
    from ybiyri_tui.usecases.pilots import create_pilot

    lost = Money.parse(exposure) if exposure else None
    context = settings.context(create=True)
    pilot = create_pilot(context, name=name, team=team, mission=mission, exposure_per_hour=lost)
    click.echo(f"Created pilot {pilot.name} in {context.workspace.path}.", err=True)
