"""`ybiyri portfolio`: all pilots together, for somebody who looks after many."""

from __future__ import annotations

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json
from ybiyri_tui.cli.pilot.pilots import PHASES


@click.command()
@click.option("--phase", type=click.Choice(PHASES), help="Only pilots in this phase.")
@click.option("--of", "what", metavar="KEY", help="The pilots behind a number, by the key that stands beside it.")
@format_option("table", "json", "csv", default="table")
@global_options
@pass_settings
def portfolio(settings: Settings, phase: str | None, what: str | None, form: str) -> None:
    """Show what all pilots have in common, worst first.

    Phases, must-haves that are open most often, what people say with a no or partly, promises after their date,
    surveys that wait, and pilots without any change for 30 days. Archived pilots are left out, and no person is
    named. With --of the pilots behind a number are listed.

    \b
    Examples: ybiyri portfolio --format csv
              ybiyri portfolio --of must-have:pay-agreed --phase baseline
    """
    from playbook.records import Phase

    context, only = settings.context(), Phase(phase) if phase else None
    if what is not None:
        from ybiyri_tui.reports.pilot.pilots import pilots_csv, pilots_data, pilots_text
        from ybiyri_tui.usecases.portfolio.behind import pilots_behind

        lines = pilots_behind(context, what, only)
        if form == "json":
            print_json(pilots_data(lines))
        elif form == "csv":
            click.echo(pilots_csv(lines), nl=False)
        else:
            click.echo(pilots_text(lines) if lines else "There is no such pilot.", err=not lines)
        return
    from ybiyri_tui.reports.portfolio.forms import portfolio_csv, portfolio_data, portfolio_text
    from ybiyri_tui.usecases.portfolio.portfolio import portfolio as read

    found = read(context, only)
    if form == "json":
        print_json(portfolio_data(found))
    elif form == "csv":
        click.echo(portfolio_csv(found), nl=False)
    elif found.pilots or only:
        click.echo(portfolio_text(found))
    else:
        click.echo("No pilot yet. Create one: ybiyri pilots create NAME --team TEAM --mission MISSION", err=True)
