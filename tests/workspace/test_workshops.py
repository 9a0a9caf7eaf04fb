"""Workshops and drafts on disk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import Session

from playbook.records import Pilot
from playbook.room import workshop as rules
from playbook.room.workshop import Timer, Workshop
from playbook.store import drafts, history
from playbook.store import workshops as store
from ybiyri_tui.context import Context

AT = datetime(2026, 12, 3, 14, 0, 0, 123456, tzinfo=UTC)
AGENDA = ("developers.listened", "scale.forecast")


@pytest.fixture
def save(context: Context, pilot: Pilot) -> Callable[[Workshop], None]:
    def write(workshop: Workshop) -> None:
        context.workspace.write(
            lambda session: store.save_workshop(session, pilot.id, workshop, who="coach", at=context.now())
        )

    return write


def new(context: Context) -> Workshop:
    return rules.start(1, context.today, first_note=1, first_promise=1)


def test_a_workshop_comes_back_as_it_was_saved(
    context: Context, pilot: Pilot, save: Callable[[Workshop], None]
) -> None:
    workshop = rules.choose(rules.count_dots(new(context), "scale", 4), AGENDA, 400, AT)
    workshop = rules.with_timer(rules.go_to(workshop, 1, 300, AT), Timer(300).started(AT))
    save(workshop)
    assert context.workspace.read(lambda session: store.current(session, pilot.id)) == workshop


def test_a_workshop_that_is_over_is_not_the_current_one_but_the_last(
    context: Context, pilot: Pilot, save: Callable[[Workshop], None]
) -> None:
    over = rules.end(new(context), context.today)
    save(over)
    assert context.workspace.read(lambda session: store.current(session, pilot.id)) is None
    assert context.workspace.read(lambda session: store.last(session, pilot.id)) == over
    assert context.workspace.read(lambda session: store.first_numbers(session, pilot.id)) == (2, 1, 1)


def test_the_audit_trail_knows_what_was_chosen_but_not_each_step_of_the_timer(
    context: Context, pilot: Pilot, save: Callable[[Workshop], None]
) -> None:
    workshop = rules.choose(new(context), AGENDA, 400, AT)
    for state in (
        new(context),
        workshop,
        rules.go_to(workshop, 1, 400, AT),
        replace(workshop, timer=Timer(60)),
        rules.end(workshop, context.today),
    ):
        save(state)
    found = context.workspace.read(lambda session: history.changes(session, pilot.id, kind="workshop"))
    assert [entry.key for entry in found] == ["1", "1", "1"]
    assert isinstance(found[1].after, dict)
    assert found[1].after["agenda"] == list(AGENDA)


def test_a_draft_is_kept_changed_and_let_go_without_a_trace(context: Context, pilot: Pilot) -> None:
    def put(text: str) -> dict[str, str]:
        def work(session: Session) -> dict[str, str]:
            drafts.put_draft(session, pilot.id, "note", text)
            return drafts.drafts(session, pilot.id)

        return context.workspace.write(work)

    before = context.workspace.read(lambda session: history.changes(session, pilot.id))
    assert put("half a sen") == {"note": "half a sen"}
    assert put("half a sentence ") == {"note": "half a sentence "}
    assert put("  ") == {}
    assert context.workspace.read(lambda session: history.changes(session, pilot.id)) == before
    assert b"half a sen" not in Path(context.workspace.name).read_bytes()


def test_the_stamp_of_a_file_differs_after_every_write_of_anybody(
    make_context: Callable[..., Context], pilot: Pilot
) -> None:
    here, there = make_context(), make_context(who="scribe")
    stamps = [here.workspace.stamp()]
    for number in range(20):
        there.workspace.write(
            lambda session, text=str(number): drafts.put_draft(session, pilot.id, "note", text)  # type: ignore[misc]
        )
        stamps.append(here.workspace.stamp())
    assert len(set(stamps)) == len(stamps)


def test_the_stamp_of_a_file_that_rests_stays_the_same(
    context: Context, pilot: Pilot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ybiyri_tui.workspace.sqlite.UNSETTLED_NS", 0)
    assert context.workspace.stamp() == context.workspace.stamp()
