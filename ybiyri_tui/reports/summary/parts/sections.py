"""What stands below the ten lines: everything they rest on, down to each answer with its proof and age."""

from __future__ import annotations

from playbook.records import Answer, Finding, Grade
from ybiyri_tui.reports.document import Block, Bullets, Grid, Paragraph, Picture, Section
from ybiyri_tui.reports.pilot.status import counts_sentence
from ybiyri_tui.reports.summary.parts.differences import differences
from ybiyri_tui.reports.summary.parts.must_haves import must_haves_section
from ybiyri_tui.reports.summary.parts.promises import promises_section
from ybiyri_tui.reports.summary.parts.survey import survey_section
from ybiyri_tui.reports.summary.parts.wording import age_words, step_words, who_and_when
from ybiyri_tui.reports.summary.summary import Summary
from ybiyri_tui.reports.tickets.unplanned_work import WIDTH, chart_lines, explanation
from ybiyri_tui.usecases.pilot.overview import ObjectionLine, QuestionLine
from ybiyri_tui.words import GRADE_WORDS, VOICE_WORDS, counted, short_day


def sections(summary: Summary, *, chart_width: int = WIDTH, ascii_only: bool = False) -> tuple[Section, ...]:
    """All sections, in the order in which they are read; pictures are at most `chart_width` wide."""
    return (
        must_haves_section(summary),
        _next_steps(summary),
        promises_section(summary),
        *_objections(summary),
        survey_section(summary),
        _unplanned_work(summary, chart_width, ascii_only),
        _withheld(summary),
        _method(summary),
        _appendix(summary),
    )


def _next_steps(summary: Summary) -> Section:
    steps = tuple(step_words(step, summary.on) for step in summary.overview.next_steps)
    return Section("Next steps", (Bullets(steps) if steps else Paragraph("Nothing is due."),))


def _objections(summary: Summary) -> list[Section]:
    counts = Paragraph(
        f"{counts_sentence(summary.overview)}. The lowest answer among the voices that were asked counts."
    )
    return [
        Section("What people say, and what was found", (counts,)),
        *(_objection(line, summary) for line in summary.overview.objections),
    ]


def _objection(line: ObjectionLine, summary: Summary) -> Section:
    objection = line.objection
    rows = tuple(
        (
            question.question.question,
            GRADE_WORDS[question.answer.grade],
            _voices(question.answer),
            _duty(question, summary),
        )
        for question in line.questions
    )
    return Section(
        f"{objection.number} {objection.title}",
        (
            Paragraph(f"“{objection.says}” Because we haven't {objection.root_cause}."),
            Grid(("Question", "Answer", "Who said what", "Who, by when"), rows),
            *differences({question.question_id: question.question.question for question in line.questions}, summary),
        ),
        level=3,
    )


def _voices(answer: Answer) -> str:
    if answer.not_applicable_reason is not None:
        return answer.not_applicable_reason
    said = "; ".join(f"{VOICE_WORDS[found.voice]}: {_finding_words(found)}" for found in answer.findings)
    return f"they differ: {said}" if answer.voices_differ else said


def _finding_words(found: Finding) -> str:
    words = "yes" if found.grade is Grade.PROOF_SEEN else GRADE_WORDS[found.grade]
    return f"{words} ({counted(len(found.proofs), 'proof')})" if found.proofs else words


def _duty(line: QuestionLine, summary: Summary) -> str:
    answer = line.answer
    if answer.owner is None and answer.due_on is None:
        return ""
    if answer.due_on and answer.due_on < summary.on and not answer.is_overdue(summary.on):
        return f"{answer.owner or 'nobody'}, done, was due {short_day(answer.due_on)}"
    return who_and_when(answer.owner, answer.due_on, summary.on)


def _unplanned_work(summary: Summary, width: int, ascii_only: bool) -> Section:
    found = summary.unplanned_work
    if not found.items:
        nothing = Paragraph("Not measured yet: no tickets were imported, so the weekly share is not known.")
        return Section("Unplanned work", (nothing,))
    lines = tuple(line.text for line in chart_lines(found, width, ascii_only=ascii_only))
    told, *rest = explanation(found)
    blocks: list[Block] = [Picture(lines, told), Bullets(tuple(rest))] if lines else [Paragraph(told)]
    return Section("Unplanned work", tuple(blocks))


def _withheld(summary: Summary) -> Section:
    notes = (
        "What was said in the room stays in the room.",
        "Single answers to the survey are never shown.",
    )
    found = tuple(f"{withheld.what}: {withheld.why}" for withheld in summary.withheld)
    return Section("What is left out, and why", (Bullets((*found, *notes)),))


def _method(summary: Summary) -> Section:
    recommendation = summary.recommendation
    return Section(
        "Method and limits",
        (
            Bullets(
                (
                    f"Recommendation: rule {recommendation.rule}. {recommendation.reason} It looks at must-haves only.",
                    "Answers: a question can be answered by the team, by leaders and by operations. The lowest answer "
                    "counts, and where they differ it is said. A yes is “proof seen” when something was shown, else "
                    "“word only”. There is no overall score, because easy questions could raise it.",
                    "Survey: anonymous, and shown to the team first. Before and after are compared by an exact "
                    "permutation test of ranks (Mann–Whitney) on each topic; only main topics, chosen before the "
                    "survey opened, may be called better or worse. “Can't tell” is not “no change”.",
                    "Unplanned work: what the team itself called unplanned at its first import; teams are not "
                    "comparable by it.",
                    "A pilot has no second team to compare with, so nothing here shows what caused a change.",
                    "Not worked out yet: the decision table, and what on-call costs.",
                )
            ),
        ),
    )


def _appendix(summary: Summary) -> Section:
    rows = tuple(
        row for line in summary.overview.objections for question in line.questions for row in _rows(question, summary)
    )
    return Section(
        "Appendix: every answer",
        (
            Paragraph(
                f"An answer that was checked more than {summary.stale_after_days} days ago is marked “check again”."
            ),
            Grid(("Question", "Voice", "Answer", "Last checked", "Proof or reason"), rows),
        ),
    )


def _rows(line: QuestionLine, summary: Summary) -> list[tuple[str, ...]]:
    answer = line.answer
    if answer.not_applicable_reason is not None:
        return [(line.question_id, "all", GRADE_WORDS[answer.grade], "", answer.not_applicable_reason)]
    if not answer.findings:
        return [(line.question_id, "", GRADE_WORDS[answer.grade], "", "")]
    return [
        (
            line.question_id,
            VOICE_WORDS[found.voice],
            GRADE_WORDS[found.grade],
            _checked(found, summary),
            "; ".join(proof.text for proof in found.proofs),
        )
        for found in answer.findings
    ]


def _checked(found: Finding, summary: Summary) -> str:
    words = f"{short_day(found.checked_on)}, {age_words(found.checked_on, summary.on)}"
    stale = (summary.on - found.checked_on).days > summary.stale_after_days
    return f"{words}: check again" if stale else words
