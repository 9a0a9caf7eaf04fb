"""What a plan starts from, read from the content: criteria for a team, phases, measures, exit criteria and rules."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from playbook.loading.source import Source
from playbook.schema import Content, Line, Slug, Text
from playbook.worksheets.pilot_plan.records import Decision, ExitCriterion, Measure
from playbook.worksheets.pilot_plan.sheets import CRITERIA, MEASURES
from playbook.worksheets.sheets.content import content_records

FILE = "worksheets/pilot_plan.yaml"
Weeks = Annotated[int, Field(strict=True, ge=1, le=52)]


class TeamCriterion(Content):
    """One thing that makes a good pilot team; `veto` is whether a team with 0 cannot be the pilot."""

    id: Slug
    title: Line
    veto: bool = Field(False, strict=True)
    zero: Line
    one: Line
    two: Line

    @property
    def levels(self) -> tuple[str, str, str]:
        """What 0, 1 and 2 mean."""
        return self.zero, self.one, self.two


class PhaseTemplate(Content):
    """A phase to start from; `nights` phases are left out for a service without night cover."""

    name: Line
    weeks: Weeks
    what: Text
    nights: bool = Field(False, strict=True)


class Counted(StrEnum):
    """What an exit rule can count."""

    STOP_MET = "stop_criteria_met"
    SCALE_UNMET = "scale_criteria_not_met"
    UNMEASURED = "criteria_not_measured"
    WITHOUT_CAUSE = "not_met_without_known_cause"


class Bounds(Content):
    """How many there may be for a rule to apply."""

    at_least: Annotated[int, Field(strict=True, ge=0)] = 0
    at_most: Annotated[int, Field(strict=True, ge=0)] | None = None

    def hold(self, number: int) -> bool:
        """Whether this many are within the bounds."""
        return number >= self.at_least and (self.at_most is None or number <= self.at_most)


class ExitRule(Content):
    """One rule; the first whose every count is within its bounds decides. Without a decision nothing is decided yet."""

    id: Slug
    when: dict[Counted, Bounds]
    decision: Decision | None = None
    says: Line


class PlanFile(Content):
    """The file; `measures` and `exit_criteria` are rows of the tables of those names."""

    team_criteria: Annotated[tuple[TeamCriterion, ...], Field(min_length=1)]
    phases: Annotated[tuple[PhaseTemplate, ...], Field(min_length=1)]
    no_nights_up_to: Annotated[float, Field(ge=0, le=100)]
    measures: tuple[dict[str, Any], ...]
    must_be_measured: tuple[Slug, ...]
    exit_criteria: tuple[dict[str, Any], ...]
    exit_rules: Annotated[tuple[ExitRule, ...], Field(min_length=1)]


class PlanContent(Content):
    """The content with its rows read."""

    file: PlanFile
    measures: tuple[Measure, ...]
    exit_criteria: tuple[ExitCriterion, ...]


def read_plan_content(source: Source) -> PlanContent | None:
    """The content, None if it could not be read; problems are noted in the source."""
    found = source.read(FILE, PlanFile)
    if found is None:
        return None
    measures = content_records(source, FILE, ("measures",), MEASURES, found.measures)
    criteria = content_records(source, FILE, ("exit_criteria",), CRITERIA, found.exit_criteria)
    ids = [measure.id for measure in measures]
    for index, measure_id in enumerate(found.must_be_measured):
        if measure_id not in ids:
            source.problem(FILE, ("must_be_measured", index), f"the id of a measure ({', '.join(ids)})")
    for index, criterion in enumerate(criteria):
        if criterion.measure and criterion.measure not in ids:
            source.problem(FILE, ("exit_criteria", index, "measure"), f"the id of a measure ({', '.join(ids)})")
    return PlanContent(file=found, measures=measures, exit_criteria=criteria)
