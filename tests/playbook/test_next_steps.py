"""What to do next, and what is stale."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from playbook.findings import recheck, record
from playbook.records import Answer, MustHaveMark, Phase, State, Voice
from playbook.room.notes import Note, NoteKind, set_done, take
from playbook.room.promises import Promise, PromiseState, raise_concern, set_state, with_promise
from playbook.schema import MustHave, Objection, Playbook, Practice, Question
from playbook.standing.must_have_marks import except_, meet
from playbook.standing.next_steps import next_steps
from playbook.standing.readiness import NextStep, is_stale, must_have_statuses

TODAY = date(2026, 12, 3)


def day(days: int) -> date:
    return TODAY + timedelta(days=days)


def make_playbook() -> Playbook:
    questions = tuple(
        Question(
            id=slug, question=f"Have you {slug}?", missing="it", from_talk="question", why="w", facilitate="f",
            counts_as_yes="c",
        )
        for slug in ("one", "two", "three", "four")
    )  # fmt: skip
    objection = Objection(
        id="o", number=1, title="Title", says="Says", root_cause="cause", background="b", questions=questions,
        practices=(Practice(title="p", how="h"),),
    )  # fmt: skip
    musts = tuple(
        MustHave(id=slug, title=slug, before_phase=phase, why="w", counts_as_met="c")
        for slug, phase in (("first", Phase.BASELINE), ("second", Phase.BASELINE), ("later", Phase.PILOT))
    )
    return Playbook(objections=(objection,), must_haves=musts, benchmarks=())


def steps(
    answers: tuple[Answer, ...] = (),
    marks: tuple[MustHaveMark, ...] = (),
    promises: tuple[Promise, ...] = (),
    notes: tuple[Note, ...] = (),
    phase: Phase = Phase.PREPARE,
) -> list[NextStep]:
    playbook = make_playbook()
    statuses = must_have_statuses(playbook.must_haves, {mark.must_have_id: mark for mark in marks}, TODAY)
    by_id = {answer.question_id: answer for answer in answers}
    return list(next_steps(playbook, by_id, statuses, phase, TODAY, 99, promises=promises, notes=notes))


def met(slug: str) -> MustHaveMark:
    return meet(MustHaveMark(slug), "seen", TODAY)


def yes(slug: str, checked: date) -> Answer:
    return record(Answer(f"o.{slug}"), State.YES, proofs=["minutes"], today=checked)


def test_what_is_late_comes_before_what_stops_the_phase_and_that_before_what_nobody_asked() -> None:
    late_must = replace(MustHaveMark("second").with_owner("HR").with_accepted(False), due_on=day(-1))
    late_answer = record(Answer("o.one"), State.NO, today=TODAY).with_due(day(-2))
    promises = (
        with_promise(raise_concern(1, "Alerts", TODAY), "Alert removed").with_due(day(-5)),
        with_promise(raise_concern(2, "Swaps", TODAY), "Swap rule").with_due(day(7)),
        with_promise(raise_concern(3, "Pay", TODAY), "Pay agreed").with_due(day(8)),
        raise_concern(4, "Nobody asks us", TODAY),
    )
    weak = record(Answer("o.two"), State.PARTLY, today=TODAY)
    found = steps((late_answer, weak, yes("three", day(-91))), (late_must,), promises)
    assert [(step.kind, step.ref or step.question_id) for step in found] == [
        ("must_have", "second"),
        ("promise", "1"),
        ("overdue", "o.one"),
        ("promise", "2"),
        ("must_have", "first"),
        ("promise", "4"),
        ("stale", "o.three"),
        ("ask", "o.four"),
        ("answer", "o.two"),
    ]
    assert (found[0].owner, found[0].accepted) == ("HR", False)
    assert found[1].why == "promised to the team, overdue"
    assert found[6].why == "a yes last checked 91 days ago"


def test_an_excepted_must_have_is_not_asked_for_until_it_expires() -> None:
    mark = except_(MustHaveMark("second"), reason="r", person="P", expires_on=TODAY, today=TODAY)
    assert [step.ref for step in steps(marks=(met("first"), mark)) if step.kind == "must_have"] == []
    expired = replace(mark, waiver=replace(mark.waiver, expires_on=day(-1))) if mark.waiver else mark
    assert [step.ref for step in steps(marks=(met("first"), expired)) if step.kind == "must_have"] == ["second"]


def test_must_haves_of_all_phases_up_to_the_next_are_asked_for() -> None:
    found = [step.ref for step in steps(marks=(met("first"),), phase=Phase.BASELINE) if step.kind == "must_have"]
    assert found == ["second", "later"]


def test_promises_that_were_kept_or_dropped_are_done_with() -> None:
    late = with_promise(raise_concern(1, "Alerts", TODAY), "Alert removed").with_due(day(-5))
    done = (set_state(late, PromiseState.KEPT), set_state(late, PromiseState.DROPPED, "no"))
    assert not [step for step in steps(promises=done) if step.kind == "promise"]


def test_of_the_notes_only_open_steps_that_may_leave_the_room_are_named() -> None:
    step = take(1, "Print the goal", TODAY, kind=NoteKind.STEP).with_due(day(1))
    notes = (
        step,
        replace(step, number=2, text="Secret", may_leave=False),
        replace(set_done(step, True, TODAY), number=3),
        take(4, "A note", TODAY, may_leave=True).with_due(day(1)),
    )
    assert [(found.kind, found.what) for found in steps(notes=notes) if found.kind == "step"] == [
        ("step", "Print the goal")
    ]


def test_a_yes_is_stale_from_the_ninety_first_day_on() -> None:
    assert not is_stale(yes("one", day(-90)), TODAY)
    assert is_stale(yes("one", day(-91)), TODAY)
    assert not is_stale(yes("one", day(-91)), TODAY, 120)
    assert not is_stale(record(Answer("o.one"), State.NO, today=day(-400)), TODAY)
    not_ours = record(yes("one", day(-400)), State.NOT_APPLICABLE, reason="not ours", today=TODAY)
    assert not is_stale(not_ours, TODAY)


def test_the_voice_that_was_checked_longest_ago_decides() -> None:
    both = record(yes("one", day(-100)), State.YES, voice=Voice.LEADERS, today=TODAY)
    assert is_stale(both, TODAY)
    assert not is_stale(recheck(both, TODAY, Voice.TEAM), TODAY)
    assert is_stale(recheck(both, TODAY, Voice.LEADERS), TODAY)
