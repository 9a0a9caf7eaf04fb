"""What a workshop's screens show: how far the room is, what was found and written down, where the survey differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from playbook.records import Answer, Pilot
from playbook.room import workshop as rules
from playbook.room.notes import Note, NoteKind
from playbook.room.promises import Promise
from playbook.room.workshop import Workshop, WorkshopState
from playbook.store import answers as answer_store
from playbook.store import drafts as draft_store
from playbook.store import notes as note_store
from playbook.store import pilots as pilot_store
from playbook.store import promises as promise_store
from playbook.store import workshops as store
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.findings.contradictions import Contradiction, by_subject, contradictions_in
from ybiyri_tui.usecases.pilot.overview import ObjectionLine, QuestionLine, answered, objection_lines

CHOSEN_STEPS = ("first", "second", "third")
"""The parts of the agenda in which the chosen objections are talked about, by their ids."""

MINUTES_EACH = 20
"""For an objection, where the agenda in use has no such part."""


@dataclass(frozen=True)
class Room:
    """A pilot's newest workshop; `notes` and `promises` are its own, and for eyes in the room only.

    `stamp` is that of the workspace from before it was read. `minutes` are those of the chosen objections in order.
    `differing` are contradictions with survey results that were read back to the team, by question.
    `roles` are those who may speak as operations.
    """

    pilot: Pilot
    today: date
    stamp: object
    workshop: Workshop | None
    objections: tuple[ObjectionLine, ...]
    notes: tuple[Note, ...]
    promises: tuple[Promise, ...]
    drafts: Mapping[str, str]
    differing: Mapping[str, tuple[Contradiction, ...]]
    minutes: tuple[int, ...]
    roles: tuple[str, ...] = ()

    @property
    def under_way(self) -> Workshop | None:
        """The workshop unless it is over."""
        found = self.workshop
        return found if found and found.state is not WorkshopState.OVER else None

    @property
    def current(self) -> QuestionLine | None:
        """The question that is talked about; None for none, and for one that the playbook no longer has."""
        question_id = self.workshop.question_id if self.workshop else None
        return self.question(question_id) if question_id else None

    @property
    def talked_about(self) -> tuple[QuestionLine, ...]:
        """The questions of the agenda that the playbook has."""
        found = (self.question(question_id) for question_id in (self.workshop.agenda if self.workshop else ()))
        return tuple(line for line in found if line is not None)

    def question(self, question_id: str) -> QuestionLine | None:
        """A question with its answer."""
        lines = (line for objection in self.objections for line in objection.questions)
        return next((line for line in lines if line.question_id == question_id), None)

    def objection_of(self, question_id: str) -> ObjectionLine | None:
        """The objection to which a question belongs."""
        return self.objection(question_id.partition(".")[0])

    def objection(self, objection_id: str) -> ObjectionLine | None:
        """An objection with its questions."""
        return next((line for line in self.objections if line.objection.id == objection_id), None)

    def of_kind(self, kind: NoteKind) -> tuple[Note, ...]:
        """Notes, steps, or what was parked."""
        return tuple(note for note in self.notes if note.kind is kind)

    def seconds_at(self, position: int) -> int:
        """How long a question of the agenda may take; 0 for a position that it does not have."""
        if self.workshop is None or not 0 <= position < len(self.workshop.agenda):
            return 0
        return seconds_for(self.workshop.agenda, position, self.minutes)

    def with_answer(self, answer: Answer) -> Room:
        """The room with another answer to one question."""
        return replace(self, objections=answered(self.objections, answer))

    def with_workshop(self, workshop: Workshop) -> Room:
        """The room somewhere else in its agenda."""
        return replace(self, workshop=workshop)

    def without_draft(self, field: str) -> Room:
        """The room after what was typed into a field was saved."""
        return replace(self, drafts={name: text for name, text in self.drafts.items() if name != field})


def read_room(context: Context, pilot_id: int) -> Room:
    """Reads everything in one consistent state of the file."""
    stamp = context.workspace.stamp()
    return context.workspace.read(lambda session: _read(context, session, pilot_id, stamp))


def agenda_minutes(context: Context) -> tuple[int, ...]:
    """How many minutes the agenda in use gives to the chosen objections, in order."""
    minutes = {step.id: step.minutes for step in context.workshop.agenda.steps}
    return tuple(minutes.get(step, MINUTES_EACH) for step in CHOSEN_STEPS)


def seconds_for(agenda: tuple[str, ...], position: int, minutes: tuple[int, ...]) -> int:
    """How many seconds the question at a position gets: an equal share of its objection's minutes."""
    objections = list(dict.fromkeys(question_id.partition(".")[0] for question_id in agenda))
    objection = agenda[position].partition(".")[0]
    place = objections.index(objection)
    of_objection = [question_id for question_id in agenda if question_id.partition(".")[0] == objection]
    return rules.seconds_each(minutes[place] if place < len(minutes) else MINUTES_EACH, of_objection)


def _read(context: Context, session: Session, pilot_id: int, stamp: object) -> Room:
    workshop = store.last(session, pilot_id)
    first_note, first_promise = (workshop.first_note, workshop.first_promise) if workshop else (None, None)
    return Room(
        pilot=pilot_store.pilot(session, pilot_id),
        today=context.today,
        stamp=stamp,
        workshop=workshop,
        objections=objection_lines(context.playbook, answer_store.answers(session, pilot_id)),
        notes=tuple(n for n in note_store.notes(session, pilot_id) if first_note and n.number >= first_note),
        promises=tuple(
            p for p in promise_store.promises(session, pilot_id) if first_promise and p.number >= first_promise
        ),
        drafts=draft_store.drafts(session, pilot_id),
        differing=by_subject(contradictions_in(context, session, pilot_id, read_back_only=True)),
        minutes=agenda_minutes(context),
        roles=context.workshop.open_questions.roles,
    )
