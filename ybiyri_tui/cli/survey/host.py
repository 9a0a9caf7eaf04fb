"""`ybiyri host`: everybody answers at their own terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ybiyri_tui.cli.base import Settings, global_options, pass_settings

if TYPE_CHECKING:
    from surveys.rounds.records import Round
    from ybiyri_tui.context import Context

SSH_PORT = 2222
LOOK_EVERY = 2.0


@click.command()
@click.option("--ssh", "port", metavar="PORT", type=click.IntRange(0, 65535), default=SSH_PORT, show_default=True)
@click.option("--name", metavar="HOST", help="How people reach this machine; else its own name.")
@click.option("--address", metavar="IP", default="", help="Listen on this address only; else on all.")
@click.option("--coach-knows-codes", is_flag=True, help="Serve a round that was not opened with --hosted.")
@global_options
@pass_settings
def host(settings: Settings, port: int, name: str | None, address: str, coach_knows_codes: bool) -> None:
    """Serve the open survey over SSH, and nothing else, until interrupted or until the survey is closed.

    People type `ssh -p 2222 survey@HOST`, compare the fingerprint of the host with their slip, and are in the survey;
    `ssh -T` asks line by line, for screen readers. Nobody's name, address or time is logged or stored.

    \b
    Example: ybiyri host --ssh 2222
    """
    import asyncio
    import socket

    from ybiyri_tui.hosting.host import check_hosting
    from ybiyri_tui.usecases.survey.surveying import the_open_round

    context, pilot = settings.pilot_context()
    found = the_open_round(context, pilot.id)
    check_hosting(found, coach_knows_codes=coach_knows_codes)
    asyncio.run(_serve(context, found, port, name or socket.gethostname(), address))


async def _serve(context: Context, found: Round, port: int, name: str, address: str) -> None:
    import asyncio
    import signal

    from ybiyri_tui import paths
    from ybiyri_tui.hosting.host import Host, state_of

    host = Host(context, found)
    ended = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    try:
        listening = await host.start(port=port, key=paths.host_key(), address=address)
        click.echo(f"Join: {listening.join_line(name)}")
        click.echo(f"Fingerprint of this host: {listening.fingerprint}")
        click.echo(f"Fingerprint of the survey: {found.fingerprint}")
        enough = None
        while not ended.is_set():
            state = await asyncio.to_thread(state_of, context, found)
            if not state.is_open:
                click.echo("The survey was closed; nobody can answer any more.")
                return
            if state.enough is not enough:
                enough = state.enough
                click.echo(f"Enough answers to close: {'yes' if enough else 'not yet'}")
            try:
                await asyncio.wait_for(ended.wait(), LOOK_EVERY)
            except TimeoutError:
                continue
    finally:
        await host.stop()
