"""A workshop without a screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

Ybiyri = Callable[..., Any]


def test_a_whole_workshop_in_linear_text(with_pilot: Ybiyri, tmp_path: Path) -> None:
    run = with_pilot
    assert run("workshop", "start").code == 0
    assert run("workshop", "vote", "3=5", "5=4", "1=3").code == 0
    chosen = run("workshop", "agenda", "--suggested", "--format", "json").json
    assert chosen["chosen"] == ["accountability", "firefighters", "developers"]
    assert chosen["schema"] == "ybiyri.workshop-agenda/1"
    assert "[accountability.explained-shift]" in run("workshop", "show").out
    assert run("workshop", "timer", "start").code == 0
    assert run("workshop", "note", "-", stdin="said by nobody\n").code == 0
    assert run("workshop", "note", "fine to tell", "--may-leave").code == 0
    assert run("workshop", "step", "print the goal", "--owner", "Jo", "--due", "+7", "--asked").code == 0
    assert run("workshop", "park", "who pays?").code == 0
    assert "[accountability.goals-linked]" in run("workshop", "next").out
    assert "[accountability.explained-shift]" in run("workshop", "back").out
    shown = run("workshop", "show", "--format", "json")
    assert shown.json["notes"] == {"staying": 1, "leaving": 1, "parked": 1}
    assert shown.json["steps"][0]["accepted"] is False
    assert shown.json["timer"]["runs"] is True
    assert "said by nobody" not in shown.out + run("workshop", "show").out
    assert run("workshop", "door", "--out", str(tmp_path)).code == 0
    written = "".join(path.read_text(encoding="utf-8") for path in tmp_path.glob("*-workshop-*"))
    assert "fine to tell" in written
    assert "said by nobody" not in written
    assert run("workshop", "end").code == 0
    assert run("workshop", "next").code == 2


def test_the_ends_of_the_agenda_are_a_no(with_pilot: Ybiyri) -> None:
    with_pilot("workshop", "agenda", "2")
    assert with_pilot("workshop", "back").code == 1
    assert with_pilot("workshop", "next").code == 0
    assert with_pilot("workshop", "next").code == 0
    assert with_pilot("workshop", "next").code == 1


def test_wrong_counts_and_numbers_change_nothing(with_pilot: Ybiyri) -> None:
    for wrong in ("3", "x=1", "3=-1", "99=1", "3=²"):
        done = with_pilot("workshop", "vote", wrong)
        assert done.code == 2
        assert len(done.err.splitlines()) == 1
    assert with_pilot("workshop", "show", "--format", "json").json["state"] is None
    assert with_pilot("workshop", "agenda", "42").code == 2
    assert with_pilot("workshop", "agenda", "--suggested").code == 2
    assert "ybiyri workshop start" in with_pilot("workshop", "note", "x").err
    assert "ybiyri workshop start" in with_pilot("workshop", "door").err


def test_follow_needs_a_terminal(with_pilot: Ybiyri) -> None:
    done = with_pilot("follow")
    assert done.code == 2
    assert "needs a terminal" in done.err


def test_the_history_tells_of_workshops_and_begins_with_the_last_one(with_pilot: Ybiyri) -> None:
    assert with_pilot("history", "--since-workshop").code == 1
    with_pilot("workshop", "agenda", "3", "1")
    with_pilot("finding", "set", "accountability.goals-linked", "no")
    shown = with_pilot("history", "--since-workshop").out
    assert "workshop 1: begun; talks about: Nobody will be accountable, Developers won't want to" in " ".join(
        shown.split()
    )
    assert "not asked → no" in shown
    assert with_pilot("history", "--since-workshop", "--since", "2026-12-01").code == 2
