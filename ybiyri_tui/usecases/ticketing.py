"""Importing a tracker's export, and the weekly share of unplanned work that follows from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from sqlmodel import Session

from playbook.records import Pilot
from playbook.store import history
from playbook.store import pilots as pilot_store
from playbook.store import work_items as store
from playbook.tickets.bau_rules import BauRule, parse_rules
from playbook.tickets.importing import ImportReport, read_tickets
from playbook.tickets.rework import WeeklyShare, weekly_share
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError

AUTO = "auto"
FORMATS = ("jira-csv",)


@dataclass(frozen=True)
class Import:
    """What a file holds, and how many of its items were, or would be, new or replace an earlier import."""

    name: str
    report: ImportReport
    rules: tuple[str, ...]
    imported: int
    updated: int


@dataclass(frozen=True)
class UnplannedWork:
    """The weekly share of a pilot, with the team's own definition of unplanned; both empty before an import."""

    pilot: Pilot
    today: date
    definition: tuple[str, ...]
    items: int
    share: WeeklyShare

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
) -> Import:
    """The whole import, up to the point where it would be written; nothing is changed.

    Without a pilot every item counts as new. Without rules, and with none kept for the pilot, every item counts as
    planned and the report's warnings say so. Raises PlaybookError for a file or a rule that cannot be read.
    """
    rules = _rules(context, pilot_id, bau)
    report = _read(path, rules, source)
    if context is None or pilot_id is None:
        return _outcome(path, report, rules, store.Saved(len(report.items), 0))

    def work(session: Session) -> store.Saved:
        with session.no_autoflush:
            return store.save(session, pilot_id, report.items)

    return _outcome(path, report, rules, context.workspace.read(work))


def import_tickets(
    context: Context, pilot_id: int, path: Path, *, bau: Iterable[str] = (), source: str = AUTO
) -> Import:
    """Reads an export and keeps its items: new ones are added, known ones updated, all or nothing.

    The first import needs rules, which are kept for the pilot. Raises ProgramError if they are missing or if the
    file has no usable item, PlaybookError for other rules than those kept or a file that cannot be read.
    """
    rules = _rules(context, pilot_id, bau)
    if not rules:
        raise ProgramError(
            "Say what counts as unplanned work, for example --bau type=Bug --bau label=urgent; "
            "it is kept for this pilot, so that all weeks are counted alike."
        )
    report = _read(path, rules, source)
    if not report.items:
        raise ProgramError(f"{path.name} holds no item that can be used, so nothing was imported; --dry-run says why.")
    written = tuple(str(rule) for rule in rules)

    def work(session: Session) -> store.Saved:
        store.freeze_bau_definition(session, pilot_id, written)
        saved = store.save(session, pilot_id, report.items)
        history.append(
            session,
            pilot_id,
            who=context.who,
            at=context.now(),
            kind="tickets",
            key="import",
            before=None,
            after={"imported": saved.imported, "updated": saved.updated, "rules": written},
        )
        return saved

    return _outcome(path, report, rules, context.workspace.write(work))


def share(context: Context, pilot_id: int) -> UnplannedWork:
    """The share of unplanned items among those resolved in each week."""

    def work(session: Session) -> UnplannedWork:
        items = store.items(session, pilot_id)
        return UnplannedWork(
            pilot=pilot_store.pilot(session, pilot_id),
            today=context.today,
            definition=store.bau_definition(session, pilot_id),
            items=len(items),
            share=weekly_share(items),
        )

    return context.workspace.read(work)


def _rules(context: Context | None, pilot_id: int | None, bau: Iterable[str]) -> tuple[BauRule, ...]:
    """The pilot's rules where none, or the same ones, are given; else those given, which saving may refuse."""
    given = parse_rules(bau)
    if context is None or pilot_id is None:
        return given
    kept = context.workspace.read(lambda session: store.bau_definition(session, pilot_id))
    if kept and given and {str(rule).casefold() for rule in given} != {rule.casefold() for rule in kept}:
        raise ProgramError(
            f"This pilot counts as unplanned: {', '.join(kept)}. Other rules would make weeks incomparable; "
            "import without rules to use these."
        )
    return parse_rules(kept) if kept else given


def _read(path: Path, rules: tuple[BauRule, ...], source: str) -> ImportReport:
    with _opened(path) as data:
        report = read_tickets(path.name, data, rules)
    if source not in (AUTO, report.detected_format):
        raise ProgramError(f"{path.name} was recognised as {report.detected_format}, not as {source}.")
    return report


def _opened(path: Path) -> BinaryIO:
    if path.is_dir():
        raise ProgramError(f"{path} is a folder; name the exported file in it.")
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise ProgramError(f"There is no file {path}; name an export of your tickets.") from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be used"
        raise ProgramError(f"{path} cannot be read: {reason}.") from error


def _outcome(path: Path, report: ImportReport, rules: tuple[BauRule, ...], saved: store.Saved) -> Import:
    return Import(path.name, report, tuple(str(rule) for rule in rules), saved.imported, saved.updated)
