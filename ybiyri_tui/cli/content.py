"""`ybiyri content`: a playbook of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from ybiyri_tui.cli.base import format_option, global_options, print_json


@click.group("content")
@global_options
def content() -> None:
    """Copy the content to edit it, check what was edited, list the packs."""


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
    from ybiyri_tui.words import counted

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
@format_option("text", "json")
@global_options
def packs(folder: Path | None, form: str) -> None:
    """List the packs that can be switched on, with what they add and where it comes from.

    \b
    Example: ybiyri content packs
    """
    from ybiyri_tui.content import packs as all_packs
    from ybiyri_tui.reports.content_check import packs_data, packs_text

    found = all_packs(folder.expanduser() if folder else None)
    if form == "json":
        print_json(packs_data(found))
    else:
        click.echo(packs_text(found))
