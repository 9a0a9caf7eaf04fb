"""`ybiyri export`: the readiness summary as a document."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from ybiyri_tui.cli.base import Settings, global_options, pass_settings


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(("md", "json")),
    help="Markdown or JSON; else what the name of --out ends with, else md.",
)
@click.option("--out", type=click.Path(path_type=Path), metavar="PATH", help="The file to write; else standard output.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
@click.option(
    "--date",
    "on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day of the summary; else today. Ages and due dates are counted from it.",
)
@global_options
@pass_settings
def export(settings: Settings, form: str | None, out: Path | None, force: bool, on: datetime | None) -> None:
    """Write the summary for a manager: ten lines first, then everything they rest on.

    The same workspace and date give the same text. Survey results are in it once they were read back to the team.

    \b
    Example: ybiyri export --format md --out summary.md
    """
    from ybiyri_tui.reports.summary.export import export_summary, form_of, summary_text

    context, pilot = settings.pilot_context()
    day = on.date() if on else None
    if out is None:
        click.echo(summary_text(context, pilot.id, form or "md", day), nl=False)
        return
    path = out.expanduser()
    written = export_summary(context, pilot.id, path, form or form_of(path), on=day, force=force)
    click.echo(f"The summary is in {written}.", err=True)
