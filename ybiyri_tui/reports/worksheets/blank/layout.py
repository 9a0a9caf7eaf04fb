"""Which sheets of a worksheet are printed, and how: a table with empty lines, or a form for one record."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any, Literal

from playbook.worksheets.estimates.settings import Known
from playbook.worksheets.sheets.sheet import Sheet

_AREA = "playbook.worksheets"


@dataclass(frozen=True)
class SheetPage:
    """One sheet on paper: `sheet` names it (`module:name` below the worksheets), `without` the fields left out.

    A form is for one record, with a title of its own where the sheet's fits several. The settings of a worksheet are a
    form as well; `sheet` names the list of them then.
    """

    sheet: str
    kind: Literal["table", "form", "settings"] = "table"
    without: tuple[str, ...] = ()
    title: str = ""

    def load(self) -> Sheet[Any]:
        """The sheet itself."""
        found: Sheet[Any] = self._named()
        return found

    def load_settings(self) -> tuple[Known, ...]:
        """The settings there are."""
        found: tuple[Known, ...] = self._named()
        return found

    def _named(self) -> Any:
        module, _, name = self.sheet.partition(":")
        return getattr(import_module(f"{_AREA}.{module}"), name)


_CHAOS = "chaos_day.sheets"
_PLAN = "pilot_plan.sheets"
_AT_THE_START = (
    *("team", "service", "mission", "availability", "sponsor", "product_manager", "incident_manager", "operations"),
    *("raci", "pay", "rota", "starts_on", "review_on", "signed_team_on", "signed_sponsor_on"),
)
_AT_THE_END = (
    *("exit_team_on", "exit_sponsor_on", "exit_operations_on"),
    *("team_goes_on", "decision", "decided_on", "decided_by", "reasons", "told_on"),
)
"""The charter's fields before the pilot, and those about how it ends; each is a form of its own on paper."""

PAGES: dict[str, tuple[SheetPage, ...]] = {
    "services": (SheetPage("services.service:SERVICES"),),
    "decision": (SheetPage("services.own:BANDS"), SheetPage("services.own:CHOICE", "form")),
    "incidents": (SheetPage("services.incidents:INCIDENTS"),),
    "oncall": (
        SheetPage("oncall.tables:SERVICES"),
        SheetPage("oncall.tables:ROTAS"),
        SheetPage("oncall.tables:COSTS"),
        SheetPage("oncall.tables:SETTINGS", "settings", title="Settings of the reckoning"),
    ),
    "pay": (
        SheetPage("pay.policies:POLICIES"),
        SheetPage("pay.deal:DEAL", title="What is agreed besides"),
        SheetPage("pay.deal:SETTINGS", "settings", title="The rota that policies are compared on"),
    ),
    "raci": (SheetPage("raci.duties:DUTIES"), SheetPage("raci.duties:ROLES")),
    "goals": (SheetPage("goals.goals:GOALS"),),
    "unplanned-weeks": (SheetPage("unplanned.duty:DUTIES"),),
    "flow": (
        SheetPage("incident_flow.sheets:TODAY"),
        SheetPage("incident_flow.sheets:TARGET"),
        SheetPage("incident_flow.sheets:FACTS", "form"),
    ),
    "chaos": (
        SheetPage(f"{_CHAOS}:DAYS", "form", without=("day", "started_at", "ended_at"), title="Chaos day"),
        SheetPage(f"{_CHAOS}:PEOPLE", without=("day",)),
        SheetPage(f"{_CHAOS}:EXPERIMENTS", "form", without=("day",), title="Experiment card"),
        SheetPage(f"{_CHAOS}:LOG", without=("day",)),
        SheetPage(f"{_CHAOS}:IMPROVEMENTS", without=("day", "question", "promise", "done_on")),
    ),
    "roads": (SheetPage("specialists.sheets:ROADS"),),
    "specialists": (SheetPage("specialists.sheets:TASKS"),),
    "plan": (
        SheetPage(f"{_PLAN}:CHARTER", "form", without=("exit_agreed", *_AT_THE_END)),
        SheetPage(f"{_PLAN}:PHASES"),
        SheetPage(f"{_PLAN}:MEASURES", without=("id",)),
        SheetPage(f"{_PLAN}:EXPERIMENTS", "form", title="Experiment"),
        SheetPage(f"{_PLAN}:CRITERIA"),
        SheetPage(f"{_PLAN}:CHARTER", "form", without=("exit_agreed", *_AT_THE_START), title="Review and decision"),
    ),
}
"""By the id of the worksheet, in the order in which they are filled in."""
