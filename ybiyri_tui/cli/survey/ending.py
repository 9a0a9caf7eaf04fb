"""What happens to an open round: `ybiyri survey close`, `extend`, `discard`, `replace-code`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ybiyri_tui.cli.base import Settings, global_options, pass_settings

if TYPE_CHECKING:
    from playbook.records import Pilot

FROM_STDIN = "A script supplies the passphrases, one a line: coach, delegate, stand-in; empty if not present."


@click.command()
@click.option("--from-stdin", is_flag=True, help=FROM_STDIN)
@global_options
@pass_settings
def close(settings: Settings, from_stdin: bool) -> None:
    """Close the open round: two of three passphrases open the box, and its results are computed now.

    Refused while too few have answered, or before the closing time unless as many answered as were invited.

    \b
    Example: ybiyri survey close
    """
    from ybiyri_tui.cli.survey.passphrases import to_open
    from ybiyri_tui.reports.survey.words import name_of
    from ybiyri_tui.usecases.survey import ending, surveying

    context, pilot = settings.pilot_context()
    found = ending.check_closing(context, surveying.the_open_round(context, pilot.id).id)
    ending.close_round(context, found.id, to_open(found, from_script=from_stdin))
    closed = surveying.same_round(context, found)
    click.echo(f"Closed the {name_of(found)} of {pilot.name}; `ybiyri survey results` shows it.", err=True)
    if closed.unreadable:
        click.echo(f"Unreadable: {closed.unreadable}; what could not be read was set aside.", err=True)


@click.command()
@click.option("--closes", metavar="WHEN", required=True, help="The new closing time: a day (its end), a time, or both.")
@global_options
@pass_settings
def extend(settings: Settings, closes: str) -> None:
    """Move the closing time of the open round to later; participants are shown that it was extended.

    \b
    Example: ybiyri survey extend --closes +7
    """
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.reports.survey.words import name_of
    from ybiyri_tui.usecases.survey import ending, surveying
    from ybiyri_tui.wording.closing_times import parse_closing, time_words

    context, pilot = settings.pilot_context()
    found = surveying.the_open_round(context, pilot.id)
    until = parse_closing(closes, context.now())
    if until is None:
        raise ProgramError("--closes needs a day or a time.")
    ending.extend(context, found.id, until)
    click.echo(f"Extended the {name_of(found)} of {pilot.name} to {time_words(until)}.", err=True)


@click.command()
@click.option("--series", is_flag=True, help="Destroy the series: nothing can be compared with it any more.")
@click.option("--yes", is_flag=True, help="Do not ask for the pilot's name.")
@global_options
@pass_settings
def discard(settings: Settings, series: bool, yes: bool) -> None:
    """Destroy the open round and everything answered in it, unread; asks for the pilot's name first.

    With --series what is kept for the comparison is destroyed, with its key; released results stay.

    \b
    Example: ybiyri survey discard --yes
    """
    from ybiyri_tui.reports.survey.words import name_of
    from ybiyri_tui.usecases.survey import ending, surveying

    context, pilot = settings.pilot_context()
    if series:
        live = surveying.the_live_series(context, pilot.id)
        what = f"series of {live.survey.id}"
        _confirm(pilot, f"{what} and every answer kept for its comparison", yes=yes)
        ending.discard_series(context, live.id)
    else:
        found = surveying.the_open_round(context, pilot.id)
        what = name_of(found)
        _confirm(pilot, f"{what} and every answer in it", yes=yes)
        ending.discard_round(context, found.id)
    click.echo(f"Discarded the {what} of {pilot.name} with all its answers.", err=True)


@click.command("replace-code")
@click.option("--codes-out", type=click.Path(path_type=Path), metavar="FILE", help="Write it there; .html to cut.")
@click.option("--from-stdin", is_flag=True, help="A script supplies the delegate's passphrase, as one line.")
@global_options
@pass_settings
def replace_code(settings: Settings, codes_out: Path | None, from_stdin: bool) -> None:
    """Draw a new code for one that was lost, with the delegate's passphrase; one more answer is needed then.

    The lost code stays good, because nobody knows which it was. The number of replaced codes is shown to everybody.

    \b
    Example: ybiyri survey replace-code
    """
    from ybiyri_tui.cli.survey import passphrases
    from ybiyri_tui.cli.survey.codes import hand_out, place_for_slips
    from ybiyri_tui.usecases.survey import ending, surveying

    context, pilot = settings.pilot_context()
    found = surveying.the_open_round(context, pilot.id)
    ending.check_replaceable(found)
    giver = (found.series.code_giver,)
    with place_for_slips(codes_out) as path:
        typed = passphrases.from_stdin(giver) if from_stdin else passphrases.typed_once(giver)
        found, slip = ending.replace_code(context, found, typed.get(found.series.code_giver, ""))
    hand_out(found, (slip,), path)
    counts = f"{found.codes} codes for {found.invited} people, {found.replaced} replaced"
    click.echo(f"{counts}; from now on {found.threshold} answers are needed.", err=True)


def _confirm(pilot: Pilot, what: str, *, yes: bool) -> None:
    """Raises ProgramError unless the pilot's name is typed, or `yes` is set."""
    from ybiyri_tui.errors import ProgramError

    if yes:
        return
    click.echo(f"This destroys the {what}. Pilot's name to go on: ", nl=False, err=True)
    typed = sys.stdin.readline().strip()
    if typed.casefold() != pilot.name.casefold():
        raise ProgramError(f"That is not the pilot's name ({pilot.name}), so nothing was discarded.")
