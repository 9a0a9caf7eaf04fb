"""must-haves, promise, note, history, pilots: the weeks around a workshop in linear text."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from playbook.records import State
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.findings.answering import record_finding
from ybiyri_tui.workspace.sqlite import FileWorkspace

Ybiyri = Callable[..., Any]
QUESTION = "developers.mission-explained"
NOTE = "a sentence that stays here"


def test_the_way_to_the_next_phase(with_pilot: Ybiyri) -> None:
    refused = with_pilot("must-haves", "next-phase")
    assert (refused.code, refused.out) == (1, "")
    assert "Not yet baseline: 3 must-haves are open (This is the right service; " in refused.err
    for must_have in ("right-service", "willing-people"):
        assert with_pilot("must-haves", "meet", must_have, "--proof", "seen").code == 0
    until = (date.today() + timedelta(days=9)).isoformat()
    excepted = with_pilot("must-haves", "except", "opt-out", "--reason", "soon", "--person", "HR", "--until", "+9")
    assert excepted.code == 0
    assert with_pilot("must-haves", "next-phase", "--check").code == 0
    assert with_pilot("status", "--format", "json").json["phase"] == "prepare"
    moved = with_pilot("must-haves", "next-phase")
    assert (moved.code, moved.err) == (0, "Payments is in the baseline phase now.\n")
    status = with_pilot("status", "--format", "json").json
    assert status["phase"] == "baseline"
    assert status["must_haves"][2] == {
        "id": "opt-out",
        "state": "excepted",
        "before_phase": "baseline",
        "reopened": False,
        "exception": {"reason": "soon", "person": "HR", "until": until},
    }
    assert "Exception until" in with_pilot("status").out
    assert "Exception until" in with_pilot("must-haves").out
    assert "Exception until" in with_pilot("pilots", "rollup").out


def test_must_haves_as_json_have_every_documented_key(with_pilot: Ybiyri) -> None:
    with_pilot("must-haves", "assign", "pay-agreed", "--owner", "HR", "--asked", "--due", "2030-01-31")
    data = with_pilot("must-haves", "list", "--format", "json").json
    assert {key: data[key] for key in ("schema", "phase", "next_phase", "open", "due")} == {
        "schema": "ybiyri.must_haves/1",
        "phase": "prepare",
        "next_phase": "baseline",
        "open": 3,
        "due": 3,
    }
    assert next(found for found in data["must_haves"] if found["id"] == "pay-agreed") == {
        "id": "pay-agreed",
        "title": "On-call pay is agreed",
        "before_phase": "pilot",
        "state": "open",
        "is_due": False,
        "reopened": False,
        "met_on": None,
        "proof": None,
        "owner": "HR",
        "accepted": False,
        "due": "2030-01-31",
        "exception": None,
    }
    assert "HR, asked, not accepted · due 31 Jan 2030" in with_pilot("must-haves").out


def test_opening_a_must_have_again_shows_and_moves_nothing_back(with_pilot: Ybiyri) -> None:
    for must_have in ("right-service", "willing-people", "opt-out"):
        with_pilot("must-haves", "meet", must_have, "--proof", "seen")
    with_pilot("must-haves", "next-phase")
    assert with_pilot("must-haves", "open", "opt-out", "--owner", "HR").code == 0
    data = with_pilot("must-haves", "list", "--format", "json").json
    assert (data["phase"], data["must_haves"][2]["reopened"], data["must_haves"][2]["proof"]) == (
        "baseline",
        True,
        "seen",
    )
    assert "open again, although its phase has begun" in with_pilot("must-haves").out
    assert with_pilot("must-haves", "next-phase", "--check").code == 1


def test_a_promise_from_the_room_to_the_teams_word(with_pilot: Ybiyri) -> None:
    add = ("promise", "add", "Nights are not paid", "--topic", "pay", "--promise", "Pay is agreed")
    assert with_pilot(*add, "--owner", "HR", "--due", "2020-01-31").code == 0
    assert with_pilot("status", "--format", "json").json["next"][0] == {
        "kind": "promise",
        "what": "Pay is agreed",
        "why": "promised to the team, overdue",
        "owner": "HR",
        "due": "2020-01-31",
        "question": None,
        "accepted": None,
        "ref": "1",
    }
    assert with_pilot("promise", "set", "1", "--state", "kept", "--accepted").code == 0
    ticked = with_pilot("promise", "tick", "1", "--understood")
    assert "understood" in ticked.err
    assert "not fixed yet" in ticked.err
    data = with_pilot("promise", "list", "--format", "json").json
    assert data["schema"] == "ybiyri.promises/1"
    assert data["counts"] == {
        "raised": 1,
        "promised": 1,
        "kept": 1,
        "dropped": 0,
        "late": 0,
        "understood": 1,
        "fixed": 0,
    }
    made = data["promises"][0]
    assert {key: made[key] for key in ("number", "topic", "state", "late", "accepted", "fixed_on")} == {
        "number": 1,
        "topic": "developer-concerns.pay",
        "state": "kept",
        "late": False,
        "accepted": True,
        "fixed_on": None,
    }
    text = with_pilot("promise", "list").out
    assert "You said  Nights are not paid" in text
    assert "1 raised · 1 promised · 1 kept. The team says: 1 of 1 understood, 0 of 1 fixed." in text
    assert "No promise yet" in with_pilot("promise", "list", "--open").err
    assert with_pilot("promise", "remove", "1").code == 0
    assert with_pilot("promise", "list", "--format", "json").json["promises"] == []


def test_only_what_may_leave_the_room_is_in_anything_a_program_or_a_file_gets(with_pilot: Ybiyri) -> None:
    with_pilot("note", "add", NOTE, "--owner", "Jo", "--due", "2020-01-31")
    with_pilot("note", "add", f"step: {NOTE}", "--kind", "step", "--stays", "--owner", "Jo", "--due", "2020-01-31")
    with_pilot("note", "add", f"parked: {NOTE}", "--kind", "parked")
    with_pilot("note", "add", "Print the goal", "--kind", "step", "--owner", "Jo", "--due", "2020-01-31", "--asked")
    with_pilot("note", "set", "1", "--text", f"again: {NOTE}")
    with_pilot("note", "mark", "1", "--may-leave")
    with_pilot("note", "mark", "1", "--stays")
    with_pilot("note", "remove", "3")
    outputs = [
        with_pilot(*command).out + with_pilot(*command).err
        for command in (
            ("note", "list", "--format", "json"),
            ("note", "list"),
            ("status",),
            ("status", "--format", "json"),
            ("history",),
            ("history", "--all", "--format", "json"),
            ("history", "--progress", "--format", "json"),
            ("objections", "--format", "json"),
            ("pilots", "rollup", "--format", "json"),
            ("promise", "list", "--format", "json"),
            ("export", "--format", "json"),
            ("export", "--format", "md"),
        )
    ]
    assert [number for number, output in enumerate(outputs) if NOTE in output] == []
    assert NOTE in with_pilot("note", "list", "--room").out
    data = json.loads(outputs[0][: outputs[0].rindex("}") + 1])
    assert data["staying"] == 2
    assert data["notes"] == [
        {
            "number": 4,
            "kind": "step",
            "text": "Print the goal",
            "taken_on": date.today().isoformat(),
            "question": None,
            "owner": "Jo",
            "accepted": False,
            "due": "2020-01-31",
            "done_on": None,
        }
    ]
    refused = with_pilot("note", "list", "--room", "--format", "json")
    assert (refused.code, refused.out) == (2, "")


def test_a_step_is_done_and_a_note_is_read_from_standard_input(with_pilot: Ybiyri) -> None:
    assert with_pilot("note", "add", "-", stdin="typed\nout of sight\n").err == "Note 1 stays in the room.\n"
    assert "typed out of sight" in with_pilot("note", "list", "--room").out
    assert with_pilot("note", "mark", "1", "--done").code == 2
    assert with_pilot("note", "mark", "1", "--kind", "step", "--done", "--may-leave").code == 0
    assert with_pilot("note", "list", "--format", "json").json["notes"][0]["done_on"] == date.today().isoformat()


def test_a_note_removed_for_good_cannot_come_back(with_pilot: Ybiyri, workspace_file: Path) -> None:
    with_pilot("note", "add", NOTE)
    assert with_pilot("note", "remove", "1").code == 0
    assert with_pilot("history", "--undo").code == 0
    assert with_pilot("note", "remove", "1", "--for-good").code == 0
    assert with_pilot("history", "--undo").code == 1
    assert NOTE.encode() not in workspace_file.read_bytes()


def test_history_can_be_undone_and_redone_one_command_at_a_time(with_pilot: Ybiyri) -> None:
    with_pilot("finding", "set", QUESTION, "yes", "--owner", "HR", "--asked")
    with_pilot("finding", "set", QUESTION, "no")
    shown = with_pilot("history").out
    assert "team: not asked → yes, word only; owner HR, asked, not accepted" in shown
    undone = with_pilot("history", "--undo")
    assert "Taken back: Have you explained the mission to the team? team: yes, word only → no" in undone.err
    assert with_pilot("history", "--undo").code == 0
    nothing = with_pilot("history", "--undo")
    assert (nothing.code, nothing.err) == (1, "ybiyri: There is nothing of yours to undo in this pilot.\n")
    assert with_pilot("status", "--format", "json").json["counts"]["not_asked"] == 20
    again = with_pilot("history", "--redo")
    assert again.err.startswith("Done again: Have you explained the mission to the team? team: not asked → yes")
    data = with_pilot("history", "--all", "--format", "json").json
    assert data["schema"] == "ybiyri.history/1"
    assert [change["action"] for change in data["changes"]] == ["change", "change", "change", "undo", "undo", "redo"]
    assert list(data["changes"][0]) == ["id", "day", "at", "who", "kind", "key", "action", "what"]
    kept = with_pilot("history", "--format", "json").json["changes"]
    assert [change["kind"] for change in kept] == ["pilot", "answer"]


def test_a_record_changed_elsewhere_is_skipped_only_on_request(with_pilot: Ybiyri, workspace_file: Path) -> None:
    with_pilot("finding", "set", "developers.listened", "no")
    with_pilot("finding", "set", QUESTION, "yes")
    record_finding(Context(FileWorkspace.open(workspace_file), who="scribe"), 1, QUESTION, State.PARTLY)
    refused = with_pilot("history", "--undo")
    assert refused.code == 2
    assert "changed elsewhere since then by scribe; nothing was taken back" in refused.err
    assert with_pilot("history", "--undo", "--skip-changed").code == 0
    counts = with_pilot("status", "--format", "json").json["counts"]
    assert (counts["partly"], counts["no"]) == (1, 0)


def test_progress_and_since(with_pilot: Ybiyri) -> None:
    with_pilot("finding", "set", QUESTION, "yes", "--proof", "minutes")
    data = with_pilot("history", "--progress", "--format", "json").json
    assert data["schema"] == "ybiyri.progress/1"
    assert [(point["counts"]["proof_seen"], point["phase"]) for point in data["points"]] == [(1, "prepare")]
    assert "✓···" in with_pilot("history", "--progress").out
    assert with_pilot("history", "--since", "2999-01-01").out == ""
    assert with_pilot("history", "--since", "2020-01-01", "--format", "json").json["changes"]


def test_a_stale_answer_is_next_and_is_checked_again(with_pilot: Ybiyri, workspace_file: Path) -> None:
    with_pilot("finding", "set", QUESTION, "yes", "--proof", "minutes")
    with closing(sqlite3.connect(workspace_file)) as file:
        file.execute("UPDATE finding SET checked_on = '2020-01-01'")
        file.commit()
    for must_have in ("right-service", "willing-people", "opt-out"):
        with_pilot("must-haves", "meet", must_have, "--proof", "seen")
    with_pilot("must-haves", "next-phase")
    data = with_pilot("objections", "1", "--format", "json").json["objections"][0]["questions"][0]
    assert (data["stale"], data["checked_on"]) == (True, "2020-01-01")
    assert "stale, last checked 1 Jan 2020" in with_pilot("objections", "1").out
    assert "1 yes answer was last checked more than 90 days ago." in with_pilot("status").out
    assert with_pilot("finding", "recheck", QUESTION).code == 0
    assert "last checked more than" not in with_pilot("status").out


def test_after_how_many_days_a_yes_is_stale_can_be_set(with_pilot: Ybiyri, workspace_file: Path) -> None:
    with_pilot("finding", "set", QUESTION, "yes")
    with closing(sqlite3.connect(workspace_file)) as file:
        file.execute("UPDATE finding SET checked_on = ?", ((date.today() - timedelta(days=20)).isoformat(),))
        file.commit()
    assert "stale" not in with_pilot("objections", "1").out
    assert with_pilot("finding", "stale-after", "14").code == 0
    assert "stale, last checked" in with_pilot("objections", "1").out
    assert "last checked more than 14 days ago" in with_pilot("status").out
    assert with_pilot("finding", "stale-after", "0").code == 2


def test_pilots_are_edited_archived_and_copied(with_pilot: Ybiyri) -> None:
    assert with_pilot("pilots", "edit", "Payments", "--name", "Cards", "--exposure", "200K EUR").code == 0
    assert with_pilot("pilots", "duplicate", "cards", "Search", "--team", "Heron").code == 0
    assert with_pilot("pilots", "archive", "Cards").code == 0
    assert [pilot["name"] for pilot in with_pilot("pilots", "list", "--format", "json").json["pilots"]] == ["Search"]
    everyone = with_pilot("pilots", "list", "--archived", "--format", "json").json["pilots"]
    assert [(pilot["name"], pilot["archived_on"] is None) for pilot in everyone] == [("Cards", False), ("Search", True)]
    assert with_pilot("status", "--format", "json").json["pilot"] == "Search"
    assert with_pilot("pilots", "restore", "Cards").code == 0
    rollup = with_pilot("pilots", "rollup", "--format", "json").json
    assert rollup["schema"] == "ybiyri.rollup/1"
    assert [(line["name"], line["team"], len(line["open_must_haves"])) for line in rollup["pilots"]] == [
        ("Cards", "Team Kestrel", 3),
        ("Search", "Heron", 3),
    ]
    assert sum(len(found["grades"]) for found in rollup["pilots"][0]["objections"]) == 20
    assert with_pilot("--pilot", "Search", "history", "--undo").code == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("must-haves", "meet", "pay", "--proof", "x"), "There is no must-have 'pay'"),
        (("must-haves", "meet", "opt-out", "--proof", " "), "met only if you can say what was seen"),
        (("must-haves", "meet", "opt-out"), "Missing option '--proof'"),
        (("must-haves", "assign", "opt-out"), "Say what to change"),
        (("must-haves", "assign", "opt-out", "--asked"), "name an owner first"),
        (
            ("must-haves", "except", "opt-out", "--reason", "r", "--person", "p", "--until", "2020-01-01"),
            "2020-01-01 has passed",
        ),
        (
            ("must-haves", "except", "opt-out", "--reason", "r", "--person", "p", "--until", "soon"),
            "'soon' is not a date",
        ),
        (("must-haves", "except", "opt-out", "--reason", "r", "--person", "p", "--until", ""), "needs --until"),
        (("promise", "add", " "), "The concern is empty"),
        (("promise", "add", "x", "--topic", "money"), "There is no survey topic 'money'"),
        (("promise", "set", "1"), "Say what to change"),
        (("promise", "set", "7", "--state", "kept"), "There is no promise 7"),
        (("promise", "set", "1", "--state", "kept"), "Nothing was promised yet"),
        (("promise", "set", "1", "--state", "dropped"), "with the reason that the team was told"),
        (("promise", "set", "1", "--promise", "x", "--reason", "y"), "--reason goes with --state dropped"),
        (("promise", "tick", "1"), "Say what the team said"),
        (("note", "add", "x" * 1001), "at most 1000 are kept"),
        (("note", "add", "red \x1b[31m"), "contains control characters"),
        (("note", "add", "x", "--question", "developers.nonsense"), "There is no question"),
        (("note", "mark", "1"), "Say how to mark it"),
        (("note", "set", "1"), "Say what to change"),
        (("note", "remove", "9"), "There is no note 9"),
        (("note", "remove", "9", "--for-good"), "There never was a note 9"),
        (("finding", "recheck", QUESTION), "Only a yes is checked again"),
        (("finding", "set", QUESTION, "no", "--asked"), "name an owner first"),
        (("history", "--skip-changed"), "goes with --undo or --redo"),
        (("history", "--undo", "--all"), "use it alone"),
        (("pilots", "edit", "Payments"), "Say what to change"),
        (("pilots", "archive", "Nobody"), "There is no pilot 'Nobody'"),
        (("pilots", "duplicate", "Payments", "Payments"), "already a pilot named 'Payments'"),
    ],
)
def test_bad_input_is_one_sentence_and_changes_nothing(
    with_pilot: Ybiyri, workspace_file: Path, arguments: tuple[str, ...], sentence: str
) -> None:
    with_pilot("promise", "add", "Nights are not paid")
    with_pilot("note", "add", "x")
    before = workspace_file.read_bytes()
    done = with_pilot(*arguments)
    assert (done.code, done.out) == (2, "")
    assert sentence in " ".join(done.err.split())
    assert "Traceback" not in done.err
    assert workspace_file.read_bytes() == before
