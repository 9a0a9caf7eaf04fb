"""Money: what an hour of outage loses against what on-call costs; what is missing is said."""

from __future__ import annotations

from ybiyri_tui.reports.document import Grid, Paragraph, Section
from ybiyri_tui.reports.summary.parts.wording import NOT_WORKED_OUT, money_words
from ybiyri_tui.reports.summary.summary import Summary


def money_line(summary: Summary) -> str:
    """The line among the ten."""
    lost = summary.pilot.exposure_per_hour
    if lost is None:
        return f"{NOT_WORKED_OUT.capitalize()}: neither what an hour of outage loses nor what on-call costs."
    return f"An hour of outage loses {money_words(lost)}, as entered. What on-call costs: {NOT_WORKED_OUT}."


def money_section(summary: Summary) -> Section:
    """The figures beside each other."""
    lost = summary.pilot.exposure_per_hour
    rows = (
        ("Lost in an hour of outage", money_words(lost) if lost else NOT_WORKED_OUT),
        ("On-call in a year", NOT_WORKED_OUT),
    )
    return Section("Money", (Paragraph(money_line(summary)), Grid(("What", "How much"), rows)))
