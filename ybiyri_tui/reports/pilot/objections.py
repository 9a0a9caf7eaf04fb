"""Objections as text and as JSON (`ybiyri.objections/1`)."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import fill
from typing import Any

from playbook.records import Finding
from ybiyri_tui.content.workshop_schema import OpenQuestions
from ybiyri_tui.reports.pilot.contradictions import asked_words, contradiction_data, differs_sentence
from ybiyri_tui.usecases.findings.contradictions import Contradiction
from ybiyri_tui.usecases.pilot.overview import ObjectionLine, QuestionLine
from ybiyri_tui.wording.owners import owner_words
from ybiyri_tui.wording.states import GRADE_WORDS, glyph, short_day, voice_words

WIDTH = 78

Differing = Mapping[str, tuple[Contradiction, ...]]
"""Contradictions with the survey by question."""


def objection_data(line: ObjectionLine, differing: Differing) -> dict[str, Any]:
    """One objection with its questions and answers, with documented keys."""
    objection = line.objection
    return {
        "id": objection.id,
        "number": objection.number,
        "says": objection.says,
        "root_cause": objection.root_cause,
        "questions": [_question_data(question, differing) for question in line.questions],
        "practices": [practice.title for practice in objection.practices],
    }


def objections_text(lines: tuple[ObjectionLine, ...]) -> str:
    """One line an objection, one glyph a question."""
    return "\n".join(
        f"{line.objection.number} {line.objection.says}\n"
        f"  {' '.join(glyph(question.answer.grade) for question in line.questions)}  {line.missing}".rstrip()
        for line in lines
    )


def objection_text(line: ObjectionLine, differing: Differing, few: OpenQuestions) -> str:
    """An objection in full: why people say it, what to ask, also those who are too few for a survey, what to do."""
    objection = line.objection
    parts = [
        f'{objection.number} "{objection.says}"',
        f"  because we haven't {objection.root_cause}",
        "",
        _paragraph(objection.background),
        "",
        "Questions",
        *(_question_text(question, differing, few) for question in line.questions),
        "What to do about it",
        *(_paragraph(f"{practice.title}: {practice.how}", "- ") for practice in objection.practices),
    ]
    if objection.avoid:
        parts += ["", "What to avoid", *(_paragraph(line, "- ") for line in objection.avoid)]
    return "\n".join(parts)


def _question_data(line: QuestionLine, differing: Differing) -> dict[str, Any]:
    answer = line.answer
    return {
        "id": line.question_id,
        "question": line.question.question,
        "state": answer.state.value,
        "grade": answer.grade.value,
        "reason": answer.not_applicable_reason,
        "owner": answer.owner,
        "accepted": answer.accepted,
        "due": answer.due_on.isoformat() if answer.due_on else None,
        "checked_on": answer.checked_on.isoformat() if answer.checked_on else None,
        "stale": line.is_stale,
        "voices": [
            {
                "voice": found.voice.value,
                "role": found.role,
                "state": found.state.value,
                "checked_on": found.checked_on.isoformat(),
                "proofs": [proof.text for proof in found.proofs],
            }
            for found in answer.findings
        ],
        "contradictions": [contradiction_data(found) for found in differing.get(line.question_id, ())],
    }


def _question_text(line: QuestionLine, differing: Differing, few: OpenQuestions) -> str:
    question, answer = line.question, line.answer
    parts = [
        f"  {glyph(answer.grade)} {question.question}  [{line.question_id}]",
        f"    {_answer_words(line)}",
        *(_voice_text(found) for found in answer.findings if answer.voices_differ or found.proofs),
        *(_differing_text(found) for found in differing.get(line.question_id, ())),
        _paragraph(f"Why it matters: {question.why}", "    "),
        _paragraph(f"Counts as yes: {question.counts_as_yes}", "    "),
        *(_paragraph(f"Ask {role}: {text}", "    ") for role, text in few.speaking_to(line.question_id)),
        "",
    ]
    return "\n".join(parts)


def _differing_text(found: Contradiction) -> str:
    return _paragraph(f"{differs_sentence(found)} ({asked_words(found)}).", "    ")


def _answer_words(line: QuestionLine) -> str:
    answer = line.answer
    words = [GRADE_WORDS[answer.grade]]
    if line.is_stale and answer.checked_on:
        words.append(f"stale, last checked {short_day(answer.checked_on)}")
    if answer.not_applicable_reason:
        words.append(answer.not_applicable_reason)
    if answer.owner:
        words.append(owner_words(answer.owner, answer.accepted))
    if answer.due_on:
        words.append(f"due {short_day(answer.due_on)}")
    return " · ".join(words)


def _voice_text(found: Finding) -> str:
    proofs = "; ".join(proof.text for proof in found.proofs)
    words = (
        f"    {voice_words(found.voice, found.role)}: {GRADE_WORDS[found.grade]}, checked {short_day(found.checked_on)}"
    )
    return f"{words}: {proofs}" if proofs else words


def _paragraph(text: str, first: str = "  ") -> str:
    rest = " " * len(first)
    return fill(" ".join(text.split()), WIDTH, initial_indent=first, subsequent_indent=rest)
