"""The appendix: every answer of every voice with its proof and age."""

from __future__ import annotations

from playbook.records import Finding
from ybiyri_tui.reports.document import Grid, Paragraph, Section
from ybiyri_tui.reports.escaping import isolated
from ybiyri_tui.reports.summary.parts.wording import age_words, graded
from ybiyri_tui.reports.summary.summary import Summary
from ybiyri_tui.usecases.pilot.overview import QuestionLine
from ybiyri_tui.wording.states import short_day, voice_words

HEADER = ("Question", "Voice", "Answer", "Last checked", "Proof or reason")


def appendix(summary: Summary) -> Section:
    """One row for each voice that answered, and one for each question that nobody answered."""
    rows = tuple(
        row for line in summary.overview.objections for question in line.questions for row in _rows(question, summary)
    )
    told = f"An answer that was checked more than {summary.stale_after_days} days ago is marked “check again”."
    return Section("Appendix: every answer", (Paragraph(told), Grid(HEADER, rows)))


def _rows(line: QuestionLine, summary: Summary) -> list[tuple[str, ...]]:
    answer = line.answer
    if answer.not_applicable_reason is not None:
        return [(line.question_id, "all", graded(answer.grade), "", answer.not_applicable_reason)]
    if not answer.findings:
        return [(line.question_id, "", graded(answer.grade), "", "")]
    return [
        (
            line.question_id,
            voice_words(found.voice, found.role),
            graded(found.grade),
            _checked(found, summary),
            "; ".join(isolated(proof.text) for proof in found.proofs),
        )
        for found in answer.findings
    ]


def _checked(found: Finding, summary: Summary) -> str:
    words = f"{short_day(found.checked_on)}, {age_words(found.checked_on, summary.on)}"
    stale = (summary.on - found.checked_on).days > summary.stale_after_days
    return f"{words}: check again" if stale else words
