"""Reading an export, without a workspace: what a preview and an import have in common."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from playbook.tickets.reading.importing import ImportReport, read_tickets
from playbook.tickets.reading.layout import parse_mapping
from playbook.tickets.rules.bau_rules import BauRule, parse_rules
from playbook.tickets.text.watched import Progress
from ybiyri_tui.errors import ProgramError

AUTO = "auto"


@dataclass(frozen=True)
class Import:
    """What a file holds, and how many of its items were, or would be, new or replace an earlier import."""

    name: str
    report: ImportReport
    rules: tuple[str, ...]
    imported: int
    updated: int


def preview_alone(
    path: Path,
    *,
    bau: Iterable[str] = (),
    source: str = AUTO,
    columns: Iterable[str] = (),
    progress: Progress | None = None,
) -> Import:
    """What an import into an empty workspace would find; nothing but the file is opened.

    Raises PlaybookError or ProgramError for a file, a rule or a column that cannot be read.
    """
    rules = parse_rules(bau)
    report = read(path, rules, source, columns, progress)
    return outcome(path, report, rules, report.item_count, 0)


def read(
    path: Path, rules: tuple[BauRule, ...], source: str, columns: Iterable[str], progress: Progress | None
) -> ImportReport:
    """Reads the file. Raises ProgramError if it was recognised as something else than `source`."""
    mapping = parse_mapping(columns)
    with opened(path) as data:
        named = None if source == AUTO else source
        report = read_tickets(path.name, data, rules, mapping=mapping, source=named, progress=progress)
    if source not in (AUTO, report.detected_format):
        raise ProgramError(f"{path.name} was recognised as {report.detected_format}, not as {source}.")
    return report


def outcome(path: Path, report: ImportReport, rules: Sequence[BauRule], imported: int, updated: int) -> Import:
    """The report together with what became, or would become, of its items."""
    return Import(path.name, report, tuple(str(rule) for rule in rules), imported, updated)


def opened(path: Path) -> BinaryIO:
    """The file for reading. Raises ProgramError that says why it cannot be read."""
    if path.is_dir():
        raise ProgramError(f"{path} is a folder; name the exported file in it.")
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise ProgramError(f"There is no file {path}; name an export of your tickets.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be used"
        raise ProgramError(f"{path} cannot be read: {reason}.") from error
