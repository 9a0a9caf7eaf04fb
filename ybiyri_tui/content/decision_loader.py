"""The decision table from YAML, and files with bands of an organisation's own."""

from __future__ import annotations

from pathlib import Path

from playbook.errors import PlaybookError
from playbook.worksheets.services.schema import BandsFile, DecisionTableFile
from playbook.worksheets.services.table import DecisionTable
from ybiyri_tui.content.places import DECISION_TABLE
from ybiyri_tui.content_source import ContentSource
from ybiyri_tui.content_source.document import parse
from ybiyri_tui.errors import ProgramError


def load(source: ContentSource) -> DecisionTableFile:
    """The table of a folder. The source's error lists every problem."""
    found = source.read(DECISION_TABLE, DecisionTableFile)
    source.check()
    if found is None:
        raise ProgramError(f"{DECISION_TABLE} cannot be used.")
    return found


def with_bands_of(path: Path, base: DecisionTableFile, rules_id: str) -> DecisionTable:
    """The table with the bands of a file: one that has them alone, or a whole decision table.

    Raises ContentError with every problem of the file, ProgramError if it cannot be read.
    """
    try:
        document, _ = parse(path.read_bytes())
    except OSError as error:
        raise ProgramError(f"{path} cannot be read: {error.strerror or error}.") from error
    value = document.value() if document else None
    source = ContentSource(path.parent, prefix=f"{path.parent}/" if path.parent != Path() else "")
    if isinstance(value, dict) and "rules" in value:
        whole = source.read(path.name, DecisionTableFile)
        source.check()
        return (whole or base).table(rules_id)
    bands = source.read(path.name, BandsFile)
    source.check()
    try:
        return bands.apply(base.table(rules_id)) if bands else base.table(rules_id)
    except PlaybookError as error:
        raise ProgramError(f"{path}: {error}") from error
