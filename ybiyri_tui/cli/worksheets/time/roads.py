"""`ybiyri roads`: paved roads, one journey of developers after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json
from ybiyri_tui.cli.worksheets.time.books import add_files


@click.group()
@global_options
def roads() -> None:
    """List paved roads: journeys of developers that became automatic. Not a platform: one road after the other."""


@roads.command()
@format_option("text", "json", "markdown")
@global_options
@pass_settings
def show(settings: Settings, form: str) -> None:
    """Show each journey, what it took and takes, and how many teams use it without a ticket.

    \b
    Example: ybiyri roads show
    """
    from ybiyri_tui.reports.worksheets.time.forms import sections_markdown, sections_text
    from ybiyri_tui.reports.worksheets.time.specialists import road_sections, roads_data
    from ybiyri_tui.usecases.worksheets.specialists.pages import paved_roads

    context, pilot = settings.pilot_context()
    found = paved_roads(context, pilot.id)
    if form == "json":
        print_json(roads_data(found, pilot.name))
    elif form == "markdown":
        click.echo(sections_markdown(f"Paved roads · {pilot.name}", road_sections(found)), nl=False)
    elif found.roads:
        click.echo(sections_text(road_sections(found)))
    else:
        click.echo("No road is listed yet. Import some: ybiyri roads import roads.csv", err=True)


def _sheets() -> Sequence[Any]:
    from playbook.worksheets.specialists.sheets import ROADS

    return (ROADS,)


add_files(roads, _sheets, ("paved-roads",))
