"""`ybiyri handout`: pages to print."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ybiyri_tui.cli.base import Settings, global_options, pass_settings

if TYPE_CHECKING:
    from ybiyri_tui.context import Context
    from ybiyri_tui.reports.handouts.material import Material, Occasion

# Equal to the names in `reports.handouts.catalogue`, which --help must not import.
NAMES = (
    "invitation",
    "bring-list",
    "check-room",
    "agenda",
    "run-sheet",
    "models",
    "mission",
    "objection",
    "coach-notes",
    "questions",
    "paper-survey",
    "hand-vote",
    "all",
)


@click.command()
@click.argument("name", type=click.Choice(NAMES), metavar="NAME")
@click.argument("number", type=click.IntRange(1, 99), required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice(("md", "html", "pdf")),
    help="Else what --out ends with, else md. PDF needs --out.",
)
@click.option(
    "--paper",
    type=click.Choice(("a4", "letter")),
    default="a4",
    show_default=True,
    help="The paper to print on.",
)
@click.option("--blank/--filled", default=None, help="Else filled if there is a pilot to fill it from.")
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="Day of the workshop.")
@click.option("--start", type=click.DateTime(["%H:%M"]), metavar="HH:MM", help="When it begins; else minutes.")
@click.option("--place", default="", metavar="TEXT", help="Where it is.")
@click.option("--coach", default="", metavar="NAME", help="Who signs the invitation.")
@click.option("--survey", "survey_id", metavar="ID", help="Which survey is on paper; else developer-concerns.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="The file to write; else standard output.")
@click.option("--force", is_flag=True, help="Replace the file if it exists.")
@global_options
@pass_settings
def handout(
    settings: Settings,
    name: str,
    number: int | None,
    form: str | None,
    paper: str,
    blank: bool | None,
    day: datetime | None,
    start: datetime | None,
    place: str,
    coach: str,
    survey_id: str | None,
    out: Path | None,
    force: bool,
) -> None:
    """Write a page to print, as Markdown, as HTML that needs nothing else, or as PDF.

    \b
    invitation    a text to send                 objection [N]    a worksheet for each objection
    bring-list    what to bring, a week ahead    coach-notes [N]  how to ask its questions
    check-room    half an hour before            questions        for people too few for a survey
    agenda        two hours, for everybody       paper-survey     for small teams; not anonymous
    run-sheet     the same, for the coach        hand-vote        an open vote, counted by hand
    models        the two models on one page     all              everything, each on its own page
    mission       the mission on one page

    \b
    Example: ybiyri handout objection 5 --blank --format html --paper letter --out objection-5.html
    """
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.reports.files import check_target, write_file
    from ybiyri_tui.reports.handouts.catalogue import handouts
    from ybiyri_tui.reports.handouts.files import form_of, pages_as
    from ybiyri_tui.reports.handouts.material import Occasion

    path = out.expanduser() if out else None
    form = form or form_of(path)
    if path:
        check_target(path, force=force)
    elif form == "pdf":
        raise ProgramError("pdf does not go to standard output; name a file with --out.")
    occasion = Occasion(day.date() if day else None, start.time() if start else None, place, coach)
    material, context = _material(settings, blank, occasion, number, survey_id)
    text = pages_as(handouts(material, name), form, paper=paper, on=day.date() if day else date.today())
    if path is None:
        click.echo(text, nl=False)
        return
    if context:
        _spare_workspace(context, path)
    click.echo(f"The page is in {write_file(path, text, force=force)}.", err=True)


def _material(
    settings: Settings, blank: bool | None, occasion: Occasion, number: int | None, survey_id: str | None
) -> tuple[Material, Context | None]:
    """Blank pages need no workspace; pages that are to be filled need a pilot."""
    from ybiyri_tui.reports.handouts import gather
    from ybiyri_tui.usecases.pilot.pilots import current_pilot

    if blank is False or (blank is None and settings.pilot is not None):
        context, pilot = settings.pilot_context()
        return gather.filled(context, pilot.id, occasion, number=number, survey_id=survey_id), context
    workspace = settings.context() if settings.is_there() else None
    chosen = current_pilot(workspace) if workspace and blank is None else None
    if workspace and chosen:
        return gather.filled(workspace, chosen.id, occasion, number=number, survey_id=survey_id), workspace
    return gather.blank(workspace, occasion, number=number, survey_id=survey_id), workspace


def _spare_workspace(context: Context, path: Path) -> None:
    from ybiyri_tui.errors import ProgramError

    if context.workspace.is_at(path):
        raise ProgramError(f"{path} is the workspace itself; name another file.")
