"""Importing a tracker's export, and the weekly share of unplanned work that follows from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlmodel import Session

from playbook.records import Pilot, WorkItem
from playbook.schema import Benchmark
from playbook.store import history
from playbook.store import pilots as pilot_store
from playbook.store import work_items as store
from playbook.tickets.rules.bau_rules import BauRule, parse_rules
from playbook.tickets.share.causes import Causes, causes_of
from playbook.tickets.share.rework import By, Size, WeeklyShare, weekly_share
from playbook.tickets.text.watched import Progress
from playbook.worksheets.unplanned.duty import DUTIES, UnplannedDuty, duty_of
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.unplanned_work.before_after import BeforeAfter, before_after, started_on
from ybiyri_tui.usecases.unplanned_work.reading import AUTO, Import, outcome, preview_alone, read
from ybiyri_tui.usecases.worksheets.sheets import rows_in


@dataclass(frozen=True)
class Look:
    """What is looked at: the denominator, one team of several, and another start than that of the pilot phase."""

    by: By = "resolved"
    size: Size = Size.ITEMS
    team: str | None = None
    since: date | None = None


@dataclass(frozen=True)
class UnplannedWork:
    """The weekly share of a pilot, with the team's own definition of unplanned; both empty before an import.

    `items` are those of the team that is looked at, or of all `teams`. `caught` are the items of each rule.
    """

    pilot: Pilot
    today: date
    look: Look
    definition: tuple[str, ...]
    caught: dict[str, int]
    items: int
    share: WeeklyShare
    teams: tuple[str, ...]
    sources: tuple[store.TicketSource, ...]
    causes: Causes | None
    comparison: BeforeAfter
    outside: tuple[Benchmark, ...]
    duty: UnplannedDuty | None

    @property
    def last_week_runs(self) -> bool:
        """Whether the last week is not over, so that its share can still change."""
        weeks = self.share.weeks
        return bool(weeks) and 0 <= (self.today - weeks[-1].monday).days < 7


def preview(
    context: Context | None,
    pilot_id: int | None,
    path: Path,
    *,
    bau: Iterable[str] = (),
    source: str = AUTO,
    columns: Iterable[str] = (),
    progress: Progress | None = None,
) -> Import:
    """The whole import, up to the point where it would be written; nothing is changed.

    Without a pilot every item counts as new. Without rules, and with none kept for the pilot, every item counts as
    planned and the report's warnings say so. Raises PlaybookError for a file or a rule that cannot be read.
    """
    if context is None or pilot_id is None:
        return preview_alone(path, bau=bau, source=source, columns=columns, progress=progress)
    rules = _rules(context, pilot_id, bau)
    report = read(path, rules, source, columns, progress)
    saved = context.workspace.read(lambda session: store.compare(session, pilot_id, report.keys))
    return outcome(path, report, rules, saved.imported, saved.updated)


def import_tickets(
    context: Context,
    pilot_id: int,
    path: Path,
    *,
    bau: Iterable[str] = (),
    source: str = AUTO,
    columns: Iterable[str] = (),
    progress: Progress | None = None,
) -> Import:
    """Reads an export and keeps its items: new ones are added, known ones updated, all or nothing; undo takes it back.

    The first import needs rules, which are kept for the pilot. Raises ProgramError if they are missing or if the
    file has no usable item, PlaybookError for other rules than those kept or a file that cannot be read.
    """
    rules = _rules(context, pilot_id, bau)
    if not rules:
        raise ProgramError(
            "Say what counts as unplanned work, for example --bau type=Bug --bau label=urgent; "
            "it is kept for this pilot, so that all weeks are counted alike."
        )
    report = read(path, rules, source, columns, progress)
    if not report.item_count:
        raise ProgramError(f"{path.name} holds no item that can be used, so nothing was imported; --dry-run says why.")
    written = tuple(str(rule) for rule in rules)

    def work(session: Session) -> store.Saved:
        before = store.imports(session, pilot_id)
        store.freeze_bau_definition(session, pilot_id, written)
        source = store.TicketSource(report.detected_format, report.time_zone, context.today)
        saved = store.save(session, pilot_id, report.content, source)
        after = store.imports(session, pilot_id)
        history.append(
            session,
            pilot_id,
            who=context.who,
            at=context.now(),
            kind=store.KIND,
            key=str(after.last.number if after.last else 0),
            before=before,
            after=after,
        )
        return saved

    saved = context.workspace.write(work)
    return outcome(path, report, rules, saved.imported, saved.updated)


def forget_tickets(context: Context, pilot_id: int) -> int:
    """Removes all imported items together with the rules, so that others can be said; returns how many there were.

    Importing the exports again is the way back. Raises ProgramError if there is nothing to remove.
    """

    def work(session: Session) -> int:
        rules = store.bau_definition(session, pilot_id)
        items = store.forget(session, pilot_id)
        if not items and not rules:
            raise ProgramError("No tickets were imported for this pilot, so there is nothing to remove.")
        history.append(
            session,
            pilot_id,
            who=context.who,
            at=context.now(),
            kind="tickets",
            key="forget",
            before={"items": items, "rules": rules},
            after=None,
        )
        return items

    return context.workspace.write(work)


def share(context: Context, pilot_id: int, look: Look | None = None) -> UnplannedWork:
    """The share of unplanned work in each week. Raises ProgramError for a team that no item names."""
    looked = look or Look()

    def work(session: Session) -> UnplannedWork:
        every = store.items(session, pilot_id)
        teams = tuple(sorted({item.team for item in every if item.team}))
        items = _of_team(every, teams, looked.team)
        found = weekly_share(items, looked.by, size=looked.size)
        start = looked.since or started_on(history.changes(session, pilot_id, kind="phase"))
        measure = {Size.HOURS: "time"}.get(looked.size)
        return UnplannedWork(
            pilot=pilot_store.pilot(session, pilot_id),
            today=context.today,
            look=looked,
            definition=store.bau_definition(session, pilot_id),
            caught=dict(Counter(item.rule for item in items if item.rule)),
            items=len(items),
            share=found,
            teams=teams,
            sources=store.sources(session, pilot_id),
            causes=causes_of(items),
            comparison=before_after(found, start, context.today),
            outside=tuple(
                figure for figure in context.playbook.benchmarks if measure and figure.unplanned_share_of == measure
            ),
            duty=duty_of(rows_in(session, pilot_id, DUTIES), context.today),
        )

    return context.workspace.read(work)


def _of_team(items: tuple[WorkItem, ...], teams: tuple[str, ...], team: str | None) -> tuple[WorkItem, ...]:
    if team is None:
        return items
    if team not in teams:
        known = ", ".join(teams) or "none"
        raise ProgramError(f"No imported item names the team {team!r}; the teams named are: {known}.")
    return tuple(item for item in items if item.team == team)


def _rules(context: Context, pilot_id: int, bau: Iterable[str]) -> tuple[BauRule, ...]:
    """The pilot's rules where none, or the same ones, are given; else those given, which saving may refuse."""
    given = parse_rules(bau)
    kept = context.workspace.read(lambda session: store.bau_definition(session, pilot_id))
    if kept and given and {str(rule).casefold() for rule in given} != {rule.casefold() for rule in kept}:
        raise ProgramError(
            f"This pilot counts as unplanned: {', '.join(kept)}. Other rules would make weeks incomparable; "
            "import without rules to use these, or remove all tickets first."
        )
    return parse_rules(kept) if kept else given
