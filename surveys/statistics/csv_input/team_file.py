"""Answers of many teams: one row a person, with the columns `team` and `phase`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import BinaryIO

from surveys.errors import SurveyError
from surveys.statistics.csv_input.answers import Answers, read_answers
from surveys.statistics.csv_input.phase import PHASE, is_after
from surveys.statistics.csv_input.settings import Settings
from surveys.statistics.teams import TeamShift

TEAM = "team"


@dataclass(frozen=True)
class TeamsFile:
    """For each question the shifts of the teams that answered it both times, teams in alphabetical order."""

    questions: dict[str, tuple[TeamShift, ...]]
    notes: tuple[str, ...]


def read_teams(name: str, data: BinaryIO, settings: Settings) -> TeamsFile:
    """Reads one row a person: `team`, `phase` (before or after), and one column for each question.

    Raises SurveyError that names file, row and column of what cannot be read.
    """
    read = read_answers(name, data, settings.checked(), others=[TEAM, PHASE])
    answers = read.answers
    for column in settings.reverse:
        if column not in answers.questions:
            raise SurveyError(
                f"There is no question {column!r} to turn round; there is {', '.join(answers.questions)}."
            )
    rows: dict[tuple[str, bool], list[int]] = {}
    for at, (team, phase) in enumerate(zip(read.cells[TEAM], read.cells[PHASE], strict=True)):
        if not team and not phase and not answers.codes[:, at].any():
            continue
        if not team:
            raise SurveyError(f"{name}, row {answers.rows[at]}, column {TEAM}: the name of a team was expected.")
        rows.setdefault((team, is_after(phase, f"{name}, row {answers.rows[at]}")), []).append(at)
    questions = {}
    notes = list(read.notes)
    for at, question in enumerate(answers.questions):
        shifts, left_out = _shifts(answers, at, rows, settings)
        if left_out:
            notes.append(f"{question}: left out, because they answered only once: {', '.join(left_out)}.")
        if shifts:
            questions[question] = shifts
    if not questions:
        raise SurveyError(f"{name} has no team that answered any question both before and after.")
    return TeamsFile(questions, tuple(notes))


def _shifts(
    answers: Answers, question: int, rows: dict[tuple[str, bool], list[int]], settings: Settings
) -> tuple[tuple[TeamShift, ...], list[str]]:
    """The shifts of the teams with answers both times, and the names of the others."""
    turned = answers.questions[question] in settings.reverse
    codes = answers.codes[question]

    def scores(team: str, later: bool) -> list[Fraction]:
        given = [int(codes[at]) for at in rows.get((team, later), ())]
        values = [answers.values[code] for code in given if code]
        return [sum(settings.scale) - value for value in values] if turned and settings.scale else values

    shifts, left_out = [], []
    for team in sorted({team for team, _ in rows}):
        before, after = scores(team, False), scores(team, True)
        if before and after:
            shifts.append(TeamShift(team, len(before), len(after), _mean(before), _mean(after)))
        else:
            left_out.append(team)
    return tuple(shifts), left_out


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, Fraction(0)) / len(values)
