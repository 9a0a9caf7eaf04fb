"""`ybiyri survey`: open and close rounds, and show what they give out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json

if TYPE_CHECKING:
    from playbook.records import Pilot
    from surveys.records import Label

LABELS = ("before", "after", "pulse")


@click.group()
@global_options
def survey() -> None:
    """Open and close survey rounds, and show their results."""


@survey.command("list")
@format_option("text", "json")
@global_options
@pass_settings
def list_(settings: Settings, form: str) -> None:
    """List the pilot's rounds and the surveys that can be opened.

    \b
    Example: ybiyri survey list --format json
    """
    from ybiyri_tui.reports.survey.rounds import surveys_data, surveys_text
    from ybiyri_tui.usecases.survey.surveying import surveying

    context, pilot = settings.pilot_context()
    state, surveys = surveying(context, pilot.id), context.surveys.values()
    if form == "json":
        print_json(surveys_data(state, surveys))
    else:
        click.echo(surveys_text(state, surveys))


@survey.command("open")
@click.argument("survey_id", metavar="SURVEY")
@click.option("--label", type=click.Choice(LABELS), required=True, help="What the round is in its series.")
@click.option("--invited", type=int, metavar="N", required=True, help="How many people may answer.")
@click.option(
    "--k", type=int, metavar="K", help="Nothing is shown below K answers, 4 to 8; 5 if not given, fixed by before."
)
@click.option(
    "--main", "main", metavar="TOPIC", multiple=True, help="A topic that decides; up to four, fixed by before."
)
@global_options
@pass_settings
def open_(settings: Settings, survey_id: str, label: str, invited: int, k: int | None, main: tuple[str, ...]) -> None:
    """Open a round of SURVEY and freeze its wording and rules.

    \b
    Example: ybiyri survey open developer-concerns --label before --invited 9 --main alerts
    """
    from surveys.records import Label
    from ybiyri_tui.reports.survey.rounds import opening_lines
    from ybiyri_tui.reports.survey.words import name_of
    from ybiyri_tui.usecases.survey.surveying import open_round

    context, pilot = settings.pilot_context()
    opened = open_round(
        context, pilot.id, survey_id=survey_id, label=Label(label), invited=invited, k=k, main_topics=main or None
    )
    for line in opening_lines(opened.label, opened.invited, opened.k, len(opened.main_topics)):
        click.echo(line, err=True)
    click.echo(f"Opened the {name_of(opened)} of {pilot.name}; people answer with `ybiyri answer`.", err=True)


@survey.command()
@format_option("text", "json")
@global_options
@pass_settings
def status(settings: Settings, form: str) -> None:
    """Show the open round: its rules, and whether enough have answered to close it.

    \b
    Example: ybiyri survey status --format json
    """
    from ybiyri_tui.reports.survey.rounds import frozen_words, round_data, round_line
    from ybiyri_tui.usecases.survey.surveying import surveying

    context, pilot = settings.pilot_context()
    state = surveying(context, pilot.id)
    found = state.open_round
    if form == "json":
        data = round_data(found, state) if found else None
        print_json({"schema": "ybiyri.survey-status/1", "pilot": pilot.name, "open": data})
    elif found:
        click.echo(f"{round_line(found, state)}\n{frozen_words(found)}")
    else:
        click.echo(f"No survey is open for {pilot.name}; `ybiyri survey list` shows what can be opened.")


@survey.command()
@global_options
@pass_settings
def close(settings: Settings) -> None:
    """Close the open round; its results, and after the pilot the comparison, are computed now.

    Refused while fewer people than K have answered.

    \b
    Example: ybiyri survey close
    """
    from ybiyri_tui.reports.survey.words import name_of
    from ybiyri_tui.usecases.survey.surveying import close_round, the_open_round

    context, pilot = settings.pilot_context()
    found = the_open_round(context, pilot.id)
    close_round(context, found.id)
    click.echo(f"Closed the {name_of(found)} of {pilot.name}; `ybiyri survey results` shows it.", err=True)


@survey.command()
@click.option("--yes", is_flag=True, help="Do not ask for the pilot's name.")
@global_options
@pass_settings
def discard(settings: Settings, yes: bool) -> None:
    """Destroy the open round and everything answered in it; asks for the pilot's name first.

    \b
    Example: ybiyri survey discard --yes
    """
    from ybiyri_tui.reports.survey.words import name_of
    from ybiyri_tui.usecases.survey.surveying import discard_round, the_open_round

    context, pilot = settings.pilot_context()
    found = the_open_round(context, pilot.id)
    if not yes:
        _confirm(pilot, name_of(found))
    discard_round(context, found.id)
    click.echo(f"Discarded the {name_of(found)} of {pilot.name} with all its answers.", err=True)


@survey.command()
@click.option("--label", type=click.Choice(LABELS), help="Which round; else the one closed last.")
@format_option("text", "json")
@global_options
@pass_settings
def results(settings: Settings, label: str | None, form: str) -> None:
    """Show what a closed round gives out.

    \b
    Example: ybiyri survey results --label before --format json
    """
    from ybiyri_tui.reports.survey.results import results_data, results_text
    from ybiyri_tui.usecases.survey import surveying

    context, pilot = settings.pilot_context()
    found = surveying.closed_round(context, pilot.id, _label(label))
    released = surveying.results(context, found.id)
    if form == "json":
        print_json(results_data(found, released))
    else:
        click.echo(results_text(found, released))


@survey.command("read-back")
@click.option("--label", type=click.Choice(LABELS), required=True, help="Which round the team has seen.")
@global_options
@pass_settings
def read_back(settings: Settings, label: str) -> None:
    """Mark a closed round as shown to the team; from now on the summary for managers may use it.

    \b
    Example: ybiyri survey read-back --label before
    """
    from ybiyri_tui.reports.survey.words import name_of
    from ybiyri_tui.usecases.survey import surveying

    context, pilot = settings.pilot_context()
    found = surveying.closed_round(context, pilot.id, _label(label))
    surveying.mark_read_back(context, found.id)
    click.echo(f"Marked the {name_of(found)} of {pilot.name} as read back to the team.", err=True)


def _label(name: str | None) -> Label | None:
    from surveys.records import Label

    return Label(name) if name else None


def _confirm(pilot: Pilot, name: str) -> None:
    """Raises ProgramError unless the pilot's name is typed."""
    from ybiyri_tui.errors import ProgramError

    click.echo(f"This destroys the {name} and every answer in it. Pilot's name to go on: ", nl=False, err=True)
    typed = sys.stdin.readline().strip()
    if typed.casefold() != pilot.name.casefold():
        raise ProgramError(f"That is not the pilot's name ({pilot.name}), so nothing was discarded.")
