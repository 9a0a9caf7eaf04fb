"""`ybiyri flow`: how an incident travels today, and how it should."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from ybiyri_tui.cli.base import Settings, global_options, pass_settings
from ybiyri_tui.cli.worksheets.time.books import add_files
from ybiyri_tui.cli.worksheets.time.showing import Wanted, document_options

SHEETS = ("flow-facts", "flow-today", "flow-target")
WHICH = ("today", "target")


@click.group()
@global_options
def flow() -> None:
    """Draw how an incident travels today and how it should: hand-offs, handwork, and what they cost."""


@flow.command()
@document_options("svg")
@click.option("--which", type=click.Choice(WHICH), default="today", show_default=True, help="The flow of an SVG.")
@global_options
@pass_settings
def show(settings: Settings, wanted: Wanted, which: str) -> None:
    """Show both flows with their measures, drawn beside each other in HTML and PDF.

    Markdown holds Mermaid charts as well; SVG is the picture of one flow.

    \b
    Example: ybiyri flow show --out flow.pdf
    Example: ybiyri flow show --which target --out flow.svg
    """
    from ybiyri_tui.reports.worksheets.time.incident_flow import flow_charts_markdown, flow_data, flow_sections
    from ybiyri_tui.usecases.worksheets.incident_flow.page import flow_page

    context, pilot = settings.pilot_context()
    page = flow_page(context, pilot.id)
    if wanted.form == "json":
        wanted.write_data(flow_data(page, pilot.name), context)
    elif wanted.form == "svg":
        from ybiyri_tui.reports.worksheets.time.flow_picture import flow_svg

        steps = page.flow.today if which == "today" else page.flow.target
        wanted.write(flow_svg(steps, which.capitalize()), context)
    elif page.is_empty and wanted.form == "text":
        click.echo("No flow is drawn yet. Start from one: ybiyri flow start today ops-run-it", err=True)
    else:
        title = f"Incident flow · {pilot.name}"
        wanted.write_sections(title, flow_sections(page), context, below=flow_charts_markdown(page))


@flow.command()
@click.argument("which", type=click.Choice(WHICH))
@click.argument("template", required=False)
@global_options
@pass_settings
def start(settings: Settings, which: str, template: str | None) -> None:
    """Put the steps of a TEMPLATE in the place of a flow's; without one, list what there is to start from.

    \b
    Example: ybiyri flow start target self-service
    """
    from ybiyri_tui.usecases.worksheets.incident_flow.page import templates, use_template

    context, pilot = settings.pilot_context()
    if template is None:
        for offered in templates(context):
            click.echo(f"{offered.id}  {offered.title}\n    {offered.about}")
        return
    used = use_template(context, pilot.id, which, template)
    click.echo(f"{used.title}: {len(used.steps)} steps for {which}. Correct them until they are yours.", err=True)


@flow.command("set")
@click.argument("field")
@click.argument("value")
@global_options
@pass_settings
def set_(settings: Settings, field: str, value: str) -> None:
    """Set a fact about incidents: incidents_a_year, incident_manager, manager_agreed_on, manager_reached_on,
    tested_on, test_took. An empty VALUE takes it back.

    \b
    Example: ybiyri flow set incidents_a_year 40
    """
    from playbook.worksheets.incident_flow.sheets import FACTS
    from ybiyri_tui.usecases.worksheets.single import set_field

    context, pilot = settings.pilot_context()
    record = set_field(context, pilot.id, FACTS, field, value)
    column = FACTS.column(field)
    click.echo(f"{column.title}: {column.shown(record) or 'not said'}", err=True)


def _sheets() -> Sequence[Any]:
    from playbook.worksheets.incident_flow import sheets

    return sheets.SHEETS


add_files(flow, _sheets, SHEETS)
