"""Many teams as text and as JSON (`ybiyri.stats-teams/1`)."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill
from typing import Any

from surveys.statistics.teams import LEAST_TEAMS, TeamsVerdict
from ybiyri_tui.reports.bars import interval_picture
from ybiyri_tui.reports.comparing.numbers import p_words, signed, signed_interval
from ybiyri_tui.reports.stats.cause import NO_CAUSE
from ybiyri_tui.usecases.survey.comparing.stats import TeamsQuestion, TeamsResult
from ybiyri_tui.wording.states import counted

WIDTH = 78
TEAMS_WORDS = {
    TeamsVerdict.HIGHER: "higher after",
    TeamsVerdict.LOWER: "lower after",
    TeamsVerdict.CANNOT_TELL: "can't tell",
    TeamsVerdict.TOO_FEW: f"too few teams to test (at least {LEAST_TEAMS})",
    TeamsVerdict.BEYOND: "beyond the margin",
    TeamsVerdict.WITHIN: "within the margin",
}


def teams_data(found: TeamsResult) -> dict[str, Any]:
    """The teams with documented keys; p is null where a margin decides."""
    return {
        "schema": "ybiyri.stats-teams/1",
        "margin": None if found.margin is None else float(found.margin),
        "questions": [_question_data(question, found.margin is None) for question in found.questions],
        "notes": [*found.notes, NO_CAUSE],
    }


def teams_text(found: TeamsResult) -> str:
    """Each question with the teams together, then every team by name."""
    lines: list[str] = []
    for question in found.questions:
        lines += [*_question_lines(question, found.margin is None), ""]
    notes = [*found.notes, "Teams stand by name; with so few answers a team, their order by shift would mislead."]
    return "\n".join([*lines, *(fill(note, WIDTH) for note in [*notes, NO_CAUSE])])


def _question_data(question: TeamsQuestion, with_p: bool) -> dict[str, Any]:
    test = question.test
    flip = test.sign_flip
    return {
        "id": question.id,
        "teams": [
            {
                "team": team.team,
                "n_before": team.n_before,
                "n_after": team.n_after,
                "mean_before": float(team.mean_before),
                "mean_after": float(team.mean_after),
                "shift": float(team.shift),
            }
            for team in question.shifts
        ],
        "mean_shift": float(test.mean_shift),
        "mean_shift_ci": list(test.mean_shift_ci) if test.mean_shift_ci else None,
        "p_t": test.p_t if with_p else None,
        "p_sign_flip": float(flip.p_value) if flip and with_p else None,
        "p_holm": question.p_holm if with_p else None,
        "verdict": question.verdict.value,
    }


def _question_lines(question: TeamsQuestion, with_p: bool) -> Iterator[str]:
    test = question.test
    yield f"{question.id}: {TEAMS_WORDS[question.verdict]}"
    interval = f" ({signed_interval(test.mean_shift_ci)})" if test.mean_shift_ci else ""
    yield f"  {counted(len(question.shifts), 'team')}, mean shift {signed(float(test.mean_shift))} points{interval}"
    if with_p and test.sign_flip is not None:
        t_test = "not defined, all shifts are alike" if test.p_t is None else p_words(test.p_t)
        held = f", Holm {p_words(question.p_holm)}" if question.p_holm is not None else ""
        yield f"  p {t_test} (t-test{held}), {p_words(float(test.sign_flip.p_value))} (sign-flip)"
    span = max((abs(float(team.shift)) for team in question.shifts), default=0.0) or 1.0
    for team in question.shifts:
        place = 0.5 + float(team.shift) / (2 * span)
        people = f"{team.n_before} and {team.n_after} answers"
        yield f"    {team.team[:20]:<20} {interval_picture(place, None)} {signed(float(team.shift)):>6}  {people}"
