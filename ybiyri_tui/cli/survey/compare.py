"""`ybiyri compare`: a pilot's closed surveys, or any two files of answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json

if TYPE_CHECKING:
    from ybiyri_tui.usecases.survey.comparing.files import Choices


@click.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[BEFORE.csv AFTER.csv]")
@click.option("--by", metavar="COLUMN=BEFORE,AFTER", help="One long file: the column that tells the times apart.")
@click.option("--pair", metavar="COLUMN", help="The column with people's codes; an empty code is a person unmatched.")
@click.option(
    "--topics",
    type=click.Path(path_type=Path),
    metavar="TOPICS.yaml",
    help="Topics with their columns, or a survey definition.",
)
@click.option("--scale", metavar="LOW:HIGH|any", help="Whole numbers from LOW to HIGH, or any numbers; else 1:5.")
@click.option("--reverse", metavar="ITEM,…", help="Columns where a higher answer means more concern.")
@click.option("--favourable", metavar="ANSWER", help="Favourable from this answer up; else the top two.")
@click.option("--alpha", metavar="LEVEL", help="The level of the tests; else 0.05.")
@click.option("--skip", metavar="COLUMN,…", help="Columns that are no questions.")
@click.option("--all-pilots", is_flag=True, help="One survey over all teams of the workspace, with each team as one.")
@click.option("--survey", "survey_id", metavar="ID", help="With --all-pilots: which survey; else the one asked most.")
@click.option(
    "--margin", metavar="POINTS", help="With --all-pilots: the shift you call large, chosen beforehand; no p."
)
@format_option("table", "json", "csv", "html", default="table")
@global_options
@pass_settings
def compare(
    settings: Settings,
    files: tuple[Path, ...],
    by: str | None,
    pair: str | None,
    topics: Path | None,
    scale: str | None,
    reverse: str | None,
    favourable: str | None,
    alpha: str | None,
    skip: str | None,
    all_pilots: bool,
    survey_id: str | None,
    margin: str | None,
    form: str,
) -> None:
    """Compare before and after: the pilot's closed surveys, or two CSV files with one row a person.

    Files have one column for each question, an empty cell for no answer. They need no workspace, and everything in
    them is shown; closed surveys show what the release gate lets through.
    With --all-pilots every team counts as one, with the means that its own comparison gave out after it was read back
    to the team; at least six teams are needed.

    \b
    Examples: ybiyri compare --format json
              ybiyri compare before.csv after.csv --pair code --topics topics.yaml
              ybiyri compare --all-pilots --margin 0.3
              ybiyri compare answers.csv --by phase=before,after --format html > page.html
    """
    options = (by, pair, topics, scale, reverse, favourable, alpha, skip)
    if not all_pilots and (survey_id is not None or margin is not None):
        raise click.UsageError("--survey and --margin belong to --all-pilots.")
    if all_pilots:
        if files or any(option is not None for option in options) or form == "html":
            raise click.UsageError("--all-pilots goes with --survey, --margin and --format table, json or csv alone.")
        _print_across(settings, survey_id, margin, form)
    elif files:
        from ybiyri_tui.usecases.survey.comparing.files import Choices

        _print_files(Choices(files, *options), form)
    elif any(option is not None for option in options):
        raise click.UsageError("These options are for files; name the files first.")
    else:
        _print_rounds(settings, form)


def _print_files(choices: Choices, form: str) -> None:
    from ybiyri_tui.reports.comparing.file_json import file_comparison_data
    from ybiyri_tui.reports.comparing.from_files import view_of_files
    from ybiyri_tui.usecases.survey.comparing.files import compare_paths

    found = compare_paths(choices)
    title = f"Before and after · {', '.join(path.name for path in choices.files)}"
    if form == "table":
        from ybiyri_tui.reports.comparing.text import view_text

        click.echo(view_text(view_of_files(found, title)))
    elif form == "html":
        from ybiyri_tui.reports.comparing.page import view_html

        click.echo(view_html(view_of_files(found, title)), nl=False)
    else:
        _print_data(file_comparison_data(found), form)


def _print_rounds(settings: Settings, form: str) -> None:
    from ybiyri_tui.reports.comparing.export import rounds_as
    from ybiyri_tui.usecases.survey.comparing.rounds import compared

    context, pilot = settings.pilot_context()
    click.echo(rounds_as(compared(context, pilot.id), form), nl=False)


def _print_across(settings: Settings, survey_id: str | None, margin: str | None, form: str) -> None:
    from ybiyri_tui.reports.across.forms import across_csv, across_data, across_text
    from ybiyri_tui.usecases.survey.comparing.across import across

    found = across(settings.context(), survey_id, margin)
    if form == "json":
        print_json(across_data(found))
    elif form == "csv":
        click.echo(across_csv(found), nl=False)
    else:
        click.echo(across_text(found))


def _print_data(data: dict[str, object], form: str) -> None:
    if form == "json":
        print_json(data)
        return
    from ybiyri_tui.reports.comparing.sheet import comparison_csv

    click.echo(comparison_csv(data), nl=False)
