"""`ybiyri host`: everybody answers at their own terminal, or in a browser."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ybiyri_tui.cli.base import Settings, global_options, pass_settings
from ybiyri_tui.cli.survey.opening import LABELS

if TYPE_CHECKING:
    from surveys.rounds.records import Round
    from ybiyri_tui.context import Context
    from ybiyri_tui.hosting.host import Host
    from ybiyri_tui.hosting.joining import Joining, Wanted

LOOK_EVERY = 2.0
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
PORT = click.IntRange(0, 65535)


@click.command()
@click.option("--round", "label", type=click.Choice(LABELS), help="Which open round, of whatever pilot.")
@click.option("--ssh", metavar="PORT", type=PORT, help="Serve SSH clients there; on 2222 if no port is given at all.")
@click.option("--web", metavar="PORT", type=PORT, help="Serve browsers there; on this machine alone without --cert.")
@click.option("--cert", metavar="FILE", type=FILE, help="A TLS certificate (PEM), to serve browsers elsewhere.")
@click.option("--key-file", metavar="FILE", type=FILE, help="The private key of the certificate (PEM).")
@click.option("--name", metavar="HOST", default="", help="How people reach this machine; else its own name.")
@click.option("--address", metavar="IP", default="", help="Listen on this address only.")
@click.option("--coach-knows-codes", is_flag=True, help="Serve a round that was not opened with --hosted.")
@click.option("--invitation", metavar="FILE", type=FILE, help="Serve its round with a role that may only answer.")
@click.option("--plain", is_flag=True, help="Lines of text, also on a terminal.")
@global_options
@pass_settings
def host(
    settings: Settings,
    label: str | None,
    ssh: int | None,
    web: int | None,
    cert: Path | None,
    key_file: Path | None,
    name: str,
    address: str,
    coach_knows_codes: bool,
    invitation: Path | None,
    plain: bool,
) -> None:
    """Serve the open survey, and nothing else, until it is closed or you stop it.

    People type `ssh -p 2222 survey@HOST`, compare the fingerprint of the host with their slip, and are in the survey;
    `ssh -T` asks line by line, for screen readers. With --web they open an address. Nobody's name, address or time is
    logged or stored. On a terminal a screen for the room says how to join; q stops it, and nothing is lost.

    With --invitation and the address of a database the host needs no more than a role that may hand in ballots
    (`ybiyri workspace grant-answering`); it cannot see then whether enough have answered, or the survey was closed.

    \b
    Example: ybiyri host --ssh 2222
    Example: ybiyri host --web 8443 --cert host.crt --key-file host.key --name survey.example
    """
    import asyncio

    from ybiyri_tui.hosting.host import Host, check_hosting
    from ybiyri_tui.hosting.joining import Wanted
    from ybiyri_tui.usecases.survey.choosing import open_round_to_host
    from ybiyri_tui.usecases.survey.entrance import SSH_PORT

    if invitation is not None:
        context, found = _invited(settings, invitation)
    else:
        context = settings.context()
        found = open_round_to_host(context, settings.pilot, label)
    check_hosting(found, coach_knows_codes=coach_knows_codes)
    wanted = Wanted(
        ssh=SSH_PORT if ssh is None and web is None else ssh,
        web=web,
        name=name,
        address=address,
        certificate=cert,
        key=key_file,
    )
    in_lines = plain or not (sys.stdin.isatty() and sys.stdout.isatty())
    asyncio.run(_serve(Host(context, found), wanted, in_lines=in_lines))


def _invited(settings: Settings, invitation: Path) -> tuple[Context, Round]:
    """A database in which nothing can be seen, and the round of the invitation."""
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.usecases.survey.answering.by_role import invited_at

    place = settings.place()
    if not isinstance(place, str):
        raise ProgramError("--invitation goes with the address of a database; a file is served without one.")
    return invited_at(place, invitation)


async def _serve(host: Host, wanted: Wanted, *, in_lines: bool) -> None:
    from ybiyri_tui.hosting.confinement.confine import shortcoming
    from ybiyri_tui.hosting.joining import begin

    lacking = shortcoming()
    if lacking and in_lines:
        click.echo(lacking, err=True)
    try:
        joining = await begin(host, wanted)
        await (_say(host, joining) if in_lines else _show(host, joining, lacking or ""))
    finally:
        await host.stop()


async def _say(host: Host, joining: Joining) -> None:
    """Lines of text, and one more whenever something changes that may be told."""
    import asyncio
    import signal

    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    for line in joining.lines:
        click.echo(line)
    enough, trouble = None, ""
    while not ended.is_set():
        state = await host.look()
        if state.over:
            click.echo(state.over)
            leaving = asyncio.ensure_future(host.empty()), asyncio.ensure_future(ended.wait())
            await asyncio.wait(leaving, return_when=asyncio.FIRST_COMPLETED)
            return
        if state.trouble != trouble:
            trouble = state.trouble
            click.echo(trouble or "The workspace can be reached again.", err=True)
        if state.enough is not enough and not trouble:
            enough = state.enough
            click.echo(f"Enough answers to close: {'yes' if enough else 'not yet'}")
        with suppress(TimeoutError):
            await asyncio.wait_for(ended.wait(), LOOK_EVERY)


async def _show(host: Host, joining: Joining, lacking: str) -> None:
    """The screen for the room, until the coach leaves it."""
    import asyncio
    import signal

    from ybiyri_tui.app import YbiyriApp
    from ybiyri_tui.screens.survey.hosting import HostScreen

    app = YbiyriApp(lambda: host.context, lambda: HostScreen(host.round, joining, host.look, lacking))
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, app.exit)
    await app.run_async()
    if app.failure is not None:
        raise app.failure
    if host.over:
        click.echo(host.over)
        await host.empty()
