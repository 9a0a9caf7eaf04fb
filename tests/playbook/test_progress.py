"""Progress over time, read from the audit trail."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.findings import record
from playbook.plain_json import from_plain, to_plain
from playbook.records import Action, Answer, Change, Grade, MustHaveMark, Phase, State
from playbook.standing.must_have_marks import meet, reopen
from playbook.standing.progress import lasting, progress

NOON = datetime(2026, 12, 3, 12, 0, tzinfo=UTC)
QUESTIONS = ("o.a", "o.b")
MUSTS = ("pay",)


def change(kind: str, key: str, after: object, days: int, **more: object) -> Change:
    made = Change(NOON + timedelta(days=days), "coach", kind, key, None, to_plain(after))
    return replace(made, **more)  # type: ignore[arg-type]


def yes(question: str, days: int) -> Change:
    return change("answer", question, record(Answer(question), State.YES, today=date(2026, 12, 3)), days)


def test_each_day_with_changes_has_one_point_that_adds_up() -> None:
    met = meet(MustHaveMark("pay"), "signed", date(2026, 12, 4))
    changes = [
        change("pilot", "Payments", {"name": "Payments"}, 0),
        yes("o.a", 1),
        change("must_have", "pay", met, 1),
        change("phase", "phase", "baseline", 4),
        change("answer", "o.a", Answer("o.a"), 9),
        change("must_have", "pay", reopen(met), 9),
        change("note", "1", None, 11),
    ]
    points = progress(changes, QUESTIONS, MUSTS, datetime.date)
    assert [(point.day.day, point.counts[Grade.WORD_ONLY], point.must_haves_met) for point in points] == [
        (3, 0, 0),
        (4, 1, 1),
        (7, 1, 1),
        (12, 0, 0),
    ]
    assert [point.phase for point in points] == [Phase.PREPARE, Phase.PREPARE, Phase.BASELINE, Phase.BASELINE]
    assert {sum(point.counts.values()) for point in points} == {2}


def test_questions_that_the_playbook_no_longer_has_are_not_counted() -> None:
    points = progress([yes("o.removed", 0), yes("o.a", 0)], QUESTIONS, MUSTS, datetime.date)
    assert points[0].counts[Grade.WORD_ONLY] == 1


def test_the_day_is_the_one_where_the_user_is() -> None:
    points = progress([yes("o.a", 0)], QUESTIONS, MUSTS, lambda at: (at + timedelta(hours=13)).date())
    assert [point.day for point in points] == [date(2026, 12, 4)]


def test_what_was_taken_back_is_not_listed_and_what_came_back_is() -> None:
    made = replace(yes("o.a", 0), id=1)
    undone = replace(made, id=2, action=Action.UNDO, reverses=1)
    redone = replace(made, id=3, action=Action.REDO, reverses=2)
    other = replace(yes("o.b", 0), id=4)
    assert lasting([made, undone]) == ()
    assert lasting([made, undone, redone, other]) == (made, other)
    assert lasting([undone, other]) == (undone, other)


@given(st.lists(st.sampled_from(["change", "undo", "redo"])))
def test_with_undo_as_a_stack_what_lasts_is_what_is_on_the_stack(steps: list[str]) -> None:
    ids = count(1)
    done: list[tuple[Change, Change]] = []
    undone: list[tuple[Change, Change]] = []
    entries: list[Change] = []
    for step in steps:
        made = replace(yes("o.a", 0), id=next(ids))
        if step == "change":
            done.append((made, made))
            undone.clear()
        elif step == "undo" and done:
            first, last = done.pop()
            made = replace(made, action=Action.UNDO, reverses=last.id)
            undone.append((first, made))
        elif step == "redo" and undone:
            first, last = undone.pop()
            made = replace(made, action=Action.REDO, reverses=last.id)
            done.append((first, made))
        else:
            continue
        entries.append(made)
    assert {entry.id for entry in lasting(entries)} == {first.id for first, _ in done}


def test_an_entry_of_an_older_version_is_read_with_defaults() -> None:
    old = {"must_have_id": "pay", "met_on": "2026-10-12", "proof": "p", "owner": None, "due_on": None, "gone": 1}
    assert from_plain(MustHaveMark, old) == MustHaveMark("pay", date(2026, 10, 12), "p")


@pytest.mark.parametrize("value", [None, 3, "text", {}, {"must_have_id": 4}, {"must_have_id": "p", "met_on": "soon"}])
def test_what_is_no_record_is_refused(value: object) -> None:
    with pytest.raises((TypeError, ValueError, KeyError)):
        from_plain(MustHaveMark, value)
