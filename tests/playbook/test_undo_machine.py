"""Any sequence of changes, undos, redos and restarts: undo leads back to the start, redo to the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TypeVar

from hypothesis import Phase as Stage
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import event
from sqlalchemy.pool import StaticPool
from sqlmodel import Session, SQLModel, create_engine

from playbook import findings
from playbook.money import Money
from playbook.records import Action, Answer, Phase, State, Voice
from playbook.room import notes, promises
from playbook.room.notes import NoteKind
from playbook.room.promises import PromiseState
from playbook.standing import must_have_marks
from playbook.store import answers as answer_store
from playbook.store import history, undo
from playbook.store import must_haves as mark_store
from playbook.store import notes as note_store
from playbook.store import pilots as pilot_store
from playbook.store import promises as promise_store

TODAY = date(2026, 12, 3)
NOON = datetime(2026, 12, 3, 12, 0, tzinfo=UTC)
WHO = "coach"
Result = TypeVar("Result")

words = st.sampled_from(["one", "two", "深夜 👩‍👩‍👧", "שלום"])
names = st.sampled_from([None, "HR", "Head of Product"])
days = st.sampled_from([None, *(TODAY + timedelta(days=days) for days in (-3, 0, 9))])
accepts = st.sampled_from([None, True, False])


@dataclass(frozen=True)
class Everything:
    """What a pilot holds, without what undo cannot bring back."""

    answers: tuple[Answer, ...]
    marks: tuple[object, ...]
    promises: tuple[object, ...]
    notes: tuple[object, ...]
    fields: object
    phase: Phase


def everything(session: Session) -> Everything:
    touched = answer_store.answers(session, 1).values()
    return Everything(
        tuple(
            sorted((replace(a, version=0) for a in touched if replace(a, version=0) != Answer(a.question_id)), key=str)
        ),
        tuple(m for k, m in sorted(mark_store.must_have_marks(session, 1).items()) if m != type(m)(k)),
        promise_store.promises(session, 1),
        note_store.notes(session, 1),
        pilot_store.fields_of(session, 1),
        pilot_store.pilot(session, 1).phase,
    )


class UndoMachine(RuleBasedStateMachine):
    """Compares the store with two stacks of pictures of everything."""

    def __init__(self) -> None:
        super().__init__()
        self.engine = create_engine("sqlite://", poolclass=StaticPool)
        event.listen(self.engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=ON"))
        SQLModel.metadata.create_all(self.engine)
        self.seat = 0
        self.versions: dict[str, int] = {}
        self.do(lambda s: pilot_store.create_pilot(s, name="P", team="T", mission="M", who=WHO, at=NOON, today=TODAY))
        self.now = self.do(everything)
        self.past: list[Everything] = []
        self.future: list[Everything] = []

    def do(self, work: Callable[[Session], Result]) -> Result:
        with Session(self.engine, expire_on_commit=False) as session:
            session.info[history.SEAT] = str(self.seat)
            result = work(session)
            session.commit()
            return result

    def change(self, work: Callable[[Session], object]) -> None:
        self.do(work)
        new = self.do(everything)
        if new != self.now:
            self.past.append(self.now)
            self.future.clear()
            self.now = new

    @rule(
        question=st.sampled_from(["o.a", "o.b"]),
        state=st.sampled_from([State.NO, State.PARTLY, State.YES, State.NOT_ASKED, State.NOT_APPLICABLE]),
        voice=st.sampled_from(Voice),
        proof=words,
        owner=names,
        due=days,
    )
    def answer(
        self, question: str, state: State, voice: Voice, proof: str, owner: str | None, due: date | None
    ) -> None:
        def work(session: Session) -> None:
            current = answer_store.answer(session, 1, question)
            reason = "not ours" if state is State.NOT_APPLICABLE else None
            shown = (proof,) if state is State.YES else ()
            new = findings.record(current, state, voice=voice, proofs=shown, reason=reason, today=TODAY)
            answer_store.save_answer(session, 1, new.with_owner(owner).with_due(due), who=WHO, at=NOON)

        self.change(work)

    @rule(must_have=st.sampled_from(["pay", "access"]), how=st.sampled_from("merw"), owner=names, accepted=accepts)
    def must_have(self, must_have: str, how: str, owner: str | None, accepted: bool | None) -> None:
        def work(session: Session) -> None:
            current = mark_store.must_have_mark(session, 1, must_have)
            new = current.with_owner(owner)
            if owner:
                new = new.with_accepted(accepted)
            if how == "m":
                new = must_have_marks.meet(new, "seen", TODAY)
            elif how == "r":
                new = must_have_marks.reopen(new)
            elif how == "e" and not new.met_on:
                new = must_have_marks.except_(new, reason="r", person="P", expires_on=TODAY, today=TODAY)
            if new != current:
                mark_store.save_must_have(session, 1, new, who=WHO, at=NOON)

        self.change(work)

    @rule(text=words, promised=st.booleans(), owner=names, due=days)
    def promise(self, text: str, promised: bool, owner: str | None, due: date | None) -> None:
        def work(session: Session) -> None:
            new = promises.raise_concern(promise_store.next_number(session, 1), text, TODAY, topic="s.pay")
            new = promises.with_promise(new, text if promised else None).with_owner(owner).with_due(due)
            promise_store.save_promise(session, 1, new, who=WHO, at=NOON)

        self.change(work)

    @precondition(lambda self: self.now.promises)
    @rule(data=st.data())
    def change_promise(self, data: st.DataObject) -> None:
        current = data.draw(st.sampled_from(self.now.promises))
        assert isinstance(current, promises.Promise)
        new = data.draw(
            st.sampled_from(
                [
                    None,
                    promises.set_state(current, PromiseState.DROPPED, "no money"),
                    promises.tick(current, understood=True, fixed=True, today=TODAY),
                    promises.reword(current, "other words"),
                ]
            )
        )

        def work(session: Session) -> None:
            if new is None:
                promise_store.remove_promise(session, 1, current.number, who=WHO, at=NOON)
            else:
                promise_store.save_promise(session, 1, new, who=WHO, at=NOON)

        self.change(work)

    @rule(text=words, kind=st.sampled_from(NoteKind), owner=names)
    def note(self, text: str, kind: NoteKind, owner: str | None) -> None:
        def work(session: Session) -> None:
            new = notes.take(note_store.next_number(session, 1), text, TODAY, kind=kind).with_owner(owner)
            note_store.save_note(session, 1, new, who=WHO, at=NOON)

        self.change(work)

    @precondition(lambda self: self.now.notes)
    @rule(data=st.data(), kind=st.sampled_from(NoteKind), remove=st.booleans(), may_leave=st.booleans())
    def change_note(self, data: st.DataObject, kind: NoteKind, remove: bool, may_leave: bool) -> None:
        current = data.draw(st.sampled_from(self.now.notes))
        assert isinstance(current, notes.Note)

        def work(session: Session) -> None:
            if remove:
                note_store.remove_note(session, 1, current.number, who=WHO, at=NOON)
            else:
                new = notes.turn_into(current, kind).marked(may_leave=may_leave)
                note_store.save_note(session, 1, new, who=WHO, at=NOON)

        self.change(work)

    @rule(phase=st.sampled_from(Phase))
    def phase(self, phase: Phase) -> None:
        self.change(lambda session: pilot_store.set_phase(session, 1, phase, who=WHO, at=NOON))

    @rule(mission=words, archived=days, money=st.sampled_from([None, "0.1 EUR", "200K usd"]))
    def fields(self, mission: str, archived: date | None, money: str | None) -> None:
        def work(session: Session) -> None:
            lost = Money.parse(money) if money else None
            fields = pilot_store.fields_of(session, 1)
            new = replace(fields, mission=mission, archived_on=archived, exposure_per_hour=lost)
            pilot_store.save_fields(session, 1, new, who=WHO, at=NOON)

        self.change(work)

    @rule()
    def undo(self) -> None:
        done = self.do(lambda session: undo.undo(session, 1, who=WHO, at=NOON))
        assert (done is not None) == bool(self.past)
        if done is not None:
            assert done.action is Action.UNDO
            self.future.append(self.now)
            self.now = self.past.pop()

    @rule()
    def redo(self) -> None:
        done = self.do(lambda session: undo.redo(session, 1, who=WHO, at=NOON))
        assert (done is not None) == bool(self.future)
        if done is not None:
            assert done.action is Action.REDO
            self.past.append(self.now)
            self.now = self.future.pop()

    @rule()
    def restart(self) -> None:
        self.seat += 1

    @invariant()
    def the_store_holds_what_is_expected(self) -> None:
        assert self.do(everything) == self.now

    @invariant()
    def versions_of_answers_only_rise(self) -> None:
        found = {key: answer.version for key, answer in self.do(lambda s: answer_store.answers(s, 1)).items()}
        assert all(found[key] >= version for key, version in self.versions.items())
        self.versions = found

    def teardown(self) -> None:
        end = self.future[0] if self.future else self.now
        while self.past:
            self.undo()
        self.the_store_holds_what_is_expected()
        assert self.do(lambda session: undo.next_undo(session, 1, who=WHO)) is None
        self.restart()
        while self.future:
            self.redo()
        self.the_store_holds_what_is_expected()
        assert self.now == end
        self.engine.dispose()


TestUndo = UndoMachine.TestCase
TestUndo.settings = settings(
    max_examples=20, stateful_step_count=20, deadline=None, phases=[Stage.reuse, Stage.generate]
)
