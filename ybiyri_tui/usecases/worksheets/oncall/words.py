"""Words for scenarios, schedules and pay."""

from __future__ import annotations

from playbook.worksheets.oncall.covers import OutOfHours, Scenario, Schedule
from playbook.worksheets.pay.policies import PayPolicy, Standby
from ybiyri_tui.wording.states import counted

SCENARIO_WORDS = {
    Scenario.ROTA_PER_TEAM: "team rotas",
    Scenario.BY_EXPOSURE: "by exposure",
    Scenario.OPS_RUN_IT: "Ops Run It",
}
COVER_WORDS = {OutOfHours.TEAM: "team", OutOfHours.DOMAIN: "shared", OutOfHours.NONE: "central"}
SIZE_WORDS = {"too_few": "too few", "thin": "thin", "enough": "enough"}
_PER = {Standby.HOUR: "an hour", Standby.SHIFT: "a shift", Standby.WEEK: "a week"}


def pay_words(policy: PayPolicy) -> str:
    """`540 USD a week, 80 USD for an hour of work (at least 2 h)`."""
    parts = []
    if policy.amount is not None and policy.standby in _PER:
        parts.append(f"{policy.amount} {_PER[policy.standby]}")
    if policy.hours_off is not None:
        parts.append(f"{policy.hours_off} h off for a week")
    if policy.callout_amount is not None:
        least = f" (at least {policy.minimum_hours.normalize():f} h)" if policy.minimum_hours else ""
        parts.append(f"{policy.callout_amount} for an hour of work{least}")
    if policy.holiday_amount is not None:
        parts.append(f"{policy.holiday_amount} more on a holiday")
    return ", ".join(parts) or "nothing"


def schedule_words(schedule: Schedule) -> str:
    """`rooms (shared), 3 services`."""
    return f"{schedule.name} ({COVER_WORDS[schedule.by]}), {counted(len(schedule.services), 'service')}"
