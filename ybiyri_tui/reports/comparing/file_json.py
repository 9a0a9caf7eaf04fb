"""A comparison of files as JSON (`ybiyri.compare/1`), at full double precision."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from surveys.records import Design
from surveys.statistics.bands import p_band
from surveys.statistics.compare import Entry, Estimate
from surveys.statistics.csv_input.comparing import FileComparison
from surveys.statistics.effects import Moves
from ybiyri_tui.reports.comparing.findable import findable_lines
from ybiyri_tui.reports.comparing.keys import KEYS, SCHEMA


def file_comparison_data(found: FileComparison) -> dict[str, Any]:
    """The comparison with documented keys; fields that an entry's design does not define are null."""
    return {
        "schema": SCHEMA,
        "source": "csv",
        "design": found.design.value,
        "alpha": float(found.alpha),
        "scale": None if found.scale is None else list(found.scale),
        "topics": [_entry_data(entry) for entry in found.topics],
        "items": [_entry_data(entry) for entry in found.items],
        "notes": [*findable_lines(found), *found.notes],
    }


def _entry_data(entry: Entry) -> dict[str, Any]:
    before, after = entry.before, entry.after
    has_border = after.favourable_from is not None
    values: dict[str, Any] = dict.fromkeys(KEYS)
    values |= {
        "id": entry.id,
        "family": entry.family.value,
        "n_before": before.scores.n,
        "n_after": after.scores.n,
        "mean_before": _number(before.scores.mean) if before.scores.n else None,
        "mean_after": _number(after.scores.mean) if after.scores.n else None,
        "favourable_before": before.favourable / before.scores.n if has_border and before.scores.n else None,
        "favourable_after": after.favourable / after.scores.n if has_border and after.scores.n else None,
        "verdict": entry.verdict.value,
        "sentence": entry.sentence,
    }
    if entry.contrast.design is not Design.UNPAIRED:
        values["pairs"] = entry.contrast.paired
    if entry.estimate is not None:
        values |= _estimate_data(entry.estimate)
    return values


def _estimate_data(estimate: Estimate) -> dict[str, Any]:
    effects, test = estimate.effects, estimate.test
    return {
        **_moves_data(effects.moves),
        "mean_shift": _number(effects.mean_shift),
        "mean_shift_ci": _ends(effects.mean_shift_ci),
        "theta": _number(effects.theta),
        "cliffs_delta": _number(effects.cliffs_delta),
        "theta_ci": _ends(effects.theta_ci),
        "net_change_ci": _ends(effects.net_change_ci),
        "favourable_diff_ci": _ends(effects.favourable_diff_ci),
        "test": test.name,
        "exact": test.exact,
        "p_value": _number(test.p_value),
        "p_less": _number(test.p_less),
        "p_greater": _number(test.p_greater),
        "p_smallest": _number(estimate.p_smallest),
        "p_smallest_ties": _number(test.smallest),
        "p_adjusted": _number(estimate.p_adjusted),
        "p_holm": _number(estimate.p_holm),
        "p_band": p_band(estimate.p_adjusted),
    }


def _moves_data(moves: Moves | None) -> dict[str, Any]:
    if moves is None:
        return {}
    return {"up": moves.up, "same": moves.same, "down": moves.down, "net_change": _number(moves.net_change)}


def _number(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _ends(interval: tuple[float, float] | None) -> list[float] | None:
    return None if interval is None else list(interval)
