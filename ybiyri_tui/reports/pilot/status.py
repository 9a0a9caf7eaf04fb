"""A pilot's status as text and as JSON (`ybiyri.status/1`)."""

from __future__ import annotations

from typing import Any

from playbook.records import Grade
from playbook.standing.readiness import MustHaveStatus, NextStep
from ybiyri_tui.usecases.pilot.overview import ObjectionLine, Overview, QuestionLine
from ybiyri_tui.wording.owners import owner_words
from ybiyri_tui.wording.states import COUNT_WORDS, counted, due_words, glyph, mark, short_day

SCHEMA = "ybiyri.status/1"


def status_data(overview: Overview) -> dict[str, Any]:
    """The status with documented keys."""
    return {
        "schema": SCHEMA,
        "pilot": overview.pilot.name,
        "team": overview.pilot.team,
        "phase": overview.pilot.phase.value,
        "must_haves": [
            {
                "id": status.must_have.id,
                "state": status.state.value,
                "before_phase": status.must_have.before_phase.value,
                "reopened": status in overview.reopened_must_haves,
                "exception": exception_data(status),
            }
            for status in overview.must_haves
        ],
        "objections": [_objection_data(line) for line in overview.objections],
        "counts": {grade.value: count for grade, count in overview.counts.items()},
        "next": [_step_data(step) for step in overview.next_steps],
    }


def status_text(overview: Overview) -> str:
    """The status in linear text: what to do next first."""
    pilot = overview.pilot
    lines = [
        f"{pilot.name} · {pilot.team} · step {pilot.phase.step} of 5, {pilot.phase.value}",
        f"Mission: {pilot.mission}",
        "",
        "Next",
        *(_step_line(number, step, overview) for number, step in enumerate(overview.next_steps, 1)),
        "",
        must_have_sentence(overview),
        *(f"  {exception_words(status)}" for status in overview.exceptions),
        *(
            f"  {mark('must_have')} {status.must_have.title} · {due_words(status.mark.due_on, overview.today)}"
            for status in overview.open_must_haves
        ),
        "",
        "What people say",
        *(_objection_line(line) for line in overview.objections),
        "",
        counts_sentence(overview),
        *([stale_sentence(overview)] if overview.stale_questions else []),
    ]
    return "\n".join(lines)


def must_have_sentence(overview: Overview) -> str:
    """`2 of 8 must-haves are open before the pilot phase.`"""
    due = overview.due_must_haves
    following = overview.pilot.phase.next
    before = f" before the {following.value} phase" if following else ""
    return f"{len(overview.open_must_haves)} of {len(due)} must-haves are open{before}."


def counts_sentence(overview: Overview) -> str:
    """`20 questions: 7 proof seen · 1 word only · …`; what counts nothing is left out."""
    shown = [f"{count} {COUNT_WORDS[grade]}" for grade, count in overview.counts.items() if count]
    return f"{overview.question_count} questions: {' · '.join(shown)}"


def stale_sentence(overview: Overview) -> str:
    """`2 yes answers were last checked more than 90 days ago.`"""
    stale = len(overview.stale_questions)
    verb = "was" if stale == 1 else "were"
    return f"{counted(stale, 'yes answer')} {verb} last checked more than {overview.stale_after_days} days ago."


def exception_words(status: MustHaveStatus) -> str:
    """`Exception until 3 Dec 2026: On-call pay is agreed (signed in May; Head of HR)`."""
    waiver = status.mark.waiver
    if waiver is None:
        return f"Exception: {status.must_have.title}"
    day = short_day(waiver.expires_on)
    return f"Exception until {day}: {status.must_have.title} ({waiver.reason}; {waiver.person})"


def exception_data(status: MustHaveStatus) -> dict[str, Any] | None:
    """The exception with documented keys, also one that has expired; None if there is none."""
    waiver = status.mark.waiver
    if waiver is None:
        return None
    return {"reason": waiver.reason, "person": waiver.person, "until": waiver.expires_on.isoformat()}


def _objection_data(line: ObjectionLine) -> dict[str, Any]:
    return {"id": line.objection.id, "questions": [_question_data(question) for question in line.questions]}


def _question_data(line: QuestionLine) -> dict[str, Any]:
    grade = line.answer.grade
    yes = grade in (Grade.PROOF_SEEN, Grade.WORD_ONLY)
    return {
        "id": line.question_id,
        "state": line.answer.state.value,
        "proof": grade.value if yes else None,
    }


def _step_data(step: NextStep) -> dict[str, Any]:
    return {
        "kind": step.kind,
        "what": step.what,
        "why": step.why,
        "owner": step.owner,
        "due": step.due_on.isoformat() if step.due_on else None,
        "question": step.question_id,
        "accepted": step.accepted,
        "ref": step.ref,
    }


def _step_line(number: int, step: NextStep, overview: Overview) -> str:
    details = [
        step.why,
        owner_words(step.owner, step.accepted),
        due_words(step.due_on, overview.today) if step.due_on else "",
    ]
    return f"  {number}. {step.what} ({', '.join(detail for detail in details if detail)})"


def _objection_line(line: ObjectionLine) -> str:
    glyphs = " ".join(glyph(question.answer.grade) for question in line.questions)
    return f"  {line.objection.number} {line.objection.title:<28} {glyphs:<6} {line.missing}".rstrip()
