"""`ybiyri cost`: what on-call costs in three ways, and the minutes of outage that pay for it."""

from __future__ import annotations

from pathlib import Path

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json
from ybiyri_tui.cli.worksheets.tables import add_table_commands

_FILE = click.Path(path_type=Path)


@click.group(invoke_without_command=True)
@click.option("--services", type=_FILE, help="Reckon from files, without a workspace: the services, CSV or YAML.")
@click.option("--policies", type=_FILE, help="With --services: pay policies.")
@click.option("--rotas", type=_FILE, help="With --services: people on each rota.")
@click.option("--costs", type=_FILE, help="With --services: setup, handovers and other costs.")
@click.option("--settings", "settings_file", type=_FILE, help="With --services: callouts, holidays and so on.")
@click.option(
    "--draws", type=click.IntRange(100, 1_000_000), default=100_000, show_default=True, help="Simulated cases."
)
@click.option("--seed", type=click.IntRange(0), default=None, help="Seed of the simulation; the same gives the same.")
@click.option("--exact", is_flag=True, help="Likely values only, without low and high.")
@format_option("text", "json")
@global_options
@pass_settings
@click.pass_context
def cost(
    context: click.Context,
    settings: Settings,
    services: Path | None,
    policies: Path | None,
    rotas: Path | None,
    costs: Path | None,
    settings_file: Path | None,
    draws: int,
    seed: int | None,
    exact: bool,
    form: str,
) -> None:
    """Show what on-call costs: a rota for each team, schedules by exposure, and Ops Run It, side by side.

    \b
    Example: ybiyri cost --format json
    Example: ybiyri cost --services services.csv --policies pay.csv
    """
    if context.invoked_subcommand is not None:
        return
    from ybiyri_tui import content
    from ybiyri_tui.usecases.worksheets.oncall import costing

    others = {"policies": policies, "rotas": rotas, "others": costs, "settings": settings_file}
    pilot, folder = None, None
    if services is not None:
        from ybiyri_tui.usecases.worksheets.oncall.from_files import costs_from_files

        found = costs_from_files(services, **others)
    else:
        if any(others.values()):
            raise click.UsageError("--policies, --rotas, --costs and --settings go with --services FILE.")
        workspace, chosen = settings.pilot_context()
        found = costing.costs(workspace, chosen.id)
        pilot, folder = chosen.name, workspace.content_folder
    if not exact and found.plan.services:
        found = costing.with_simulation(found, draws=draws, seed=seed)
    if form == "json":
        from ybiyri_tui.reports.worksheets.oncall.as_json import cost_data

        print_json(cost_data(found, pilot))
        return
    from ybiyri_tui.reports.worksheets.lines import as_text
    from ybiyri_tui.reports.worksheets.oncall.text import cost_lines

    click.echo(as_text(cost_lines(found, content.oncall_facts(folder))))


@cost.command("set")
@click.argument("name")
@click.argument("value")
@global_options
@pass_settings
def set_(settings: Settings, name: str, value: str) -> None:
    """Make a setting of the worksheet; an empty VALUE takes it back.

    \b
    Example: ybiyri cost set callouts "2 / 6 / 15"
    Example: ybiyri cost set working-hours 37.5
    """
    from playbook.worksheets.oncall.tables import TERMS
    from ybiyri_tui.usecases.worksheets.setting import make_setting

    context, pilot = settings.pilot_context()
    made = make_setting(context, pilot.id, TERMS, name, value)
    click.echo(f"{made.setting}: {made.value or 'as usual'}", err=True)


add_table_commands(
    cost,
    {
        "services": "playbook.worksheets.oncall.tables:SERVICES",
        "rotas": "playbook.worksheets.oncall.tables:ROTAS",
        "costs": "playbook.worksheets.oncall.tables:COSTS",
        "settings": "playbook.worksheets.oncall.tables:TERMS",
    },
    "Example: ybiyri cost import services services.csv",
)
