"""`ybiyri rollup`: summaries of several workspaces in one document."""

from __future__ import annotations

from pathlib import Path

import click

from ybiyri_tui.cli.base import HELP


@click.command(context_settings=HELP)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="A.json B.json …")
@click.option(
    "--format",
    "form",
    type=click.Choice(("md", "html", "pdf", "json", "pptx")),
    help="Else what the name of --out ends with, else md.",
)
@click.option("--out", type=click.Path(path_type=Path), metavar="PATH", help="The file to write; else standard output.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
@click.option("--title", metavar="TEXT", default="Readiness of all pilots", show_default=True)
@click.option("--organisation", metavar="TEXT", default="", help="Whose document it is.")
def rollup(
    files: tuple[Path, ...], form: str | None, out: Path | None, force: bool, title: str, organisation: str
) -> None:
    """Merge summaries of teams that work in separate workspaces; no server and no workspace is needed.

    FILES come from `ybiyri export --format json`. Of two summaries of one pilot the newer counts, and where they
    disagree it is said.

    \b
    Example: ybiyri rollup payments.json search.json --out all.html
    """
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.reports.summary.export import content, export_to, form_of
    from ybiyri_tui.reports.summary.merging.rollup import rollup_report

    form = form or (form_of(out) if out else "md")
    if out is None and form in ("pdf", "pptx"):
        raise ProgramError(f"{form} does not go to standard output; name a file with --out.")
    report = rollup_report([path.expanduser() for path in files], title=title, organisation=organisation)
    for conflict in report.data["conflicts"]:
        click.echo(f"Conflict: {conflict}", err=True)
    made = content(report, form)
    if out is None:
        click.echo(made, nl=False)
        return
    click.echo(f"The document is in {export_to({'': made}, out.expanduser(), force=force)}.", err=True)
