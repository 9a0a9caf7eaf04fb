"""People by role: every name that a summary holds as an owner gives way to the role that the workspace knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from playbook.records import Waiver
from playbook.standing.readiness import MustHaveStatus
from ybiyri_tui.reports.summary.evidence import Evidence
from ybiyri_tui.reports.summary.summary import Summary, Withheld
from ybiyri_tui.usecases.pilot.overview import ObjectionLine, Overview
from ybiyri_tui.usecases.ticketing import UnplannedWork
from ybiyri_tui.wording.states import counted

NOT_NAMED = "somebody, not named"

Renamed = Callable[[str | None], str | None]


def by_role(summary: Summary) -> Summary:
    """The summary without names: each person is shown as a role, and one without a role is not named.

    What was typed as proof, reason or promise stays as it is.
    """
    roles = {person.casefold(): role for person, role in summary.settings.roles.items()}
    shown = {role.casefold() for role in roles.values()}
    unknown: set[str] = set()

    def renamed(person: str | None) -> str | None:
        if person is None or person.casefold() in shown:
            return person
        if person.casefold() not in roles:
            unknown.add(person.casefold())
        return roles.get(person.casefold(), NOT_NAMED)

    summary = replace(
        summary,
        overview=_overview(summary.overview, renamed),
        filled_in_by=renamed(summary.filled_in_by),
        unplanned_work=_unplanned(summary.unplanned_work, renamed),
        evidence=_evidence(summary.evidence, renamed),
        notes=tuple(replace(note, owner=renamed(note.owner)) for note in summary.notes),
    )
    if not unknown:
        return summary
    why = "People are shown by role, and the workspace knows none for them (`ybiyri settings role`)."
    return replace(summary, withheld=(*summary.withheld, Withheld(counted(len(unknown), "name"), why)))


def _overview(overview: Overview, renamed: Renamed) -> Overview:
    return replace(
        overview,
        objections=tuple(_objection(line, renamed) for line in overview.objections),
        must_haves=tuple(_must_have(status, renamed) for status in overview.must_haves),
        next_steps=tuple(replace(step, owner=renamed(step.owner)) for step in overview.next_steps),
        promises=tuple(replace(made, owner=renamed(made.owner)) for made in overview.promises),
    )


def _unplanned(found: UnplannedWork, renamed: Renamed) -> UnplannedWork:
    """Whoever takes what is unplanned this week."""
    duty = found.duty and replace(found.duty, who=renamed(found.duty.who or None) or "")
    return replace(found, duty=duty)


def _evidence(found: Evidence, renamed: Renamed) -> Evidence:
    """Whoever decided at the review, and the incident manager of the flow."""
    plan, flow = found.plan, found.flow
    if plan:
        charter = plan.plan.charter
        charter = replace(charter, decided_by=renamed(charter.decided_by or None) or "")
        plan = replace(plan, plan=replace(plan.plan, charter=charter))
    if flow:
        facts = flow.flow.facts
        facts = replace(facts, incident_manager=renamed(facts.incident_manager or None) or "")
        flow = replace(flow, flow=replace(flow.flow, facts=facts))
    return replace(found, plan=plan, flow=flow)


def _objection(line: ObjectionLine, renamed: Renamed) -> ObjectionLine:
    questions = tuple(
        replace(question, answer=replace(question.answer, owner=renamed(question.answer.owner)))
        for question in line.questions
    )
    return replace(line, questions=questions)


def _must_have(status: MustHaveStatus, renamed: Renamed) -> MustHaveStatus:
    mark = status.mark
    waiver: Waiver | None = mark.waiver and replace(mark.waiver, person=renamed(mark.waiver.person) or NOT_NAMED)
    return replace(status, mark=replace(mark, owner=renamed(mark.owner), waiver=waiver))
