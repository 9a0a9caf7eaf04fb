"""Promises as entries of a list, the ones that need something first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import Enum

from textual.content import Content
from textual.visual import Visual

from playbook.records import Grade
from playbook.room.promises import Promise, PromiseState, count
from ybiyri_tui.screens.objection.entries import section
from ybiyri_tui.usecases.room.promise_page import PromisePage
from ybiyri_tui.widgets.folding import Hanging, Stack
from ybiyri_tui.widgets.lists.detailed_list import Entry
from ybiyri_tui.widgets.plain import clipped, shown
from ybiyri_tui.wording.owners import owner_words
from ybiyri_tui.wording.states import due_words, glyph, mark, near_day, short_day

OWNER_WIDTH = 30


class Group(Enum):
    """Where a promise stands in the list; the value is its heading."""

    LATE = "Late"
    BARE = "Raised, nothing promised yet"
    OPEN = "Promised"
    KEPT = "Kept, and the team has not said fixed"
    FIXED = "The team says fixed"
    DROPPED = "Dropped, and the team was told why"


def group_of(promise: Promise, today: date) -> Group:
    """The first group that fits. A dropped promise can be fixed all the same, by whatever came instead."""
    if promise.is_late(today):
        return Group.LATE
    if promise.fixed_on is not None:
        return Group.FIXED
    if promise.state is PromiseState.DROPPED:
        return Group.DROPPED
    if promise.state is PromiseState.KEPT:
        return Group.KEPT
    return Group.OPEN if promise.promise else Group.BARE


def entries(page: PromisePage, *, compact: bool) -> list[Entry]:
    """All promises by group, by due date within one."""
    found = []
    for group in Group:
        members = [promise for promise in page.promises if group_of(promise, page.today) is group]
        if members:
            heading = Content.assemble((group.value, "bold $primary"), (f"  {len(members)}", "$secondary"))
            found.append(Entry(None, Hanging(" ", heading)))
        members.sort(key=lambda promise: (promise.due_on or date.max, promise.number))
        found += [_entry(promise, group, page, compact) for promise in members]
    return found


def counts_words(page: PromisePage) -> str:
    """`1 late · 2 of 4 kept`."""
    counts = count(page.promises, page.today)
    late = f"{counts.late} late · " if counts.late else ""
    return f"{late}{counts.kept} of {counts.made} kept" if counts.made else f"{counts.raised} raised"


def team_words(promise: Promise) -> str:
    """The two ticks that only the team gives."""
    ticks = (("understood", promise.understood_on), ("fixed", promise.fixed_on))
    return ", ".join(f"{word} {short_day(day)}" if day else f"not {word} yet" for word, day in ticks)


def _sign(group: Group) -> str:
    if group is Group.LATE:
        return mark("overdue")
    grades = {
        Group.BARE: Grade.NOT_ASKED,
        Group.OPEN: Grade.PARTLY,
        Group.KEPT: Grade.WORD_ONLY,
        Group.FIXED: Grade.PROOF_SEEN,
        Group.DROPPED: Grade.NOT_APPLICABLE,
    }
    return glyph(grades[group])


def _entry(promise: Promise, group: Group, page: PromisePage, compact: bool) -> Entry:
    sign = f" {_sign(group)} "
    what = Content.styled(shown(promise.promise or promise.raised), "bold")
    details = _details(promise, page.today)
    if compact:
        head: Visual = Hanging(sign, Content.assemble(what, "  ", details))
    else:
        head = Stack([Hanging(sign, what), *([Hanging("   ", details)] if details else [])])
    return Entry(str(promise.number), head, Stack(_body(promise, page)))


def _details(promise: Promise, today: date) -> Content:
    words = []
    if promise.owner:
        words.append(owner_words(clipped(promise.owner, OWNER_WIDTH), promise.accepted))
    if promise.state is not PromiseState.OPEN:
        words.append(promise.state.value)
    elif promise.due_on and not promise.is_late(today):
        words.append(f"due {near_day(promise.due_on, today)}")
    elif promise.promise and promise.due_on is None:
        words.append("no date")
    if promise.promise or promise.understood_on or promise.fixed_on:
        words.append(_ticks(promise))
    parts = [Content.styled(" · ".join(words), "$secondary")] if words else []
    if promise.is_late(today) and promise.due_on:
        parts.insert(0, Content.styled(f"overdue since {near_day(promise.due_on, today)}", "bold $warning"))
    return Content.styled(" · ", "$secondary").join(parts)


def _ticks(promise: Promise) -> str:
    given = [word for word, day in (("understood", promise.understood_on), ("fixed", promise.fixed_on)) if day]
    return f"team says {' and '.join(given)}" if given else "team says neither understood nor fixed"


def _body(promise: Promise, page: PromisePage) -> Iterable[Visual]:
    origin = page.origins.get(promise.number, "")
    return [
        *section("You said", [shown(promise.raised)]),
        *section("We do", [shown(promise.promise) if promise.promise else "nothing promised yet: enter"]),
        *section("State", [_state(promise, page.today)]),
        *section("The team says", [team_words(promise)]),
        *section("Owner", [shown(owner_words(promise.owner, promise.accepted))] if promise.owner else []),
        *section("Came up at", [shown(origin)] if origin else []),
        *section("Raised", [short_day(promise.raised_on)]),
    ][:-1]


def _state(promise: Promise, today: date) -> str:
    if promise.state is PromiseState.DROPPED:
        return f"dropped: {shown(promise.reason or '')}"
    if promise.state is PromiseState.KEPT:
        return "kept, by its owner's word"
    return f"open, {due_words(promise.due_on, today)}"
