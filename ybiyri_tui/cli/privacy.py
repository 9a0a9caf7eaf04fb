"""`ybiyri privacy`: what can be checked of what is promised."""

from __future__ import annotations

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json


@click.group()
@global_options
def privacy() -> None:
    """Check what is promised to people who answer a survey."""


@privacy.command()
@click.argument("file", metavar="[FILE|ADDRESS]", required=False)
@format_option("text", "json")
@global_options
@pass_settings
def audit(settings: Settings, file: str | None, form: str) -> None:
    """Check a workspace file from its raw bytes: sealed, in no order, nothing left behind, no copies beside it.

    Of a workspace on a PostgreSQL server it checks what the server tells about itself: transactions, dead rows,
    statistics, logs, the write-ahead log, other roles, encryption. Everything is only read, never upgraded or repaired.
    The exit code is 1 if a check fails.

    \b
    Example: ybiyri privacy audit --format json
    """
    from ybiyri_tui.errors import AnswerIsNo
    from ybiyri_tui.reports.survey.audit import audit_data, audit_text
    from ybiyri_tui.usecases.survey.auditing import audit_workspace
    from ybiyri_tui.workspace.opening import place_of

    done = audit_workspace(settings.place() if file is None else place_of(file))
    if form == "json":
        print_json(audit_data(done))
    else:
        click.echo(audit_text(done))
    if not done.holds:
        failed = [check.id for check in done.checks if not check.holds]
        raise AnswerIsNo(f"{len(failed)} of {len(done.checks)} checks failed: {', '.join(failed)}.")
