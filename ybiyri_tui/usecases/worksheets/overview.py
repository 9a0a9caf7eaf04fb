"""The worksheets of a pilot beside what they propose."""

from __future__ import annotations

from dataclasses import dataclass

from ybiyri_tui.context import Context
from ybiyri_tui.usecases.worksheets.proposing import Standing, proposals
from ybiyri_tui.usecases.worksheets.registry import Worksheet, worksheets


@dataclass(frozen=True)
class WorksheetLine:
    """A worksheet and the objection it belongs to.

    `waiting` is how many of its proposals are not confirmed as they are now; `filled` says how much is in it, empty for
    nothing.
    """

    worksheet: Worksheet
    objection_title: str
    waiting: int
    filled: str


def worksheet_lines(context: Context, pilot_id: int, objection: str | None = None) -> tuple[WorksheetLine, ...]:
    """In the order of the objections; worksheets of an objection that the playbook lacks come last."""
    waiting: dict[str, int] = {}
    for line in proposals(context, pilot_id):
        if line.standing is not Standing.CONFIRMED:
            waiting[line.proposal.worksheet] = waiting.get(line.proposal.worksheet, 0) + 1
    titles = {found.id: f"{found.number} {found.title}" for found in context.playbook.objections}
    order = [*titles]
    found = sorted(
        worksheets(objection),
        key=lambda sheet: order.index(sheet.objection) if sheet.objection in order else len(order),
    )
    return tuple(
        WorksheetLine(
            sheet, titles.get(sheet.objection, "Others"), waiting.get(sheet.id, 0), sheet.fill(context, pilot_id)
        )
        for sheet in found
    )
