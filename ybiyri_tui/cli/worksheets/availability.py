"""`ybiyri availability`: what a target allows."""

from __future__ import annotations

import click

from ybiyri_tui.cli.base import format_option, global_options, print_json


@click.command()
@click.argument("target")
@click.option("--exposure", metavar="AMOUNT", help="Money lost per hour, such as 200000 or 200K EUR.")
@click.option("--incident", metavar="DURATION", help="How long it was down, such as 30m or 1h20m.")
@format_option("table", "json", default="table")
@global_options
def availability(target: str, exposure: str | None, incident: str | None, form: str) -> None:
    """Show how long a service with this TARGET in per cent may be down, and what that costs. Needs no workspace.

    \b
    Example: ybiyri availability 99.9 --exposure 200000 --incident 30m
    """
    from ybiyri_tui.reports.worksheets.availability import availability_data, availability_lines
    from ybiyri_tui.usecases.worksheets.services.availability import read_amount, read_duration, read_target

    facts = (
        read_target(target),
        read_amount(exposure) if exposure is not None else None,
        read_duration(incident) if incident is not None else None,
    )
    if form == "json":
        print_json(availability_data(*facts))
    else:
        click.echo("\n".join(availability_lines(*facts)))
