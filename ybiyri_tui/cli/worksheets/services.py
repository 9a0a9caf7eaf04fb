"""`ybiyri services`: what services lose when they fail, and who should run them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json

if TYPE_CHECKING:
    from playbook.worksheets.services.decide import Portfolio


@click.group()
@global_options
def services() -> None:
    """List services with the money lost per hour, and decide who runs them."""


@services.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would be imported, and change nothing.")
@global_options
@pass_settings
def import_(settings: Settings, file: Path, dry_run: bool) -> None:
    """Import FILE, a CSV or YAML of services, in the place of those that are there; undo brings them back.

    Columns: name, exposure_per_hour, demand (low, medium, high, very_high); optional: team, domain, kind,
    exposure_source, peak, peak_exposure_per_hour, model, exposure_in_a_year, demand_in_a_year, planned.
    Everything that is wrong is named by row and column, and then nothing is imported.

    \b
    Example: ybiyri services import services.csv --dry-run
    """
    from playbook.worksheets.services.service import SERVICES
    from ybiyri_tui.cli.worksheets.importing import import_sheet

    import_sheet(settings, SERVICES, file, dry_run=dry_run)


@services.command("export")
@format_option("csv", "yaml", default="csv")
@click.option("--out", type=click.Path(path_type=Path), help="Write into a new file instead.")
@global_options
@pass_settings
def export(settings: Settings, form: str, out: Path | None) -> None:
    """Write the services as CSV or YAML, as `services import` reads them.

    \b
    Example: ybiyri services export --out services.csv
    """
    from playbook.worksheets.services.service import SERVICES
    from ybiyri_tui.cli.worksheets.importing import export_sheet

    export_sheet(settings, SERVICES, form, out)


@services.command("decide")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--rules", metavar="default|traffic-light", help="By which rules it is decided.")
@click.option("--bands", type=click.Path(path_type=Path), help="A YAML file with your own bands, for FILE.")
@format_option("table", "json", "csv", default="table")
@global_options
@pass_settings
def decide(settings: Settings, file: Path | None, rules: str | None, bands: Path | None, form: str) -> None:
    """Say for each service who runs it, how available it has to be, who is called at night, and why.

    With FILE, a CSV with the columns name, exposure_per_hour and demand, no workspace is needed; the bands are those of
    an example unless --bands names a file. Without FILE it is the services of the pilot and its own bands.

    \b
    Example: ybiyri services decide services.csv --rules traffic-light --format json
    """
    from ybiyri_tui.cli.worksheets.importing import tell_ignored
    from ybiyri_tui.errors import ProgramError

    if file is not None:
        from ybiyri_tui.usecases.worksheets.services.file_decisions import decide_file

        found = decide_file(file.expanduser(), rules=rules or "default", bands=bands.expanduser() if bands else None)
        tell_ignored(found.reading.ignored)
        if bands is None:
            click.echo("The bands are those of an example, a furniture retailer; --bands names your own.", err=True)
        _print(found.portfolio, form)
        return
    if bands is not None:
        raise ProgramError("--bands goes with FILE; the pilot's own bands are set with `ybiyri services bands --set`.")
    from ybiyri_tui.usecases.worksheets.services import deciding

    context, pilot = settings.pilot_context()
    view = deciding.decision_view(context, pilot.id, rules=rules)
    for name, why in view.undecided:
        click.echo(f"{name or 'A service without a name'}: {why}", err=True)
    if not view.services.rows:
        click.echo("No services yet. Import them: ybiyri services import services.csv", err=True)
    _print(view.portfolio, form)


@services.command("bands")
@click.option("--set", "limits", metavar="BAND=AMOUNT", multiple=True, help="The limit of a band, such as high=800K.")
@click.option("--target", "targets", metavar="BAND=PER CENT", multiple=True, help="The target, such as high=99.95.")
@click.option("--night", "nights", metavar="BAND=WHO", multiple=True, help="Who is called: none, domain or team.")
@click.option("--reviewed", is_flag=True, help="Note that the bands were looked at today.")
@format_option("table", "yaml", default="table")
@global_options
@pass_settings
def bands(
    settings: Settings,
    limits: tuple[str, ...],
    targets: tuple[str, ...],
    nights: tuple[str, ...],
    reviewed: bool,
    form: str,
) -> None:
    """Show the bands of money lost per hour, and set their limits; BAND= without an amount puts a band out of use.

    As YAML they can be given to `services decide FILE --bands`.

    \b
    Example: ybiyri services bands --set medium=200K --set high=900K --reviewed
    """
    from playbook.worksheets.services.table import Exposure
    from playbook.worksheets.sheets.kinds import pick
    from ybiyri_tui.reports.worksheets.services import bands_lines
    from ybiyri_tui.usecases.worksheets.services import deciding

    context, pilot = settings.pilot_context()
    changes: dict[Exposure, dict[str, str]] = {}
    for field, texts in (("up_to", limits), ("availability", targets), ("out_of_hours", nights)):
        for text in texts:
            name, _, value = text.partition("=")
            changes.setdefault(Exposure(pick(name, Exposure)), {})[field] = value
    deciding.set_bands(context, pilot.id, changes)
    if reviewed:
        deciding.mark_reviewed(context, pilot.id)
    view = deciding.decision_view(context, pilot.id)
    if form == "yaml":
        click.echo(deciding.bands_text(view), nl=False)
    else:
        click.echo("\n".join(bands_lines(view.table, view.currency, is_example=not view.has_own_bands)))
    if view.review_due:
        click.echo("The bands were not looked at for a quarter; --reviewed notes that they were.", err=True)


@services.command("choose")
@click.argument("service", required=False)
@click.option("--rules", metavar="default|traffic-light", help="By which rules it is decided.")
@click.option("--customers/--no-customers", default=None, help="Whether real customers use the service.")
@click.option("--agreed-by", metavar="WHO", help="Who agreed to run it so, usually the product manager.")
@global_options
@pass_settings
def choose(
    settings: Settings, service: str | None, rules: str | None, customers: bool | None, agreed_by: str | None
) -> None:
    """Say which SERVICE the pilot is about, and what the must-have "right service?" asks for beside the table.

    \b
    Example: ybiyri services choose checkout --customers --agreed-by "Head of Product"
    """
    from ybiyri_tui.usecases.worksheets.services import deciding

    context, pilot = settings.pilot_context()
    if service is not None:
        deciding.choose_service(context, pilot.id, service)
    if rules is not None:
        deciding.choose_rules(context, pilot.id, rules)
    if customers is not None:
        deciding.choose(context, pilot.id, lambda choice: replace(choice, has_customers=customers))
    if agreed_by is not None:
        deciding.choose(context, pilot.id, lambda choice: replace(choice, agreed_by=agreed_by.strip()))
    found = deciding.right_fit(context, pilot.id)
    click.echo(found.sentence if found else "No service can be decided yet; each needs its exposure and demand.")


def _print(portfolio: Portfolio, form: str) -> None:
    from ybiyri_tui.reports.worksheets.services import decisions_csv, decisions_data, decisions_lines

    if form == "json":
        print_json(decisions_data(portfolio.decisions))
    elif form == "csv":
        click.echo(decisions_csv(portfolio.decisions), nl=False)
    elif portfolio.decisions:
        click.echo("\n".join(decisions_lines(portfolio)))
