"""`ybiyri survey open`: what could be inferred, passphrases, and the codes."""

from __future__ import annotations

from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

import click

from ybiyri_tui.cli.base import Settings, global_options, pass_settings

if TYPE_CHECKING:
    from surveys.sealing import holders
    from ybiyri_tui.usecases.survey import opening

LABELS = ("before", "after", "pulse")


@click.command("open")
@click.argument("survey_id", metavar="SURVEY")
@click.option("--label", type=click.Choice(LABELS), required=True, help="What the round is in its series.")
@click.option("--invited", type=int, metavar="N", required=True, help="How many people may answer.")
@click.option("--k", type=int, metavar="K", help="Nothing is shown below K answers, 4 to 8; 5 if not given.")
@click.option("--closes", metavar="WHEN", help="A day (its end) or a time, such as '3 dec 17:00'; else in 7 days.")
@click.option("--main", metavar="TOPIC", multiple=True, help="A topic that decides; up to four.")
@click.option("--comments", is_flag=True, help="Ask for a comment, which the team reads.")
@click.option("--no-pairing", is_flag=True, help="Give no private cards; before and after are never paired.")
@click.option("--delegate", metavar="NAME", help="Whom the team elected to open the box with another.")
@click.option("--stand-in", metavar="NAME", help="Who can take the place of one of the two.")
@click.option("--coach-only", is_flag=True, help="The coach alone opens the box, and could read single answers.")
@click.option("--hosted", is_flag=True, help="The codes go to the delegate, not to the coach.")
@click.option("--host", metavar="HOST[:PORT]", default="", help="Where it will be hosted; slips say what to type.")
@click.option("--joined", type=int, metavar="N", help="How many joined the team since the survey before.")
@click.option("--left", type=int, metavar="N", help="How many left the team since then.")
@click.option("--codes-out", type=click.Path(path_type=Path), metavar="FILE", help="Write them there; .html to cut.")
@click.option("--from-stdin", is_flag=True, help="A script supplies the passphrases; the promise will say so.")
@global_options
@pass_settings
def open_(
    settings: Settings,
    survey_id: str,
    label: str,
    invited: int,
    k: int | None,
    closes: str | None,
    main: tuple[str, ...],
    comments: bool,
    no_pairing: bool,
    delegate: str | None,
    stand_in: str | None,
    coach_only: bool,
    hosted: bool,
    host: str,
    joined: int | None,
    left: int | None,
    codes_out: Path | None,
    from_stdin: bool,
) -> None:
    """Open a round of SURVEY: freeze its wording and rules, and draw the codes.

    Says first what could be inferred about single people. Then everybody who can open the box types a passphrase of
    their own, twice; what the survey before has frozen is not asked again. With --from-stdin three lines are read:
    coach, delegate, stand-in (one line with --coach-only). The codes are shown once, on standard output or in FILE.

    \b
    Example: ybiyri survey open developer-concerns --label before --invited 9 --delegate Sam --stand-in Ana
    """
    from surveys.records import Label
    from ybiyri_tui.cli.survey.codes import hand_out, place_for_slips
    from ybiyri_tui.reports.survey.words import name_of
    from ybiyri_tui.usecases.survey import opening
    from ybiyri_tui.usecases.survey.entrance import check_place
    from ybiyri_tui.wording.closing_times import parse_closing

    if host:
        check_place(host, hosted=hosted)
    context, pilot = settings.pilot_context()
    wanted = opening.request(
        context,
        pilot.id,
        survey_id=survey_id,
        label=Label(label),
        invited=invited,
        k=k,
        closes_at=parse_closing(closes, context.now()) if closes else None,
        main_topics=main or None,
        comments=comments,
        pairing=False if no_pairing else None,
        delegate=delegate,
        stand_in=stand_in,
        coach_only=coach_only,
        hosted=hosted,
        joined=joined,
        left=left,
        scripted=from_stdin,
    )
    seen = opening.preview(context, wanted)
    _say_what_to_expect(seen)
    with place_for_slips(codes_out) as path:
        opened = opening.open_round(context, wanted, *_passphrases(seen, from_script=from_stdin))
    hand_out(opened.round, opened.slips, path, host)
    click.echo(f"Opened the {name_of(opened.round)} of {pilot.name}; people answer with `ybiyri answer`.", err=True)


def _say_what_to_expect(seen: opening.Preview) -> None:
    from ybiyri_tui.reports.survey.outlook import outlook_lines
    from ybiyri_tui.reports.survey.rounds import WIDTH, frozen_lines

    for line in (*outlook_lines(seen), *frozen_lines(seen.round)):
        click.echo(fill(line, WIDTH), err=True)


def _passphrases(seen: opening.Preview, *, from_script: bool) -> tuple[holders.Passphrases, holders.Passphrases | None]:
    """Typed and retyped, if a series begins; a script's are not retyped, and three lines are read all the same."""
    from ybiyri_tui.cli.survey import passphrases

    if from_script:
        return passphrases.from_stdin(tuple(seen.round.series.holders)), None
    return passphrases.typed_twice(seen.holders)
