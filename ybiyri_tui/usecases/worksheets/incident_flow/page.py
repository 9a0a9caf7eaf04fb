"""The incident flow of a pilot with what follows from it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session

from playbook.worksheets.incident_flow.measures import FlowMeasures, measure
from playbook.worksheets.incident_flow.records import IncidentFlow, Step
from playbook.worksheets.incident_flow.sheets import FACTS, TARGET, TODAY, sort_steps
from playbook.worksheets.incident_flow.templates import FlowTemplate
from playbook.worksheets.sheets.sheet import Sheet
from ybiyri_tui import content
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.worksheets.sheets import replace_records, rows_in
from ybiyri_tui.usecases.worksheets.single import single_in

WHICH: dict[str, Sheet[Step]] = {"today": TODAY, "target": TARGET}


@dataclass(frozen=True)
class FlowPage:
    """The worksheet, and the measures of both flows."""

    flow: IncidentFlow
    today: FlowMeasures
    target: FlowMeasures

    @property
    def is_empty(self) -> bool:
        """Whether no flow was drawn yet."""
        return not (self.flow.today or self.flow.target)


def flow_page(context: Context, pilot_id: int) -> FlowPage:
    """Both flows, each in the order of its steps' numbers."""

    def work(session: Session) -> IncidentFlow:
        today, target = (
            sort_steps([row.record for row in rows_in(session, pilot_id, sheet)]) for sheet in (TODAY, TARGET)
        )
        return IncidentFlow(single_in(session, pilot_id, FACTS), today, target)

    return page_of(context.workspace.read(work))


def page_of(flow: IncidentFlow) -> FlowPage:
    """A flow with its measures."""
    incidents = flow.facts.incidents_a_year
    return FlowPage(flow, measure(flow.today, incidents), measure(flow.target, incidents))


def templates(context: Context) -> tuple[FlowTemplate, ...]:
    """The flows to start from."""
    return content.flow_templates(context.content_folder)


def use_template(context: Context, pilot_id: int, which: str, template_id: str) -> FlowTemplate:
    """Puts a template's steps in the place of those of `today` or `target`; undo brings them back.

    Raises ProgramError if there is no such template.
    """
    offered = templates(context)
    found = next((template for template in offered if template.id == template_id), None)
    if found is None:
        known = ", ".join(template.id for template in offered)
        raise ProgramError(f"There is no flow {template_id!r} to start from; there is {known}.")
    replace_records(context, pilot_id, WHICH[which], found.steps)
    return found
