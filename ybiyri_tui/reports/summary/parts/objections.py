"""What people say, what was found for each question, and where voices or the survey contradict it."""

from __future__ import annotations

from playbook.records import Answer, Finding, Grade
from ybiyri_tui.reports.document import Grid, Paragraph, Section
from ybiyri_tui.reports.pilot.status import counts_sentence
from ybiyri_tui.reports.summary.parts.differences import differences
from ybiyri_tui.reports.summary.parts.wording import graded, who_and_when
from ybiyri_tui.reports.summary.summary import Summary
from ybiyri_tui.usecases.pilot.overview import ObjectionLine, QuestionLine
from ybiyri_tui.wording.states import COUNT_WORDS, GRADE_WORDS, counted, short_day, voice_words

TITLE = "What people say, and what was found"
HEADER = ("Question", "Answer", "Who said what", "Who, by when")


def objections_sections(summary: Summary) -> list[Section]:
    """How many answers stand where, then each objection with its questions."""
    lines = summary.overview.objections
    grades = tuple(summary.overview.counts)
    rows = tuple(
        (f"{line.objection.number} {line.objection.title}", *(_number(line, grade) for grade in grades))
        for line in lines
    )
    told = f"{counts_sentence(summary.overview)}. The lowest answer among the voices that were asked counts."
    table = Grid(("What people say", *(COUNT_WORDS[grade] for grade in grades)), rows)
    return [Section(TITLE, (Paragraph(told), table)), *(_objection(line, summary) for line in lines)]


def _number(line: ObjectionLine, grade: Grade) -> str:
    return str(sum(question.answer.grade is grade for question in line.questions))


def _objection(line: ObjectionLine, summary: Summary) -> Section:
    objection = line.objection
    rows = tuple(
        (
            question.question.question,
            graded(question.answer.grade),
            _voices(question.answer),
            _duty(question, summary),
        )
        for question in line.questions
    )
    return Section(
        f"{objection.number} {objection.title}",
        (
            Paragraph(f"“{objection.says}” Because we haven't {objection.root_cause}."),
            Grid(HEADER, rows),
            *differences({question.question_id: question.question.question for question in line.questions}, summary),
        ),
        level=3,
    )


def _voices(answer: Answer) -> str:
    if answer.not_applicable_reason is not None:
        return answer.not_applicable_reason
    said = "; ".join(f"{voice_words(found.voice, found.role)}: {_finding_words(found)}" for found in answer.findings)
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
