"""What a target allows, as text and as JSON (`ybiyri.availability/1`)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from playbook.money import Money
from playbook.worksheets.services.availability import PERIODS, allowed_downtime, duration_words, loss, protection
from playbook.worksheets.sheets.amounts import money_text, money_words
from ybiyri_tui.reports.escaping import plain
from ybiyri_tui.reports.worksheets.services import number

if TYPE_CHECKING:
    from playbook.worksheets.services.table import DecisionTable
    from ybiyri_tui.usecases.worksheets.services.availability import ServiceUsage

SCHEMA = "ybiyri.availability/1"
USAGE_SCHEMA = "ybiyri.downtime/1"
BAR, PERIOD, ONE_LINE = 10, 10, 64


def availability_lines(target: Decimal, exposure: Money | None, incident: Decimal | None) -> list[str]:
    """Allowed downtime of each period, the money in it, and what an incident of so many seconds takes of it."""
    rows = [
        (name, duration_words(allowed_downtime(target, days)), *((_lost(target, exposure, days),) if exposure else ()))
        for days, name in PERIODS.items()
    ]
    header = (f"{target:f} %", "may be down", *(("may be lost",) if exposure else ()))
    widths = [max(len(row[place]) for row in (header, *rows)) for place in range(len(header))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (header, *rows)
    ]
    return [*lines, *_incident_lines(target, exposure, incident)]


def availability_data(target: Decimal, exposure: Money | None, incident: Decimal | None) -> dict[str, Any]:
    """The same with documented keys; amounts are text, exact."""
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "availability_target": float(target),
        "exposure_per_hour": money_text(exposure) if exposure else None,
        "periods": [
            {
                "days": days,
                "allowed_seconds": number(allowed_downtime(target, days)),
                "tolerable_loss": money_text(loss(exposure, allowed_downtime(target, days))) if exposure else None,
            }
            for days in PERIODS
        ],
        "incident": None,
    }
    if incident is not None:
        found = protection(target, exposure, incident) if exposure else None
        data["incident"] = {
            "seconds": number(incident),
            "left_this_week_seconds": number(allowed_downtime(target) - incident),
            "loss": money_text(found.lost) if found else None,
            "loss_avoided": float(round(found.share, 4)) if found and found.share is not None else None,
        }
    return data


def usage_lines(found: ServiceUsage, width: int = 80) -> list[str]:
    """Downtime used so far, a line for each period, or two where there is little room."""
    decision = found.decision
    exposure = f", {money_words(found.exposure_per_hour)} an hour" if found.exposure_per_hour else ""
    lines = [f"{plain(decision.name)}: {decision.availability_target:f} %{exposure}"]
    for used in found.usage:
        share = used.share or Decimal(0)
        filled = min(BAR, round(BAR * share))
        bar = f"{'█' * filled}{'░' * (BAR - filled)} {share:>4.0%}"
        what = f"{duration_words(used.used)} of {duration_words(used.allowed)}"
        over = " ! more than allowed" if used.left < 0 else ""
        name = f"{PERIODS[used.days]:<{PERIOD}}"
        if width >= ONE_LINE:
            lines.append(f"{name}{bar}  {what}{over}")
        else:
            lines += [f"{name}{bar}{' !' if over else ''}", f"{'':<{PERIOD}}{what}"]
    return [*lines, *_protection_lines(found)]


def target_lines(table: DecisionTable) -> list[str]:
    """What each target allows a week."""
    targets = dict.fromkeys(band.availability for band in table.exposure)
    return ["What targets allow a week", *(f"{t:>6f} %  {duration_words(allowed_downtime(t))}" for t in targets)]


def usage_data(found: ServiceUsage) -> dict[str, Any]:
    """A service's downtime with documented keys."""
    return {
        "name": found.decision.name,
        "availability_target": float(found.decision.availability_target),
        "exposure_per_hour": money_text(found.exposure_per_hour) if found.exposure_per_hour else None,
        "periods": [
            {
                "days": used.days,
                "allowed_seconds": number(used.allowed),
                "used_seconds": number(used.used),
                "incidents": used.incidents,
                "lost": money_text(used.protection.lost) if used.protection else None,
                "tolerable_loss": money_text(used.protection.tolerable) if used.protection else None,
            }
            for used in found.usage
        ],
    }


def _protection_lines(found: ServiceUsage) -> list[str]:
    first = next((used for used in found.usage if used.incidents and used.protection), None)
    if first is None or first.protection is None:
        return []
    kept = first.protection
    share = f": {kept.share:.0%} of the tolerable loss avoided" if kept.share is not None else ""
    words = f"{money_words(kept.lost)} of {money_words(kept.tolerable)} lost"
    return [f"Last {PERIODS[first.days]}: {words}{share}."]


def _lost(target: Decimal, exposure: Money, days: int) -> str:
    return money_words(loss(exposure, allowed_downtime(target, days)))


def _incident_lines(target: Decimal, exposure: Money | None, incident: Decimal | None) -> list[str]:
    if incident is None:
        return []
    left = allowed_downtime(target) - incident
    rest = f"{duration_words(left)} left this week" if left >= 0 else f"{duration_words(-left)} more than a week allows"
    lines = ["", f"An incident of {duration_words(incident)}: {rest}."]
    if exposure:
        found = protection(target, exposure, incident)
        share = f"; {found.share:.0%} of the tolerable loss was avoided" if found.share is not None else ""
        lines.append(
            f"It costs {money_words(found.lost)} of {money_words(found.tolerable)} that a week may cost{share}."
        )
    return lines
