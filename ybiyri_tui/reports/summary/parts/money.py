"""Money: what an hour of outage loses against what on-call costs; what is missing is said."""

from __future__ import annotations

from decimal import Decimal

from playbook.money import Money
from playbook.worksheets.services.availability import allowed_downtime, duration_words, loss
from ybiyri_tui.reports.document import Block, Bullets, Grid, Paragraph, Section
from ybiyri_tui.reports.summary.parts.wording import NOT_WORKED_OUT, about_money, clipped, money_words
from ybiyri_tui.reports.summary.summary import Summary
from ybiyri_tui.usecases.worksheets.oncall.money import MoneyCase
from ybiyri_tui.wording.states import counted

AVAILABILITY = "availability"
Valued = tuple[Decimal, Money]


def money_line(summary: Summary) -> str:
    """The line among the ten."""
    case, lost = summary.evidence.money, summary.pilot.exposure_per_hour
    if case and case.because:
        return f"{NOT_WORKED_OUT.capitalize()}: {case.because}"
    if case and case.a_year:
        agreed = "" if case.is_agreed else " Pay is not agreed yet."
        return f"{_pays(case)}{agreed}"
    exposure = f"An hour of outage loses {money_words(lost)}, as entered. " if lost else ""
    what = "What on-call costs" if lost else "What an hour of outage loses and what on-call costs"
    return f"{exposure}{what}: {NOT_WORKED_OUT}."


def _pays(case: MoneyCase) -> str:
    cost = f"On-call costs {about_money(case.a_year)} a year" if case.a_year else ""
    if case.minutes is None:
        return f"{cost}; what an outage loses is {NOT_WORKED_OUT}."
    about = f"about {counted(case.whole_minutes or 1, 'minute')}"
    where = f" of {clipped(case.service)}" if case.service else ""
    return f"Pays for itself if it avoids {about} of outage{where} a year. {cost}."


def money_section(summary: Summary) -> Section:
    """The figures beside each other, and what is still needed for those that are missing."""
    case, lost = summary.evidence.money, summary.pilot.exposure_per_hour
    rows = [("Lost in an hour of outage, as entered for the pilot", money_words(lost) if lost else NOT_WORKED_OUT)]
    known = money_words(case.a_year) if case and case.a_year else NOT_WORKED_OUT
    rows.append(("On-call in a year, of the rota that covers the service", known))
    if case and case.a_year:
        rows.append(("People on call at night", str(case.people)))
        minutes = NOT_WORKED_OUT if case.whole_minutes is None else f"about {counted(case.whole_minutes, 'minute')}"
        rows.append(("Outage of a year that loses as much", minutes))
        rows.append(("Pay", f"{case.policy}, {'agreed' if case.is_agreed else 'not agreed'}"))
    blocks: list[Block] = [Paragraph(money_line(summary)), Grid(("What", "How much"), tuple(rows))]
    if case and case.missing:
        blocks.append(Bullets(tuple(f"Missing: {what}" for what in case.missing)))
    return Section("Money", tuple(blocks))


def loss_avoided_section(summary: Summary) -> Section:
    """What a week loses at the availability of before and of now."""
    found, title = loss_a_week(summary), "Loss avoided"
    if found is None:
        needed = "it needs what an hour of outage loses, and the plan's availability before and now"
        return Section(title, (Paragraph(f"{NOT_WORKED_OUT.capitalize()}: {needed}."),), level=3)
    before, now = found
    rows = tuple(
        (name, f"{share:f} %", duration_words(allowed_downtime(share).quantize(1)), money_words(lost))
        for name, share, lost in (("before", before[0], before[1]), ("now", now[0], now[1]))
    )
    less = now[1].amount <= before[1].amount
    differ = Money(abs(before[1].amount - now[1].amount), now[1].currency)
    told = f"A week like now loses {money_words(differ)} {'less' if less else 'more'} than a week before."
    note = "Reckoned from two single values of availability, as if an hour of outage lost the same at any time."
    grid = Grid(("A week", "Availability", "Outage", "Lost"), rows)
    return Section(title, (Paragraph(told), grid, Paragraph(note)), level=3)


def loss_a_week(summary: Summary) -> tuple[Valued, Valued] | None:
    """Availability in per cent with what a week loses at it, before and now; None where something is missing."""
    exposure, plan = summary.pilot.exposure_per_hour, summary.evidence.plan
    measure = next((one.measure for one in plan.measured if one.measure.id == AVAILABILITY), None) if plan else None
    if exposure is None or measure is None or measure.before is None or measure.now is None:
        return None
    if not (0 <= measure.before <= 100 and 0 <= measure.now <= 100):
        return None
    before, now = ((share, loss(exposure, allowed_downtime(share))) for share in (measure.before, measure.now))
    return before, now
