"""The questions of an objection as entries of a list: what was found, and on unfolding what helps to find out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style
from textual.visual import Visual

from playbook.records import Answer, Finding, Grade, Proof, Voice
from ybiyri_tui.widgets.folding import Flow, Hanging, Stack
from ybiyri_tui.widgets.lists.detailed_list import Entry
from ybiyri_tui.widgets.plain import clipped, shown
from ybiyri_tui.wording.owners import owner_words
from ybiyri_tui.wording.states import COUNT_WORDS, GRADE_WORDS, counted, glyph, mark, near_day, short_day, voice_words

if TYPE_CHECKING:
    from playbook.schema import Link, Question
    from ybiyri_tui.screens.objection.view import ObjectionView
    from ybiyri_tui.usecases.findings.contradictions import Contradiction
    from ybiyri_tui.usecases.pilot.overview import ObjectionLine, QuestionLine

LABEL_WIDTH = 16
OWNER_WIDTH = 30
REASON_WIDTH = 60
BLANK = Content("")


class Entries:
    """Makes the entries of a screen; one for which nothing has changed is not made again, because keys wait for it."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[object, Entry]] = {}

    def of(self, view: ObjectionView, line: ObjectionLine, *, compact: bool) -> list[Entry]:
        """What people say and why; then the questions."""
        return [_saying(line, compact), *(self.of_one(view, found, compact=compact) for found in line.questions)]

    def of_one(self, view: ObjectionView, found: QuestionLine, *, compact: bool) -> Entry:
        """A question."""
        on_the_way, differing = found.question_id in view.on_the_way, view.page.differing.get(found.question_id, ())
        state = (found.answer, found.is_stale, on_the_way, differing, compact, view.page.today)
        known, entry = self._made.get(found.question_id, (None, None))
        if entry is None or known != state:
            entry = _entry(view, found, compact)
            self._made[found.question_id] = state, entry
        return entry


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


def _entry(view: ObjectionView, found: QuestionLine, compact: bool) -> Entry:
    answer, question = found.answer, Content.styled(found.question.question, "bold")
    differing = view.page.differing.get(found.question_id, ())
    sign = f" {glyph(answer.grade)} "
    details = _details(view, found)
    if compact:
        head: list[Visual] = [Hanging(sign, Content.assemble(question, "  ", details))]
    else:
        head = [Hanging(sign, question), Hanging("   ", details)]
    few = view.page.open_questions.speaking_to(found.question_id)
    body = Stack(_body(found.question, answer, differing, few))
    return Entry(found.question_id, Stack([*head, *_voices(answer), *_differing(differing)]), body)


def _details(view: ObjectionView, found: QuestionLine) -> Content:
    answer, today = found.answer, view.page.today
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
    if found.is_stale:
        words[-1] += ", stale: check again"
    details = [Content.styled(" · ".join(words), "$secondary")]
    if answer.due_on and answer.is_overdue(today):
        details.append(
            Content.styled(f"{mark('overdue')} overdue since {near_day(answer.due_on, today)}", "bold $warning")
        )
    elif answer.due_on:
        details.append(Content.styled(f"due {near_day(answer.due_on, today)}", "$secondary"))
    if found.question_id in view.on_the_way:
        details[-1] += Content.styled(f" {mark('on_the_way')}", "bold")
    return Content.styled(" · ", "$secondary").join(details)


def _voices(answer: Answer) -> list[Visual]:
    """Who said what, unless it is the team alone."""
    if all(finding.voice is Voice.TEAM for finding in answer.findings):
        return []
    said = [Content.styled("   they differ:", "$warning")] if answer.voices_differ else []
    said += [
        Content(f"   {shown(voice_words(f.voice, f.role))} {glyph(f.grade)} {COUNT_WORDS[f.grade]}")
        for f in answer.findings
    ]
    return [Flow(said, gap=0)]


def _differing(differing: tuple[Contradiction, ...]) -> list[Visual]:
    """What the survey says against the answer, as far as it was read back to the team."""
    from ybiyri_tui.reports.pilot.contradictions import differs_sentence

    return [Hanging("   ", Content.styled(shown(differs_sentence(found)), "$warning")) for found in differing]


def _body(
    question: Question, answer: Answer, differing: tuple[Contradiction, ...], few: tuple[tuple[str, str], ...]
) -> list[Visual]:
    several = len(answer.findings) > 1
    reason, owner = answer.not_applicable_reason or "", answer.owner or ""
    return [
        *section("Because", [shown(reason)] if reason != clipped(reason, REASON_WIDTH) else []),
        *section("Owner", [shown(owner)] if owner != clipped(owner, OWNER_WIDTH) else []),
        *section("Survey", [_asked(found) for found in differing]),
        *section("Proof", [_proof(f, proof, several) for f in answer.findings for proof in f.proofs]),
        *section("Counts as yes", [question.counts_as_yes]),
        *section("Why it matters", [question.why]),
        *section("How to ask", [question.facilitate]),
        *section("Ask the few", [f"{role}: {text}" for role, text in few]),
        *section("Read more", [link(entry) for entry in question.links]),
    ][:-1]


def _asked(found: Contradiction) -> str:
    """Where the figure comes from, and what to ask the room."""
    from ybiyri_tui.reports.pilot.contradictions import asked_words, talk_about

    asked = asked_words(found)
    return shown(f"{asked[0].upper()}{asked[1:]}. {talk_about(found)}")


def _proof(finding: Finding, proof: Proof, several: bool) -> Content:
    who = f"{shown(voice_words(finding.voice, finding.role))}, " if several else ""
    origin = f"{proof.worksheet} worksheet, " if proof.worksheet else ""
    seen = f"  ({who}{origin}{short_day(proof.checked_on)})"
    text = _address(proof.text) if proof.is_link else Content(shown(proof.text))
    return Content.assemble(text, (seen, "$secondary"))


def _address(url: str) -> Content:
    return Content(shown(url)).stylize(Style(underline=True, link=shown(url)))


def grade_counts(line: ObjectionLine) -> str:
    """`2 of 3 yes`."""
    yes = sum(found.answer.grade in (Grade.PROOF_SEEN, Grade.WORD_ONLY) for found in line.questions)
    return f"{yes} of {len(line.questions)} yes"
