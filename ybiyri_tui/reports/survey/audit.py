"""An audit as text and as JSON (`ybiyri.privacy-audit/1`)."""

from __future__ import annotations

from textwrap import fill
from typing import Any

from ybiyri_tui.usecases.survey.auditing import Audited

SCHEMA = "ybiyri.privacy-audit/1"
WIDTH = 78
COLUMN = 15
NOTE = (
    "This checks the file as it lies here. It cannot know of copies made earlier or elsewhere, of a machine that "
    "watches what is typed, or of a program that was replaced."
)
NOTE_ON_SERVER = (
    "This checks what the server tells about itself. It cannot know of its backups and snapshots, of logs that are "
    "kept elsewhere, of who reads its disk or memory, of a machine that watches what is typed, or of a program that "
    "was replaced."
)


def audit_data(done: Audited) -> dict[str, Any]:
    """The checks with documented keys."""
    return {
        "schema": SCHEMA,
        "file": done.name,
        "holds": done.holds,
        "checks": [{"id": check.id, "holds": check.holds, "says": check.says} for check in done.checks],
    }


def audit_text(done: Audited) -> str:
    """A line for every check, and what no audit can know."""
    lines = [f"Audit of {done.name}"]
    for check in done.checks:
        beginning = f"{'holds' if check.holds else 'FAILS'} {check.id:<{COLUMN}}"
        lines.append(fill(check.says, WIDTH, initial_indent=beginning, subsequent_indent=" " * len(beginning)))
    return "\n".join([*lines, "", fill(NOTE_ON_SERVER if done.on_server else NOTE, WIDTH)])
