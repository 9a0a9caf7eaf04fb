"""`ybiyri flow|chaos|specialists|roads|plan` from an empty pilot to what they prove."""

from __future__ import annotations

from pathlib import Path
from typing import Any

Ybiyri = Any


def _do(ybiyri: Ybiyri, *lines: tuple[str, ...]) -> None:
    for line in lines:
        done = ybiyri(*line)
        assert done.code == 0, done.err


def test_a_flow_from_a_template_is_measured_and_drawn(with_pilot: Ybiyri) -> None:
    _do(
        with_pilot,
        ("flow", "start", "today", "ops-run-it"),
        ("flow", "start", "target", "self-service"),
        ("flow", "set", "incidents_a_year", "40"),
    )
    found = with_pilot("flow", "show", "--format", "json").json
    assert found["schema"] == "ybiyri.flow/1"
    assert (found["today"]["standing"], found["target"]["standing"]) == ("by_hand", "self_service")
    assert found["today"]["dearest_step"] == {"id": 7, "seconds_a_year": 48_000.0}
    text = with_pilot("flow", "show").out
    assert "Dearest step: 7. cannot help and phones a developer: 20 min × 40 incidents" in text
    assert "└··▷ incident manager" in text
    assert "```mermaid" in with_pilot("flow", "show", "--format", "markdown").out
    assert with_pilot("flow", "show", "--format", "svg").out.startswith("<svg")
    page = with_pilot("flow", "show", "--format", "html").out
    assert "Today</text>" in page
    assert "Target</text>" in page
    refused = with_pilot("flow", "show", "--format", "pdf")
    assert refused.code == 2
    assert "--out" in refused.err


def test_a_chaos_day_is_planned_run_recorded_and_becomes_a_promise(with_pilot: Ybiyri, tmp_path: Path) -> None:
    cards = tmp_path / "cards.csv"
    cards.write_text(
        "day,id,component,failure,expected_impact,expected_response,rollback,owner,runbook_gap\n"
        "1,1,queue,full,orders wait,an alert calls the team,empty it,Ana,how to empty it\n"
    )
    people = tmp_path / "people.csv"
    people.write_text("day,who,role\n1,Ana,agent\n1,the team,responder\n1,Jo,incident manager\n")
    _do(with_pilot, ("chaos", "plan", "A first one"))
    early = with_pilot("chaos", "begin", "1")
    assert early.code == 2
    assert "stop rule" in early.err
    _do(
        with_pilot,
        ("chaos", "import", str(cards), "--sheet", "chaos-experiments"),
        ("chaos", "import", str(people), "--sheet", "chaos-people"),
        ("chaos", "set", "1", "scope", "the queue"),
        ("chaos", "set", "1", "blast_radius", "staging only"),
        ("chaos", "set", "1", "stop_rule", "customers are hit"),
        ("chaos", "begin", "1"),
        ("chaos", "log", "injected", "1"),
        ("chaos", "log", "detected", "1", "queue alert", "--by", "alert"),
        ("chaos", "log", "restored", "1"),
        ("chaos", "end", "--because", "all through"),
        ("chaos", "promise", "1"),
    )
    (day,) = with_pilot("chaos", "show", "--format", "json").json["days"]
    assert (day["state"], day["run"], day["detected_by_alert"], day["resolved_by_owners"]) == ("held", 1, 1, 1)
    assert day["improvements"][0]["promise"] == 1
    (promise,) = with_pilot("promise", "list", "--format", "json").json["promises"]
    assert promise["promise"] == "Runbook: how to empty it"
    assert (promise["owner"], promise["question"]) == ("Ana", "incident-management.chaos-days")
    assert "queue · full · put right by owners" in with_pilot("chaos", "show", "1").out


def test_tasks_and_roads_are_sorted(with_pilot: Ybiyri, tmp_path: Path) -> None:
    tasks = tmp_path / "tasks.csv"
    tasks.write_text(
        "task,specialist,a_year,wait,effort,value,repeatable,done_on,wait_after\n"
        "a database user,DBA,200,48,0.5,high,yes,2026-11-02,1 min\nbackups,DBA,52,0,1,low,yes,,\n"
    )
    roads = tmp_path / "roads.yaml"
    roads.write_text(
        "paved-roads:\n"
        "- {journey: a new service, wait_before: 10 d, wait_after: 1 h, teams: 2}\n"
        "- journey: a dashboard\n"
    )
    _do(with_pilot, ("specialists", "import", str(tasks)), ("roads", "import", str(roads)))
    found = with_pilot("specialists", "show", "--format", "json").json
    assert [task["route"] for task in found["tasks"]] == ["provider", "self_service"]
    assert (found["frees_a_year"], found["freed_a_year"]) == (152 * 3600, 100 * 3600)
    assert (found["wait_before"], found["wait_after"]) == (48 * 3600, 60)
    assert with_pilot("roads", "show", "--format", "json").json["paved"] == 1
    assert "1 of 2 roads paved" in with_pilot("roads", "show").out


