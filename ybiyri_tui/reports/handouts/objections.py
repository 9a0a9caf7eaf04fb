"""A worksheet for each objection, blank or with what was found, and the coach's notes to it."""

from __future__ import annotations

from playbook.records import Answer, Finding, Grade, Voice
from playbook.schema import Objection, Question
from ybiyri_tui.reports.document import Bullets, Paragraph
from ybiyri_tui.reports.handouts.blocks import TICKED, UNTICKED, Boxes, Field, Handout, PageBlock, Part, Sources
from ybiyri_tui.reports.handouts.material import Material
from ybiyri_tui.reports.pilot.contradictions import asked_words, differs_sentence
from ybiyri_tui.wording.states import GRADE_WORDS, VOICE_WORDS, short_day

COLUMNS = (Grade.PROOF_SEEN, Grade.WORD_ONLY, Grade.PARTLY, Grade.NO)


def worksheets(material: Material) -> tuple[Handout, ...]:
    """One for each objection that is meant."""
    return tuple(_worksheet(material, objection) for objection in _wanted(material))


def coach_notes(material: Material) -> tuple[Handout, ...]:
    """How to ask each question; for the coach, not for the projector."""
    return tuple(_notes(material, objection) for objection in _wanted(material))


def _wanted(material: Material) -> tuple[Objection, ...]:
    objections = material.playbook.objections
    return tuple(objection for objection in objections if material.number in (None, objection.number))


def _worksheet(material: Material, objection: Objection) -> Handout:
    questions = tuple(_question(material, objection, question) for question in objection.questions)
    practices = Bullets(tuple(f"{practice.title}. {practice.how}" for practice in objection.practices))
    parts = [Part("What is behind it", (Paragraph(objection.background),)), *questions]
    parts.append(Part("What to do about it", (practices,)))
    if objection.avoid:
        parts.append(Part("What to avoid", (Bullets(objection.avoid),)))
    return Handout(_title(objection), _because(objection), material.facts, (*parts, *_sources(material, objection)))


def _notes(material: Material, objection: Objection) -> Handout:
    parts = tuple(
        Part(
            question.question,
            (
                Paragraph(question.facilitate),
                Paragraph(f"Counts as yes: {question.counts_as_yes}"),
                Field("Note", lines=2),
            ),
        )
        for question in objection.questions
    )
    because = f"{_because(objection)}. Notes for the coach; not for the projector."
    return Handout(_title(objection), because, material.facts, parts)


def _title(objection: Objection) -> str:
    return f"{objection.number}. “{objection.says}”"


def _because(objection: Objection) -> str:
    return f"because we haven't {objection.root_cause}"


def _question(material: Material, objection: Objection, question: Question) -> Part:
    question_id = f"{objection.id}.{question.id}"
    answer = material.answers.get(question_id) or Answer(question_id)
    differing = material.differing.get(question_id, ())
    blocks: list[PageBlock] = [
        Paragraph(question.why),
        Paragraph(f"Counts as yes: {question.counts_as_yes}"),
        _boxes(answer),
        *(Paragraph(f"{differs_sentence(found)} ({asked_words(found)}).") for found in differing),
        *_fields(answer),
    ]
    return Part(question.question, tuple(blocks))


def _boxes(answer: Answer) -> Boxes:
    rows = tuple(_voice_row(voice, answer.finding(voice)) for voice in Voice)
    return Boxes(("", *(GRADE_WORDS[grade] for grade in COLUMNS)), rows)


def _voice_row(voice: Voice, finding: Finding | None) -> tuple[str, ...]:
    said = finding.grade if finding else None
    return (VOICE_WORDS[voice], *(TICKED if grade is said else UNTICKED for grade in COLUMNS))


def _fields(answer: Answer) -> tuple[Field, ...]:
    proofs = "; ".join(proof.text for finding in answer.findings for proof in finding.proofs)
    due = short_day(answer.due_on) if answer.due_on else ""
    who = ", ".join(part for part in (answer.owner or "", due) if part)
    fields = [Field("What shows it", proofs or None), Field("Next step, who, by when", who or None)]
    if answer.not_applicable_reason:
        fields.insert(0, Field("Doesn't apply, because", answer.not_applicable_reason))
    return tuple(fields)


def _sources(material: Material, objection: Objection) -> tuple[Part, ...]:
    pack = material.playbook.pack_of(objection.id)
    links = tuple((link.title, str(link.url)) for link in objection.links)
    if not (pack or links):
        return ()
    return (Part("", (Sources(f"From the pack “{pack.title}”. {pack.source}" if pack else "Read more", links),)),)
