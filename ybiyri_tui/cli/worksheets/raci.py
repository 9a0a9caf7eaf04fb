"""`ybiyri raci`: who does it, who answers for it, who said yes."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json
from ybiyri_tui.cli.worksheets.tables import add_table_commands

if TYPE_CHECKING:
    from ybiyri_tui.usecases.worksheets.raci.charting import Chart


@click.group()
@global_options
def raci() -> None:
    """Show, check and accept who does what and who answers for it."""


@raci.command()
@format_option("text", "json")
@global_options
@pass_settings
def show(settings: Settings, form: str) -> None:
    """Show the duties with their roles, what is wrong with them, and who accepted.

    \b
    Example: ybiyri raci show --format json
    """
    from ybiyri_tui.reports.worksheets.raci.as_json import raci_data
    from ybiyri_tui.reports.worksheets.raci.text import raci_lines
    from ybiyri_tui.usecases.worksheets.raci.charting import chart

    context, pilot = settings.pilot_context()
    found = chart(context, pilot.id)
    if form == "json":
        print_json(raci_data(found, pilot.name))
        return
    from ybiyri_tui.reports.worksheets.lines import as_text

    click.echo(as_text(raci_lines(found)))


@raci.command()
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--budget", "holders", multiple=True, metavar="ROLE", help="With FILE: holds the on-call budget.")
@click.option("--accepted", is_flag=True, help="Fail as well while a role that is named has not accepted.")
@global_options
@pass_settings
def check(settings: Settings, file: Path | None, holders: tuple[str, ...], accepted: bool) -> None:
    """Check the rules; exit code 1 when one is not kept. FILE (CSV or YAML) is checked without a workspace.

    \b
    Example: ybiyri raci check
    Example: ybiyri raci check raci.csv --budget "Head of Product"
    """
    from ybiyri_tui.errors import AnswerIsNo
    from ybiyri_tui.reports.worksheets.lines import as_text
    from ybiyri_tui.reports.worksheets.raci.text import acceptance_lines, check_lines

    found = _chart(settings, file, holders)
    if not found.duties:
        raise AnswerIsNo("There is no duty to check; begin with: ybiyri raci template digital SERVICE")
    click.echo(as_text([*check_lines(found), *(acceptance_lines(found) if accepted else ())]))
    if found.violations:
        raise AnswerIsNo("The RACI is not ready: a rule is not kept.")
    if accepted and found.waiting:
        raise AnswerIsNo("The RACI is not accepted by everybody named in it.")


def _chart(settings: Settings, file: Path | None, holders: tuple[str, ...]) -> Chart:
    if file is not None:
        from ybiyri_tui.usecases.worksheets.oncall.from_files import chart_from_file

        return chart_from_file(file.expanduser(), holders)
    if holders:
        raise click.UsageError("--budget goes with FILE; in a workspace it is kept: ybiyri raci budget ROLE.")
    from ybiyri_tui.usecases.worksheets.raci.charting import chart

    context, pilot = settings.pilot_context()
    return chart(context, pilot.id)


@raci.command()
@global_options
@pass_settings
def history(settings: Settings) -> None:
    """Show every change to duties, roles and acceptance, the newest first.

    \b
    Example: ybiyri raci history
    """
    from ybiyri_tui.reports.worksheets.lines import as_text
    from ybiyri_tui.reports.worksheets.raci.text import history_lines
    from ybiyri_tui.usecases.worksheets.raci.charting import chart_history

    context, pilot = settings.pilot_context()
    click.echo(as_text(history_lines(chart_history(context, pilot.id))))


@raci.command()
@click.argument("role")
@click.option("--on", "day", metavar="DATE", help="The day on which the role said yes; else today.")
@global_options
@pass_settings
def accept(settings: Settings, role: str, day: str | None) -> None:
    """Note that ROLE said yes to its letters as they stand now; when they change, it has to be asked again.

    \b
    Example: ybiyri raci accept "Head of Product" --on 2026-12-03
    """
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.usecases.worksheets.raci.charting import accept_role
    from ybiyri_tui.wording.due_dates import parse_due
    from ybiyri_tui.wording.states import short_day

    context, pilot = settings.pilot_context()
    on = parse_due(day, context.today) if day else context.today
    if on is None or on > context.today:
        raise ProgramError(f"{day!r} is not a day up to today; write such as {context.today}.")
    accepted = accept_role(context, pilot.id, role, on=on)
    click.echo(f"{accepted.role} accepted on {short_day(on)}.", err=True)


@raci.command()
@click.argument("role")
@click.option("--no", "gone", is_flag=True, help="It does not hold it any more.")
@global_options
@pass_settings
def budget(settings: Settings, role: str, gone: bool) -> None:
    """Note that ROLE holds the on-call budget.

    \b
    Example: ybiyri raci budget "Head of Product"
    """
    from ybiyri_tui.usecases.worksheets.raci.charting import set_budget_holder

    context, pilot = settings.pilot_context()
    found = set_budget_holder(context, pilot.id, role, holds=not gone)
    click.echo(f"{found.role} {'does not hold' if gone else 'holds'} the on-call budget.", err=True)


@raci.command()
@click.argument("template")
@click.argument("group")
@global_options
@pass_settings
def template(settings: Settings, template: str, group: str) -> None:
    """Add the duties of TEMPLATE (digital, digital-it-funded, foundational, incident-response) for GROUP, a service.

    \b
    Example: ybiyri raci template digital checkout
    """
    from ybiyri_tui.usecases.worksheets.raci.charting import add_template
    from ybiyri_tui.wording.states import counted

    context, pilot = settings.pilot_context()
    added = add_template(context, pilot.id, template, group)
    click.echo(f"{counted(len(added), 'duty', 'duties')} added for {added[0].group}.", err=True)


add_table_commands(
    raci,
    {
        "duties": "playbook.worksheets.raci.duties:DUTIES",
        "roles": "playbook.worksheets.raci.duties:ROLES",
    },
    "Example: ybiyri raci import duties raci.csv",
)
