"""`ybiyri worksheets`: which there are, what they propose, and confirming it."""

from __future__ import annotations

from pathlib import Path

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json
from ybiyri_tui.cli.worksheets.time.books import export_from, import_into, sheet_option


@click.group()
@global_options
def worksheets() -> None:
    """List worksheets and the answers they propose; nothing is recorded before it is confirmed."""


@worksheets.command("list")
@global_options
@pass_settings
def list_(settings: Settings) -> None:
    """List the worksheets with what they are good for.

    \b
    Example: ybiyri worksheets list
    """
    from ybiyri_tui.usecases.worksheets.overview import worksheet_lines

    context, pilot = settings.pilot_context()
    for line in worksheet_lines(context, pilot.id):
        waiting = f"  ! proposes {line.waiting}" if line.waiting else ""
        sheet = line.worksheet
        click.echo(f"{sheet.id:<14} {sheet.title}: {sheet.answers} ({line.objection_title}){waiting}")


@worksheets.command("import")
@click.argument("worksheet")
@click.argument("file", type=click.Path(path_type=Path))
@sheet_option()
@click.option("--dry-run", is_flag=True, help="Say what would be imported, and change nothing.")
@global_options
@pass_settings
def import_(settings: Settings, worksheet: str, file: Path, only: str | None, dry_run: bool) -> None:
    """Import FILE, a CSV or YAML, in the place of all rows of a WORKSHEET; undo brings them back.

    A YAML file may hold all sheets of a worksheet, CSV one. Everything that is wrong is named by row and column, and
    then nothing is imported.

    \b
    Example: ybiyri worksheets import incidents incidents.csv
    Example: ybiyri worksheets import raci roles.csv --sheet raci_roles
    """
    from ybiyri_tui.cli.worksheets.importing import import_sheet
    from ybiyri_tui.usecases.worksheets.registry import sheets_of

    sheets = sheets_of(worksheet)
    if len(sheets) == 1 and only is None:
        import_sheet(settings, sheets[0], file, dry_run=dry_run)
    else:
        import_into(settings, sheets, file, only, dry_run=dry_run)


@worksheets.command("export")
@click.argument("worksheet")
@sheet_option()
@click.option(
    "--format",
    "form",
    type=click.Choice(("csv", "yaml")),
    help="Else what the name of --out ends with, else csv; yaml for a worksheet of several sheets.",
)
@click.option("--out", type=click.Path(path_type=Path), help="Write into a new file instead.")
@global_options
@pass_settings
def export(settings: Settings, worksheet: str, only: str | None, form: str | None, out: Path | None) -> None:
    """Write the rows of a WORKSHEET as CSV or YAML, as `worksheets import` reads them.

    \b
    Example: ybiyri worksheets export incidents --out incidents.csv
    Example: ybiyri worksheets export plan --out plan.yaml
    """
    from ybiyri_tui.cli.worksheets.importing import export_sheet
    from ybiyri_tui.usecases.worksheets.registry import sheets_of

    sheets = sheets_of(worksheet)
    if len(sheets) == 1 and only is None:
        export_sheet(settings, sheets[0], form or "csv", out)
    else:
        export_from(settings, sheets, only, form or ("csv" if only and out is None else None), out)


@worksheets.command("proposals")
@click.argument("worksheet", required=False)
@format_option("text", "json")
@global_options
@pass_settings
def proposals(settings: Settings, worksheet: str | None, form: str) -> None:
    """Show what worksheets propose, all of them or one, beside what is recorded.

    \b
    Example: ybiyri worksheets proposals services
    """
    from ybiyri_tui.reports.worksheets.proposals import proposal_lines, proposals_data
    from ybiyri_tui.usecases.worksheets import proposing, registry

    context, pilot = settings.pilot_context()
    found = proposing.proposals(context, pilot.id, registry.worksheet(worksheet).id if worksheet else None)
    if form == "json":
        print_json(proposals_data(pilot.name, found))
    elif found:
        click.echo("\n".join(proposal_lines(found)))
    else:
        click.echo("Nothing is proposed yet.", err=True)


@worksheets.command("confirm")
@click.argument("proposal")
@click.option(
    "--voice",
    type=click.Choice(("team", "leaders", "operations")),
    default="team",
    show_default=True,
    help="Whose answer it is, for a question.",
)
@global_options
@pass_settings
def confirm(settings: Settings, proposal: str, voice: str) -> None:
    """Record a PROPOSAL, named as `worksheets proposals` does, with the result of the worksheet as its proof.

    \b
    Example: ybiyri worksheets confirm services:scale.forecast-exposure --voice team
    """
    from playbook.records import Voice
    from ybiyri_tui.usecases.worksheets.proposing import confirm as confirm_proposal

    context, pilot = settings.pilot_context()
    done = confirm_proposal(context, pilot.id, proposal, voice=Voice(voice))
    click.echo(f"Recorded: {done.target_id} {done.state.value}; proof: {done.result}", err=True)


@worksheets.command("print")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option(
    "--format",
    "form",
    type=click.Choice(("md", "html", "pdf")),
    help="Else what --out ends with, else md. PDF needs --out.",
)
@click.option("--paper", type=click.Choice(("a4", "letter")), help="Else as the workspace is set, else a4.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="The file to write; else standard output.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
@global_options
@pass_settings
def print_(
    settings: Settings, names: tuple[str, ...], form: str | None, paper: str | None, out: Path | None, force: bool
) -> None:
    """Write blank worksheets to print: all of them, or those called NAME as `worksheets list` does.

    Each has its columns with what may stand in them, empty lines, and the questions it speaks to. They can be printed
    without a workspace; with one, the pilot's name stands on them.

    \b
    Example: ybiyri worksheets print --out worksheets.pdf
    Example: ybiyri worksheets print flow raci --paper letter --out for-the-room.html
    """
    from ybiyri_tui.cli.worksheets.printing import print_worksheets

    print_worksheets(settings, names, form=form, paper=paper, out=out, force=force)
