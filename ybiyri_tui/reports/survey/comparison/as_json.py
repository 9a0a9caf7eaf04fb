"""Before against after as JSON (`ybiyri.compare/1`)."""

from __future__ import annotations

from typing import Any

from surveys.records import Change
from ybiyri_tui.reports.comparing.keys import KEYS, SCHEMA
from ybiyri_tui.reports.survey.comparison.method import limits
from ybiyri_tui.usecases.survey.comparing.rounds import Compared

TESTS = {"unpaired": "mann_whitney", "paired": "sign_flip", "partly_paired": "joint_permutation"}
# Numbers that never leave a closed round, and numbers that only other designs have.
WITHHELD = (
    "pairs",
    "up",
    "same",
    "down",
    "mean_shift",
    "net_change",
    "net_change_ci",
    "favourable_diff_ci",
    "p_value",
    "p_less",
    "p_greater",
    "p_smallest_ties",
    "p_adjusted",
    "p_holm",
)


def comparison_data(compared: Compared) -> dict[str, Any]:
    """The comparison with documented keys; what the release gate withholds is null."""
    comparison = compared.comparison
    return {
        "schema": SCHEMA,
        "source": "released",
        "design": comparison.design,
        "alpha": comparison.alpha,
        "scale": [1, compared.survey.scale.points],
        "topics": [_entry_data(change, comparison.design) for change in comparison.topics],
        "items": [_entry_data(change, comparison.design) for change in comparison.items],
        "notes": [*comparison.notes, limits(compared)],
    }


def _entry_data(change: Change, design: str) -> dict[str, Any]:
    shown = change.before.answered is not None
    values: dict[str, Any] = {
        **dict.fromkeys(WITHHELD),
        "id": change.id,
        "family": change.family.value,
        "n_before": change.before.answered,
        "n_after": change.after.answered,
        "mean_before": change.before.mean,
        "mean_after": change.after.mean,
        "theta": change.theta,
        "cliffs_delta": change.cliffs_delta,
        "theta_ci": list(change.theta_ci) if change.theta_ci else None,
        "favourable_before": change.before.favourable,
        "favourable_after": change.after.favourable,
        "mean_shift_ci": list(change.mean_shift_ci) if change.mean_shift_ci else None,
        "test": TESTS[design] if shown else None,
        "exact": _is_exact(change) if shown else None,
        "p_smallest": change.p_smallest,
        "p_band": change.p_band,
        "verdict": change.verdict.value,
        "sentence": change.sentence,
    }
    return {key: values[key] for key in KEYS}


def _is_exact(change: Change) -> bool:
    from surveys.statistics.exact import LARGEST_EXACT

    return max(change.before.answered or 0, change.after.answered or 0) <= LARGEST_EXACT
