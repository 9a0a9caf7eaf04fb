"""The keys of a summary as JSON, as types: published as a JSON Schema, and what files of others are checked against."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

State = Literal["not_asked", "no", "partly", "yes", "not_applicable"]
Graded = Literal["proof_seen", "word_only"]
PhaseName = Literal["prepare", "baseline", "pilot", "review", "scale"]
Count = Field(ge=0)


class Keys(BaseModel):
    """Keys are only added within a version, so unknown ones are no mistake."""

    model_config = ConfigDict(extra="allow", frozen=True)


class Excepted(Keys):
    """An exception from a must-have; it counts up to the day `until`."""

    reason: str
    person: str
    until: date


class MustHave(Keys):
    """A condition that stops a phase; `is_due` of all phases up to the next one."""

    id: str
    title: str | None = None
    state: Literal["open", "met", "excepted"]
    before_phase: PhaseName
    is_due: bool = True
    reopened: bool
    met_on: date | None = None
    proof: str | None = None
    owner: str | None = None
    accepted: bool | None = None
    due: date | None = None
    exception: Excepted | None


class VoiceAnswer(Keys):
    """What one voice said, and what was shown for it."""

    voice: Literal["team", "leaders", "operations"]
    state: State
    checked_on: date
    proofs: list[str]


class Question(Keys):
    """A question with what was found; `proof` tells the two kinds of yes apart."""

    id: str
    question: str | None = None
    state: State
    proof: Graded | None
    reason: str | None = None
    owner: str | None = None
    accepted: bool | None = None
    due: date | None = None
    checked_on: date | None = None
    stale: bool = False
    voices: list[VoiceAnswer] = []


class Objection(Keys):
    """One thing people say, with its questions."""

    id: str
    title: str | None = None
    questions: list[Question]


class Counts(Keys):
    """How many questions count as what; they add up to all questions."""

    proof_seen: int = Count
    word_only: int = Count
    partly: int = Count
    no: int = Count
    not_asked: int = Count
    not_applicable: int = Count


class Step(Keys):
    """Something to do next; `accepted` is null where it was not said."""

    kind: str
    what: str
    why: str
    owner: str | None
    due: date | None
    accepted: bool | None


class Recommendation(Keys):
    """What the rule table says, and the rule that said it."""

    value: Literal["not_yet", "start", "extend", "scale", "stop", "stay_with_operations"] | None
    rule: str
    reason: str | None = None


class Topic(Keys):
    """A topic of a survey as the release gate let it through; null below the threshold, and `withheld` says why."""

    id: str
    title: str
    answered: int | None
    favourable: str | None
    mean: float | None
    withheld: str | None


class Round(Keys):
    """A closed round that was read back to the team."""

    survey: str
    label: Literal["before", "pulse", "after"]
    invited: int
    answered: int
    topics: list[Topic]


class TopicChange(Keys):
    """Before against after of one topic."""

    id: str
    title: str | None = None
    verdict: str
    favourable_before: str | None
    favourable_after: str | None


class Compared(Keys):
    """The comparison of a closed series."""

    survey: str
    answered_before: int
    answered_after: int
    topics: list[TopicChange]


class SurveyPart(Keys):
    """What the team said, as far as it may be shown."""

    rounds: list[Round]
    comparisons: list[Compared]
    contradictions: list[dict[str, Any]]


class Amount(Keys):
    """An exact amount of money; the number is text, so that nothing is lost."""

    amount: str = Field(pattern=r"^[0-9]+(\.[0-9]+)?$")
    currency: str = Field(pattern=r"^[A-Z]{3}$")


class MoneyPart(Keys):
    """Exposure against cost; null where it was not worked out."""

    exposure_per_hour: Amount | None
    on_call_cost: Amount | None = Field(description="of a year")
    people_on_call: int | None = Field(None, description="at night")
    break_even_minutes: float | None = Field(None, description="of outage a year that lose as much as on-call costs")
    break_even_service: str | None = None
    pay_agreed: bool | None = None
    missing: list[str] = []


class LossAWeek(Keys):
    """What a week loses at an availability in per cent."""

    availability: float
    lost_a_week: Amount


class LossAvoided(Keys):
    """A week before and a week now."""

    before: LossAWeek
    now: LossAWeek


class Made(Keys):
    """A concern, what was promised about it, and the two ticks that only the team gives."""

    number: int
    raised: str
    promise: str | None
    state: Literal["open", "kept", "dropped"]
    late: bool
    understood_on: date | None
    fixed_on: date | None


class PromiseCounts(Keys):
    """How many concerns stand where."""

    raised: int = Count
    promised: int = Count
    kept: int = Count
    late: int = Count


class PromisePart(Keys):
    """Promises to the team."""

    counts: PromiseCounts
    promises: list[Made]


class UnplannedPart(Keys):
    """The weekly share of unplanned work, 0 to 1."""

    denominator: str
    items: int
    median: float | None
    weeks: list[dict[str, Any]]


class Fits(Keys):
    """What the decision table says; `fits` is null while no service is named as the pilot's."""

    fits: bool | None
    sentence: str
    all_stay: bool
    decided: int = Count


