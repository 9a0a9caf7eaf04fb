"""`ybiyri roads`: paved roads, one journey of developers after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from ybiyri_tui.cli.base import Settings, global_options, pass_settings
from ybiyri_tui.cli.worksheets.time.books import add_files
from ybiyri_tui.cli.worksheets.time.showing import Wanted, document_options


@click.group()
@global_options
def roads() -> None:
    """List paved roads: journeys of developers that became automatic. Not a platform: one road after the other."""


@roads.command()
@document_options()
@global_options
@pass_settings
def show(settings: Settings, wanted: Wanted) -> None:
    """Show each journey, what it took and takes, and how many teams use it without a ticket.

    \b
    Example: ybiyri roads show
    """
    from ybiyri_tui.reports.worksheets.time.specialists import road_sections, roads_data
    from ybiyri_tui.usecases.worksheets.specialists.pages import paved_roads

    context, pilot = settings.pilot_context()
    found = paved_roads(context, pilot.id)
    if wanted.form == "json":
        wanted.write_data(roads_data(found, pilot.name), context)
    elif wanted.form == "text" and not found.roads:
        click.echo("No road is listed yet. Import some: ybiyri roads import roads.csv", err=True)
    else:
        wanted.write_sections(f"Paved roads · {pilot.name}", road_sections(found), context)


def _sheets() -> Sequence[Any]:
    from playbook.worksheets.specialists.sheets import ROADS

    return (ROADS,)


add_files(roads, _sheets, ("paved-roads",))
