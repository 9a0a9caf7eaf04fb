"""`ybiyri must-haves`: what stops a phase, and the step to the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json
from ybiyri_tui.cli.owner_options import OwnerOptions, owner_options

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from playbook.records import MustHaveMark


@click.group("must-haves", invoke_without_command=True)
@global_options
@click.pass_context
def must_haves(context: click.Context) -> None:
    """Show and record must-haves, and move the pilot on to its next phase."""
    if context.invoked_subcommand is None:
        context.invoke(list_)


@must_haves.command("list")
@format_option("text", "json")
@global_options
@pass_settings
def list_(settings: Settings, form: str) -> None:
    """List the must-haves by the phase before which each must be met, with exceptions.

    \b
    Example: ybiyri must-haves list --format json
    """
    from ybiyri_tui.reports.pilot.must_haves import must_haves_data, must_haves_text
    from ybiyri_tui.usecases.pilot.overview import overview

    context, pilot = settings.pilot_context()
    seen = overview(context, pilot.id)
    if form == "json":
        print_json(must_haves_data(seen))
    else:
        click.echo(must_haves_text(seen))


@must_haves.command()
@click.argument("must_have", metavar="ID")
@click.option("--proof", metavar="TEXT|URL", required=True, help="What was seen.")
@owner_options
@global_options
@pass_settings
def meet(
    settings: Settings, must_have: str, proof: str, owner: str | None, due: str | None, accepted: bool | None
) -> None:
    """Mark a must-have as met today.

    \b
    Example: ybiyri must-haves meet pay-agreed --proof "letter of 3 December, signed by HR"
    """
    from playbook.standing.must_have_marks import meet as met

    _change(settings, must_have, OwnerOptions(owner, due, accepted), lambda mark, today: met(mark, proof, today))
    click.echo(f"{must_have}: met", err=True)


@must_haves.command("open")
@click.argument("must_have", metavar="ID")
@owner_options
@global_options
@pass_settings
def open_(settings: Settings, must_have: str, owner: str | None, due: str | None, accepted: bool | None) -> None:
    """Open a must-have again and end its exception. The phase stays; the step to the next one is stopped.

    \b
    Example: ybiyri must-haves open access --owner "Platform team" --due +7
    """
    from playbook.standing.must_have_marks import reopen

    _change(settings, must_have, OwnerOptions(owner, due, accepted), lambda mark, _: reopen(mark))
    click.echo(f"{must_have}: open", err=True)


@must_haves.command()
@click.argument("must_have", metavar="ID")
@owner_options
@global_options
@pass_settings
def assign(settings: Settings, must_have: str, owner: str | None, due: str | None, accepted: bool | None) -> None:
    """Say who sees to a must-have and by when; whether it is met stays as it is.

    \b
    Example: ybiyri must-haves assign pay-agreed --owner "Head of Product" --due 2026-12-12 --asked
    """
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.wording.owners import owner_words
    from ybiyri_tui.wording.states import short_day

    options = OwnerOptions(owner, due, accepted)
    if not options.given:
        raise ProgramError("Say what to change: --owner, --due, --accepted or --asked.")
    mark = _change(settings, must_have, options, lambda mark, _: mark)
    when = f"due {short_day(mark.due_on)}" if mark.due_on else "no date"
    click.echo(f"{must_have}: {owner_words(mark.owner, mark.accepted, nobody='nobody')}, {when}", err=True)


@must_haves.command("except")
@click.argument("must_have", metavar="ID")
@click.option("--reason", required=True, metavar="TEXT", help="Why the pilot may go on without it.")
@click.option("--person", required=True, metavar="NAME", help="Who answers for the exception.")
@click.option("--until", required=True, metavar="DATE", help="The last day on which it counts: 2026-12-03, +14.")
@global_options
@pass_settings
def except_(settings: Settings, must_have: str, reason: str, person: str, until: str) -> None:
    """Let the pilot pass without a must-have for a while; it is named wherever the phase is.

    \b
    Example: ybiyri must-haves except pay-agreed --reason "signed on 9 May" --person "Head of HR" --until +30
    """
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.usecases.findings.must_haves import except_must_have
    from ybiyri_tui.wording.due_dates import parse_due
    from ybiyri_tui.wording.states import short_day

    context, pilot = settings.pilot_context()
    day = parse_due(until, context.today)
    if day is None:
        raise ProgramError("An exception needs --until, the last day on which it counts.")
    except_must_have(context, pilot.id, must_have, reason=reason, person=person, expires_on=day)
    click.echo(f"{must_have}: exception until {short_day(day)}", err=True)


@must_haves.command("next-phase")
@click.option("--check", is_flag=True, help="Only say whether it could be moved on; change nothing.")
@global_options
@pass_settings
def next_phase(settings: Settings, check: bool) -> None:
    """Move the pilot on to its next phase: prepare, baseline, pilot, review, scale.

    Refused with exit code 1 while a must-have of that phase or an earlier one is open and has no valid exception.

    \b
    Example: ybiyri must-haves next-phase --check
    """
    from ybiyri_tui.usecases.pilot import pilots

    context, pilot = settings.pilot_context()
    if check:
        click.echo(f"{pilot.name} can be moved on to {pilots.next_phase(context, pilot.id).value}.", err=True)
    else:
        click.echo(f"{pilot.name} is in the {pilots.move_phase(context, pilot.id).value} phase now.", err=True)


def _change(
    settings: Settings, must_have: str, options: OwnerOptions, change: Callable[[MustHaveMark, date], MustHaveMark]
) -> MustHaveMark:
    from ybiyri_tui.usecases.findings.must_haves import change_must_have

    context, pilot = settings.pilot_context()
    today = context.today
    return change_must_have(context, pilot.id, must_have, lambda mark: options.apply(change(mark, today), today))
