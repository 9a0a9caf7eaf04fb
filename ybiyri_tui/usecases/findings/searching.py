"""Everything of a pilot that has words, for searching."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from playbook.records import Answer, MustHaveMark
from playbook.room.notes import NoteKind
from playbook.store import answers as answer_store
from playbook.store import must_haves as must_have_store
from playbook.store import notes as note_store
from playbook.store import promises as promise_store
from ybiyri_tui.context import Context

MOST = 60
LEAD = 4


@dataclass(frozen=True)
class Thing:
    """Something that can be found, and where it is: its kind and key in the audit trail, or `practice`.

    `what` names it; `parts` are its other words, each with a label.
    """

    kind: str
    key: str
    sort: str
    what: str
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Hit:
    """A thing that was found; `because` is the part in which the words stand, with its label.

    It is None if they stand in the name.
    """

    thing: Thing
    because: tuple[str, str] | None


def things(context: Context, pilot_id: int) -> tuple[Thing, ...]:
    """Questions with answers and practices in the playbook's order, then must-haves, promises and notes."""
    return context.workspace.read(
        lambda session: (
            *_questions(context, answer_store.answers(session, pilot_id)),
            *_must_haves(context, must_have_store.must_have_marks(session, pilot_id)),
            *(
                Thing(
                    "promise",
                    str(found.number),
                    "promise",
                    found.promise or found.raised,
                    _parts(("raised", found.raised), ("owner", found.owner), ("reason", found.reason)),
                )
                for found in promise_store.promises(session, pilot_id)
            ),
            *(
                Thing(
                    "note",
                    str(found.number),
                    ("step" if found.kind is NoteKind.STEP else "parked" if found.kind is NoteKind.PARKED else "note")
                    + (", may leave" if found.may_leave else ", stays in this room"),
                    found.text,
                    _parts(("owner", found.owner)),
                )
                for found in note_store.notes(session, pilot_id)
            ),
        )
    )


def search(found: Iterable[Thing], query: str) -> tuple[Hit, ...]:
    """The things in which every word of the query stands, without regard to case and accents; at most `MOST`.

    Those in whose name all of them stand come first.
    """
    words = folded(query).split()
    if not words:
        return ()
    hits = [hit for thing in found if (hit := _hit(thing, words))]
    hits.sort(key=lambda hit: hit.because is not None)
    return tuple(hits[:MOST])


def folded(text: str) -> str:
    """The text without case and accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def _hit(thing: Thing, words: list[str]) -> Hit | None:
    name = folded(thing.what)
    missing = [word for word in words if word not in name]
    if not missing:
        return Hit(thing, None)
    parts = [(part, folded(" ".join(part))) for part in thing.parts]
    if not all(any(word in text for _, text in parts) for word in missing):
        return None
    label, text = next(part for part, text in parts if missing[0] in text)
    return Hit(thing, (label, _around(missing[0], text)))


def _around(word: str, text: str) -> str:
    """The text from a few words before the one that was found on."""
    words = text.split()
    place = next((number for number, found in enumerate(words) if word in folded(found)), 0)
    start = max(0, place - LEAD)
    return ("… " if start else "") + " ".join(words[start:])


def _questions(context: Context, answers: dict[str, Answer]) -> Iterator[Thing]:
    for objection in context.playbook.objections:
        says = ("people say", objection.says)
        for question in objection.questions:
            question_id = f"{objection.id}.{question.id}"
            answer = answers.get(question_id)
            own = () if answer is None else _answered(answer)
            yield Thing("answer", question_id, "question", question.question, (*own, says, ("id", question_id)))
        for number, practice in enumerate(objection.practices):
            yield Thing(
                "practice", f"{objection.id}.{number}", "practice", practice.title, (("how", practice.how), says)
            )


def _answered(answer: Answer) -> tuple[tuple[str, str], ...]:
    proofs = (("proof", proof.text) for finding in answer.findings for proof in finding.proofs)
    return _parts(*proofs, ("owner", answer.owner), ("doesn't apply", answer.not_applicable_reason))


def _must_haves(context: Context, marks: dict[str, MustHaveMark]) -> Iterator[Thing]:
    for must_have in context.playbook.must_haves:
        mark = marks.get(must_have.id)
        own = () if mark is None else _parts(("seen", mark.proof), ("owner", mark.owner))
        waiver = mark.waiver if mark else None
        excepted = _parts(("exception", waiver.reason), ("exception by", waiver.person)) if waiver else ()
        yield Thing("must_have", must_have.id, "must-have", must_have.title, (*own, *excepted, ("why", must_have.why)))


def _parts(*parts: tuple[str, str | None]) -> tuple[tuple[str, str], ...]:
    return tuple((label, text) for label, text in parts if text)
