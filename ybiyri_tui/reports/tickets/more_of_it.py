"""What goes with the weekly share: causes, before and after the pilot's start, outside figures, this week's duty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ybiyri_tui.usecases.ticketing import UnplannedWork
from ybiyri_tui.wording.states import counted, short_day

NO_CAUSE = "That the share changed with the pilot does not show that the pilot changed it."
NEVER_MIXED = (
    "Outside figures called “rework rate” are shares of time, of deployments or of changed code. None counts items of "
    "work, so none is shown beside these weeks."
)
_VERDICTS = {
    "higher": "The share is higher since then.",
    "lower": "The share is lower since then.",
    "looks_higher": "The share looks higher since then, but weeks follow their neighbours: take it as a hint.",
    "looks_lower": "The share looks lower since then, but weeks follow their neighbours: take it as a hint.",
    "cannot_tell": "Can't tell whether the share changed, which is not “no change”.",
}


def per_cent(share: float | None) -> str:
    """`43 %`; empty where there is nothing to divide by."""
    return "" if share is None else f"{round(100 * share)} %"


def more_lines(found: UnplannedWork) -> list[str]:
    """All of it as sentences."""
    return [*_duty_lines(found), *_cause_lines(found), *_comparison_lines(found), *_outside_lines(found)]


def causes_data(found: UnplannedWork) -> dict[str, Any] | None:
    """The commonest causes, null where nothing was unplanned."""
    causes = found.causes
    if causes is None:
        return None
    return {
        "by": causes.by,
        "items": causes.items,
        "causes": [{"cause": c.name, "items": c.items, "together": round(c.together, 4)} for c in causes.causes],
        "others": causes.others,
    }


def comparison_data(found: UnplannedWork) -> dict[str, Any]:
    """Before and after; the numbers are null where the comparison is refused."""
    comparison, test = found.comparison, found.comparison.test
    return {
        "start": comparison.start.isoformat() if comparison.start else None,
        "verdict": test.verdict.value if test else None,
        "weeks_before": sum(not week.is_after for week in test.weeks) if test else None,
        "weeks_after": sum(week.is_after for week in test.weeks) if test else None,
        "share_before": round(float(test.share_before), 4) if test else None,
        "share_after": round(float(test.share_after), 4) if test else None,
        "dispersion": test.dispersion if test else None,
        "p_quasi_f": test.p_quasi_f if test else None,
        "p_permutation": float(test.p_permutation) if test else None,
        "lag1": test.lag1 if test else None,
        "left_out": list(comparison.left_out),
        "refusal": comparison.refusal,
    }


def outside_data(found: UnplannedWork) -> list[dict[str, Any]]:
    """Outside figures of the same definition."""
    return [
        {"statement": figure.statement, "year": figure.year, "source": str(figure.source), "caveat": figure.caveat}
        for figure in found.outside
    ]


def duty_data(found: UnplannedWork) -> dict[str, Any] | None:
    """Who takes the unplanned work this week, null where nobody was named."""
    duty = found.duty
    if duty is None:
        return None
    return {"who": duty.who or None, "first": duty.first or None, "waits": duty.waits or None, "limit": duty.limit}


def _duty_lines(found: UnplannedWork) -> Iterator[str]:
    duty = found.duty
    if duty is None:
        return
    yield (
        f"This week {duty.who or 'nobody yet'} takes what is unplanned."
        + (f" Goes first: {duty.first}." if duty.first else "")
        + (f" Waits if need be: {duty.waits}." if duty.waits else "")
    )
    latest = found.share.weeks[-1] if found.share.weeks else None
    if duty.limit is not None and latest is not None and latest.share is not None and latest.share * 100 > duty.limit:
        yield f"{per_cent(latest.share)} in {latest.label} is above the {duty.limit} % at which the team talks."


def _cause_lines(found: UnplannedWork) -> Iterator[str]:
    causes = found.causes
    if causes is None:
        return
    named = ", ".join(f"{cause.name} {cause.items}" for cause in causes.causes)
    rest = f", {counted(causes.others, 'other')}" if causes.others else ""
    most = causes.causes[-1]
    yield (
        f"Where it comes from, by {causes.by}: {named}{rest}. "
        f"The {'first' if len(causes.causes) == 1 else f'first {len(causes.causes)}'} "
        f"{'makes' if len(causes.causes) == 1 else 'make'} up {per_cent(most.together)}."
    )


def _comparison_lines(found: UnplannedWork) -> Iterator[str]:
    comparison, test = found.comparison, found.comparison.test
    if comparison.start is None:
        yield str(comparison.refusal)
        return
    since = f"Since the pilot started on {short_day(comparison.start)}"
    if test is None:
        yield f"{since}: not compared. {comparison.refusal}"
        return
    yield (
        f"{since}: {per_cent(float(test.share_after))} unplanned, before {per_cent(float(test.share_before))}. "
        f"{_VERDICTS[test.verdict.value]} ({sum(not week.is_after for week in test.weeks)} weeks before, "
        f"{sum(week.is_after for week in test.weeks)} after; the week is the unit, quasi-binomial F-test.)"
    )
    if comparison.left_out:
        yield f"Left out of the comparison, because they are not whole: {', '.join(comparison.left_out)}."
    yield NO_CAUSE


def _outside_lines(found: UnplannedWork) -> Iterator[str]:
    if not found.outside:
        yield NEVER_MIXED
    for figure in found.outside:
        yield f"Outside, {figure.year}: {figure.statement}. {figure.caveat} {figure.source}"
