"""What changed since the baseline: answers, what the team says, unplanned work, and what else was measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from playbook.records import Grade
from ybiyri_tui.reports.charts import Column, ColumnChart
from ybiyri_tui.reports.document import Block, Bullets, Grid, Paragraph, Picture, Section
from ybiyri_tui.reports.summary.parts.money import loss_avoided_section
from ybiyri_tui.reports.summary.parts.survey import survey_section
from ybiyri_tui.reports.summary.parts.wording import NOT_WORKED_OUT
from ybiyri_tui.reports.summary.summary import Summary
from ybiyri_tui.reports.tickets.unplanned_work import WIDTH, chart_lines, explanation
from ybiyri_tui.reports.worksheets.time.flow_picture import flow_pictures
from ybiyri_tui.reports.worksheets.time.incident_flow import measures_section as flow_section
from ybiyri_tui.reports.worksheets.time.plan import exit_section, measures_section
from ybiyri_tui.usecases.ticketing import UnplannedWork
from ybiyri_tui.wording.states import COUNT_WORDS, short_day

TITLE = "What changed since the baseline"
FLOW = "Incident flow"


def since_baseline(summary: Summary, chart_width: int = WIDTH, *, ascii_only: bool = False) -> list[Section]:
    """The heading with the answers then and now, and a part for each thing that can change."""
    return [
        Section(TITLE, tuple(_answers(summary))),
        survey_section(summary),
        _unplanned_work(summary, chart_width, ascii_only),
        *_worksheets(summary, chart_width, ascii_only),
        loss_avoided_section(summary),
    ]


def _worksheets(summary: Summary, width: int, ascii_only: bool) -> Iterator[Section]:
    plan, flow = summary.evidence.plan, summary.evidence.flow
    if plan and plan.measured:
        yield replace(measures_section(plan), title="Measures", level=3)
    else:
        yield _not_known("Measures", "measures of delivery and operation, before and now")
    if plan and plan.evaluation.judged:
        yield replace(exit_section(plan), title="Exit criteria", level=3)
    else:
        yield _not_known("Exit criteria", "what the pilot is judged by at its review")
    if flow:
        measured = flow_section(flow)
        yield Section(FLOW, (*measured.blocks, *flow_pictures(flow, width, ascii_only=ascii_only)), 3)
    else:
        yield _not_known(FLOW, "the way of an incident today, and the target")


def _answers(summary: Summary) -> list[Block]:
    then = summary.baseline
    if then is None:
        return [Paragraph("The baseline has not begun, so there is nothing to compare with yet.")]
    if then.day >= summary.on:
        return [Paragraph(f"The baseline began on {short_day(then.day)}, so there is nothing to compare with yet.")]
    now = summary.overview.counts
    met = sum(status.mark.met_on is not None for status in summary.overview.must_haves)
    rows = [
        (COUNT_WORDS[grade], str(then.counts.get(grade, 0)), str(now[grade]))
        for grade in now
        if _any(then.counts, now, grade)
    ]
    day = short_day(then.day)
    rows.append(("must-haves met", str(then.must_haves_met), str(met)))
    return [
        Paragraph(
            f"The baseline began on {day}. Answers to {summary.overview.question_count} questions, then and now:"
        ),
        Grid(("Answers", day, short_day(summary.on)), tuple(rows)),
    ]


def _any(then: dict[Grade, int], now: dict[Grade, int], grade: Grade) -> bool:
    return bool(then.get(grade) or now[grade])


def _not_known(title: str, what: str) -> Section:
    return Section(title, (Paragraph(f"{NOT_WORKED_OUT.capitalize()}: {what}."),), level=3)


def _unplanned_work(summary: Summary, width: int, ascii_only: bool) -> Section:
    found = summary.unplanned_work
    title = "Unplanned work"
    if not found.items:
        nothing = Paragraph("Not measured yet: no tickets were imported, so the weekly share is not known.")
        return Section(title, (nothing,), level=3)
    lines = tuple(line.text for line in chart_lines(found, width, ascii_only=ascii_only))
    told, *rest = explanation(found)
    blocks: list[Block] = [Paragraph(told)]
    if lines:
        blocks = [Picture(lines, told, _chart(found)), Bullets(tuple(rest))]
    return Section(title, tuple(blocks), level=3)


def _chart(found: UnplannedWork) -> ColumnChart:
    share = found.share
    normal = share.normal_range
    return ColumnChart(
        tuple(Column(week.label, week.share, week.few) for week in share.weeks),
        line=share.median,
        low=normal.low if normal else None,
        high=normal.high if normal else None,
    )
