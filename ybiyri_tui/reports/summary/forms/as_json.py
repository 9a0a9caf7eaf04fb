"""The summary as JSON (`ybiyri.summary/1`): the keys of the status, and what the ten lines rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from playbook.money import Money
from playbook.records import Grade
from surveys.records import Change, Released
from surveys.schema import Topic
from ybiyri_tui.reports.pilot.contradictions import contradiction_data
from ybiyri_tui.reports.pilot.must_haves import must_haves_data
from ybiyri_tui.reports.pilot.objections import objection_data
from ybiyri_tui.reports.pilot.status import status_data
from ybiyri_tui.reports.room.notes import note_data
from ybiyri_tui.reports.room.promises_made import promises_data
from ybiyri_tui.reports.summary.parts.money import loss_a_week
from ybiyri_tui.reports.summary.parts.ten_lines import ten_lines
from ybiyri_tui.reports.summary.parts.time import time_data
from ybiyri_tui.reports.summary.summary import Compared, RoundResults, Summary
from ybiyri_tui.reports.tickets.unplanned_work import unplanned_work_data
from ybiyri_tui.reports.worksheets.time.incident_flow import flow_data
from ybiyri_tui.reports.worksheets.time.plan_json import plan_data
from ybiyri_tui.usecases.pilot.overview import ObjectionLine

SCHEMA = "ybiyri.summary/1"


def summary_data(summary: Summary) -> dict[str, Any]:
    """The summary with documented keys; what is not known yet is null."""
    seen = summary.overview
    status = status_data(seen)
    del status["schema"]
    return {
        "schema": SCHEMA,
        "date": summary.on.isoformat(),
        **status,
        "must_haves": must_haves_data(seen)["must_haves"],
        "objections": [_objection(line) for line in seen.objections],
        "recommendation": {
            "value": summary.recommendation.value,
            "rule": summary.recommendation.rule,
            "reason": summary.recommendation.reason,
        },
        "survey": _survey(summary),
        "unplanned_work": unplanned_work_data(summary.unplanned_work) if summary.unplanned_work.items else None,
        "money": _money(summary),
        "promises": _promises(summary),
        "withheld": [{"what": withheld.what, "why": withheld.why} for withheld in summary.withheld],
        "organisation": summary.settings.organisation or None,
        "title": summary.settings.title,
        "mission": summary.pilot.mission,
        "example": summary.pilot.is_example,
        "filled_in_by": summary.filled_in_by,
        "people": summary.settings.people,
        "stale_after_days": summary.stale_after_days,
        "lines": [
            {"label": line.label, "text": line.text, "second": line.second or None} for line in ten_lines(summary)
        ],
        "baseline": _baseline(summary),
        "notes": [note_data(note) for note in summary.notes],
        **_worksheets(summary),
    }


def _objection(line: ObjectionLine) -> dict[str, Any]:
    data = objection_data(line, {})
    del data["practices"]
    data["title"] = line.objection.title
    for question in data["questions"]:
        del question["contradictions"]
        grade = question["grade"]
        question["proof"] = grade if grade in (Grade.PROOF_SEEN, Grade.WORD_ONLY) else None
    return data


def _baseline(summary: Summary) -> dict[str, Any] | None:
    then = summary.baseline
    if then is None:
        return None
    return {
        "day": then.day.isoformat(),
        "must_haves_met": then.must_haves_met,
        "counts": {grade.value: then.counts.get(grade, 0) for grade in summary.overview.counts},
    }


def _worksheets(summary: Summary) -> dict[str, Any]:
    found, name = summary.evidence, summary.pilot.name
    plan = plan_data(found.plan, name) if found.plan else {}
    flow = flow_data(found.flow, name) if found.flow else None
    for key in ("schema", "pilot"):
        if flow:
            del flow[key]
    return {
        "right_fit": asdict(found.right_fit) if found.right_fit else None,
        "measures": plan.get("measures"),
        "exit_criteria": plan.get("exit_criteria"),
        "incident_flow": flow,
        **time_data(summary),
        "loss_avoided": _loss_avoided(summary),
    }


def _money(summary: Summary) -> dict[str, Any] | None:
    lost, case = summary.pilot.exposure_per_hour, summary.evidence.money
    if lost is None and case is None:
        return None
    return {
        "exposure_per_hour": _amount(lost),
        "on_call_cost": _amount(case.a_year) if case else None,
        "people_on_call": case.people if case else None,
        "break_even_minutes": float(case.minutes) if case and case.minutes is not None else None,
        "break_even_service": case.service if case else None,
        "pay_agreed": case.is_agreed if case else None,
        "missing": list(case.missing) if case else [],
    }


def _loss_avoided(summary: Summary) -> dict[str, Any] | None:
    found = loss_a_week(summary)
    if found is None:
        return None
    return {
        name: {"availability": float(share), "lost_a_week": _amount(lost)}
        for name, (share, lost) in zip(("before", "now"), found, strict=True)
    }


def _amount(money: Money | None) -> dict[str, str] | None:
    return None if money is None else {"amount": f"{money.amount:f}", "currency": money.currency}


def _promises(summary: Summary) -> dict[str, Any] | None:
    promises = summary.overview.promises
    if not promises:
        return None
    data = promises_data(summary.pilot.name, promises, summary.on)
    return {"counts": data["counts"], "promises": data["promises"]}


def _survey(summary: Summary) -> dict[str, Any] | None:
    if not summary.rounds:
        return None
    return {
        "rounds": [_round(found) for found in summary.rounds],
        "comparisons": [_comparison(compared) for compared in summary.comparisons],
        "contradictions": [contradiction_data(found) for found in summary.contradictions],
    }


def _round(found: RoundResults) -> dict[str, Any]:
    round_ = found.round
    return {
        "survey": round_.survey.id,
        "label": round_.label.value,
        "opened_on": round_.opened_on.isoformat(),
        "closed_on": round_.closed_on.isoformat() if round_.closed_on else None,
        "read_back_on": round_.read_back_on.isoformat() if round_.read_back_on else None,
        "k": round_.k,
        "invited": round_.invited,
        "answered": found.results.answered,
        "topics": [_topic(topic, found.results.entry(topic.id)) for topic in round_.survey.topics],
    }


def _topic(topic: Topic, entry: Released) -> dict[str, Any]:
    return {
        "id": topic.id,
        "title": topic.title,
        "answered": entry.answered,
        "favourable": entry.favourable,
        "mean": entry.mean,
        "withheld": entry.sentence,
    }


def _comparison(compared: Compared) -> dict[str, Any]:
    comparison = compared.comparison
    titles = {topic.id: topic.title for topic in compared.after.survey.topics}
    return {
        "survey": comparison.survey_id,
        "design": comparison.design,
        "answered_before": comparison.answered_before,
        "answered_after": comparison.answered_after,
        "topics": [_change(change, titles) for change in comparison.topics],
        "notes": list(comparison.notes),
    }


def _change(change: Change, titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": change.id,
        "title": titles.get(change.id, change.id),
        "family": change.family.value,
        "n_before": change.before.answered,
        "n_after": change.after.answered,
        "favourable_before": change.before.favourable,
        "favourable_after": change.after.favourable,
        "theta": change.theta,
        "theta_ci": list(change.theta_ci) if change.theta_ci else None,
        "p_band": change.p_band,
        "verdict": change.verdict.value,
        "sentence": change.sentence,
    }
