"""`ybiyri survey`: open and close rounds, and show what they give out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json
from ybiyri_tui.cli.survey import by_file, ending, opening
from ybiyri_tui.cli.survey.opening import LABELS

if TYPE_CHECKING:
    from surveys.records import Label


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


@survey.command()
@format_option("text", "json")
@global_options
@pass_settings
def status(settings: Settings, form: str) -> None:
    """Show the open round: its rules, and whether enough have answered to close it.

    \b
    Example: ybiyri survey status --format json
    """
    from ybiyri_tui.reports.survey.rounds import round_data, status_text
    from ybiyri_tui.usecases.survey.entrance import known_entrance
    from ybiyri_tui.usecases.survey.surveying import surveying

    context, pilot = settings.pilot_context()
    state = surveying(context, pilot.id)
    found = state.open_round
    if form == "json":
        data = round_data(found, state) if found else None
        print_json({"schema": "ybiyri.survey-status/1", "pilot": pilot.name, "open": data})
    elif found:
        click.echo(status_text(found, state, known_entrance().host_key))
    else:
        click.echo(f"No survey is open for {pilot.name}; `ybiyri survey list` shows what can be opened.")


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
    released, comments = surveying.results(context, found.id), surveying.comments(context, found.id)
    if form == "json":
        print_json(results_data(found, released, comments))
    else:
        click.echo(results_text(found, released, comments))


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


for command in (opening.open_, ending.close, ending.extend, ending.discard, ending.replace_code):
    survey.add_command(command)
for command in (by_file.invite, by_file.collect):
    survey.add_command(command)
