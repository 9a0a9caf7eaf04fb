"""Which worksheets there are, and what each one speaks to. Nothing of a worksheet is imported before it is used."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

from ybiyri_tui.errors import ProgramError

if TYPE_CHECKING:
    from playbook.worksheets.sheets.sheet import Sheet
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.worksheets.proposing import Proposal


@dataclass(frozen=True)
class Worksheet:
    """One worksheet. `answers` is what it is good for, in a line.

    `questions` and `must_haves` are those it speaks to; `propose` names the function (`module:function`) that takes a
    context and the id of a pilot and returns what the worksheet proposes, empty for a worksheet that proposes nothing.
    `unit` is what a row of the sheet of the same id is called, one and many; a worksheet that is no such sheet names a
    function instead (`filled`: `module:function`) that takes the same and says in a few words how filled it is.
    `sheets` names its sheets (`module:name`), so that they can be imported and exported; it may have none.
    `screen` names its screen (`module:Class`) below `ybiyri_tui.screens`, which is made with a pilot.
    """

    id: str
    title: str
    objection: str
    answers: str
    screen: str
    questions: tuple[str, ...] = ()
    must_haves: tuple[str, ...] = ()
    propose: str = ""
    unit: tuple[str, str] = ("row", "rows")
    filled: str = ""
    sheets: tuple[str, ...] = ()

    def load_sheets(self) -> tuple[Sheet[Any], ...]:
        """The sheets themselves."""
        return tuple(_named(name) for name in self.sheets)

    def proposals(self, context: Context, pilot_id: int) -> tuple[Proposal, ...]:
        """What it proposes now."""
        if not self.propose:
            return ()
        function: Callable[[Context, int], Iterable[Proposal]] = _named(self.propose)
        return tuple(function(context, pilot_id))

    def fill(self, context: Context, pilot_id: int) -> str:
        """How filled it is, such as `12 services`; empty if nothing is in it."""
        if self.filled:
            function: Callable[[Context, int], str] = _named(self.filled)
            return function(context, pilot_id)
        from ybiyri_tui.usecases.worksheets.sheets import row_count
        from ybiyri_tui.wording.states import counted

        rows = row_count(context, pilot_id, self.id)
        return counted(rows, *self.unit) if rows else ""


def _named(function: str) -> Any:
    module, _, name = function.partition(":")
    return getattr(import_module(module), name)


def _in(module: str, names: str) -> tuple[str, ...]:
    """Sheets of a module of the domain, by their names with blanks between."""
    return tuple(f"playbook.worksheets.{module}:{name}" for name in names.split())


WORKSHEETS = (
    Worksheet(
        id="services",
        title="Services",
        objection="scale",
        answers="how many services are critical, important, unimportant",
        screen="worksheets.services.services:ServicesScreen",
        questions=("scale.forecast-exposure", "scale.always-on-myth"),
        must_haves=("right-service",),
        propose="ybiyri_tui.usecases.worksheets.services.proposing:services_proposals",
        unit=("service", "services"),
        sheets=_in("services.service", "SERVICES"),
    ),
    Worksheet(
        id="decision",
        title="Decision table",
        objection="scale",
        answers="who runs each service, and why",
        screen="worksheets.services.decision:DecisionScreen",
        filled="ybiyri_tui.usecases.worksheets.services.deciding:filled",
        sheets=_in("services.own", "BANDS CHOICE"),
    ),
    Worksheet(
        id="incidents",
        title="Availability",
        objection="scale",
        answers="how much downtime a target allows, and how much of it is used",
        screen="worksheets.services.availability:AvailabilityScreen",
        unit=("incident", "incidents"),
        sheets=_in("services.incidents", "INCIDENTS"),
    ),
    Worksheet(
        id="oncall",
        title="On-call cost",
        objection="scale",
        answers="what a year on call costs in three ways, and the minutes of outage that pay for it",
        screen="worksheets.oncall.costs:OnCallScreen",
        questions=("scale.always-on-myth",),
        propose="ybiyri_tui.usecases.worksheets.oncall.proposing:oncall_proposals",
        filled="ybiyri_tui.usecases.worksheets.oncall.costing:filled",
        sheets=_in("oncall.tables", "SERVICES ROTAS COSTS TERMS"),
    ),
    Worksheet(
        id="pay",
        title="A fair deal",
        objection="developers",
        answers="what each pay policy gives one person, and what is agreed besides",
        screen="worksheets.pay.deal:FairDealScreen",
        questions=("developers.put-right",),
        must_haves=("pay-agreed", "opt-out"),
        propose="ybiyri_tui.usecases.worksheets.pay.proposing:pay_proposals",
        filled="ybiyri_tui.usecases.worksheets.pay.deals:filled",
        sheets=(*_in("pay.policies", "POLICIES"), *_in("pay.deal", "DEAL DUTY")),
    ),
    Worksheet(
        id="raci",
        title="Who answers for what",
        objection="accountability",
        answers="the RACI: one who answers for each duty, and who said yes to it",
        screen="worksheets.raci.chart:RaciScreen",
        questions=("accountability.explained-shift",),
        must_haves=("raci-accepted",),
        propose="ybiyri_tui.usecases.worksheets.raci.proposing:raci_proposals",
        unit=("duty", "duties"),
        sheets=_in("raci.duties", "DUTIES ROLES"),
    ),
    Worksheet(
        id="goals",
        title="Goals",
        objection="accountability",
        answers="operational goals beside what customers get, and who was told",
        screen="worksheets.raci.goals:GoalsScreen",
        questions=("accountability.goals-linked",),
        propose="ybiyri_tui.usecases.worksheets.raci.proposing:goals_proposals",
        unit=("goal", "goals"),
        sheets=_in("goals.goals", "GOALS"),
    ),
    Worksheet(
        id="tickets",
        title="Unplanned work",
        objection="firefighters",
        answers="what share of each week's work was unplanned",
        screen="tickets.tickets:TicketsScreen",
        questions=("firefighters.share-visible", "firefighters.manage-unplanned"),
        propose="ybiyri_tui.usecases.unplanned_work.proposing:unplanned_proposals",
        filled="ybiyri_tui.usecases.worksheets.filled:tickets",
    ),
    Worksheet(
        id="unplanned-weeks",
        title="Unplanned against value work",
        objection="firefighters",
        answers="who takes what comes in between this week, and what must not wait for it",
        screen="tickets.duty:DutyScreen",
        questions=("firefighters.manage-unplanned",),
        unit=("week", "weeks"),
        sheets=_in("unplanned.duty", "DUTIES"),
    ),
    Worksheet(
        id="flow",
        title="Incident flow",
        objection="incident-management",
        answers="how an incident travels today, how it should, and what handwork costs",
        screen="worksheets.time.flow:FlowScreen",
        questions=("incident-management.workflow-mapped", "incident-management.managers-in"),
        must_haves=("incident-managers-in",),
        propose="ybiyri_tui.usecases.worksheets.incident_flow.proposing:flow_proposals",
        filled="ybiyri_tui.usecases.worksheets.filled:flow",
        sheets=_in("incident_flow.sheets", "FACTS TODAY TARGET"),
    ),
    Worksheet(
        id="chaos",
        title="Chaos days",
        objection="incident-management",
        answers="what broke on purpose, who noticed, and what should change",
        screen="worksheets.chaos.days:ChaosScreen",
        questions=("incident-management.chaos-days",),
        propose="ybiyri_tui.usecases.worksheets.chaos.findings:chaos_proposals",
        filled="ybiyri_tui.usecases.worksheets.filled:chaos",
        sheets=_in("chaos_day.sheets", "DAYS PEOPLE EXPERIMENTS LOG IMPROVEMENTS"),
    ),
    Worksheet(
        id="roads",
        title="Paved roads",
        objection="firefighters",
        answers="which journeys of developers became automatic",
        screen="worksheets.time.roads:RoadsScreen",
        questions=("firefighters.paved-roads",),
        propose="ybiyri_tui.usecases.worksheets.specialists.proposing:road_proposals",
        filled="ybiyri_tui.usecases.worksheets.filled:roads",
        sheets=_in("specialists.sheets", "ROADS"),
    ),
    Worksheet(
        id="specialists",
        title="Tasks of specialists",
        objection="specialists",
        answers="where each task should go, and the hours that frees",
        screen="worksheets.time.specialists:SpecialistsScreen",
        questions=("specialists.tasks-automated",),
        propose="ybiyri_tui.usecases.worksheets.specialists.proposing:specialist_proposals",
        filled="ybiyri_tui.usecases.worksheets.filled:specialists",
        sheets=_in("specialists.sheets", "TASKS"),
    ),
    Worksheet(
        id="plan",
        title="The pilot's plan",
        objection="first-time",
        answers="which team, by when, measured how, and what decides at the end",
        screen="worksheets.plan.plan:PlanScreen",
        questions=("first-time.pilot-picked",),
        must_haves=("baseline-measured", "exit-criteria-agreed", "exit-criteria-evaluated"),
        propose="ybiyri_tui.usecases.worksheets.plan.proposing:plan_proposals",
        filled="ybiyri_tui.usecases.worksheets.filled:plan",
        sheets=_in("pilot_plan.sheets", "CHARTER SCORES PHASES MEASURES EXPERIMENTS CRITERIA"),
    ),
)


def sheets_of(worksheet_id: str) -> tuple[Sheet[Any], ...]:
    """The sheets of a worksheet. Raises ProgramError for one that has none."""
    found = worksheet(worksheet_id)
    if not found.sheets:
        known = ", ".join(found.id for found in WORKSHEETS if found.sheets)
        raise ProgramError(f"{found.title} has no tables to import or export; those that have are {known}.")
    return found.load_sheets()


def worksheets(objection: str | None = None) -> tuple[Worksheet, ...]:
    """All worksheets, or those that speak to one objection."""
    return tuple(found for found in WORKSHEETS if objection in (None, found.objection))


def worksheet(worksheet_id: str) -> Worksheet:
    """The worksheet with this id. Raises ProgramError that lists those there are."""
    found = next((found for found in WORKSHEETS if found.id == worksheet_id), None)
    if found is None:
        known = ", ".join(found.id for found in WORKSHEETS)
        raise ProgramError(f"There is no worksheet {worksheet_id!r}; there is {known}.")
    return found
