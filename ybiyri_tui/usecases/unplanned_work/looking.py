"""Looking at an export while its rules and columns are chosen; nothing is kept of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from playbook.tickets.looking.catching import Weight
from playbook.tickets.looking.looking import ColumnSeen, Seen, ValueSeen, columns_seen, look_at, values_in
from playbook.tickets.reading.layout import parse_mapping
from playbook.tickets.rules.bau_rules import BauRule, parse_rules
from playbook.tickets.text.watched import Progress
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.ticketing import preview
from ybiyri_tui.usecases.unplanned_work.reading import Import, opened

READING = 0.6
"""Share of the time that the import itself takes, of both readings."""


@dataclass(frozen=True)
class Looked:
    """What an import would do, and what stands in the file for those who write rules."""

    found: Import
    seen: Seen

    def weigh(self, rules: Sequence[BauRule]) -> tuple[Weight, ...] | None:
        """What each rule catches in this order; None if one of them was not looked at yet."""
        return self.seen.caught.weigh(rules) if self.seen.caught.knows(rules) else None


def look(
    context: Context,
    pilot_id: int,
    path: Path,
    *,
    bau: Iterable[str] = (),
    columns: Sequence[str] = (),
    progress: Progress | None = None,
) -> Looked:
    """The preview of an import together with values and numbers; nothing is changed.

    Raises PlaybookError or ProgramError for a file, a rule or a column that cannot be read.
    """
    tell = progress or (lambda _share: None)
    found = preview(context, pilot_id, path, bau=bau, columns=columns, progress=lambda share: tell(share * READING))
    with opened(path) as data:
        seen = look_at(
            path.name,
            data,
            parse_rules(found.rules),
            found.report.keys,
            mapping=parse_mapping(columns),
            progress=lambda share: tell(READING + share * (1 - READING)),
        )
    return Looked(found, seen)


def file_columns(path: Path) -> tuple[ColumnSeen, ...]:
    """The columns of a file with samples. Raises PlaybookError or ProgramError if it cannot be read."""
    with opened(path) as data:
        return columns_seen(path.name, data)


def column_values(path: Path, column: str, columns: Sequence[str] = ()) -> tuple[ValueSeen, ...]:
    """The most frequent values of a column. Raises PlaybookError or ProgramError if the file cannot be read."""
    with opened(path) as data:
        return values_in(path.name, data, column, mapping=parse_mapping(columns))
