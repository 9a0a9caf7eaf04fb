"""A fair deal as JSON (`ybiyri.pay/1`)."""

from __future__ import annotations

from typing import Any

from playbook.schema import Benchmark
from playbook.worksheets.pay.comparing import Given
from ybiyri_tui.reports.worksheets.oncall.as_json import money_data
from ybiyri_tui.usecases.worksheets.oncall.words import pay_words
from ybiyri_tui.usecases.worksheets.pay.deals import FairDeal

SCHEMA = "ybiyri.pay/1"


def pay_data(found: FairDeal, pilot: str | None) -> dict[str, Any]:
    """Everything with documented keys; amounts are one person's, a year."""
    return {
        "schema": SCHEMA,
        "pilot": pilot,
        "rota": {
            "people": found.duty.people,
            "at_once": found.duty.at_once,
            "weeks_each": float(round(found.duty.weeks, 4)),
            "callouts": float(found.duty.callouts),
            "assumed": found.duty_is_assumed,
        },
        "policies": [_policy(given) for given in found.given],
        "terms": [
            {
                "id": line.row.term,
                "state": line.row.state.value,
                "rule": line.row.rule or None,
                "agreed_with": line.row.agreed_with or None,
                "agreed_on": line.row.agreed_on.isoformat() if line.row.agreed_on else None,
            }
            for line in found.terms
        ],
        "pay_agreed": found.standing.pay_agreed,
        "response_minutes": found.response_minutes,
        "ask_hr": found.standing.ask_hr,
        "law": [{"id": note.id, "says": note.says, "source": str(note.source)} for note in found.law],
        "figures": [_figure(figure) for figure in (*found.figures, *found.leaving)],
    }


def _policy(given: Given) -> dict[str, Any]:
    policy = given.policy
    return {
        "name": policy.name,
        "state": policy.state.value,
        "pays": pay_words(policy),
        "week": money_data(given.week),
        "standby": money_data(given.standby),
        "callouts": money_data(given.callouts),
        "holidays": money_data(given.holidays),
        "total": money_data(given.total),
        "converted": money_data(given.converted),
        "hours_off": float(round(given.hours_off, 2)),
        "callout_only": policy.is_callout_only,
        "unpaid": policy.is_unpaid,
    }


def _figure(figure: Benchmark) -> dict[str, Any]:
    return {
        "id": figure.id,
        "about": list(figure.worksheets),
        "statement": figure.statement,
        "caveat": figure.caveat,
        "year": figure.year,
        "n": figure.n,
        "population": figure.population,
        "source": str(figure.source),
        "verified": figure.verified,
    }
