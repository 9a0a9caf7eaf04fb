"""What stands below the ten lines: everything they rest on, down to each answer with its proof and age."""

from __future__ import annotations

from ybiyri_tui.reports.document import Section
from ybiyri_tui.reports.summary.parts.appendix import appendix
from ybiyri_tui.reports.summary.parts.left_out import left_out, method, recommendation_section
from ybiyri_tui.reports.summary.parts.money import money_section
from ybiyri_tui.reports.summary.parts.must_haves import must_haves_section
from ybiyri_tui.reports.summary.parts.objections import objections_sections
from ybiyri_tui.reports.summary.parts.promises import promises_section
from ybiyri_tui.reports.summary.parts.since_baseline import since_baseline
from ybiyri_tui.reports.summary.parts.steps import next_steps, told_of_the_room
from ybiyri_tui.reports.summary.parts.time import time_sections
from ybiyri_tui.reports.summary.summary import Summary
from ybiyri_tui.reports.tickets.unplanned_work import WIDTH


def sections(summary: Summary, *, chart_width: int = WIDTH, ascii_only: bool = False) -> tuple[Section, ...]:
    """All sections, in the order in which they are read; pictures are at most `chart_width` wide."""
    return (
        recommendation_section(summary),
        must_haves_section(summary),
        *objections_sections(summary),
        *since_baseline(summary, chart_width, ascii_only=ascii_only),
        money_section(summary),
        *time_sections(summary, chart_width, ascii_only=ascii_only),
        promises_section(summary),
        next_steps(summary),
        *told_of_the_room(summary),
        left_out(summary),
        method(summary),
        appendix(summary),
    )
