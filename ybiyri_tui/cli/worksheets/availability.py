"""`ybiyri availability`: what a target allows."""

from __future__ import annotations

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json


@click.command()
@click.argument("target", required=False)
@click.option("--exposure", metavar="AMOUNT", help="Money lost per hour, such as 200000 or 200K EUR.")
@click.option("--incident", metavar="DURATION", help="How long it was down, such as 30m or 1h20m.")
@format_option("table", "json", default="table")
@global_options
@pass_settings
def availability(settings: Settings, target: str | None, exposure: str | None, incident: str | None, form: str) -> None:
    """Show how long a service with this TARGET in per cent may be down, and what that costs. Needs no workspace.

    Without TARGET: how much of their allowed downtime the pilot's services have used, from its list of incidents
    (`ybiyri worksheets import incidents FILE`).

    \b
    Example: ybiyri availability 99.9 --exposure 200000 --incident 30m
    """
    from ybiyri_tui.reports.worksheets.availability import availability_data, availability_lines

    if target is None:
        _of_pilot(settings, form)
        return
    from ybiyri_tui.usecases.worksheets.services.typed import read_amount, read_duration, read_target

    facts = (
        read_target(target),
        read_amount(exposure) if exposure is not None else None,
        read_duration(incident) if incident is not None else None,
    )
    if form == "json":
        print_json(availability_data(*facts))
    else:
        click.echo("\n".join(availability_lines(*facts)))


def _of_pilot(settings: Settings, form: str) -> None:
    from ybiyri_tui.reports.worksheets.availability import USAGE_SCHEMA, usage_data, usage_lines
    from ybiyri_tui.usecases.worksheets.services.availability import availability_view

    context, pilot = settings.pilot_context()
    found = availability_view(context, pilot.id).services
    if form == "json":
        print_json({"schema": USAGE_SCHEMA, "pilot": pilot.name, "services": [usage_data(each) for each in found]})
    elif found:
        click.echo("\n\n".join("\n".join(usage_lines(each)) for each in found))
    else:
        click.echo("No service is decided yet; name a target, such as ybiyri availability 99.9.", err=True)
