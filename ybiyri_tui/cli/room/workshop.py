"""`ybiyri workshop`: a workshop in linear text, in step with the screens."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json
from ybiyri_tui.cli.owner_options import OwnerOptions, owner_options

if TYPE_CHECKING:
    from playbook.room.notes import NoteKind
    from playbook.schema import Playbook
    from ybiyri_tui.context import Context


@click.group()
@global_options
def workshop() -> None:
    """Run a workshop without a screen, or look at the one that runs on another terminal.

    `ybiyri finding set` records answers, `ybiyri note` and `ybiyri promise` change what was written down, and
    `ybiyri handout` prints the invitation, what to bring, and how to check the room.
    """


@workshop.command()
@global_options
@pass_settings
def start(settings: Settings) -> None:
    """Begin a workshop; one that is under way goes on.

    \b
    Example: ybiyri workshop start
    """
    from ybiyri_tui.usecases.room.workshops import start_workshop

    context, pilot = settings.pilot_context()
    begun = start_workshop(context, pilot.id)
    click.echo(f"The workshop of {begun.started_on.isoformat()} is under way.", err=True)


@workshop.command()
@click.argument("counts", nargs=-1, required=True, metavar="NUMBER=DOTS...")
@global_options
@pass_settings
def vote(settings: Settings, counts: tuple[str, ...]) -> None:
    """Count the dots that were put on objections, by their NUMBER.

    \b
    Example: ybiyri workshop vote 1=3 3=5 5=4
    """
    from ybiyri_tui.usecases.room.workshops import count_dots

    context, pilot = settings.pilot_context()
    counted = [_dots(context.playbook, text) for text in counts]
    for objection_id, dots in counted:
        count_dots(context, pilot.id, objection_id, dots)
    click.echo("Counted; `ybiyri workshop agenda` says what that suggests.", err=True)


@workshop.command()
@click.argument("numbers", nargs=-1, type=click.IntRange(1, 99), metavar="[NUMBER]...")
@click.option("--suggested", is_flag=True, help="Choose what dots and survey suggest.")
@format_option("text", "json")
@global_options
@pass_settings
def agenda(settings: Settings, numbers: tuple[int, ...], suggested: bool, form: str) -> None:
    """Choose what to talk about, by the NUMBERs of objections in their order; without any show what there is.

    \b
    Example: ybiyri workshop agenda 3 5 1
    """
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.reports.room.workshop import agenda_data, agenda_text
    from ybiyri_tui.usecases.room.choosing import choosing
    from ybiyri_tui.usecases.room.workshops import choose_objections

    if numbers and suggested:
        raise ProgramError("Give numbers or --suggested, not both.")
    context, pilot = settings.pilot_context()
    if suggested:
        chosen = choosing(context, pilot.id).suggested
        if not chosen:
            raise ProgramError("Nothing is suggested: no dots were counted, and no survey was read back to the team.")
        choose_objections(context, pilot.id, chosen)
    elif numbers:
        choose_objections(context, pilot.id, _objections(context.playbook, numbers))
    found = choosing(context, pilot.id)
    if form == "json":
        print_json(agenda_data(found))
    else:
        click.echo(agenda_text(found))


@workshop.command()
@format_option("text", "json")
@global_options
@pass_settings
def show(settings: Settings, form: str) -> None:
    """Show the question that is on, the time that is left, and how much was written down.

    What notes say that stay in the room is never shown here; `ybiyri note list --room` does.

    \b
    Example: ybiyri workshop show --format json
    """
    context, pilot = settings.pilot_context()
    _show(context, pilot.id, form)


@workshop.command("next")
@global_options
@pass_settings
def next_(settings: Settings) -> None:
    """Go on to the next question and show it; exit code 1 after the last one.

    \b
    Example: ybiyri workshop next
    """
    _go(settings, 1)


@workshop.command()
@global_options
@pass_settings
def back(settings: Settings) -> None:
    """Go back to the question before and show it; exit code 1 at the first one.

    \b
    Example: ybiyri workshop back
    """
    _go(settings, -1)


@workshop.command()
@click.argument("what", type=click.Choice(("start", "pause", "minute")), metavar="start|pause|minute")
@global_options
@pass_settings
def timer(settings: Settings, what: str) -> None:
    """Start or pause the time of the question that is on, or give it a minute more.

    \b
    Example: ybiyri workshop timer minute
    """
    from playbook.room.workshop import clock
    from ybiyri_tui.usecases.room.workshops import add_minute, run_timer

    context, pilot = settings.pilot_context()
    changed = add_minute(context, pilot.id) if what == "minute" else run_timer(context, pilot.id, runs=what == "start")
    left = changed.timer.left_at(context.now())
    click.echo(f"{'-' if left < 0 else ''}{clock(left)}{'' if changed.timer.runs else ', paused'}", err=True)


@workshop.command()
@click.argument("text")
@click.option("--may-leave", is_flag=True, help="It may leave the room; else it stays.")
@global_options
@pass_settings
def note(settings: Settings, text: str, may_leave: bool) -> None:
    """Write down TEXT at the question that is on, without who said it; - reads it from standard input.

    \b
    Example: ybiyri workshop note - < note.txt
    """
    from playbook.room.notes import NoteKind

    _write_down(settings, text, NoteKind.NOTE, OwnerOptions(None, None, None), may_leave=may_leave)


@workshop.command()
@click.argument("text")
@owner_options
@global_options
@pass_settings
def step(settings: Settings, text: str, owner: str | None, due: str | None, accepted: bool | None) -> None:
    """Write down a step at the question that is on, with who takes it and by when.

    \b
    Example: ybiyri workshop step "Print the goal beside the sales target" --owner Jo --due +7 --asked
    """
    from playbook.room.notes import NoteKind

    _write_down(settings, text, NoteKind.STEP, OwnerOptions(owner, due, accepted))


@workshop.command()
@click.argument("text")
@global_options
@pass_settings
def park(settings: Settings, text: str) -> None:
    """Park TEXT for another day.

    \b
    Example: ybiyri workshop park "Who pays for the second line?"
    """
    from playbook.room.notes import NoteKind

    _write_down(settings, text, NoteKind.PARKED, OwnerOptions(None, None, None))


@workshop.command()
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="DIR", help="The folder; else notes to standard output."
)
@click.option("--force", is_flag=True, help="Replace the files if they exist.")
@global_options
@pass_settings
def door(settings: Settings, out: Path | None, force: bool) -> None:
    """Write what may leave the room: notes as Markdown, steps and promises as CSV.

    \b
    Example: ybiyri workshop door --out .
    """
    from ybiyri_tui.reports.room.at_the_door import door_notes, write_door
    from ybiyri_tui.usecases.room.room_page import read_room

    context, pilot = settings.pilot_context()
    room = read_room(context, pilot.id)
    if room.workshop is None:
        _begin_first()
    if out is None:
        click.echo(door_notes(room), nl=False)
        return
    for path in write_door(room, out.expanduser(), force=force):
        click.echo(f"Written: {path}", err=True)


@workshop.command()
@global_options
@pass_settings
def end(settings: Settings) -> None:
    """End the workshop; answers, notes and steps stay.

    \b
    Example: ybiyri workshop end
    """
    from ybiyri_tui.usecases.room.workshops import end_workshop

    context, pilot = settings.pilot_context()
    ended = end_workshop(context, pilot.id)
    click.echo(f"The workshop of {ended.started_on.isoformat()} is over.", err=True)


def _go(settings: Settings, step_: int) -> None:
    from ybiyri_tui.usecases.room.workshops import go_on

    context, pilot = settings.pilot_context()
    go_on(context, pilot.id, step_)
    _show(context, pilot.id, "text")


def _show(context: Context, pilot_id: int, form: str) -> None:
    from ybiyri_tui.reports.room.workshop import workshop_data, workshop_text
    from ybiyri_tui.usecases.room.room_page import read_room

    room = read_room(context, pilot_id)
    if form == "json":
        print_json(workshop_data(room, context.now()))
    else:
        click.echo(workshop_text(room, context.now()))


def _write_down(
    settings: Settings, text: str, kind: NoteKind, options: OwnerOptions, *, may_leave: bool | None = None
) -> None:
    from ybiyri_tui.usecases.room.noting import take_note
    from ybiyri_tui.usecases.room.room_page import read_room

    context, pilot = settings.pilot_context()
    room = read_room(context, pilot.id)
    if room.under_way is None:
        _begin_first()
    made = take_note(
        context,
        pilot.id,
        sys.stdin.read() if text == "-" else text,
        kind=kind,
        may_leave=may_leave,
        question_id=room.current.question_id if room.current else None,
        owner=options.owner,
        accepted=options.accepted,
        due_on=options.due_on(context.today),
    )
    click.echo(f"Note {made.number} {'may leave the room' if made.may_leave else 'stays in the room'}.", err=True)


def _dots(playbook: Playbook, text: str) -> tuple[str, int]:
    from ybiyri_tui.errors import ProgramError

    number, equals, dots = text.partition("=")
    if not (equals and number.isascii() and number.isdigit() and dots.isascii() and dots.isdigit()):
        raise ProgramError(f"{text!r} is not a count of dots; write it like 3=5, five dots on objection 3.")
    return _objections(playbook, [int(number)])[0], int(dots)


def _objections(playbook: Playbook, numbers: Iterable[int]) -> list[str]:
    from ybiyri_tui.errors import ProgramError

    by_number = {objection.number: objection.id for objection in playbook.objections}
    for number in numbers:
        if number not in by_number:
            raise ProgramError(f"There is no objection {number}; `ybiyri objections` lists them.")
    return [by_number[number] for number in numbers]


def _begin_first() -> None:
    from ybiyri_tui.errors import ProgramError

    raise ProgramError("No workshop is under way; `ybiyri workshop start` begins one.")
