"""`ybiyri status`: where a pilot stands."""

from __future__ import annotations

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json


@click.command()
@format_option("text", "json")
@global_options
@pass_settings
def status(settings: Settings, form: str) -> None:
    """Show the phase, open must-haves, answers to all questions, and what to do next.

    \b
    Example: ybiyri status --pilot Payments --format json
    """
    from ybiyri_tui.reports.pilot.status import status_data, status_text
    from ybiyri_tui.usecases.pilot.overview import overview

    context, pilot = settings.pilot_context()
    seen = overview(context, pilot.id)
    if form == "json":
        print_json(status_data(seen))
    else:
        click.echo(status_text(seen))
