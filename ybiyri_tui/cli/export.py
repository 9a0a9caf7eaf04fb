"""`ybiyri export`: the readiness summary as a document."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ybiyri_tui.cli.base import Settings, global_options, pass_settings, print_json

if TYPE_CHECKING:
    from ybiyri_tui.context import Context
    from ybiyri_tui.reports.summary.report import Report, Wanted

FORMS = ("md", "html", "pdf", "json", "csv", "pptx", "all")
TEXT = ("md", "html", "json")


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMS),
    help="Else what the name of --out ends with, else md. csv and all are several files.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The file to write, a folder for csv and all; else standard output, for md, html and json.",
)
@click.option("--force", is_flag=True, help="Replace files that exist.")
@click.option(
    "--date",
    "on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day of the summary; else today. Ages and due dates are counted from it.",
)
@click.option(
    "--since",
    type=click.Path(path_type=Path),
    metavar="OLD.json",
    help="An older summary as JSON: say what changed since then.",
)
@click.option("--people", type=click.Choice(("names", "roles")), help="Name owners, or show them by role.")
@click.option("--all-pilots", is_flag=True, help="All pilots of the workspace in one document.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of --format json, and nothing else.")
@global_options
@pass_settings
def export(
    settings: Settings,
    form: str | None,
    out: Path | None,
    force: bool,
    on: datetime | None,
    since: Path | None,
    people: str | None,
    all_pilots: bool,
    schema: bool,
) -> None:
    """Write the summary for a manager: ten lines first, then everything they rest on.

    The same workspace and date give the same bytes. Survey results are in it once they were read back to the team.

    \b
    Example: ybiyri export --out summary.pdf
    Example: ybiyri export --format all --out for-the-board
    Example: ybiyri export --since last-month.json
    """
    if schema:
        from ybiyri_tui.reports.summary.forms.schema import published_schema

        print_json(published_schema())
        return
    form = _form(form, out)
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.reports.summary.report import Wanted

    if since and all_pilots:
        raise ProgramError("--since is for one pilot; leave out --all-pilots.")
    wanted = Wanted(on=on.date() if on else None, people=people, since=None)
    context = settings.context()
    _write(context, form, out, force, lambda: _report(settings, context, wanted, since, all_pilots))


def _report(settings: Settings, context: Context, wanted: Wanted, since: Path | None, all_pilots: bool) -> Report:
    from dataclasses import replace

    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.reports.summary.report import pilot_report, portfolio_report
    from ybiyri_tui.usecases.pilot.pilots import choose_pilot, list_pilots

    if all_pilots:
        ids = tuple(pilot.id for pilot in list_pilots(context))
        if not ids:
            raise ProgramError("There is no pilot to write about; create one: ybiyri pilots create NAME.")
        return portfolio_report(context, ids, wanted)
    pilot = choose_pilot(context, settings.pilot)
    if since is not None:
        from ybiyri_tui.reports.summary.merging.reading import read_summary_of

        wanted = replace(wanted, since=read_summary_of(since.expanduser(), pilot.name))
    return pilot_report(context, pilot.id, wanted)


def _form(form: str | None, out: Path | None) -> str:
    """The form that is meant. Raises ProgramError for one that cannot go to standard output."""
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.reports.summary.export import form_of

    found = form or (form_of(out) if out else "md")
    if out is None and found not in TEXT:
        what = "a folder" if found in ("csv", "all") else "a file"
        raise ProgramError(f"{found} does not go to standard output; name {what} with --out.")
    return found


def _write(context: Context, form: str, out: Path | None, force: bool, make: object) -> None:
    from ybiyri_tui.reports.summary.export import export_to, written
    from ybiyri_tui.usecases.report_settings import report_settings

    files = written(report_settings(context).formats, make, form)  # type: ignore[arg-type]
    if out is None:
        click.echo(files[""], nl=False)
        return
    path = export_to(files, out.expanduser(), force=force, context=context)
    click.echo(f"The summary is in {path}.", err=True)
