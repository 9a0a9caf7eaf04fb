"""What a target allows, as text and as JSON (`ybiyri.availability/1`)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from playbook.money import Money
from playbook.worksheets.services.availability import PERIODS, allowed_downtime, duration_words, loss, protection
from playbook.worksheets.sheets.amounts import money_text, money_words
from ybiyri_tui.reports.worksheets.services import number

SCHEMA = "ybiyri.availability/1"


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
