"""`ybiyri note`: what is written down in the room, and what of it may leave."""

from __future__ import annotations

import sys

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json
from ybiyri_tui.cli.owner_options import OwnerOptions, owner_options

KINDS = ("note", "step", "parked")


@click.group()
@global_options
def note() -> None:
    """Write down notes, next steps and parked things. Notes stay in the room unless they are marked."""


@note.command()
@click.argument("text")
@click.option("--kind", type=click.Choice(KINDS), default="note", show_default=True, help="What it is.")
@click.option("--may-leave/--stays", default=None, help="Whether it may leave the room; steps may unless told.")
@click.option("--question", metavar="ID", help="The question it belongs to, such as developers.put-right.")
@owner_options
@global_options
@pass_settings
def add(
    settings: Settings,
    text: str,
    kind: str,
    may_leave: bool | None,
    question: str | None,
    owner: str | None,
    due: str | None,
    accepted: bool | None,
) -> None:
    """Write down TEXT, without who said it; - reads it from standard input, so that no other program sees it.

    \b
    Example: ybiyri note add "Print the goal beside the sales target" --kind step --owner "Head of Product" --due +7
    """
    from playbook.room.notes import NoteKind
    from ybiyri_tui.usecases.room.noting import take_note

    context, pilot = settings.pilot_context()
    made = take_note(
        context,
        pilot.id,
        _text(text),
        kind=NoteKind(kind),
        may_leave=may_leave,
        question_id=question,
        owner=owner,
        accepted=accepted,
        due_on=OwnerOptions(owner, due, accepted).due_on(context.today),
    )
    click.echo(f"Note {made.number} {_where(made.may_leave)}.", err=True)


@note.command("list")
@click.option("--room", is_flag=True, help="Also those that stay in the room: only for eyes in it, never for a file.")
@click.option("--kind", type=click.Choice(KINDS), help="Only these.")
@format_option("text", "json")
@global_options
@pass_settings
def list_(settings: Settings, room: bool, kind: str | None, form: str) -> None:
    """List what may leave the room, and how much stays. JSON never has what stays.

    \b
    Example: ybiyri note list --kind step --format json
    """
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.reports.room.notes import notes_data, notes_text
    from ybiyri_tui.usecases.room.noting import list_notes

    if room and form == "json":
        raise ProgramError("--room is for eyes in the room; JSON has only what may leave it.")
    context, pilot = settings.pilot_context()
    found = tuple(made for made in list_notes(context, pilot.id) if kind in (None, made.kind.value))
    if form == "json":
        print_json(notes_data(pilot.name, found))
    elif found:
        click.echo(notes_text(found, context.today, in_the_room=room))
    else:
        click.echo("Nothing was written down yet: ybiyri note add TEXT", err=True)


@note.command()
@click.argument("number", type=click.IntRange(1))
@click.option("--may-leave/--stays", default=None, help="Whether it may leave the room.")
@click.option("--done/--not-done", default=None, help="Whether a step is done.")
@click.option(
    "--kind", type=click.Choice(KINDS), help="Make it a note, a step, or parked; it leaves no sooner for that."
)
@global_options
@pass_settings
def mark(settings: Settings, number: int, may_leave: bool | None, done: bool | None, kind: str | None) -> None:
    """Mark note NUMBER as free to leave the room, as done, or as something else.

    \b
    Example: ybiyri note mark 4 --may-leave
    """
    from playbook.room import notes
    from playbook.room.notes import Note, NoteKind
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.usecases.room.noting import change_note

    if (may_leave, done, kind) == (None, None, None):
        raise ProgramError("Say how to mark it: --may-leave, --stays, --done, --not-done or --kind.")
    context, pilot = settings.pilot_context()

    def change(found: Note) -> Note:
        if kind is not None:
            found = notes.turn_into(found, NoteKind(kind))
        if done is not None:
            found = notes.set_done(found, done, context.today)
        return found if may_leave is None else found.marked(may_leave=may_leave)

    made = change_note(context, pilot.id, number, change)
    click.echo(f"Note {number} {_where(made.may_leave)}{', done' if made.done_on else ''}.", err=True)


@note.command("set")
@click.argument("number", type=click.IntRange(1))
@click.option("--text", metavar="TEXT", help="Other words; - reads them from standard input.")
@owner_options
@global_options
@pass_settings
def set_(
    settings: Settings, number: int, text: str | None, owner: str | None, due: str | None, accepted: bool | None
) -> None:
    """Change the words, the owner or the date of note NUMBER. The owner is who sees to it, not who said it.

    \b
    Example: ybiyri note set 4 --owner Jo --due +7 --asked
    """
    from playbook.room import notes
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.usecases.room.noting import change_note

    options = OwnerOptions(owner, due, accepted)
    if text is None and not options.given:
        raise ProgramError("Say what to change: --text, --owner, --due, --accepted or --asked.")
    words = _text(text) if text is not None else None
    context, pilot = settings.pilot_context()
    today = context.today
    change_note(
        context,
        pilot.id,
        number,
        lambda found: options.apply(notes.reword(found, words) if words is not None else found, today),
    )
    click.echo(f"Note {number} was changed.", err=True)


@note.command()
@click.argument("number", type=click.IntRange(1))
@click.option("--for-good", is_flag=True, help="Also forget its words in the history; undo cannot bring it back.")
@global_options
@pass_settings
def remove(settings: Settings, number: int, for_good: bool) -> None:
    """Take note NUMBER away; unless it is for good, `ybiyri history --undo` brings it back.

    \b
    Example: ybiyri note remove 4 --for-good
    """
    from ybiyri_tui.usecases.room import noting

    context, pilot = settings.pilot_context()
    if for_good:
        noting.forget_note(context, pilot.id, number)
    else:
        noting.remove_note(context, pilot.id, number)
    click.echo(f"Note {number} was removed{' for good' if for_good else ''}.", err=True)


def _text(given: str) -> str:
    return sys.stdin.read() if given == "-" else given


def _where(may_leave: bool) -> str:
    return "may leave the room" if may_leave else "stays in the room"