def test_a_plan_is_begun_agreed_and_reviewed(with_pilot: Ybiyri) -> None:
    _do(
        with_pilot,
        ("plan", "set", "availability", "95"),
        ("plan", "begin", "2026-12-07"),
        ("plan", "score", "Kestrel", "traffic", "0", "--note", "nobody uses it"),
        ("plan", "choose", "Kestrel"),
        ("plan", "agree", "team"),
    )
    found = with_pilot("plan", "show", "--format", "json").json
    assert [phase["nights"] for phase in found["phases"]] == [False] * 4
    assert found["teams"][0]["vetoes"] == ["traffic"]
    assert found["charter"]["exit_team_on"]
    assert found["missing"]["agreement"] == ["the sponsor has not agreed", "operations has not agreed"]
    assert found["rule"] == "not-all-looked-at"
    assert with_pilot("plan", "review").code == 1


def test_what_is_exported_is_imported_as_it_was(ybiyri: Ybiyri, tmp_path: Path) -> None:
    _do(ybiyri, ("pilots", "create", "P", "--team", "T", "--mission", "M"))
    for name in ("flow", "chaos", "specialists", "roads", "plan"):
        before, after = tmp_path / f"{name}.yaml", tmp_path / f"{name}-again.yaml"
        done = ybiyri(name, "export", "--out", str(before), workspace="demo")
        assert done.code == 0, done.err
        _do(ybiyri, (name, "import", str(before)), (name, "export", "--out", str(after)))
        assert before.stat().st_size > 200
        assert after.read_text() == before.read_text()


def test_every_problem_is_named_and_nothing_is_changed(with_pilot: Ybiyri, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("task,wait,value\na,soon,high\nb,1,dear\n,2,low\n")
    done = with_pilot("specialists", "import", str(wrong))
    assert done.code == 2
    assert "wrong.csv, row 2, column wait" in done.err
    assert "wrong.csv, row 3, column value" in done.err
    assert "wrong.csv, row 4, column task" in done.err
    assert with_pilot("specialists", "show", "--format", "json").json["tasks"] == []
    book = tmp_path / "plan.yaml"
    book.write_text("plan-phases:\n- {name: Baseline}\nplan-exit:\n- {criterion: x, counts_for: fame}\n")
    done = with_pilot("plan", "import", str(book))
    assert (done.code, "plan.yaml, line 4, column counts_for" in done.err) == (2, True)
    assert with_pilot("plan", "show", "--format", "json").json["phases"] == []


def test_blank_worksheets_need_no_workspace(ybiyri: Ybiyri, tmp_path: Path) -> None:
    page = tmp_path / "pages.html"
    done = ybiyri("--workspace", str(tmp_path / "none.ybiyri"), "worksheets", "print", "raci", "--out", str(page))
    assert done.code == 0, done.err
    assert "Answers for it (A)" in page.read_text()
    assert not (tmp_path / "none.ybiyri").exists()
    again = ybiyri("--workspace", str(tmp_path / "none.ybiyri"), "worksheets", "print", "raci", "--out", str(page))
    assert (again.code, "--force" in again.err) == (2, True)
    strange = ybiyri("worksheets", "print", "racy")
    assert (strange.code, "there is services" in strange.err) == (2, True)


def test_any_worksheet_goes_out_and_comes_in_by_its_name(with_pilot: Ybiyri, tmp_path: Path) -> None:
    _do(with_pilot, ("plan", "begin", "2027-01-11"))
    before, after = tmp_path / "before.yaml", tmp_path / "after.yaml"
    _do(
        with_pilot,
        ("worksheets", "export", "plan", "--out", str(before)),
        ("plan", "begin", "2027-03-01"),
        ("worksheets", "import", "plan", str(before)),
        ("worksheets", "export", "plan", "--out", str(after)),
    )
    assert after.read_text() == before.read_text()
    assert with_pilot("worksheets", "export", "plan", "--sheet", "plan-phases").out.startswith("name,starts_on,ends_on")
    none = with_pilot("worksheets", "export", "tickets")
    assert (none.code, "has no tables" in none.err) == (2, True)
    strange = with_pilot("worksheets", "export", "plan", "--sheet", "phases")
    assert (strange.code, "there is plan-charter" in strange.err) == (2, True)


def test_a_row_that_names_what_is_not_there_is_refused_by_its_place(with_pilot: Ybiyri, tmp_path: Path) -> None:
    cards, lists = tmp_path / "cards.csv", tmp_path / "roads.yaml"
    cards.write_text("day,id,component,failure\n1,1,queue,full\n7,1,queue,full\n")
    lists.write_text("paved-roads:\n- {journey: [a, b], teams: 2}\n")
    _do(with_pilot, ("chaos", "plan", "A first one"))
    refused = with_pilot("chaos", "import", str(cards), "--sheet", "chaos-experiments")
    assert (refused.code, refused.err) == (
        2,
        "ybiyri: cards.csv, row 3, column day: there is no chaos day 7; there is 1.\n",
    )
    listed = with_pilot("roads", "import", str(lists))
    assert (listed.code, "line 2, column journey: a plain value was expected" in listed.err) == (2, True)
    strange = with_pilot("roads", "show", "--out", str(tmp_path / "roads.docx"))
    assert (strange.code, "does not end like any form" in strange.err) == (2, True)
