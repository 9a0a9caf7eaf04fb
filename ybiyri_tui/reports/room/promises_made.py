"""Promises to the team as text and as JSON (`ybiyri.promises/1`)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from playbook.room.promises import Promise, PromiseState, count
from ybiyri_tui.wording.owners import owner_words
from ybiyri_tui.wording.states import due_words, mark, short_day

SCHEMA = "ybiyri.promises/1"


def promises_data(pilot: str, promises: tuple[Promise, ...], today: date) -> dict[str, Any]:
    """All promises with documented keys, and how many stand where."""
    counts = count(promises, today)
    return {
        "schema": SCHEMA,
        "pilot": pilot,
        "counts": {
            "raised": counts.raised,
            "promised": counts.made,
            "kept": counts.kept,
            "dropped": counts.dropped,
            "late": counts.late,
            "understood": counts.understood,
            "fixed": counts.fixed,
        },
        "promises": [promise_data(promise, today) for promise in promises],
    }


def promise_data(promise: Promise, today: date) -> dict[str, Any]:
    """One promise with documented keys; nothing in it says who raised the concern."""
    return {
        "number": promise.number,
        "raised": promise.raised,
        "raised_on": promise.raised_on.isoformat(),
        "topic": promise.topic,
        "question": promise.question_id,
        "promise": promise.promise,
        "owner": promise.owner,
        "accepted": promise.accepted,
        "due": promise.due_on.isoformat() if promise.due_on else None,
        "state": promise.state.value,
        "late": promise.is_late(today),
        "reason": promise.reason,
        "understood_on": promise.understood_on.isoformat() if promise.understood_on else None,
        "fixed_on": promise.fixed_on.isoformat() if promise.fixed_on else None,
    }


def promises_text(promises: tuple[Promise, ...], today: date) -> str:
    """You said, we did: one concern after the other, then the counts."""
    return "\n".join([*(_text(promise, today) for promise in promises), "", counts_sentence(promises, today)])


def counts_sentence(promises: tuple[Promise, ...], today: date) -> str:
    """`5 raised · 4 promised · 2 kept · 1 late. The team says of 3 that they are understood, of 2 that …`."""
    counts = count(promises, today)
    told = [f"{counts.raised} raised", f"{counts.made} promised", f"{counts.kept} kept"]
    told += [f"{number} {word}" for number, word in ((counts.dropped, "dropped"), (counts.late, "late")) if number]
    return (
        f"{' · '.join(told)}. The team says: {counts.understood} of {counts.raised} understood, "
        f"{counts.fixed} of {counts.raised} fixed."
    )


def state_words(promise: Promise, today: date) -> str:
    """What became of it by its owner's word: `nothing promised yet`, `open, due 3 Dec 2026`, `kept`, `dropped: …`."""
    if promise.state is PromiseState.KEPT:
        return "kept"
    if promise.state is PromiseState.DROPPED:
        return f"dropped: {promise.reason}"
    words = "open" if promise.promise else "nothing promised yet"
    return f"{words}, {due_words(promise.due_on, today)}"


def team_words(promise: Promise) -> str:
    """The two ticks that only the team gives."""
    ticks = (("understood", promise.understood_on), ("fixed", promise.fixed_on))
    return ", ".join(f"{word} {short_day(day)}" if day else f"not {word} yet" for word, day in ticks)


def _text(promise: Promise, today: date) -> str:
    glyph = mark("met") if promise.fixed_on else mark("overdue") if promise.is_late(today) else " "
    lines: Iterable[str | None] = (
        f"{promise.number:>3} {glyph} You said  {promise.raised}",
        f"      We do     {promise.promise}" if promise.promise else None,
        f"      State     {_state_and_owner(promise, today)}",
        f"      The team  {team_words(promise)}",
        f"      From      {promise.topic or promise.question_id}" if promise.topic or promise.question_id else None,
    )
    return "\n".join(line for line in lines if line)


def _state_and_owner(promise: Promise, today: date) -> str:
    owner = owner_words(promise.owner, promise.accepted)
    return " · ".join(part for part in (state_words(promise, today), owner) if part)
