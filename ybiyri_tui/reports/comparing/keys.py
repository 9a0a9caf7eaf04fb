"""The keys of every entry of a comparison in JSON and CSV, in their order."""

from __future__ import annotations

SCHEMA = "ybiyri.compare/1"
KEYS = (
    "id",
    "family",
    "n_before",
    "n_after",
    "pairs",
    "up",
    "same",
    "down",
    "mean_before",
    "mean_after",
    "mean_shift",
    "mean_shift_ci",
    "theta",
    "cliffs_delta",
    "theta_ci",
    "net_change",
    "net_change_ci",
    "favourable_before",
    "favourable_after",
    "favourable_diff_ci",
    "test",
    "exact",
    "p_value",
    "p_less",
    "p_greater",
    "p_smallest",
    "p_smallest_ties",
    "p_adjusted",
    "p_holm",
    "p_band",
    "verdict",
    "sentence",
)
