"""The decision table in the words of its screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from playbook.money import Money
from playbook.worksheets.services.decide import MODEL_WORDS, NIGHT_WORDS, Decision
from playbook.worksheets.services.service import Demand, Model, words
from playbook.worksheets.services.table import DecisionTable, Exposure, ExposureBand, OutOfHours
from playbook.worksheets.sheets.amounts import NO_CURRENCY, money_words
from ybiyri_tui.screens.worksheets.services.table_grid import TableCell, TablePicture, TableRow
from ybiyri_tui.widgets.folding import Hanging, Stack
from ybiyri_tui.widgets.plain import shown

if TYPE_CHECKING:
    from ybiyri_tui.usecases.worksheets.services.deciding import DecisionView

ROWS = tuple(reversed(Exposure))
COLUMNS = tuple(Demand)


def picture(view: DecisionView) -> TablePicture:
    """The table with its dots."""
    table = view.table
    return TablePicture(
        tuple((words(demand), table.demand_band(demand).deployment) for demand in COLUMNS),
        tuple(
            TableRow(
                words(exposure),
                _limit(table.band(exposure)),
                tuple(
                    TableCell(len(view.portfolio.cells.get((exposure, demand), ())), _note(table, exposure, demand))
                    for demand in COLUMNS
                ),
                table.band(exposure).up_to is not None,
            )
            for exposure in ROWS
        ),
        "" if view.currency == NO_CURRENCY else f"{view.currency}/hour",
    )


def services_in(view: DecisionView, row: int, column: int) -> tuple[Decision, ...]:
    """The services of a cell."""
    return view.portfolio.cells.get((ROWS[row], COLUMNS[column]), ())


def place_of(view: DecisionView, name: str) -> tuple[int, int, int] | None:
    """Row, column and dot of a service."""
    for (exposure, demand), found in view.portfolio.cells.items():
        names = [decision.name for decision in found]
        if name in names:
            return ROWS.index(exposure), COLUMNS.index(demand), names.index(name)
    return None


def about_service(view: DecisionView, found: Decision, place: str) -> Stack:
    """Why a service is where it is, and what is to be looked at."""
    parts = [place, "the pilot's service" if view.chosen is found else ""]
    about = " · ".join(part for part in parts if part)
    lines = [Content.styled(about, "$secondary")] if about else []
    warnings = [Hanging(Content.styled("! ", "$warning"), shown(warning)) for warning in found.warnings]
    return Stack([*lines, Content(shown(found.because)), *warnings])


def about_cell(view: DecisionView, row: int, column: int) -> Stack:
    """What the table would say about a service in an empty cell."""
    table, exposure, demand = view.table, ROWS[row], COLUMNS[column]
    band = table.band(exposure)
    if band.up_to is None:
        return Stack([Content(f"The band {words(exposure)} is not in use; a limit in the margin takes it into use.")])
    rule = table.rule_for(band.availability, demand)
    night = f", {NIGHT_WORDS[band.out_of_hours]}" if rule.model is Model.YBIYRI else ""
    return Stack([Content(f"No service here. One would {MODEL_WORDS[rule.model]}{night}: {rule.because}.")])


def about_band(view: DecisionView, row: int) -> Stack:
    """What a band stands for."""
    band = view.table.band(ROWS[row])
    whose = "your own" if view.has_own_bands else "an example's, a furniture retailer; put in your own"
    text = f"Services that lose up to this much an hour are {words(band.id)}: {band.availability:f} %. "
    return Stack([Content(f"{text}The limits are {whose}.")])


def remarks(view: DecisionView) -> list[str]:
    """What is to be looked at in the table as a whole."""
    found = list(view.portfolio.warnings)
    if view.undecided:
        more = f" ({len(view.undecided) - 1} more like it)" if len(view.undecided) > 1 else ""
        found.append(f"{shown(view.undecided[0][1])}{more}")
    if view.review_due:
        found.append("The bands were not looked at for a quarter; v says that they were looked at today.")
    return found


def _limit(band: ExposureBand) -> str:
    if band.up_to is None:
        return "not in use"
    return f"{money_words(Money(band.up_to, NO_CURRENCY))} {band.availability:f} %"


def _note(table: DecisionTable, exposure: Exposure, demand: Demand) -> str:
    band = table.band(exposure)
    if band.up_to is None:
        return ""
    if table.rule_for(band.availability, demand).model is Model.OPS_RUN_IT:
        return "operations"
    return {OutOfHours.NONE: "run", OutOfHours.DOMAIN: "run+domain", OutOfHours.TEAM: "run+team"}[band.out_of_hours]
