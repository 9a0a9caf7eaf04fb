"""The questions of an objection as entries of a list: what was found, and on unfolding what helps to find out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style
from textual.visual import Visual

from playbook.records import Answer, Finding, Grade, Proof, Voice
from ybiyri_tui.ownership import owner_words
from ybiyri_tui.widgets.detailed_list import Entry
from ybiyri_tui.widgets.folding import Flow, Hanging, Stack
from ybiyri_tui.widgets.plain import clipped, shown
from ybiyri_tui.words import COUNT_WORDS, GRADE_WORDS, VOICE_WORDS, counted, glyph, mark, near_day, short_day

if TYPE_CHECKING:
    from playbook.schema import Link, Question
    from ybiyri_tui.usecases.pilot.overview import ObjectionLine, QuestionLine

LABEL_WIDTH = 16
OWNER_WIDTH = 30
REASON_WIDTH = 60
BLANK = Content("")


def entries(line: ObjectionLine, today: date, *, compact: bool) -> list[Entry]:
    """What people say and why; then the questions."""
    return [_saying(line, compact), *(_entry(found, today, compact) for found in line.questions)]


def section(label: str, paragraphs: Iterable[Content | str]) -> list[Visual]:
    """A label and what belongs to it; nothing if nothing does."""
    labels = [Content.styled(f"{label:<{LABEL_WIDTH}}", "bold $secondary")]
    paragraphs = list(paragraphs)
    labels += [Content(" " * LABEL_WIDTH)] * (len(paragraphs) - 1)
    lines: list[Visual] = [Hanging(first, text) for first, text in zip(labels, paragraphs, strict=False)]
    return [*lines, BLANK] if lines else []


def link(entry: Link) -> Content:
    """A title and an address that terminals can open."""
    return Content.assemble(shown(entry.title), "  ", _address(str(entry.url)))


def _saying(line: ObjectionLine, compact: bool) -> Entry:
    objection = line.objection
    said = Hanging(" ", Content.styled(f"“{objection.says}”", "bold $foreground"))
    because = Hanging(" ", Content.styled(f"because we haven't {objection.root_cause}", "$secondary"))
    return Entry(None, Stack([said, because] if compact else [said, because, BLANK]))


def _entry(found: QuestionLine, today: date, compact: bool) -> Entry:
    answer, question = found.answer, Content.styled(found.question.question, "bold")
    sign = f" {glyph(answer.grade)} "
    details = _details(answer, today)
    if compact:
        head: list[Visual] = [Hanging(sign, Content.assemble(question, "  ", details))]
    else:
        head = [Hanging(sign, question), Hanging("   ", details)]
    return Entry(found.question_id, Stack([*head, *_voices(answer)]), Stack(_body(found.question, answer)))


def _details(answer: Answer, today: date) -> Content:
    words = [GRADE_WORDS[answer.grade]]
    if answer.not_applicable_reason:
        words[0] += f": {clipped(answer.not_applicable_reason, REASON_WIDTH)}"
    proofs = {proof.text for finding in answer.findings for proof in finding.proofs}
    if proofs:
        words.append(counted(len(proofs), "proof"))
    if answer.owner:
        words.append(owner_words(clipped(answer.owner, OWNER_WIDTH), answer.accepted))
    if answer.findings:
        words.append(f"checked {near_day(min(finding.checked_on for finding in answer.findings), today)}")
    details = [Content.styled(" · ".join(words), "$secondary")]
    if answer.due_on and answer.is_overdue(today):
        details.append(
            Content.styled(f"{mark('overdue')} overdue since {near_day(answer.due_on, today)}", "bold $warning")
        )
    elif answer.due_on:
        details.append(Content.styled(f"due {near_day(answer.due_on, today)}", "$secondary"))
    return Content.styled(" · ", "$secondary").join(details)


def _voices(answer: Answer) -> list[Visual]:
    """Who said what, unless it is the team alone."""
    if all(finding.voice is Voice.TEAM for finding in answer.findings):
        return []
    said = [Content.styled("   they differ:", "$warning")] if answer.voices_differ else []
    said += [Content(f"   {VOICE_WORDS[f.voice]} {glyph(f.grade)} {COUNT_WORDS[f.grade]}") for f in answer.findings]
    return [Flow(said, gap=0)]


def _body(question: Question, answer: Answer) -> list[Visual]:
    several = len(answer.findings) > 1
    reason, owner = answer.not_applicable_reason or "", answer.owner or ""
    return [
        *section("Because", [shown(reason)] if reason != clipped(reason, REASON_WIDTH) else []),
        *section("Owner", [shown(owner)] if owner != clipped(owner, OWNER_WIDTH) else []),
        *section("Proof", [_proof(f, proof, several) for f in answer.findings for proof in f.proofs]),
        *section("Counts as yes", [question.counts_as_yes]),
        *section("Why it matters", [question.why]),
        *section("How to ask", [question.facilitate]),
        *section("Read more", [link(entry) for entry in question.links]),
    ][:-1]


def _proof(finding: Finding, proof: Proof, several: bool) -> Content:
    seen = f"  ({VOICE_WORDS[finding.voice] + ', ' if several else ''}{short_day(proof.checked_on)})"
    text = _address(proof.text) if proof.is_link else Content(shown(proof.text))
    return Content.assemble(text, (seen, "$secondary"))


def _address(url: str) -> Content:
    return Content(shown(url)).stylize(Style(underline=True, link=shown(url)))


def grade_counts(line: ObjectionLine) -> str:
    """`2 of 3 yes`."""
    yes = sum(found.answer.grade in (Grade.PROOF_SEEN, Grade.WORD_ONLY) for found in line.questions)
    return f"{yes} of {len(line.questions)} yes"
