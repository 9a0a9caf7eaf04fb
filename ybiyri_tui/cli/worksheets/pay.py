"""`ybiyri pay`: pay policies on one rota, and what a fair deal has besides."""

from __future__ import annotations

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json
from ybiyri_tui.cli.worksheets.tables import add_table_commands


@click.group(invoke_without_command=True)
@click.option("--currency", metavar="CODE", help="Also show totals in this currency, by the rates given.")
@click.option(
    "--rate", "rates", multiple=True, metavar="USD=0.92", help="What one unit of another currency is worth in it."
)
@format_option("text", "json")
@global_options
@pass_settings
@click.pass_context
def pay(context: click.Context, settings: Settings, currency: str | None, rates: tuple[str, ...], form: str) -> None:
    """Show pay policies for one person and year on the same rota, and what is agreed besides.

    \b
    Example: ybiyri pay --currency EUR --rate USD=0.92
    """
    if context.invoked_subcommand is not None:
        return
    if rates and not currency:
        raise click.UsageError("--rate needs --currency CODE, the currency that the rates lead to.")
    from playbook.worksheets.pay.comparing import Rates
    from ybiyri_tui.usecases.worksheets.pay.deals import fair_deal

    workspace, pilot = settings.pilot_context()
    found = fair_deal(workspace, pilot.id, rates=Rates.parse(currency, rates) if currency else None)
    if form == "json":
        from ybiyri_tui.reports.worksheets.pay.as_json import pay_data

        print_json(pay_data(found, pilot.name))
        return
    from ybiyri_tui.reports.worksheets.lines import as_text
    from ybiyri_tui.reports.worksheets.pay.text import pay_lines

    click.echo(as_text(pay_lines(found)))


@pay.command("set")
@click.argument("name")
@click.argument("value")
@global_options
@pass_settings
def set_(settings: Settings, name: str, value: str) -> None:
    """Make a setting: response-minutes, people, at-once or callouts of the rota; an empty VALUE takes it back.

    \b
    Example: ybiyri pay set response-minutes 15
    """
    from playbook.worksheets.pay.deal import DUTY
    from ybiyri_tui.usecases.worksheets.setting import make_setting

    context, pilot = settings.pilot_context()
    made = make_setting(context, pilot.id, DUTY, name, value)
    click.echo(f"{made.setting}: {made.value or 'as usual'}", err=True)


add_table_commands(
    pay,
    {
        "policies": "playbook.worksheets.pay.policies:POLICIES",
        "deal": "playbook.worksheets.pay.deal:DEAL",
        "settings": "playbook.worksheets.pay.deal:DUTY",
    },
    "Example: ybiyri pay import policies pay.csv",
)
