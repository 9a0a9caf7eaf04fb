"""Decisions about services as a table, CSV, and JSON (`ybiyri.services/1`)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import zip_longest
from typing import Any

from playbook.worksheets.services.availability import allowed_downtime, duration_words
from playbook.worksheets.services.decide import Decision, Portfolio
from playbook.worksheets.services.service import words
from playbook.worksheets.services.table import DecisionTable, Exposure
from playbook.worksheets.sheets.amounts import NO_CURRENCY
from playbook.worksheets.sheets.csv_form import guarded
from ybiyri_tui.reports.escaping import plain

SCHEMA = "ybiyri.services/1"
KEYS = (
    "name",
    "exposure_band",
    "availability_target",
    "weekly_tolerance_seconds",
    "demand_band",
    "deployment_target",
    "model",
    "out_of_hours",
    "warnings",
    "because",
)
BAND_WORDS = {
    Exposure.LOW: "unimportant",
    Exposure.MEDIUM: "important",
    Exposure.HIGH: "critical",
    Exposure.VERY_HIGH: "most critical",
}
FULL_BAR = 30
# From this width on, today and a year from now stand beside each other.
SIDE_BY_SIDE = 60


def decisions_data(decisions: Iterable[Decision]) -> dict[str, Any]:
    """With documented keys; the target is in per cent."""
    return {"schema": SCHEMA, "services": [_data(found) for found in decisions]}


def decisions_csv(decisions: Iterable[Decision]) -> str:
    """One row a service; warnings are in one cell, with ` | ` between them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(KEYS)
    for found in decisions:
        data = _data(found)
        cells = [" | ".join(data[key]) if key == "warnings" else data[key] for key in KEYS]
        writer.writerow(["" if cell is None else guarded(str(cell)) for cell in cells])
    return out.getvalue()


def decisions_lines(portfolio: Portfolio) -> list[str]:
    """A table, the reason for each recommendation, and everything that is to be looked at."""
    header = ("service", "exposure", "target", "a week", "demand", "deploy", "model", "out of hours")
    rows = [header, *(_row(found) for found in portfolio.decisions)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(header))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines += ["", "Why"]
    for found in portfolio.decisions:
        lines.append(f"  {plain(found.because)}")
        lines += [f"    ! {plain(warning)}" for warning in found.warnings]
    lines += ["", *band_lines(portfolio.bands), *(f"! {warning}" for warning in portfolio.warnings)]
    return lines


def band_lines(bands: Mapping[Exposure, int], *, full_bar: int = FULL_BAR, most: int | None = None) -> list[str]:
    """How many services are critical, important, unimportant: the picture against "everything always on".

    A bar is as long as `full_bar` for `most` services, by default those of the fullest band.
    """
    most = max(bands.values(), default=0) if most is None else most
    used = [band for band in reversed(Exposure) if bands[band] or band is not Exposure.VERY_HIGH]
    width = max(len(BAND_WORDS[band]) for band in used)
    digits = len(str(most))
    lines = []
    for band in used:
        count = bands[band]
        bar = "█" * max(round(full_bar * count / most), 1 if count else 0) if most else ""
        lines.append(f"{BAND_WORDS[band]:<{width}}  {count:>{digits}}  {bar}".rstrip())
    return lines


def band_years_lines(today: Mapping[Exposure, int], in_a_year: Mapping[Exposure, int], width: int) -> list[str]:
    """The same for today, and for a year from now if that is different; bars of both are to one scale."""
    most = max(*today.values(), *in_a_year.values())
    if today == in_a_year:
        return ["Services per band", *band_lines(today, full_bar=max(5, min(FULL_BAR, width - 22)), most=most)]
    beside = width >= SIDE_BY_SIDE
    full_bar = max(5, min(FULL_BAR, (width // 2 if beside else width) - 22))
    now = ["Services per band, today", *band_lines(today, full_bar=full_bar, most=most)]
    later = ["In a year", *band_lines(in_a_year, full_bar=full_bar, most=most)]
    if not beside:
        return [*now, *later]
    pairs = zip_longest(now, later, fillvalue="")
    return [f"{left:<{width // 2}}{right}".rstrip() for left, right in pairs]


def bands_lines(table: DecisionTable, currency: str, *, is_example: bool) -> list[str]:
    """The bands with their limits, targets and night cover."""
    unit = "" if currency == NO_CURRENCY else f" {currency}"
    lines = []
    for band in table.exposure:
        limit = "not in use" if band.up_to is None else f"up to {band.up_to:f}{unit} an hour"
        target = f"{band.availability:f} %, {duration_words(allowed_downtime(band.availability))} a week"
        lines.append(f"{words(band.id):<10} {limit:<28} {target:<34} out of hours: {words(band.out_of_hours)}")
    if is_example:
        lines.append("These are the limits of an example, a furniture retailer; put in your own.")
    return lines


def digest(portfolio: Portfolio) -> str:
    """In a line, such as `1 critical · 2 important · 1 unimportant`."""
    parts = [f"{portfolio.bands[band]} {BAND_WORDS[band]}" for band in reversed(Exposure) if portfolio.bands[band]]
    return " · ".join(parts) or "nothing decided"


def number(value: Decimal) -> int | float:
    """For JSON: a whole number as one."""
    return int(value) if value == value.to_integral_value() else float(value)


def _data(found: Decision) -> dict[str, Any]:
    return {
        "name": found.name,
        "exposure_band": found.exposure_band.value,
        "availability_target": float(found.availability_target),
        "weekly_tolerance_seconds": number(found.weekly_tolerance_seconds),
        "demand_band": found.demand_band.value,
        "deployment_target": found.deployment_target,
        "model": found.model.value,
        "out_of_hours": found.out_of_hours.value if found.out_of_hours else None,
        "warnings": list(found.warnings),
        "because": found.because,
    }


def _row(found: Decision) -> tuple[str, ...]:
    return (
        plain(found.name),
        words(found.exposure_band),
        f"{found.availability_target:f} %",
        duration_words(found.weekly_tolerance_seconds),
        words(found.demand_band),
        found.deployment_target,
        words(found.model),
        words(found.out_of_hours) if found.out_of_hours else "operations' own",
    )
