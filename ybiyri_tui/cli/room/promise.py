"""`ybiyri promise`: you said, we did."""

from __future__ import annotations

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json
from ybiyri_tui.cli.owner_options import OwnerOptions, owner_options

STATES = ("open", "kept", "dropped")


@click.group()
@global_options
def promise() -> None:
    """Record what the team raised, what was promised, and what the team says came of it."""


@promise.command()
@click.argument("raised")
@click.option("--promise", "text", metavar="TEXT", help="What is promised about it; can follow later.")
@click.option("--topic", metavar="ID", help="The survey topic it came from, such as pay.")
@click.option("--question", metavar="ID", help="The question at which it came up, such as developers.put-right.")
@owner_options
@global_options
@pass_settings
def add(
    settings: Settings,
    raised: str,
    text: str | None,
    topic: str | None,
    question: str | None,
    owner: str | None,
    due: str | None,
    accepted: bool | None,
) -> None:
    """Write down a concern that was RAISED, without who raised it.

    \b
    Example: ybiyri promise add "Nights are not paid" --topic pay --promise "Pay is agreed" --owner HR --due +14
    """
    from ybiyri_tui.usecases.room.promising import raise_concern

    context, pilot = settings.pilot_context()
    made = raise_concern(
        context,
        pilot.id,
        raised,
        topic=topic,
        question_id=question,
        promise=text,
        owner=owner,
        accepted=accepted,
        due_on=OwnerOptions(owner, due, accepted).due_on(context.today),
    )
    click.echo(f"Promise {made.number} was added.", err=True)


@promise.command("list")
@click.option("--open", "only_open", is_flag=True, help="Only those that are neither kept nor dropped.")
@format_option("text", "json")
@global_options
@pass_settings
def list_(settings: Settings, only_open: bool, form: str) -> None:
    """List what was raised, what was promised, and what the team says came of it.

    \b
    Example: ybiyri promise list --format json
    """
    from playbook.room.promises import PromiseState
    from ybiyri_tui.reports.room.promises_made import promises_data, promises_text
    from ybiyri_tui.usecases.room.promising import list_promises

    context, pilot = settings.pilot_context()
    found = list_promises(context, pilot.id)
    if only_open:
        found = tuple(made for made in found if made.state is PromiseState.OPEN)
    if form == "json":
        print_json(promises_data(pilot.name, found, context.today))
    elif found:
        click.echo(promises_text(found, context.today))
    else:
        click.echo("No promise yet. Write down a concern: ybiyri promise add TEXT", err=True)


@promise.command("set")
@click.argument("number", type=click.IntRange(1))
@click.option("--raised", metavar="TEXT", help="The concern in other words; takes both ticks away.")
@click.option("--promise", "text", metavar="TEXT", help="Another promise, open again; '' withdraws it.")
@click.option("--state", type=click.Choice(STATES), help="What became of it.")
@click.option("--reason", metavar="TEXT", help="What the team was told; only for dropped.")
@owner_options
@global_options
@pass_settings
def set_(
    settings: Settings,
    number: int,
    raised: str | None,
    text: str | None,
    state: str | None,
    reason: str | None,
    owner: str | None,
    due: str | None,
    accepted: bool | None,
) -> None:
    """Change promise NUMBER; what is not given stays as it is.

    \b
    Example: ybiyri promise set 3 --state dropped --reason "no budget before May"
    """
    from playbook.room import promises
    from playbook.room.promises import Promise, PromiseState
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.reports.room.promises_made import state_words
    from ybiyri_tui.usecases.room.promising import change_promise

    options = OwnerOptions(owner, due, accepted)
    if (raised, text, state) == (None, None, None) and not options.given:
        raise ProgramError("Say what to change, such as --state or --promise; `ybiyri promise set --help` lists it.")
    if reason is not None and state is None:
        raise ProgramError("--reason goes with --state dropped.")
    context, pilot = settings.pilot_context()
    today = context.today

    def change(made: Promise) -> Promise:
        if raised is not None:
            made = promises.reword(made, raised)
        if text is not None:
            made = promises.with_promise(made, text)
        if state is not None:
            made = promises.set_state(made, PromiseState(state), reason)
        return options.apply(made, today)

    made = change_promise(context, pilot.id, number, change)
    click.echo(f"Promise {number}: {state_words(made, today)}", err=True)


@promise.command("tick")
@click.argument("number", type=click.IntRange(1))
@click.option("--understood/--not-understood", default=None, help="Whether the team says it was understood.")
@click.option("--fixed/--not-fixed", default=None, help="Whether the team says it is fixed.")
@global_options
@pass_settings
def tick(settings: Settings, number: int, understood: bool | None, fixed: bool | None) -> None:
    """Record the team's word on promise NUMBER. Only the team gives these ticks: ask it, then type.

    \b
    Example: ybiyri promise tick 3 --understood --fixed
    """
    from playbook.room import promises
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.reports.room.promises_made import team_words
    from ybiyri_tui.usecases.room.promising import change_promise

    if understood is None and fixed is None:
        raise ProgramError("Say what the team said: --understood, --fixed, or their opposites.")
    context, pilot = settings.pilot_context()
    made = change_promise(
        context,
        pilot.id,
        number,
        lambda found: promises.tick(found, understood=understood, fixed=fixed, today=context.today),
    )
    click.echo(f"Promise {number}: {team_words(made)}", err=True)


@promise.command()
@click.argument("number", type=click.IntRange(1))
@global_options
@pass_settings
def remove(settings: Settings, number: int) -> None:
    """Take promise NUMBER away; `ybiyri history --undo` brings it back.

    \b
    Example: ybiyri promise remove 3
    """
    from ybiyri_tui.usecases.room.promising import remove_promise

    context, pilot = settings.pilot_context()
    remove_promise(context, pilot.id, number)
    click.echo(f"Promise {number} was removed.", err=True)
