"""What is done to a plan beyond typing into its tables: beginning it, scoring teams, agreeing, deciding."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from playbook.errors import PlaybookError
from playbook.texts import line
from playbook.worksheets.pilot_plan.exits import fingerprint
from playbook.worksheets.pilot_plan.records import Charter, Decision, ExitCriterion, PlanPhase, Score
from playbook.worksheets.pilot_plan.sheets import CHARTER, CRITERIA, MEASURES, PHASES, SCORES
from playbook.worksheets.pilot_plan.timeline import planned_phases
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.worksheets.books import replace_sheets
from ybiyri_tui.usecases.worksheets.plan.page import plan_content
from ybiyri_tui.usecases.worksheets.sheets import add_row, change_record, replace_records, sheet_view
from ybiyri_tui.usecases.worksheets.single import change_single, single_record

AVAILABILITY = "availability"
AGREEING = {"team": "exit_team_on", "sponsor": "exit_sponsor_on", "operations": "exit_operations_on"}
"""Who agrees to the exit criteria, and the field of the charter with the day on which they did."""


def begin_plan(context: Context, pilot_id: int, starts_on: date) -> tuple[PlanPhase, ...]:
    """Lays phases from this day on, in the place of those there were; measures and criteria only where none are yet."""
    start = plan_content(context)
    charter = single_record(context, pilot_id, CHARTER)
    phases = planned_phases(start.file, starts_on, charter.availability)
    review = charter.review_on or phases[-1].ends_on
    criteria = sheet_view(context, pilot_id, CRITERIA).records or _with_target(start.exit_criteria, charter)
    replace_sheets(
        context,
        pilot_id,
        {
            PHASES.id: phases,
            MEASURES.id: sheet_view(context, pilot_id, MEASURES).records or start.measures,
            CRITERIA.id: tuple(replace(criterion, by_on=criterion.by_on or review) for criterion in criteria),
        },
    )
    change_single(context, pilot_id, CHARTER, lambda found: replace(found, starts_on=starts_on, review_on=review))
    return phases


def _with_target(criteria: tuple[ExitCriterion, ...], charter: Charter) -> tuple[ExitCriterion, ...]:
    """The criteria with the charter's availability target, if it has one."""
    target = charter.availability
    return tuple(
        replace(criterion, threshold=target) if target is not None and criterion.measure == AVAILABILITY else criterion
        for criterion in criteria
    )


def score_team(
    context: Context, pilot_id: int, team: str, criterion_id: str, score: int | None, note: str | None = None
) -> None:
    """Writes how a team stands on a criterion, None to take it back; a note only where given.

    Raises ProgramError for an unknown criterion, PlaybookError for a score that is not 0, 1 or 2.
    """
    known = [criterion.id for criterion in plan_content(context).file.team_criteria]
    if criterion_id not in known:
        raise ProgramError(f"There is no criterion {criterion_id!r}; there is {', '.join(known)}.")
    if score not in (None, 0, 1, 2):
        raise PlaybookError(f"{score} is not a score; it is 0, 1 or 2.")
    name = line(team, "the team", 60)
    rows = sheet_view(context, pilot_id, SCORES).rows
    row = next(
        (r for r in rows if r.record.team.casefold() == name.casefold() and r.record.criterion == criterion_id), None
    )
    if row is None:
        add_row(context, pilot_id, SCORES, Score(name, criterion_id, score, note or ""))
    else:
        change_record(
            context,
            pilot_id,
            SCORES,
            row,
            lambda found: replace(found, score=score, note=found.note if note is None else note),
        )


def choose_team(context: Context, pilot_id: int, team: str) -> Charter:
    """Puts a team into the charter."""
    name = line(team, "the team", 60)
    return change_single(context, pilot_id, CHARTER, lambda charter: replace(charter, team=name))


def remove_team(context: Context, pilot_id: int, team: str) -> None:
    """Takes all scores of a team away; undo brings them back."""
    kept = [score for score in sheet_view(context, pilot_id, SCORES).records if score.team != team]
    replace_records(context, pilot_id, SCORES, kept)


def agree_exit(context: Context, pilot_id: int, who: str, on: date | None = None) -> Charter:
    """Writes down that the team, the sponsor or operations agreed to the exit criteria as they stand.

    If the wording was changed since somebody else agreed, those before have to agree again. Raises ProgramError for
    anybody else, and while there are no criteria.
    """
    if who not in AGREEING:
        raise ProgramError(f"{who!r} does not agree to exit criteria; that is {', '.join(AGREEING)}.")
    criteria = sheet_view(context, pilot_id, CRITERIA).records
    if not criteria:
        raise ProgramError("There are no exit criteria to agree to yet.")
    now = fingerprint(criteria)

    def change(charter: Charter) -> Charter:
        if charter.exit_agreed != now:
            charter = replace(charter, exit_team_on=None, exit_sponsor_on=None, exit_operations_on=None)
        charter = replace(charter, exit_agreed=now)
        return CHARTER.with_cell(charter, AGREEING[who], (on or context.today).isoformat())

    return change_single(context, pilot_id, CHARTER, change)


def decide(context: Context, pilot_id: int, decision: Decision, *, by: str, reasons: str) -> Charter:
    """Records what the review decided. Raises PlaybookError without a person or a reason."""
    person, why = line(by, "who decided", 80), line(reasons, "the reasons", 300)
    return change_single(
        context,
        pilot_id,
        CHARTER,
        lambda charter: replace(
            charter, decision=decision, decided_on=context.today, decided_by=person, reasons=why, told_on=None
        ),
    )


def day_of(text: str) -> date:
    """A day that was typed. Raises PlaybookError for anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise PlaybookError(f"{text!r} is not a day such as 2027-01-11.") from None
