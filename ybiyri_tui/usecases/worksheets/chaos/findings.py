"""What a chaos day found goes on: improvements become promises, and the day is proposed as an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from playbook.records import State
from playbook.room.promises import Promise
from playbook.worksheets.chaos_day.figures import Figures, counts_as_held, figures
from playbook.worksheets.chaos_day.records import ChaosDayRecord, Improvement
from playbook.worksheets.chaos_day.sheets import IMPROVEMENTS
from playbook.worksheets.sheets.durations import short_duration
from playbook.worksheets.sheets.rows import Row
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.findings.answering import check_question
from ybiyri_tui.usecases.room.promising import raise_concern
from ybiyri_tui.usecases.worksheets.chaos.days import chaos_page
from ybiyri_tui.usecases.worksheets.proposing import Proposal, Target
from ybiyri_tui.usecases.worksheets.sheets import add_row, change_record, sheet_view
from ybiyri_tui.wording.states import counted, short_day

CHAOS = "incident-management.chaos-days"


def promise_improvements(context: Context, pilot_id: int, number: int) -> tuple[Promise, ...]:
    """Makes a promise of every improvement of a day that has an owner and none yet, and returns the new ones.

    The concern says where it comes from; the promise is the improvement, with its owner, date and question. Raises
    ProgramError, and makes none, if an improvement names a question that the playbook does not have.
    """
    for row in _open_rows(context, pilot_id, number):
        if row.record.question:
            check_question(context, row.record.question)
    return tuple(_promise(context, pilot_id, row) for row in _open_rows(context, pilot_id, number))


def gaps_as_improvements(context: Context, pilot_id: int, record: ChaosDayRecord) -> tuple[Improvement, ...]:
    """Adds an improvement for each runbook gap of a day that none speaks to yet, and returns the new ones."""
    known = {found.what for found in record.improvements}
    gaps = [
        Improvement(record.plan.day, card.id, what, card.owner)
        for card in record.experiments
        if card.runbook_gap and (what := f"Runbook: {card.runbook_gap}"[:300]) not in known
    ]
    return tuple(add_row(context, pilot_id, IMPROVEMENTS, gap).record for gap in gaps)


def chaos_proposals(context: Context, pilot_id: int) -> Iterator[Proposal]:
    """Whether chaos days were held, by the newest that counts; nothing while none is over."""
    over = [day for day in chaos_page(context, pilot_id).days if day.plan.is_over]
    if not over:
        return
    counting = [day for day in over if not counts_as_held(day)]
    day = counting[0] if counting else over[0]
    missing = counts_as_held(day)
    result = held_words(day, figures(day))
    because = f"{result} Missing: {'; '.join(missing)}." if missing else result
    yield Proposal("chaos", Target.QUESTION, CHAOS, State.PARTLY if missing else State.YES, because, result)


def held_words(day: ChaosDayRecord, found: Figures) -> str:
    """A day in two sentences with its numbers."""
    on = short_day(day.plan.on) if day.plan.on else "no date"
    ran = f"{found.run} of {counted(found.planned, 'experiment')} run"
    noticed = f"{found.by_alert} noticed by an alert, {found.by_owners} put right by the owners"
    restored = f", median {short_duration(found.median_restore)} to restore" if found.median_restore is not None else ""
    after = f"{counted(found.runbook_gaps, 'runbook gap')}, {counted(found.improvements, 'improvement')}"
    return f"Chaos day “{day.plan.name}”, {on}: {ran}, {noticed}{restored}. {after}."


def _open_rows(context: Context, pilot_id: int, number: int) -> tuple[Row[Improvement], ...]:
    rows = sheet_view(context, pilot_id, IMPROVEMENTS).rows
    return tuple(row for row in rows if row.record.day == number and row.record.owner and row.record.promise is None)


def _promise(context: Context, pilot_id: int, row: Row[Improvement]) -> Promise:
    improvement = row.record
    source = f"experiment {improvement.experiment}" if improvement.experiment else "the day"
    made = raise_concern(
        context,
        pilot_id,
        f"Chaos day {improvement.day}, {source}: {improvement.what}"[:300],
        question_id=improvement.question or CHAOS,
        promise=improvement.what,
        owner=improvement.owner,
        due_on=improvement.due_on,
    )
    change_record(context, pilot_id, IMPROVEMENTS, row, lambda found: replace(found, promise=made.number))
    return made
