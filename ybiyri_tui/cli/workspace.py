"""`ybiyri workspace`: from a file to a database and back, and a role that may only answer."""

from __future__ import annotations

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json


@click.group()
@global_options
def workspace() -> None:
    """Copy a workspace from a file to a PostgreSQL database, or back; let people answer against a database."""


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


@workspace.command("grant-answering")
@click.argument("role")
@format_option("text", "json")
@global_options
@pass_settings
def grant_answering(settings: Settings, role: str, form: str) -> None:
    """Let ROLE hand in sealed ballots with unspent codes, and do nothing else, in a PostgreSQL workspace.

    Makes the role if you may make roles; else it has to be there and be able to do nothing yet. It has no password
    until you give it one (`\\password ROLE` in psql). What every role of the server can do besides is told;
    docs/postgresql.md says how its administrator takes that away, too. Run it as the owner of the workspace.

    \b
    Example: ybiyri --workspace postgresql+psycopg://coach@db.example/pilots workspace grant-answering answering
    """
    from ybiyri_tui.usecases.answering_role import grant_answering

    granted = grant_answering(settings.context(), role)
    if form == "json":
        print_json(
            {
                "schema": "ybiyri.grant-answering/1",
                "role": granted.role,
                "made": granted.made,
                "besides": list(granted.besides),
            }
        )
        return
    click.echo(
        f"{granted.role}{' was made and' if granted.made else ''} may hand in sealed ballots with unspent codes."
    )
    for what in granted.besides:
        click.echo(f"It can besides, as every role of this server: {what}.")
