"""Decisions about the services of a file; neither a workspace nor a database is needed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from playbook.worksheets.services.decide import Portfolio, decide, portfolio
from playbook.worksheets.services.service import SERVICES, Service
from playbook.worksheets.services.table import DecisionTable
from playbook.worksheets.sheets.amounts import NO_CURRENCY
from playbook.worksheets.sheets.reading import Problem, Reading, SheetError
from ybiyri_tui import content
from ybiyri_tui.content.decision_loader import with_bands_of
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.worksheets.reading import read_file


@dataclass(frozen=True)
class FileDecisions:
    """The decisions about the services of a file."""

    table: DecisionTable
    portfolio: Portfolio
    reading: Reading[Service]


def decide_file(path: Path, *, rules: str = "default", bands: Path | None = None) -> FileDecisions:
    """What the table says about the services of a CSV or YAML file; no workspace is needed.

    `bands` is a file with bands of one's own; without it they are the example's. Raises ProgramError or PlaybookError
    that names every problem of the files.
    """
    base = content.decision_table()
    table = with_bands_of(bands, base, rules) if bands else base.table(rules)
    reading = read_file(SERVICES, path, currency=table.currency or NO_CURRENCY)
    if not reading.records:
        raise ProgramError(f"{path.name} has no services, so there is nothing to decide.")
    _check_currency(path.name, table, reading)
    decisions = tuple(decide(table, service) for service in reading.records)
    return FileDecisions(table, portfolio(table, decisions), reading)


def _check_currency(name: str, table: DecisionTable, reading: Reading[Service]) -> None:
    """All amounts have one currency; it must be that of the bands, if they name one."""
    problems = [
        Problem(row, field, f"{amount} is in another currency than the bands, which are in {table.currency}.")
        for row, service in zip(reading.rows, reading.records, strict=True)
        for field, amount in service.amounts.items()
        if table.currency and amount.currency != table.currency
    ]
    if problems:
        raise SheetError(name, problems)
