"""The summary's forms: honest when empty, the same for the same day, harmless whatever was typed, adding up."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from sqlmodel import Session

from playbook.records import Answer, Finding, MustHaveMark, Phase, Pilot, Proof, State, Voice, Waiver
from playbook.store import pilots as pilot_store
from playbook.store.answers import save_answer
from playbook.store.must_haves import save_must_have
from surveys.records import Label
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlayedTeam
from ybiyri_tui.reports.summary.export import written
from ybiyri_tui.reports.summary.forms.as_json import summary_data
from ybiyri_tui.reports.summary.forms.markdown import document_markdown
from ybiyri_tui.reports.summary.parts.ten_lines import ten_lines
from ybiyri_tui.reports.summary.report import Wanted, pilot_report
from ybiyri_tui.reports.summary.summary import Summary, summarise
from ybiyri_tui.reports.summary.whole import document
from ybiyri_tui.usecases.findings import answering
from ybiyri_tui.usecases.pilot.pilots import create_pilot
from ybiyri_tui.usecases.survey import surveying
from ybiyri_tui.wording.formats import Formats

NOON = datetime(2026, 12, 3, 12, tzinfo=UTC)
GOLDEN = Path(__file__).parents[1] / "golden" / "summary.md"
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
LABELS = ["YOU DECIDE", "TODAY", "RIGHT FIT?", "MONEY", "THE TEAM", "PROMISES", "HOW SURE", "NEXT"]
KEYS = ["schema", "date", "pilot", "team", "phase", "must_haves", "objections", "counts", "next"]
MORE_KEYS = ["recommendation", "survey", "unplanned_work", "money", "promises", "withheld"]
MORE_KEYS += ["organisation", "title", "mission", "example", "filled_in_by", "people", "stale_after_days"]
MORE_KEYS += ["lines", "baseline", "notes", "right_fit", "measures", "exit_criteria", "incident_flow"]
MORE_KEYS += ["phases", "chaos_day", "specialists", "paved_roads", "loss_avoided"]
HOSTILE = [
    "<script>alert(1)</script> <!-- & &nbsp;",
    "| cell | **bold** _em_ `code` ~~gone~~ [l](javascript:x) ![i](y)",
    "1. # - > = ```\n---\n# heading",
    "\x1b[2J\x00\x07\r\n\u2028\u0085bell",
    "\u202eright-to-left\u2066 \u05e9\u05dc\u05d5\u05dd \u0645",
    "$x^2$ \\ \\\\ {#id} =1+1 @all",
    "word " * 2000,
    "x" * 10000,
]


def summary_text(context: Context, pilot_id: int, form: str, on: date | None = None) -> str:
    text = written(Formats(), lambda: pilot_report(context, pilot_id, Wanted(on=on)), form)[""]
    assert isinstance(text, str)
    return text


def summary_markdown(summary: Summary) -> str:
    return document_markdown(document(summary))


def line(summary: Summary, label: str) -> str:
    found = next(line for line in ten_lines(summary) if line.label == label)
    return f"{found.text} {found.second}".strip()


def test_the_markdown_is_as_it_was_looked_at(context: Context, filled: Pilot, request: pytest.FixtureRequest) -> None:
    text = summary_markdown(summarise(context, filled.id))
    if request.config.getoption("--snapshot-update", default=False):
        GOLDEN.write_text(text, encoding="utf-8")
    assert text == GOLDEN.read_text(encoding="utf-8")


def test_the_ten_lines_come_first_in_their_order(context: Context, filled: Pilot) -> None:
    top = summary_markdown(summarise(context, filled.id)).split("\n## ")[0]
    lines = [line for line in top.splitlines() if line]
    assert len(lines) == 10
    assert re.findall(r"\*\*(.+?)\*\*", top) == LABELS


def test_the_same_workspace_and_day_give_the_same_text(context: Context, filled: Pilot) -> None:
    later = replace(context, who="somebody else", now=lambda: context.now() + timedelta(days=40))
    for form in ("md", "json"):
        assert summary_text(context, filled.id, form) == summary_text(later, filled.id, form, on=context.today)


def test_the_day_decides_what_is_late_and_how_old(context: Context, filled: Pilot) -> None:
    later = summary_text(context, filled.id, "md", on=date(2027, 3, 1))
    assert "overdue since 12 Dec 2026" in later
    assert "older than 90 days" in later
    assert "overdue since 12 Dec 2026" not in summary_text(context, filled.id, "md")


def test_an_empty_pilot_says_what_is_missing(context: Context, pilot: Pilot) -> None:
    summary = summarise(context, pilot.id)
    text = summary_markdown(summary)
    assert line(summary, "HOW SURE") == f"None of the {summary.overview.question_count} questions has been asked yet."
    assert line(summary, "THE TEAM") == "Not asked yet: no survey was opened."
    assert line(summary, "RIGHT FIT?").startswith("Not shown yet")
    assert "no tickets were imported" in text
    assert "The team has not been asked yet." in text
    data = summary_data(summary)
    assert [data[key] for key in ("survey", "unplanned_work", "money", "promises", "withheld")] == [None] * 4 + [[]]


def test_the_json_has_its_keys_in_order(context: Context, filled: Pilot) -> None:
    data = json.loads(summary_text(context, filled.id, "json"))
    assert list(data) == KEYS + MORE_KEYS
    assert data["schema"] == "ybiyri.summary/1"
    assert data["date"] == "2026-12-03"
    assert (data["recommendation"]["value"], data["recommendation"]["rule"]) == ("not_yet", "must-have-open")
    assert data["money"]["exposure_per_hour"] == {"amount": "200000", "currency": "EUR"}
    assert data["promises"] is None


def test_numbers_add_up(context: Context, filled: Pilot) -> None:
    summary = summarise(context, filled.id)
    seen = summary.overview
    first, rest = line(summary, "HOW SURE").split(" answers have proof, ")
    counted = [int(number) for number in re.findall(r"(\d+) (?:word only|partly|no|not asked|don't apply)", rest)]
    have_proof, total = first.split(" of ")
    assert int(have_proof) + sum(counted) == int(total) == seen.question_count
    opened, due = re.findall(r"(\d+) of (\d+) must-haves", line(summary, "TODAY"))[0]
    assert (int(opened), int(due)) == (len(seen.open_must_haves), len(seen.due_must_haves))
    work = summary_data(summary)["unplanned_work"]
    assert sum(week["items"] for week in work["weeks"]) + work["undated"] == work["items"] == 30


def test_what_was_not_read_back_is_withheld_with_the_reason(context: Context, filled: Pilot) -> None:
    data = summary_data(summarise(context, filled.id))
    assert [found["label"] for found in data["survey"]["rounds"]] == ["before"]
    assert data["survey"]["comparisons"] == []
    (withheld,) = data["withheld"]
    assert "“after”" in withheld["what"]
    assert "read back" in withheld["why"]


def test_the_comparison_appears_once_the_team_has_seen_both(context: Context, filled: Pilot) -> None:
    after = surveying.closed_round(context, filled.id, Label.AFTER)
    surveying.mark_read_back(context, after.id)
    summary = summarise(context, filled.id)
    (comparison,) = summary_data(summary)["survey"]["comparisons"]
    verdicts = {topic["id"]: topic["verdict"] for topic in comparison["topics"]}
    assert verdicts["alerts"] == "improved"
    assert line(summary, "THE TEAM") == (
        "7 of 8 answered before, 7 of 8 answered after. BETTER: Alerts and unplanned work; can't tell: 7 topics."
    )
    assert "| Alerts and unplanned work (main topic) | 0–1 of 7 | 6–7 of 7 | BETTER |" in summary_markdown(summary)
    assert summary_data(summary)["withheld"] == []


def test_an_open_survey_gives_nothing_away(context: Context, pilot: Pilot) -> None:
    team = PlayedTeam(context, pilot.id)
    opened = team.open(Label.BEFORE, invited=6)
    before = summary_text(context, pilot.id, "json")
    team.answer(opened, {"mission.explain": 5} if "mission.explain" in opened.survey.item_ids() else {})
    assert summary_text(context, pilot.id, "json") == before
    assert "still open" in json.loads(before)["withheld"][0]["why"]


def test_where_voices_differ_it_is_said(context: Context, filled: Pilot) -> None:
    text = summary_markdown(summarise(context, filled.id))
    assert "they differ: team: yes (1 proof); operations: no" in text


def test_where_the_survey_says_otherwise_it_is_said_once_it_was_read_back(context: Context, filled: Pilot) -> None:
    for kind in (State.YES, State.NO):
        answering.record_finding(context, filled.id, "firefighters.manage-unplanned", kind)
        after = surveying.closed_round(context, filled.id, Label.AFTER)
        assert summarise(context, filled.id).contradictions == ()
    surveying.mark_read_back(context, after.id)
    summary = summarise(context, filled.id)
    assert "firefighters.manage-unplanned" in {found.subject_id for found in summary.contradictions}
    part = summary_markdown(summary).split("### 5 ")[1].split("### 6 ")[0]
    assert "The survey differs: 6–7 of 7" in part
    assert "The survey says otherwise in" in line(summary, "HOW SURE")
    assert summary_data(summary)["survey"]["contradictions"][0]["label"] == "after"


def test_an_exception_names_reason_person_and_end(context: Context, pilot: Pilot) -> None:
    waiver = Waiver("Contracts change in spring", "Head of People", date(2027, 2, 1))
    answering.mark_must_have(context, pilot.id, MustHaveMark("opt-out", waiver=waiver))
    text = summary_markdown(summarise(context, pilot.id))
    assert "| ◐ exception | Head of People, until 1 Feb 2027 | Contracts change in spring |" in text
    assert "NOT YET: 2 of 3 must-haves before the baseline phase are open." in text


def test_every_answer_stands_in_the_appendix_with_proof_and_age(context: Context, filled: Pilot) -> None:
    summary = summarise(context, filled.id)
    appendix = summary_markdown(summary).split("## Appendix")[1]
    for objection in summary.overview.objections:
        for question in objection.questions:
            assert f"| {question.question_id} |" in appendix
    assert "12 Nov 2026, 3 weeks ago | <https://wiki.example.org/mission> |" in appendix
    assert "3 Sep 2026, 13 weeks ago: check again | Sheet of three services |" in appendix


@pytest.mark.parametrize(
    ("phase", "met", "value", "rule"),
    [
        (Phase.PREPARE, False, "not_yet", "must-have-open"),
        (Phase.PREPARE, True, "not_yet", "baseline-comes-first"),
        (Phase.BASELINE, False, "not_yet", "must-have-open"),
        (Phase.BASELINE, True, "start", "ready-to-start"),
        (Phase.PILOT, False, "not_yet", "must-have-reopened"),
        (Phase.PILOT, True, "extend", "pilot-runs"),
        (Phase.REVIEW, True, "extend", "criteria-not-known"),
        (Phase.SCALE, True, "scale", "ready-for-more-teams"),
    ],
)
def test_the_recommendation_names_its_rule(
    context: Context, pilot: Pilot, phase: Phase, met: bool, value: str, rule: str
) -> None:
    for must_have in context.playbook.must_haves if met else ():
        mark = MustHaveMark(must_have.id, met_on=context.today)
        answering.mark_must_have(context, pilot.id, mark)
    context.workspace.write(
        lambda session: pilot_store.set_phase(session, pilot.id, phase, who="coach", at=context.now())
    )
    summary = summarise(context, pilot.id)
    assert (summary.recommendation.value, summary.recommendation.rule) == (value, rule)
    assert summary_markdown(summary).startswith("# Payments")


def write_past_the_checks(session: Session, pilot_id: int, text: str) -> None:
    """As another program or an older version could have."""
    day = NOON.date()
    found = Finding(Voice.TEAM, State.YES, day, (Proof(text, day),))
    for answer in (
        Answer("developers.listened", (found,), owner=text, due_on=day),
        Answer("scale.always-on-myth", not_applicable_reason=text),
    ):
        save_answer(session, pilot_id, answer, who=text, at=NOON)
    for mark in (
        MustHaveMark("opt-out", owner=text, proof=text),
        MustHaveMark("right-service", met_on=day, proof=text),
    ):
        save_must_have(session, pilot_id, mark, who=text, at=NOON)


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_text_and_breaks_nothing(make_context: Callable[..., Context], hostile: str) -> None:
    def document(text: str, name: str) -> str:
        context = make_context(name=name)
        one_line = " ".join(char for char in text.split() if char.isprintable())[:60].strip() or "x"
        pilot = create_pilot(context, name=one_line, team=one_line, mission=one_line)
        context.workspace.write(lambda session: write_past_the_checks(session, pilot.id, text))
        data = json.loads(summary_text(context, pilot.id, "json"))
        assert data["pilot"] == one_line
        return summary_text(context, pilot.id, "md")

    harmless, tokens = (
        PARSER.parse(document("word", "harmless.ybiyri")),
        PARSER.parse(document(hostile, "hostile.ybiyri")),
    )
    assert [token.type for token in tokens] == [token.type for token in harmless]
    inline = {child.type for token in tokens for child in token.children or []}
    assert inline <= {"text", "text_special", "strong_open", "strong_close"}
