"""A plan as text and as JSON (`ybiyri.stats-plan/1`)."""

from __future__ import annotations

from textwrap import fill
from typing import Any

from surveys.statistics.planning import Plan
from ybiyri_tui.reports.comparing.numbers import p_words, plain_number
from ybiyri_tui.wording.states import counted

WIDTH = 78


def plan_data(plan: Plan) -> dict[str, Any]:
    """The plan with documented keys."""
    setting = plan.setting
    return {
        "schema": "ybiyri.stats-plan/1",
        "n_before": setting.n_before,
        "n_after": setting.n_after,
        "pairs": setting.pairs,
        "main_topics": setting.main_topics,
        "questions": setting.questions,
        "alpha": float(setting.alpha),
        "p_smallest": float(plan.p_smallest),
        "p_smallest_adjusted": float(plan.p_smallest_adjusted),
        "possible": plan.possible,
        "minimum_shift": plan.minimum_shift,
        "chances": [{"shift": shift, "found": chance} for shift, chance in plan.chances],
        "assumptions": list(plan.assumptions),
    }


def plan_text(plan: Plan) -> str:
    """The plan in a few lines."""
    setting = plan.setting
    paired = f", {setting.pairs} of them the same people" if setting.pairs else ""
    topics = counted(setting.main_topics, "main topic")
    lines = [
        f"{setting.n_before} answers before, {setting.n_after} after{paired}; "
        f"{topics} of {counted(setting.questions, 'question')}",
        f"Smallest p there can be: {p_words(float(plan.p_smallest))}; "
        f"adjusted for {topics}: {p_words(float(plan.p_smallest_adjusted))}",
        "",
    ]
    if not plan.possible:
        lines.append(f"No result at all could pass {float(setting.alpha):g}: too few people for {topics}.")
        return "\n".join(fill(line, WIDTH) for line in lines)
    if plan.minimum_shift is None:
        lines.append("Not even a shift of 1.5 points is found in 80 of 100 such teams.")
    else:
        shift = plain_number(plan.minimum_shift)
        lines.append(f"A shift of {shift} points on a scale of five is found in 80 of 100 such teams.")
    lines += [
        *(f"A shift of {plain_number(size)} is found in {100 * often:.0f} of 100." for size, often in plan.chances),
        "",
        "Assumed:",
        *(f"- {assumption}" for assumption in plan.assumptions),
        "",
        "“Can't tell” will be the usual answer; plan for what you will do then.",
    ]
    return "\n".join(fill(line, WIDTH, subsequent_indent="  " if line.startswith("- ") else "") for line in lines)
