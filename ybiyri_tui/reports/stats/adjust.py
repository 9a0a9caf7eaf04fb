"""Adjusted p-values as text and as JSON (`ybiyri.stats-adjust/1`)."""

from __future__ import annotations

from typing import Any

from ybiyri_tui.usecases.survey.comparing.stats import Adjusted


def adjusted_data(found: Adjusted) -> dict[str, Any]:
    """The p-values with documented keys, in the order given."""
    return {
        "schema": "ybiyri.stats-adjust/1",
        "p_values": [float(p) for p in found.p_values],
        "holm": [float(p) for p in found.holm],
        "benjamini_hochberg": [float(p) for p in found.benjamini_hochberg],
    }


def adjusted_text(found: Adjusted) -> str:
    """A table in the order given."""
    rows = zip(found.p_values, found.holm, found.benjamini_hochberg, strict=True)
    lines = [f"{float(p):<12.6g} {float(step):<12.6g} {float(rate):<12.6g}".rstrip() for p, step, rate in rows]
    return "\n".join([f"{'p':<12} {'Holm':<12} {'false discovery rate'}", *lines])
