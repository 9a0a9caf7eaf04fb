"""What the objection screen shows: all questions with what was found, and where the survey differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from playbook.schema import Benchmark
from playbook.standing import readiness
from playbook.store import answers as answer_store
from ybiyri_tui.content.workshop_schema import OpenQuestions
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.findings.contradictions import Contradiction, by_subject, contradictions_in
from ybiyri_tui.usecases.pilot.overview import ObjectionLine, objection_lines


@dataclass(frozen=True)
class ObjectionPage:
    """All objections, because the next open question may be in another one.

    `differing` are contradictions by question, with survey results that were read back to the team: a room may be
    looking on. `open_questions` are those for people who are too few for a survey.
    """

    today: date
    objections: tuple[ObjectionLine, ...]
    benchmarks: tuple[Benchmark, ...]
    differing: Mapping[str, tuple[Contradiction, ...]]
    open_questions: OpenQuestions


def objection_page(context: Context, pilot_id: int) -> ObjectionPage:
    """Reads it in one consistent state of the file."""
    return context.workspace.read(lambda session: _read(context, session, pilot_id))


def _read(context: Context, session: Session, pilot_id: int) -> ObjectionPage:
    today, limit = context.today, context.stale_after_days
    return ObjectionPage(
        today=today,
        objections=objection_lines(
            context.playbook,
            answer_store.answers(session, pilot_id),
            is_stale=lambda answer: readiness.is_stale(answer, today, limit),
        ),
        benchmarks=context.playbook.benchmarks,
        differing=by_subject(contradictions_in(context, session, pilot_id, read_back_only=True)),
        open_questions=context.workshop.open_questions,
    )
