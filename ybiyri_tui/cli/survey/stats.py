"""`ybiyri stats`: plan a comparison, compare many teams or weekly shares, adjust p-values."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ybiyri_tui.cli.base import format_option, global_options, print_json

_SOME = click.IntRange(min=0)
_FILE = click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
_SEED = click.option("--seed", type=int, default=1, show_default=True, help="The seed of what is drawn at random.")


@click.group()
@global_options
def stats() -> None:
    """Plan a comparison, compare many teams or weekly shares, adjust p-values; needs no workspace."""


@stats.command()
@click.option("--before", type=_SOME, required=True, help="How many people will answer before.")
@click.option("--after", type=_SOME, required=True, help="How many people will answer after.")
@click.option("--pairs", type=_SOME, default=0, show_default=True, help="How many of them can be paired.")
@click.option("--topics", type=_SOME, default=1, show_default=True, help="How many main topics there will be.")
@click.option("--questions", type=_SOME, default=3, show_default=True, help="How many questions a topic has.")
@_SEED
@format_option("text", "json")
@global_options
def plan(before: int, after: int, pairs: int, topics: int, questions: int, seed: int, form: str) -> None:
    """Say what so many people could find, by simulation with its assumptions.

    \b
    Example: ybiyri stats plan --before 8 --after 8 --pairs 6 --topics 2
    """
    from surveys.statistics.planning import Setting
    from ybiyri_tui.reports.stats.plan import plan_data, plan_text
    from ybiyri_tui.usecases.survey.comparing.stats import planned

    found = planned(Setting(before, after, pairs, topics, questions), seed)
    _show(plan_data(found), plan_text(found), form)


@stats.command()
@_FILE
@click.option("--scale", metavar="LOW:HIGH|any", default="1:5", show_default=True, help="Which answers there are.")
@click.option("--reverse", metavar="ITEM,…", help="Columns where a higher answer means more concern.")
@click.option("--margin", metavar="POINTS", help="Judge the interval against this shift, chosen beforehand; no p.")
@format_option("text", "json")
@global_options
def teams(file: Path, scale: str, reverse: str | None, margin: str | None, form: str) -> None:
    """Compare many teams: columns team, phase (before or after), and one for each question.

    The team is the unit, so at least six teams are needed for a test.

    \b
    Example: ybiyri stats teams answers.csv --format json
    """
    from ybiyri_tui.reports.stats.teams import teams_data, teams_text
    from ybiyri_tui.usecases.survey.comparing.files import Choices, settings_of
    from ybiyri_tui.usecases.survey.comparing.stats import teams as compare_teams

    found = compare_teams(file, settings_of(Choices((file,), scale=scale, reverse=reverse)), margin)
    _show(teams_data(found), teams_text(found), form)


@stats.command()
@_FILE
@_SEED
@format_option("text", "json")
@global_options
def weekly(file: Path, seed: int, form: str) -> None:
    """Compare weekly shares: columns period, events, total, phase (before or after).

    The week is the unit, so at least six weeks a side are needed.

    \b
    Example: ybiyri stats weekly unplanned.csv
    """
    from ybiyri_tui.reports.stats.weekly import weekly_data, weekly_text
    from ybiyri_tui.usecases.survey.comparing.stats import weekly as compare_weeks

    found = compare_weeks(file, seed)
    _show(weekly_data(found), weekly_text(found), form)


@stats.command()
@format_option("text", "json")
@global_options
def adjust(form: str) -> None:
    """Adjust the p-values on standard input for their number: Holm, and Benjamini and Hochberg.

    \b
    Example: printf '.01\\n.02\\n.04\\n' | ybiyri stats adjust
    """
    from ybiyri_tui.reports.stats.adjust import adjusted_data, adjusted_text
    from ybiyri_tui.usecases.survey.comparing.stats import adjust as adjusted

    found = adjusted(sys.stdin)
    _show(adjusted_data(found), adjusted_text(found), form)


def _show(data: dict[str, object], text: str, form: str) -> None:
    if form == "json":
        print_json(data)
    else:
        click.echo(text)
