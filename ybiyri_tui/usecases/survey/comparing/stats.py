"""Statistics beside the surveys: plans, many teams, weekly shares, lists of p-values. Needs no workspace."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from random import Random

from surveys.statistics.csv_input.settings import Settings, parse_number
from surveys.statistics.csv_input.team_file import read_teams
from surveys.statistics.csv_input.week_file import read_weeks
from surveys.statistics.multiplicity import benjamini_hochberg, holm
from surveys.statistics.planning import Plan, Setting, plan
from surveys.statistics.teams import TeamShift, TeamsTest, TeamsVerdict, team_test, verdict
from surveys.statistics.verdicts import ALPHA
from surveys.statistics.weekly import WeeklyTest, weekly_test
from ybiyri_tui.errors import ProgramError

SEED = 1


@dataclass(frozen=True)
class TeamsQuestion:
    """One question over many teams; `p_holm` is the t-test's p adjusted for all questions of the file."""

    id: str
    shifts: tuple[TeamShift, ...]
    test: TeamsTest
    p_holm: float | None
    verdict: TeamsVerdict


@dataclass(frozen=True)
class TeamsResult:
    """All questions of a file; with a `margin` the intervals decide and p is not used."""

    questions: tuple[TeamsQuestion, ...]
    margin: Fraction | None
    notes: tuple[str, ...]


@dataclass(frozen=True)
class WeeklyResult:
    """The test of a file of weeks, and what had to be noted."""

    test: WeeklyTest
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Adjusted:
    """P-values in the order given, with both adjustments."""

    p_values: tuple[Fraction, ...]
    holm: tuple[Fraction, ...]
    benjamini_hochberg: tuple[Fraction, ...]


def teams(path: Path, settings: Settings, margin: str | None = None) -> TeamsResult:
    """Compares many teams, one row a person. Raises errors that name file, row and column."""
    limit = None if margin is None else parse_number(margin, "--margin")
    if limit is not None and limit <= 0:
        raise ProgramError("--margin has to be above 0; it is the smallest shift that you would call large.")
    with path.expanduser().open("rb") as data:
        found = read_teams(path.name, data, settings)
    tests = {question: team_test([team.shift for team in shifts]) for question, shifts in found.questions.items()}
    with_p = [(question, Fraction(test.p_t)) for question, test in tests.items() if test.p_t is not None]
    adjusted = dict(zip((question for question, _ in with_p), holm([p for _, p in with_p]), strict=True))
    questions = tuple(
        TeamsQuestion(
            question,
            found.questions[question],
            test,
            float(adjusted[question]) if question in adjusted else None,
            verdict(test, settings.alpha, limit),
        )
        for question, test in tests.items()
    )
    return TeamsResult(questions, limit, found.notes)


def weekly(path: Path, seed: int = SEED) -> WeeklyResult:
    """Compares weekly shares before and after. Raises errors that name file, row and column."""
    with path.expanduser().open("rb") as data:
        weeks, notes = read_weeks(path.name, data)
    return WeeklyResult(weekly_test(weeks, Random(seed), ALPHA), notes)  # noqa: S311


def adjust(lines: Iterable[str]) -> Adjusted:
    """Adjusts p-values, one or more a line. Raises ProgramError that names the line of what is none."""
    p_values = [
        _p_value(text, number)
        for number, line in enumerate(lines, 1)
        for text in line.replace(",", " ").replace(";", " ").split()
    ]
    if not p_values:
        raise ProgramError("No p-values came in on standard input; one a line was expected.")
    return Adjusted(tuple(p_values), holm(p_values), benjamini_hochberg(p_values))


def planned(setting: Setting, seed: int = SEED) -> Plan:
    """What so many people could find."""
    return plan(setting, seed=seed)


def _p_value(text: str, line: int) -> Fraction:
    try:
        value = Fraction(text) if len(text) <= 30 and "/" not in text else None
    except ValueError:
        value = None
    if value is None or not 0 <= value <= 1:
        raise ProgramError(f"Line {line}: {text[:30]!r} is not a p-value; a number from 0 to 1 was expected.")
    return value
