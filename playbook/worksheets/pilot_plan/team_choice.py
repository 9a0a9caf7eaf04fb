"""Choosing the team: scores of 0 to 2 on each criterion, with vetoes that no sum makes good."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playbook.worksheets.pilot_plan.content import TeamCriterion
from playbook.worksheets.pilot_plan.records import Score


@dataclass(frozen=True)
class Candidate:
    """A team with its scores by criterion; `missing` were not scored yet."""

    team: str
    scores: dict[str, Score]
    total: int
    vetoes: tuple[TeamCriterion, ...]
    missing: tuple[TeamCriterion, ...]

    @property
    def can_be_pilot(self) -> bool:
        """Whether everything was scored and nothing forbids it."""
        return not self.vetoes and not self.missing


def candidates(scores: Sequence[Score], criteria: Sequence[TeamCriterion]) -> tuple[Candidate, ...]:
    """All teams, the best first: those without a veto, then by their sum. Scores on unknown criteria do not count."""
    teams = dict.fromkeys(score.team for score in scores if score.team)
    found = [_candidate(team, scores, criteria) for team in teams]
    return tuple(sorted(found, key=lambda candidate: (bool(candidate.vetoes), -candidate.total, candidate.team)))


def best_possible(criteria: Sequence[TeamCriterion]) -> int:
    """The highest sum."""
    return 2 * len(criteria)


def _candidate(team: str, scores: Sequence[Score], criteria: Sequence[TeamCriterion]) -> Candidate:
    own = {score.criterion: score for score in scores if score.team == team and score.score is not None}
    known = {criterion.id: own[criterion.id] for criterion in criteria if criterion.id in own}
    return Candidate(
        team=team,
        scores=known,
        total=sum(score.score or 0 for score in known.values()),
        vetoes=tuple(found for found in criteria if found.veto and found.id in known and known[found.id].score == 0),
        missing=tuple(criterion for criterion in criteria if criterion.id not in known),
    )
