"""`ybiyri content`: a playbook of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json


@click.group("content")
@global_options
def content() -> None:
    """Copy the content to edit it, check what was edited, use it, switch packs on and off."""


@content.command()
@click.argument("folder", type=click.Path(path_type=Path))
@global_options
def copy(folder: Path) -> None:
    """Copy everything that ships to FOLDER: objections, must-haves, packs, surveys, the workshop's texts.

    Nothing that is there is replaced. What you do not want to change you may delete again, except objections,
    must-haves and benchmarks: what the folder lacks is taken from what ships.

    \b
    Example: ybiyri content copy our-playbook
    """
    from ybiyri_tui.content.copying import copy as copy_content

    path = folder.expanduser()
    names = copy_content(path)
    click.echo(f"Copied {len(names)} files to {path}. Edit them, then run: ybiyri content check {path}", err=True)


@content.command()
@click.argument("folder", type=click.Path(path_type=Path))
@format_option("text", "json")
@global_options
def check(folder: Path, form: str) -> None:
    """Report everything that is wrong in FOLDER, with file, line, column, key and what was expected.

    Exit code 1 if there are problems, 2 if there is no such folder.

    \b
    Example: ybiyri content check our-playbook --format json
    """
    from ybiyri_tui.content.checking import check as check_content
    from ybiyri_tui.errors import AnswerIsNo
    from ybiyri_tui.reports.content_check import check_data
    from ybiyri_tui.wording.states import counted

    found = check_content(folder.expanduser())
    if form == "json":
        print_json(check_data(found))
    else:
        for problem in found.problems:
            click.echo(str(problem))
    if found.problems:
        files = counted(len({problem.file for problem in found.problems}), "file")
        raise AnswerIsNo(f"{counted(len(found.problems), 'problem')} in {files} of {found.folder}.")
    click.echo(f"No problems in {counted(len(found.files), 'file')} of {found.folder}.", err=True)


@content.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--shipped", is_flag=True, help="Go back to what ships with ybiyri.")
@global_options
@pass_settings
def use(settings: Settings, folder: Path | None, shipped: bool) -> None:
    """Have the workspace read its content from FOLDER, or say which it uses.

    The folder is checked first. What was recorded for questions that it lacks is kept.

    \b
    Example: ybiyri content use our-playbook
    """
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.usecases.own_content import use_folder, use_shipped

    if folder and shipped:
        raise ProgramError("Give a folder or --shipped, not both.")
    context = settings.context()
    if folder:
        context = use_folder(context, folder)
    elif shipped:
        context = use_shipped(context)
    click.echo(
        f"{context.workspace.name} uses {context.content_folder or 'the content that ships with ybiyri'}.", err=True
    )


@content.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--on", metavar="ID", multiple=True, help="Switch a pack on; can be given several times.")
@click.option("--off", metavar="ID", multiple=True, help="Switch a pack off.")
@format_option("text", "json")
@global_options
@pass_settings
def packs(settings: Settings, folder: Path | None, on: tuple[str, ...], off: tuple[str, ...], form: str) -> None:
    """List the packs with what they add and where it comes from; switch them on and off for the workspace.

    Without a workspace, or with FOLDER, they are listed only.

    \b
    Example: ybiyri content packs --on change-management
    """
    from ybiyri_tui.content import packs as all_packs
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.reports.content_check import packs_data, packs_text

    switched_on = None
    if on or off:
        from ybiyri_tui.usecases.own_content import switch_packs

        if folder:
            raise ProgramError("Packs are switched for a workspace, not for a folder; leave FOLDER out.")
        context = switch_packs(settings.context(), on=on, off=off)
        folder, switched_on = context.content_folder, context.packs
    elif folder is None and settings.is_there():
        context = settings.context()
        folder, switched_on = context.content_folder, context.packs
    found = all_packs(folder.expanduser() if folder else None)
    if form == "json":
        print_json(packs_data(found, switched_on))
    else:
        click.echo(packs_text(found, switched_on))
