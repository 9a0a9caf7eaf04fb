"""What is still missing before a chaos day can begin, and what to think about first. Source: chaos day playbook."""

from __future__ import annotations

from dataclasses import dataclass

from playbook.worksheets.chaos_day.records import ChaosDayRecord, Experiment, Role

FEWEST, MOST = 2, 8
"""Experiments; four to eight for a whole day, two for a short one."""
AGENTS = 2
DAYS_AHEAD = 14


@dataclass(frozen=True)
class Missing:
    """One thing to see to; `stops` is whether the day cannot begin without it."""

    what: str
    stops: bool


def missing(record: ChaosDayRecord) -> tuple[Missing, ...]:
    """Everything that is missing, what stops the day first."""
    plan = record.plan
    must = {
        "what may be broken (scope)": not plan.scope,
        "who could be hit, and what keeps it small (blast radius)": not plan.blast_radius,
        "what ends the day at once (stop rule)": not plan.stop_rule,
        "an experiment": not record.experiments,
        "an agent of chaos": not record.who(Role.AGENT),
        "a responder": not record.who(Role.RESPONDER),
        **{f"a rollback for experiment {card.id}": not card.rollback for card in record.experiments},
    }
    return tuple(
        [Missing(what, stops=True) for what, is_missing in must.items() if is_missing]
        + [Missing(what, stops=False) for what, is_missing in _advice(record).items() if is_missing]
    )


def _advice(record: ChaosDayRecord) -> dict[str, bool]:
    plan, cards = record.plan, record.experiments
    agents, facilitators = record.who(Role.AGENT), record.who(Role.FACILITATOR)
    ahead = (plan.on - plan.planned_on).days if plan.on and plan.planned_on else None
    return {
        "a few months without repeated incidents first": plan.calm is False,
        "what must be true before it begins (start rule)": not plan.start_rule,
        "where people talk on the day (channel)": not plan.channel,
        "a second, experienced agent": 0 < len(agents) < AGENTS,
        "a facilitator who is no agent": not set(facilitators) - set(agents),
        "an incident manager": not record.who(Role.INCIDENT_MANAGER),
        f"two to eight experiments, not {len(cards)}": bool(cards) and not FEWEST <= len(cards) <= MOST,
        f"two weeks between planning and the day, not {ahead} days": ahead is not None and ahead < DAYS_AHEAD,
        **{f"an owner for experiment {card.id}": not card.owner for card in cards},
        **{f"what is expected of experiment {card.id}": not _expects(card) for card in cards},
        "alert settings restored": bool(plan.is_over and plan.alerts_changed and not plan.alerts_restored),
    }


def _expects(card: Experiment) -> bool:
    return bool(card.expected_impact and card.expected_response)
