"""`ybiyri chaos`: plan, run and record chaos days."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from ybiyri_tui.cli.base import Settings, global_options, pass_settings
from ybiyri_tui.cli.worksheets.time.books import add_files
from ybiyri_tui.cli.worksheets.time.showing import Wanted, document_options

SHEETS = ("chaos-days", "chaos-people", "chaos-experiments", "chaos-log", "chaos-improvements")
EVENTS = ("injected", "detected", "acknowledged", "restored", "rolled_back", "saw", "thought", "did")
DAY = click.IntRange(1, 999)


@click.group()
@global_options
def chaos() -> None:
    """Plan, run and record chaos days, and turn what they find into promises."""


@chaos.command()
@click.argument("day", type=DAY, required=False)
@document_options()
@global_options
@pass_settings
def show(settings: Settings, day: int | None, wanted: Wanted) -> None:
    """List all chaos days, or show one DAY: plan, cards, numbers, log, improvements. JSON has all of them.

    \b
    Example: ybiyri chaos show 1 --format markdown
    """
    from ybiyri_tui.reports.worksheets.time.chaos import chaos_data, day_sections, days_section
    from ybiyri_tui.usecases.worksheets.chaos.days import chaos_day, chaos_page

    context, pilot = settings.pilot_context()
    page = chaos_page(context, pilot.id)
    if wanted.form == "json":
        wanted.write_data(chaos_data(page, pilot.name), context)
        return
    if not page.days and day is None and wanted.form == "text":
        click.echo("No chaos day is planned yet. Plan one: ybiyri chaos plan NAME", err=True)
        return
    sections = (days_section(page),) if day is None else day_sections(chaos_day(context, pilot.id, day))
    wanted.write_sections(f"Chaos days · {pilot.name}", sections, context)


@chaos.command()
@click.argument("name")
@global_options
@pass_settings
def plan(settings: Settings, name: str) -> None:
    """Plan another chaos day called NAME; `set` and `import` fill in the rest.

    \b
    Example: ybiyri chaos plan "A first short one"
    """
    from ybiyri_tui.usecases.worksheets.chaos.days import plan_day

    context, pilot = settings.pilot_context()
    made = plan_day(context, pilot.id, name)
    click.echo(f"Chaos day {made.day} is planned; `ybiyri chaos show {made.day}` says what is missing.", err=True)


@chaos.command()
@click.argument("day", type=DAY)
@global_options
@pass_settings
def remove(settings: Settings, day: int) -> None:
    """Take DAY away with everything that belongs to it; `ybiyri history --undo` brings it back part by part.

    \b
    Example: ybiyri chaos remove 2
    """
    from ybiyri_tui.usecases.worksheets.chaos.days import remove_day

    context, pilot = settings.pilot_context()
    remove_day(context, pilot.id, day)
    click.echo(f"Chaos day {day} was removed.", err=True)


@chaos.command("set")
@click.argument("day", type=DAY)
@click.argument("field")
@click.argument("value")
@global_options
@pass_settings
def set_(settings: Settings, day: int, field: str, value: str) -> None:
    """Set a field of the plan of DAY, such as on, scope, blast_radius, start_rule or stop_rule; '' empties it.

    \b
    Example: ybiyri chaos set 1 stop_rule "customers are hit, or somebody says stop"
    """
    from playbook.worksheets.chaos_day.sheets import DAYS
    from ybiyri_tui.usecases.worksheets.chaos.days import plan_row
    from ybiyri_tui.usecases.worksheets.sheets import change_cell

    context, pilot = settings.pilot_context()
    row = change_cell(context, pilot.id, DAYS, plan_row(context, pilot.id, day), field, value)
    column = DAYS.column(field)
    click.echo(f"{column.title}: {column.shown(row.record) or 'not said'}", err=True)


@chaos.command()
@click.argument("day", type=DAY)
@global_options
@pass_settings
def begin(settings: Settings, day: int) -> None:
    """Begin DAY now; refused while something is missing that it cannot do without.

    \b
    Example: ybiyri chaos begin 1
    """
    from ybiyri_tui.usecases.worksheets.chaos.running import begin_day

    context, pilot = settings.pilot_context()
    begin_day(context, pilot.id, day)
    click.echo(f"Chaos day {day} has begun.", err=True)


@chaos.command()
@click.argument("event", type=click.Choice(EVENTS))
@click.argument("experiment", type=click.IntRange(1, 99))
@click.argument("words", required=False, default="")
@click.option("--by", type=click.Choice(("alert", "person")), help="What noticed it; goes with detected.")
@global_options
@pass_settings
def log(settings: Settings, event: str, experiment: int, words: str, by: str | None) -> None:
    """Log an EVENT of an EXPERIMENT of the day that is running, now, with WORDS if there are any.

    \b
    Example: ybiyri chaos log detected 2 "queue alert" --by alert
    """
    from playbook.worksheets.chaos_day.records import EVENT_WORDS, Detection, Event
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.usecases.worksheets.chaos.days import chaos_day
    from ybiyri_tui.usecases.worksheets.chaos.running import log_event

    if by is not None and event != "detected":
        raise ProgramError("--by goes with detected.")
    context, pilot = settings.pilot_context()
    day = chaos_day(context, pilot.id).plan.day or 0
    found = Detection(by) if by else None
    log_event(context, pilot.id, day, Event(event), experiment, words, by=found)
    click.echo(f"Experiment {experiment}: {EVENT_WORDS[Event(event)]}.", err=True)


@chaos.command()
@click.option("--because", default="", metavar="TEXT", help="Why it ends.")
@click.option("--stopped", is_flag=True, help="A stop rule ended it.")
@global_options
@pass_settings
def end(settings: Settings, because: str, stopped: bool) -> None:
    """End the chaos day that is running.

    \b
    Example: ybiyri chaos end --because "all experiments are through"
    """
    from ybiyri_tui.usecases.worksheets.chaos.days import chaos_day
    from ybiyri_tui.usecases.worksheets.chaos.running import end_day

    context, pilot = settings.pilot_context()
    day = chaos_day(context, pilot.id).plan.day or 0
    end_day(context, pilot.id, day, because, stopped=stopped)
    click.echo(f"Chaos day {day} has ended.", err=True)


@chaos.command()
@click.argument("day", type=DAY)
@global_options
@pass_settings
def promise(settings: Settings, day: int) -> None:
    """Turn what DAY found into promises: runbook gaps become improvements, and each with an owner a promise.

    \b
    Example: ybiyri chaos promise 1
    """
    from ybiyri_tui.usecases.worksheets.chaos.days import chaos_day
    from ybiyri_tui.usecases.worksheets.chaos.findings import gaps_as_improvements, promise_improvements

    context, pilot = settings.pilot_context()
    record = chaos_day(context, pilot.id, day)
    gaps = gaps_as_improvements(context, pilot.id, record)
    made = promise_improvements(context, pilot.id, day)
    numbers = ", ".join(str(promised.number) for promised in made) or "none"
    click.echo(f"{len(gaps)} runbook gaps became improvements. New promises: {numbers}.", err=True)
    without = sum(not found.owner for found in chaos_day(context, pilot.id, day).improvements)
    if without:
        click.echo(f"{without} improvements have no owner, so nothing is promised about them yet.", err=True)


def _sheets() -> Sequence[Any]:
    from playbook.worksheets.chaos_day import sheets

    return sheets.SHEETS


add_files(chaos, _sheets, SHEETS)
