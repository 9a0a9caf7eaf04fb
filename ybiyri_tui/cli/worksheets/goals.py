"""`ybiyri goals`: operational goals, and what customers get from them."""

from __future__ import annotations

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json
from ybiyri_tui.cli.worksheets.tables import add_table_commands


@click.group(invoke_without_command=True)
@format_option("text", "json")
@global_options
@pass_settings
@click.pass_context
def goals(context: click.Context, settings: Settings, form: str) -> None:
    """Show operational goals beside the outcome each protects, who answers for it, and who was told.

    \b
    Example: ybiyri goals --format json
    """
    if context.invoked_subcommand is not None:
        return
    from ybiyri_tui.reports.worksheets.raci.as_json import goals_data
    from ybiyri_tui.reports.worksheets.raci.text import goal_lines
    from ybiyri_tui.usecases.worksheets.raci import goals as use_case

    workspace, pilot = settings.pilot_context()
    found = use_case.goals(workspace, pilot.id)
    if form == "json":
        print_json(goals_data(found, pilot.name))
        return
    from ybiyri_tui.reports.worksheets.lines import as_text

    click.echo(as_text(goal_lines(found)))


add_table_commands(
    goals, {"goals": "playbook.worksheets.goals.goals:GOALS"}, "Example: ybiyri goals import goals goals.csv"
)