class Line(Keys):
    """One of the lines that come first."""

    label: str
    text: str
    second: str | None


class Difference(Keys):
    """Something that is not as it was in the older summary."""

    what: str
    before: str | None
    after: str | None


class Changes(Keys):
    """What changed since an older summary; only where one was given."""

    since: date
    differences: list[Difference]


class Withheld(Keys):
    """Something that exists and is not shown, and why."""

    what: str
    why: str


class SummaryData(Keys):
    """The readiness summary of one pilot (`ybiyri.summary/1`)."""

    schema_: Literal["ybiyri.summary/1"] = Field(alias="schema")
    date: date
    pilot: str
    team: str
    phase: PhaseName
    must_haves: list[MustHave]
    objections: list[Objection]
    counts: Counts
    next: list[Step]
    recommendation: Recommendation
    survey: SurveyPart | None
    unplanned_work: UnplannedPart | None
    money: MoneyPart | None
    promises: PromisePart | None
    withheld: list[Withheld]
    lines: list[Line] = []
    notes: list[dict[str, Any]] = []
    right_fit: Fits | None = None
    measures: list[dict[str, Any]] | None = Field(None, description="as in ybiyri.plan/1")
    exit_criteria: list[dict[str, Any]] | None = Field(None, description="as in ybiyri.plan/1")
    incident_flow: dict[str, Any] | None = Field(None, description="as in ybiyri.flow/1")
    phases: list[dict[str, Any]] | None = Field(None, description="of the plan: name, days, whether it has nights")
    chaos_day: dict[str, Any] | None = Field(None, description="the newest that was held, in numbers")
    specialists: dict[str, Any] | None = Field(None, description="sums of tasks, seconds a year, and waits in seconds")
    paved_roads: list[dict[str, Any]] | None = Field(None, description="journeys with their times in seconds")
    loss_avoided: LossAvoided | None = None
    changes: Changes | None = None


class PortfolioData(Keys):
    """Several summaries in one document (`ybiyri.portfolio/1`); conflicts between them are named."""

    schema_: Literal["ybiyri.portfolio/1"] = Field(alias="schema")
    date: date
    pilots: list[SummaryData]
    conflicts: list[str]


def published_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of both documents, with unknown keys allowed."""
    summary = SummaryData.model_json_schema(by_alias=True, ref_template="#/$defs/{model}")
    portfolio = PortfolioData.model_json_schema(by_alias=True, ref_template="#/$defs/{model}")
    defs = {**portfolio.pop("$defs", {}), **summary.pop("$defs", {}), "Summary": summary, "Portfolio": portfolio}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:ybiyri:summary:1",
        "title": "ybiyri.summary/1 and ybiyri.portfolio/1",
        "anyOf": [{"$ref": "#/$defs/Summary"}, {"$ref": "#/$defs/Portfolio"}],
        "$defs": dict(sorted(defs.items())),
    }
