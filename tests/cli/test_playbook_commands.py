"""pilots, status, objections, finding: the coach's loop in linear text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Ybiyri = Callable[..., Any]


def test_a_pilot_is_created_and_used_without_being_named(ybiyri: Ybiyri) -> None:
    made = ybiyri("pilots", "create", "Payments", "--team", "Kestrel", "--mission", "Restore in minutes")
    assert (made.code, made.out) == (0, "")
    assert ybiyri("pilots").out == "* Payments · Kestrel · prepare · Restore in minutes\n"
    assert ybiyri("status", "--format", "json").json["pilot"] == "Payments"


def test_with_several_pilots_and_none_opened_the_command_names_them(with_pilot: Ybiyri) -> None:
    with_pilot("pilots", "create", "Search", "--team", "Heron", "--mission", "Find in a second")
    done = with_pilot("status")
    assert done.code == 2
    assert "'Payments', 'Search'" in done.err
    assert with_pilot("status", "--pilot", "Search", "--format", "json").json["team"] == "Heron"
    assert with_pilot("--pilot", "search", "status", "--format", "json").json["team"] == "Heron"


def test_the_status_of_a_new_pilot_has_every_documented_key(with_pilot: Ybiyri) -> None:
    data = with_pilot("status", "--format", "json").json
    assert list(data) == ["schema", "pilot", "team", "phase", "must_haves", "objections", "counts", "next"]
    assert data["schema"] == "ybiyri.status/1"
    assert data["phase"] == "prepare"
    assert [len(objection["questions"]) for objection in data["objections"]] == [3, 2, 3, 3, 3, 3, 3]
    question = data["objections"][0]["questions"][0]
    assert question == {"id": "developers.mission-explained", "state": "not_asked", "proof": None}
    assert data["counts"] == {
        "proof_seen": 0,
        "word_only": 0,
        "partly": 0,
        "no": 0,
        "not_asked": 20,
        "not_applicable": 0,
    }
    assert {entry["state"] for entry in data["must_haves"]} == {"open"}
    assert len(data["next"]) == 3


def test_findings_are_counted_with_the_lowest_voice(with_pilot: Ybiyri) -> None:
    question = "developers.mission-explained"
    assert with_pilot("finding", "set", question, "yes", "--proof", "https://example.org/mission").code == 0
    counts = with_pilot("status", "--format", "json").json["counts"]
    assert (counts["proof_seen"], counts["not_asked"]) == (1, 19)
    assert with_pilot("finding", "set", question, "no", "--voice", "leaders").code == 0
    counts = with_pilot("status", "--format", "json").json["counts"]
    assert (counts["proof_seen"], counts["no"]) == (0, 1)
    shown = with_pilot("objections", "1")
    assert "leaders: no" in shown.out
    assert "https://example.org/mission" in shown.out


def test_owner_and_due_date_are_kept_until_others_are_given(with_pilot: Ybiyri) -> None:
    question = "firefighters.paved-roads"
    with_pilot("finding", "set", question, "no", "--owner", "Example owner", "--due", "2030-01-31")
    with_pilot("finding", "set", question, "partly")
    data = with_pilot("objections", "5", "--format", "json").json["objections"][0]["questions"][2]
    assert (data["state"], data["owner"], data["due"]) == ("partly", "Example owner", "2030-01-31")


def test_not_applicable_needs_a_reason_and_changes_nothing_without(with_pilot: Ybiyri) -> None:
    done = with_pilot("finding", "set", "specialists.not-required", "not_applicable")
    assert (done.code, done.err) == (2, "ybiyri: not_applicable needs a reason.\n")
    assert with_pilot("status", "--format", "json").json["counts"]["not_asked"] == 20
    ok = with_pilot("finding", "set", "specialists.not-required", "not_applicable", "--reason", "no database")
    assert ok.code == 0
    assert with_pilot("status", "--format", "json").json["counts"]["not_applicable"] == 1


def test_every_objection_can_be_read_in_full(with_pilot: Ybiyri) -> None:
    for number in range(1, 8):
        shown = with_pilot("objections", str(number))
        assert shown.code == 0
        assert "because we haven't" in shown.out
        assert "What to do about it" in shown.out
        assert max(len(line) for line in shown.out.splitlines()) <= 120


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("status", "--pilot", "Nobody"), "There is no pilot 'Nobody' in this workspace; there is 'Payments'."),
        (("objections", "8"), "There is no objection 8"),
        (("finding", "set", "developers.mision-explained", "yes"), "did you mean developers.mission-explained"),
        (("finding", "set", "nonsense", "yes"), "There is no question 'nonsense'"),
        (("finding", "set", "developers.listened", "maybe"), "'maybe' is not one of"),
        (("finding", "set", "developers.listened", "no", "--due", "tomorrow"), "'tomorrow' does not match"),
        (("finding", "set", "developers.listened", "yes", "--proof", "x" * 3000), "at most 2000 are kept"),
        (("pilots", "create", "Payments", "--team", "T", "--mission", "M"), "already a pilot named 'Payments'"),
        (("pilots", "create", " ", "--team", "T", "--mission", "M"), "A pilot needs a name."),
        (("pilots", "create", "New\nline", "--team", "T", "--mission", "M"), "cannot be shown"),
        (("pilots", "create", "P", "--team", "T", "--mission", "M", "--exposure", "much"), "write it like 200000 EUR"),
        (("nonsense",), "No such command 'nonsense'"),
        (("status", "--format", "xml"), "'xml' is not one of"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_code_2(
    with_pilot: Ybiyri, arguments: tuple[str, ...], sentence: str
) -> None:
    before = with_pilot("status", "--format", "json").out
    done = with_pilot(*arguments)
    assert done.code == 2
    assert sentence in " ".join(done.err.split())
    assert "Traceback" not in done.err
    assert done.out == ""
    assert with_pilot("status", "--format", "json").out == before


def test_a_workspace_that_is_missing_or_foreign_is_named(ybiyri: Ybiyri, tmp_path: Any) -> None:
    missing = ybiyri("status")
    assert missing.code == 2
    assert "There is no workspace" in missing.err
    foreign = tmp_path / "notes.txt"
    foreign.write_text("not a workspace")
    done = ybiyri("status", workspace=str(foreign))
    assert (done.code, foreign.read_text()) == (2, "not a workspace")
    assert f"{foreign} is not a ybiyri workspace" in done.err
    assert "folder" in ybiyri("status", workspace=str(tmp_path)).err
    assert "not mysql://" in ybiyri("status", workspace="mysql://host/db").err


def test_the_demo_is_reachable_from_every_command(ybiyri: Ybiyri) -> None:
    data = ybiyri("status", "--format", "json", workspace="demo").json
    assert "Example" in data["pilot"]
    assert sum(data["counts"].values()) == 20
    assert all(data["counts"][key] > 0 for key in ("proof_seen", "word_only", "partly", "no", "not_asked"))


def test_an_unexpected_error_is_one_sentence_and_the_log_holds_no_values(
    with_pilot: Ybiyri, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    def explode(*_: object) -> None:
        raise RuntimeError("a secret value")

    monkeypatch.setattr("ybiyri_tui.usecases.pilot.overview.overview", explode)
    done = with_pilot("status")
    assert done.code == 70
    assert done.err.startswith("ybiyri: Something unexpected happened")
    assert "secret" not in done.err
    logs = list((tmp_path / "home").rglob("ybiyri.log"))
    assert len(logs) == 1
    log = logs[0].read_text()
    assert "RuntimeError" in log
    assert "explode" in log
    assert "secret" not in log


def test_incident_managers_answer_under_their_own_name_and_are_asked_what_they_need(with_pilot: Ybiyri) -> None:
    question = "incident-management.managers-in"
    done = with_pilot("finding", "set", question, "no", "--voice", "operations", "--role", "incident managers")
    assert done.code == 0
    shown = with_pilot("objections", "4", "--format", "json").json["objections"][0]["questions"][0]
    assert [(each["voice"], each["role"]) for each in shown["voices"]] == [("operations", "incident managers")]
    assert "Ask incident managers: What worries you" in with_pilot("objections", "4").out
    assert "operations (incident managers): not asked → no" in with_pilot("history").out
    refused = with_pilot("finding", "set", question, "no", "--role", "specialists")
    assert (refused.code, refused.err.count("\n")) == (2, 1)
    assert "only for operations" in refused.err
