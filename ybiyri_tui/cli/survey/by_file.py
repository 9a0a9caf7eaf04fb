"""Answering without a server: `ybiyri survey invite` and `ybiyri survey collect`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json

if TYPE_CHECKING:
    from surveys.rounds.records import Round
    from ybiyri_tui.context import Context

INVITE = ".invite"


@click.command()
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Where to; else standard output.")
@click.option("--for-delegate", is_flag=True, help="Add the delegate's key, locked with their passphrase.")
@global_options
@pass_settings
def invite(settings: Settings, out: Path | None, for_delegate: bool) -> None:
    """Write the invitation to the open round: what is asked, what is promised, what can still be learned; no code.

    A FILE that ends in .invite is for `ybiyri answer --invitation`, which needs no workspace; any other is for reading,
    as Markdown. With --for-delegate it is the delegate's own, for `ybiyri survey collect FOLDER --bundle`; give it to
    nobody else.

    \b
    Examples:
      ybiyri survey invite --out invitation.md
      ybiyri survey invite --out before.invite
      ybiyri survey invite --for-delegate --out sam.invite
    """
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.reports.files import ANYBODY, OWNER, write_file
    from ybiyri_tui.reports.survey.invitations.invitation import invitation_markdown
    from ybiyri_tui.usecases.survey.by_file.invitations import invitation
    from ybiyri_tui.usecases.survey.surveying import the_open_round

    by_file = out is not None and out.suffix.casefold() == INVITE
    if for_delegate and not by_file:
        raise ProgramError("The delegate's invitation is a file that ends in .invite; name it with --out.")
    context, pilot = settings.pilot_context()
    found = the_open_round(context, pilot.id)
    if out is None:
        click.echo(invitation_markdown(found, pilot.team), nl=False)
        return
    text = (
        invitation(context, found, pilot.team, for_delegate=for_delegate)
        if by_file
        else invitation_markdown(found, pilot.team)
    )
    path = write_file(out.expanduser(), text, mode=OWNER if for_delegate else ANYBODY)
    click.echo(f"Wrote {path}.", err=True)
    if by_file and found.takes_files and not found.hosted:
        click.echo("The coach has seen the codes; a survey opened with --hosted gives them to the delegate.", err=True)


@click.command()
@click.argument("source", metavar="FOLDER|BUNDLE", type=click.Path(path_type=Path))
@click.option("--bundle", type=click.Path(path_type=Path), metavar="FILE", help="Mix the folder into this one file.")
@click.option(
    "--invitation",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The delegate's invitation, where there is no workspace; for --bundle.",
)
@click.option("--from-stdin", is_flag=True, help="A script supplies the delegate's passphrase, as one line.")
@format_option("text", "json")
@global_options
@pass_settings
def collect(
    settings: Settings, source: Path, bundle: Path | None, invitation: Path | None, from_stdin: bool, form: str
) -> None:
    """Take sealed ballots over that people wrote with `ybiyri answer --invitation`, in an order of chance.

    The delegate collects a FOLDER of ballots, with their own passphrase; nobody else can open them. Either straight
    into the workspace, or with --bundle into one file in which nobody finds a person's ballot again: the coach collects
    that BUNDLE, without a passphrase. All ballots are stored or none, and collecting again counts nobody twice. What is
    refused is listed; nothing is said about what somebody answered, or with which code.

    \b
    Examples:
      ybiyri survey collect ballots/
      ybiyri survey collect ballots/ --invitation sam.invite --bundle mixed.bundle
      ybiyri survey collect mixed.bundle
    """
    from ybiyri_tui.errors import ProgramError

    source = source.expanduser()
    if invitation is not None and bundle is None:
        raise ProgramError("--invitation goes with --bundle: without a workspace a folder can only be mixed into one.")
    if bundle is not None:
        _bundle(settings, source, bundle.expanduser(), invitation, from_stdin=from_stdin, form=form)
        return
    from ybiyri_tui.cli.progress_line import progress_line
    from ybiyri_tui.reports.survey.collected import collected_data, collected_text
    from ybiyri_tui.usecases.survey.by_file.collecting import collect_bundle, collect_folder

    context, found = _open_round(settings)
    if source.is_dir():
        passphrase = _passphrase(found, from_stdin=from_stdin)
        with progress_line(source.name) as progress:
            done = collect_folder(context, found, passphrase, source, progress=progress)
        _say_if_few(done.taken or 0, found)
    else:
        with progress_line(source.name) as progress:
            done = collect_bundle(context, found, source, progress=progress)
    if form == "json":
        print_json(collected_data(done))
    else:
        click.echo(collected_text(done))
    click.echo(f"What was taken over is needed no more: delete {source}, and every copy of it.", err=True)


def _bundle(
    settings: Settings, folder: Path, out: Path, invitation: Path | None, *, from_stdin: bool, form: str
) -> None:
    """Mixes a folder into a bundle, with or without a workspace."""
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.reports.files import OWNER, check_target, write_file
    from ybiyri_tui.reports.survey.collected import bundled_data, bundled_text
    from ybiyri_tui.usecases.survey.by_file.collecting import bundle_folder, delegate_of, delegate_with

    if not folder.is_dir():
        raise ProgramError(f"{folder} is not a folder; --bundle mixes a folder of ballots.")
    check_target(out)
    delegate = delegate_of(*_open_round(settings)) if invitation is None else delegate_with(invitation.expanduser())
    done = bundle_folder(delegate, _passphrase(delegate.round, from_stdin=from_stdin), folder)
    path = write_file(out, done.raw, mode=OWNER)
    _say_if_few(len(done.sorted.letters), delegate.round)
    if form == "json":
        print_json(bundled_data(delegate.round, done))
    else:
        click.echo(bundled_text(done))
    click.echo(f"Wrote {path}; the coach collects it. Then delete it, and the ballots with every copy.", err=True)


def _say_if_few(mixed: int, found: Round) -> None:
    """A mixture of few hides little."""
    if 0 < mixed < found.k:
        click.echo(
            f"Fewer than {found.k} ballots were mixed: who knows when they were sent could guess whose they are. Mix "
            "many at once.",
            err=True,
        )


def _open_round(settings: Settings) -> tuple[Context, Round]:
    from ybiyri_tui.usecases.survey.surveying import the_open_round

    context, pilot = settings.pilot_context()
    return context, the_open_round(context, pilot.id)


def _passphrase(found: Round, *, from_stdin: bool) -> str:
    from surveys.rounds.by_file.files import check_takes_files
    from surveys.sealing.holders import Holder
    from ybiyri_tui.cli.survey import passphrases

    check_takes_files(found)
    delegate = (Holder.DELEGATE,)
    typed = passphrases.from_stdin(delegate) if from_stdin else passphrases.typed_once(delegate)
    return typed.get(Holder.DELEGATE, "")
