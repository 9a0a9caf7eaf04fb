"""What is exported: one pilot or several, on a day, with people by name or role, beside an older summary."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from ybiyri_tui.context import Context
from ybiyri_tui.reports.document import Document
from ybiyri_tui.reports.summary.forms.as_json import summary_data
from ybiyri_tui.reports.summary.merging.beside import beside
from ybiyri_tui.reports.summary.merging.since import Changed, changed_since, since_section
from ybiyri_tui.reports.summary.people import by_role
from ybiyri_tui.reports.summary.summary import Summary, summarise
from ybiyri_tui.reports.summary.whole import document, portfolio

PORTFOLIO_SCHEMA = "ybiyri.portfolio/1"


@dataclass(frozen=True)
class Wanted:
    """What was asked for; None is as the workspace is set, or today. `since` is the data of an older summary."""

    on: date | None = None
    people: str | None = None
    since: dict[str, Any] | None = None


@dataclass(frozen=True)
class Report:
    """Everything that any form is written from."""

    summaries: tuple[Summary, ...]
    document: Document
    data: dict[str, Any]
    changed: Changed | None = None

    @property
    def is_portfolio(self) -> bool:
        """Whether it is about several pilots."""
        return str(self.data["schema"]) == PORTFOLIO_SCHEMA


def pilot_report(context: Context, pilot_id: int, wanted: Wanted | None = None) -> Report:
    """The report of one pilot. Raises PlaybookError if there is no such pilot."""
    wanted = wanted or Wanted()
    summary = summary_as_wanted(context, pilot_id, wanted)
    data = summary_data(summary)
    if wanted.since is None:
        return Report((summary,), document(summary), data)
    changed = changed_since(wanted.since, data)
    return Report((summary,), document(summary, since_section(changed)), {**data, "changes": changed.data()}, changed)


def portfolio_report(context: Context, pilot_ids: tuple[int, ...], wanted: Wanted | None = None) -> Report:
    """The report of several pilots: beside each other first, then each by itself."""
    summaries = tuple(summary_as_wanted(context, pilot_id, wanted) for pilot_id in pilot_ids)
    pilots = [summary_data(summary) for summary in summaries]
    data = {
        "schema": PORTFOLIO_SCHEMA,
        "date": summaries[0].on.isoformat(),
        "pilots": pilots,
        "conflicts": [],
    }
    return Report(summaries, portfolio(summaries, beside(pilots)), data)


def summary_as_wanted(context: Context, pilot_id: int, wanted: Wanted | None = None) -> Summary:
    """The summary of a pilot on the day and with the people that were asked for."""
    wanted = wanted or Wanted()
    on = wanted.on
    if on is not None:
        context = replace(context, now=lambda: datetime.combine(on, time(12)).astimezone())
    summary = summarise(context, pilot_id)
    if wanted.people is not None:
        summary = replace(summary, settings=replace(summary.settings, people=wanted.people))
    return by_role(summary) if summary.settings.people == "roles" else summary
