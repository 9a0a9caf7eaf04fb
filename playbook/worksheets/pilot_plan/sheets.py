"""The plan as tables that people fill in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from playbook.room.owners import MAX_NAME
from playbook.worksheets.pilot_plan.records import (
    DECISION_WORDS,
    DIRECTION_WORDS,
    Charter,
    Comparison,
    CountsFor,
    Decision,
    Direction,
    ExitCriterion,
    Measure,
    PilotExperiment,
    PlanPhase,
    Result,
    Score,
    Verdict,
)
from playbook.worksheets.sheets.kinds import (
    choice_column,
    count_column,
    date_column,
    number_column,
    text_column,
    yes_no_column,
)
from playbook.worksheets.sheets.sheet import Flaw, Sheet

_LONG = 300


def _person(field: str, title: str) -> Any:
    return text_column(field, title, "a name or a role", longest=MAX_NAME)


def _once(rows: Sequence[Any], field: str, *others: str) -> Iterable[Flaw]:
    seen: set[tuple[str, ...]] = set()
    for index, row in enumerate(rows):
        key = tuple(str(getattr(row, name)).casefold() for name in (field, *others))
        if getattr(row, field) and key in seen:
            yield Flaw(index, field, f"{getattr(row, field)!r} stands there twice; each needs one row.")
        seen.add(key)


def _days_in_order(rows: Sequence[Any]) -> Iterable[Flaw]:
    for index, row in enumerate(rows):
        if row.starts_on and row.ends_on and row.ends_on < row.starts_on:
            yield Flaw(index, "ends_on", f"the end, {row.ends_on}, is before the beginning, {row.starts_on}.")


def _check_measures(rows: Sequence[Measure]) -> Iterable[Flaw]:
    yield from _once(rows, "id")
    for index, row in enumerate(rows):
        if row.from_on and row.to_on and row.to_on < row.from_on:
            yield Flaw(index, "to_on", f"the end, {row.to_on}, is before the beginning, {row.from_on}.")


def _check_criteria(rows: Sequence[ExitCriterion]) -> Iterable[Flaw]:
    yield from _once(rows, "criterion")
    for index, row in enumerate(rows):
        if row.threshold is not None and row.comparison is None:
            yield Flaw(index, "comparison", "a value needs at_least or at_most beside it.")


CHARTER = Sheet(
    "plan-charter",
    "Charter",
    "charter",
    "charters",
    Charter,
    (
        text_column("team", "Team", "the team that goes first", longest=60),
        text_column("service", "Service", "the service it runs", longest=60),
        text_column("mission", "Mission", "what customers get out of it", longest=_LONG),
        number_column("availability", "Availability in %", most=Decimal(100), expects="the target, such as 99.0"),
        _person("sponsor", "Sponsor"),
        _person("product_manager", "Product manager"),
        _person("incident_manager", "Incident manager"),
        _person("operations", "Ally in operations"),
        text_column("raci", "Who answers for it", "who is accountable, or where the RACI is", longest=_LONG),
        text_column("pay", "Pay", "what is agreed, or where it is written", longest=_LONG),
        text_column("rota", "Rota", "which hours, how many people", longest=_LONG),
        date_column("starts_on", "Starts"),
        date_column("review_on", "Review"),
        date_column("signed_team_on", "Signed by the team"),
        date_column("signed_sponsor_on", "Signed by the sponsor"),
        date_column("exit_team_on", "Exit criteria: team agreed"),
        date_column("exit_sponsor_on", "Exit criteria: sponsor agreed"),
        date_column("exit_operations_on", "Exit criteria: operations agreed"),
        text_column("exit_agreed", "Exit criteria as agreed", "a fingerprint; ybiyri sets it", longest=64),
        yes_no_column("team_goes_on", "The team wants to go on"),
        choice_column("decision", "Decision", Decision, words=lambda decision: DECISION_WORDS[decision]),
        date_column("decided_on", "Decided"),
        _person("decided_by", "Decided by"),
        text_column("reasons", "Reasons", "why, in one sentence", longest=_LONG),
        date_column("told_on", "Told to everyone involved"),
    ),
    Charter,
)
SCORES = Sheet(
    "plan-teams",
    "Which team",
    "score",
    "scores",
    Score,
    (
        text_column("team", "Team", "a team that could be the pilot", required=True, longest=60),
        text_column("criterion", "Criterion", "the id of a criterion", required=True, longest=40),
        count_column("score", "Score", most=2, expects="0, 1 or 2"),
        text_column("note", "Note", "why", longest=_LONG),
    ),
    Score,
    lambda rows: _once(rows, "team", "criterion"),
)
PHASES = Sheet(
    "plan-phases",
    "Phases",
    "phase",
    "phases",
    PlanPhase,
    (
        text_column("name", "Phase", "a short name", required=True, longest=40),
        date_column("starts_on", "From"),
        date_column("ends_on", "To"),
        text_column("what", "What happens", "what happens in it", longest=_LONG),
        yes_no_column("nights", "Nights"),
        date_column("done_on", "Done on"),
    ),
    PlanPhase,
    _days_in_order,
)
MEASURES = Sheet(
    "plan-measures",
    "Baseline measures",
    "measure",
    "measures",
    Measure,
    (
        text_column("id", "Id", "a short id, such as deployments", required=True, longest=40),
        text_column("measure", "Measure", "what is measured", required=True, longest=60),
        text_column("unit", "Unit", "the unit of all three values, such as hours", longest=20),
        choice_column("better", "Better", Direction, words=lambda better: DIRECTION_WORDS[better]),
        number_column("before", "Before"),
        number_column("now", "Now"),
        number_column("target", "Target"),
        date_column("from_on", "Before: from"),
        date_column("to_on", "Before: to"),
        date_column("now_on", "Now: on"),
        text_column("counts", "What it counts", "what is counted, and where it comes from", longest=_LONG),
    ),
    Measure,
    _check_measures,
    unique="id",
)
EXPERIMENTS = Sheet(
    "plan-experiments",
    "Experiments",
    "experiment",
    "experiments",
    PilotExperiment,
    (
        text_column("hypothesis", "We believe", "what you expect and why", required=True, longest=_LONG),
        text_column("change", "Change", "what is done differently", longest=_LONG),
        text_column("measure", "Measure", "how you will know", longest=80),
        text_column("before", "From", "the value before", longest=40),
        text_column("expected", "To", "the value you expect", longest=40),
        date_column("starts_on", "Starts"),
        date_column("ends_on", "Ends"),
        _person("owner", "Owner"),
        text_column("outcome", "Came out as", "the value at the end", longest=40),
        choice_column("result", "Result", Result),
        text_column("learning", "Learned", "what you know now", longest=_LONG),
    ),
    PilotExperiment,
    _days_in_order,
)
CRITERIA = Sheet(
    "plan-exit",
    "Exit criteria",
    "criterion",
    "criteria",
    ExitCriterion,
    (
        text_column("criterion", "Criterion", "what would have to be true", required=True, longest=120),
        choice_column("counts_for", "Counts for", CountsFor, required=True),
        text_column("measure", "Measure", "the id of a baseline measure, if it decides", longest=40),
        choice_column("comparison", "Is", Comparison, words=lambda found: found.value.replace("_", " ")),
        number_column("threshold", "Limit", expects="a number; empty: the value before"),
        date_column("by_on", "Looked at on"),
        text_column("value", "Measured", "what the review saw", longest=80),
        choice_column("verdict", "Verdict", Verdict, words=lambda verdict: verdict.value.replace("_", " ")),
        text_column("cause", "Known cause", "why it is not met, if that is known", longest=_LONG),
    ),
    ExitCriterion,
    _check_criteria,
    unique="criterion",
)
SHEETS = (CHARTER, SCORES, PHASES, MEASURES, EXPERIMENTS, CRITERIA)
