"""`ybiyri workspace`: from a file to a database and back."""

from __future__ import annotations

import click

from ybiyri_tui.cli.base import format_option, print_json


@click.group()
def workspace() -> None:
    """Copy a workspace from a file to a PostgreSQL database, or back."""


@workspace.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@format_option("text", "json")
def copy(source: str, target: str, form: str) -> None:
    """Copy everything in one workspace to a new one, and compare the two.

    FROM and TO are files or addresses such as postgresql+psycopg://host/database. Refused while a survey is open. Put a
    password into a password file (PGPASSFILE), not into an address, which everybody on this machine can see.

    \b
    Example: ybiyri workspace copy pilots.ybiyri postgresql+psycopg://coach@db.example/pilots
    """
    from ybiyri_tui.usecases.moving import copy_workspace

    copied = copy_workspace(source, target)
    if form == "json":
        print_json({"schema": "ybiyri.workspace-copy/1", "rows": copied.rows, "total": copied.total})
    else:
        click.echo(f"Copied {copied.total} rows in {len(copied.rows)} tables; both were read again and are the same.")
