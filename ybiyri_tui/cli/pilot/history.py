"""`ybiyri history`: what was changed, undo and redo, progress over time."""

from __future__ import annotations

from datetime import date, datetime

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json


@click.command()
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="Only from this day on.")
@click.option("--since-workshop", is_flag=True, help="Only from the day of the last workshop on.")
@click.option("--all", "with_undone", is_flag=True, help="Also what was taken back, and the undos.")
@click.option("--progress", "as_progress", is_flag=True, help="How the pilot stood on each day instead.")
@click.option("--undo", "direction", flag_value="undo", help="Take back your newest change.")
@click.option("--redo", "direction", flag_value="redo", help="Bring back what you took back last.")
@click.option(
    "--skip-changed", is_flag=True, help="With --undo or --redo: go past records that were changed elsewhere since."
)
@format_option("text", "json")
@global_options
@pass_settings
def history(
    settings: Settings,
    since: datetime | None,
    since_workshop: bool,
    with_undone: bool,
    as_progress: bool,
    direction: str | None,
    skip_changed: bool,
    form: str,
) -> None:
    """Show who changed what and when, oldest first; or undo and redo your own changes.

    Undo works after a restart and stays in the history. A record that was changed elsewhere since is left alone
    (exit code 2); with nothing to undo the exit code is 1. Of notes the history has neither words nor names.

    \b
    Example: ybiyri history --since 2026-12-01
    Example: ybiyri history --since-workshop
    Example: ybiyri history --undo
    """
    from ybiyri_tui.errors import ProgramError

    if direction is None and skip_changed:
        raise ProgramError("--skip-changed goes with --undo or --redo.")
    if direction is not None and (since or since_workshop or with_undone or as_progress or form == "json"):
        raise ProgramError(f"--{direction} changes something and lists nothing; use it alone.")
    if since and since_workshop:
        raise ProgramError("Give a day or --since-workshop, not both.")
    if direction is not None:
        _step(settings, direction, skip_changed)
    elif as_progress:
        _progress(settings, _day(settings, since, since_workshop), form)
    else:
        _list(settings, _day(settings, since, since_workshop), with_undone, form)


def _day(settings: Settings, since: datetime | None, since_workshop: bool) -> date | None:
    from ybiyri_tui.errors import AnswerIsNo
    from ybiyri_tui.usecases.history.history_page import last_workshop_on

    if not since_workshop:
        return since.date() if since else None
    context, pilot = settings.pilot_context()
    day = last_workshop_on(context, pilot.id)
    if day is None:
        raise AnswerIsNo("There was no workshop yet.")
    return day


def _step(settings: Settings, direction: str, skip_changed: bool) -> None:
    from ybiyri_tui.errors import AnswerIsNo
    from ybiyri_tui.usecases.history import changes

    context, pilot = settings.pilot_context()
    step = changes.undo if direction == "undo" else changes.redo
    line = step(context, pilot.id, skip_changed=skip_changed)
    if line is None:
        raise AnswerIsNo(f"There is nothing of yours to {direction} in this pilot.")
    click.echo(f"{'Taken back' if direction == 'undo' else 'Done again'}: {line.what}", err=True)


def _progress(settings: Settings, since: date | None, form: str) -> None:
    from ybiyri_tui.reports.pilot.changes import progress_data, progress_text
    from ybiyri_tui.usecases.history import changes

    context, pilot = settings.pilot_context()
    points = [point for point in changes.progress(context, pilot.id) if since is None or point.day >= since]
    if form == "json":
        print_json(progress_data(pilot.name, points))
    elif points:
        click.echo(progress_text(points))


def _list(settings: Settings, since: date | None, with_undone: bool, form: str) -> None:
    from ybiyri_tui.reports.pilot.changes import history_data, history_text
    from ybiyri_tui.usecases.history import changes

    context, pilot = settings.pilot_context()
    lines = changes.list_changes(context, pilot.id, since=since, with_undone=with_undone)
    if form == "json":
        print_json(history_data(pilot.name, lines))
    elif lines:
        click.echo(history_text(lines))
    else:
        click.echo("Nothing was changed.", err=True)
