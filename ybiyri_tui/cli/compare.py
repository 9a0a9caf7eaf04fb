"""`ybiyri compare`: the survey before and after the pilot."""

from __future__ import annotations

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json


@click.command()
@format_option("table", "json", default="table")
@global_options
@pass_settings
def compare(settings: Settings, form: str) -> None:
    """Compare the pilot's closed surveys, before and after: what can be said, and what can't.

    \b
    Example: ybiyri compare --format json
    """
    from ybiyri_tui.reports.comparison import comparison_text
    from ybiyri_tui.reports.comparison_json import comparison_data
    from ybiyri_tui.usecases.comparing import compared

    context, pilot = settings.pilot_context()
    found = compared(context, pilot.id)
    if form == "json":
        print_json(comparison_data(found))
    else:
        click.echo(comparison_text(found))
