"""Running a chaos day: begin, log, end. Each entry is on disk before it is shown."""

from __future__ import annotations

from dataclasses import replace

from playbook.worksheets.chaos_day import running
from playbook.worksheets.chaos_day.records import ChaosDay, ChaosDayRecord, Detection, Event, LogEntry
from playbook.worksheets.chaos_day.sheets import DAYS, EXPERIMENTS, LOG
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.worksheets.chaos.days import card_row, chaos_day, plan_row
from ybiyri_tui.usecases.worksheets.sheets import add_row, change_record


def begin_day(context: Context, pilot_id: int, number: int) -> ChaosDay:
    """Begins a day now. Raises PlaybookError while something is missing that it cannot do without."""
    begun = running.begin(chaos_day(context, pilot_id, number), context.now())
    return _save_plan(context, pilot_id, number, begun)


def end_day(context: Context, pilot_id: int, number: int, because: str = "", *, stopped: bool = False) -> ChaosDay:
    """Ends a day now; `stopped` is whether a stop rule ended it. Raises PlaybookError if it is not running."""
    record = chaos_day(context, pilot_id, number)
    ended = running.end(record, context.now(), because)
    if stopped:
        _append(context, pilot_id, running.entry(record, context.now(), Event.STOPPED, None, because))
    return _save_plan(context, pilot_id, number, ended)


def log_event(
    context: Context,
    pilot_id: int,
    number: int,
    event: Event,
    experiment: int | None = None,
    text: str = "",
    *,
    by: Detection | None = None,
) -> LogEntry:
    """Writes down that something happened, now; `by` says on the card what noticed it, if nothing is said yet.

    Raises PlaybookError if the day is not running or the experiment is not one of its own.
    """
    record: ChaosDayRecord = chaos_day(context, pilot_id, number)
    entry = running.entry(record, context.now(), event, experiment, text)
    saved = _append(context, pilot_id, entry)
    if by is not None and experiment is not None:
        row = card_row(context, pilot_id, number, experiment)
        change_record(context, pilot_id, EXPERIMENTS, row, lambda card: running.with_detection(card, by))
    return saved


def _append(context: Context, pilot_id: int, entry: LogEntry) -> LogEntry:
    second = replace(entry, at=entry.at.replace(microsecond=0) if entry.at else None)
    return add_row(context, pilot_id, LOG, second).record


def _save_plan(context: Context, pilot_id: int, number: int, plan: ChaosDay) -> ChaosDay:
    row = plan_row(context, pilot_id, number)
    return change_record(context, pilot_id, DAYS, row, lambda _: plan).record
