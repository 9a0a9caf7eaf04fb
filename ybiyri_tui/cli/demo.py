"""`ybiyri demo`: the example pilot."""

from __future__ import annotations

import sys

import click

from ybiyri_tui.cli.base import Settings, global_options, pass_settings


@click.command()
@click.option("--no-app", is_flag=True, help="Build it if needed and print its summary; do not open the app.")
@global_options
@pass_settings
def demo(settings: Settings, no_app: bool) -> None:
    """Open a filled example pilot in a workspace of its own; your own workspace is not touched.

    Without a terminal it prints the summary instead of opening the app.

    \b
    Example: ybiyri demo --no-app
    """
    settings.workspace = "demo"
    if no_app or not (sys.stdin.isatty() and sys.stdout.isatty()):
        from ybiyri_tui.reports.summary.export import content
        from ybiyri_tui.reports.summary.report import pilot_report

        context, pilot = settings.pilot_context()
        click.echo(content(pilot_report(context, pilot.id), "md"), nl=False)
        return
    from ybiyri_tui.launch import run_app

    run_app(settings)
