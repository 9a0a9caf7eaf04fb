"""`ybiyri specialists`: what specialists are asked to do, and where each task should go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from ybiyri_tui.cli.base import Settings, global_options, pass_settings
from ybiyri_tui.cli.worksheets.time.books import add_files
from ybiyri_tui.cli.worksheets.time.showing import Wanted, document_options


@click.group()
@global_options
def specialists() -> None:
    """Sort specialists' tasks: to the provider, self-service, ask the specialist, or stop; and the hours it frees."""


@specialists.command()
@document_options()
@global_options
@pass_settings
def show(settings: Settings, wanted: Wanted) -> None:
    """Show all tasks by the way they should go, the hours freed a year, and waits before and after.

    \b
    Example: ybiyri specialists show --format json
    """
    from ybiyri_tui.reports.worksheets.time.specialists import task_sections, tasks_data
    from ybiyri_tui.usecases.worksheets.specialists.pages import task_inventory

    context, pilot = settings.pilot_context()
    found = task_inventory(context, pilot.id)
    if wanted.form == "json":
        wanted.write_data(tasks_data(found, pilot.name), context)
    elif wanted.form == "text" and not found.tasks:
        click.echo("No task is listed yet. Import some: ybiyri specialists import tasks.csv", err=True)
    else:
        wanted.write_sections(f"Tasks of specialists · {pilot.name}", task_sections(found), context)


def _sheets() -> Sequence[Any]:
    from playbook.worksheets.specialists.sheets import TASKS

    return (TASKS,)


add_files(specialists, _sheets, ("specialist-tasks",))
