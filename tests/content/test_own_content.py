"""A playbook of one's own: copied, edited, checked as a whole, pointed to, and never at the price of an answer."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from playbook.errors import PlaybookError
from playbook.records import Answer, Finding, MustHaveMark, Pilot, State, Voice
from playbook.standing.retired import retired_must_haves, retired_questions
from ybiyri_tui import content
from ybiyri_tui.content.checking import check
from ybiyri_tui.content.copying import copy
from ybiyri_tui.content.places import shipped_files
from ybiyri_tui.content_source import ContentError
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.findings.answering import record_finding
from ybiyri_tui.usecases.pilot.overview import overview

DAY = date(2026, 11, 15)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    copy(folder)
    return folder


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, name
    path.write_text(text.replace(old, new), encoding="utf-8")


def places(folder: Path) -> list[tuple[str, int, int, str]]:
    return [(found.file, found.line, found.column, found.key) for found in check(folder).problems]


def line_of(folder: Path, name: str, text: str) -> int:
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_a_copy_is_equal_to_what_ships_and_has_no_problems(own: Path) -> None:
    for name, shipped in shipped_files().items():
        assert (own / name).read_bytes() == shipped.read_bytes()
    assert check(own).problems == ()
    assert content.playbook(own) == content.playbook()
    assert content.workshop(own) == content.workshop()


def test_copying_never_replaces_a_file_and_then_writes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    (folder / "surveys").mkdir(parents=True)
    mine = folder / "surveys/developer-concerns.yaml"
    mine.write_text("mine", encoding="utf-8")
    with pytest.raises(ProgramError, match=r"surveys/developer-concerns\.yaml already"):
        copy(folder)
    assert mine.read_text(encoding="utf-8") == "mine"
    assert [path for path in folder.rglob("*") if path.is_file()] == [mine]


def test_copying_beside_other_files_leaves_them_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("ours", encoding="utf-8")
    copy(tmp_path)
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "ours"
    assert check(tmp_path).problems == ()


def test_a_copy_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with pytest.raises(ProgramError, match="nothing was left"):
        copy(tmp_path / "file" / "copy")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file"]


def test_every_problem_of_every_file_is_reported_at_once(own: Path) -> None:
    edit(own, "objections/2-scale.yaml", "says:", "sais:")
    edit(own, "must_haves.yaml", "before_phase: review", "before_phase: retrospective")
    edit(own, "packs/readiness.yaml", "id: readiness\n", "id: ready\n")
    edit(own, "surveys/developer-concerns.yaml", "minutes: 6", "minutes: soon")
    edit(own, "survey_map.yaml", "    version: 1", "    version: one")
    edit(own, "worksheets/incident_flow.yaml", "kind: handoff, seconds: 8", "kind: handover, seconds: 8")
    edit(own, "worksheets/pilot_plan.yaml", "must_be_measured: [deployments", "must_be_measured: [releases")
    edit(own, "workshop/agenda.yaml", "minutes: 120", "minutes: 90")
    edit(own, "workshop/preparing.yaml", "Hello {team},", "Hello {everybody},")
    (own / "must-haves.yaml").write_text("must_haves: []", encoding="utf-8")
    found = check(own)
    assert {problem.file for problem in found.problems} == {
        "objections/2-scale.yaml",
        "must_haves.yaml",
        "packs/readiness.yaml",
        "surveys/developer-concerns.yaml",
        "survey_map.yaml",
        "worksheets/incident_flow.yaml",
        "worksheets/pilot_plan.yaml",
        "workshop/agenda.yaml",
        "workshop/preparing.yaml",
        "must-haves.yaml",
    }
    assert all(problem.expected for problem in found.problems)


def test_a_file_that_nothing_reads_is_reported_with_the_name_that_is_meant(own: Path) -> None:
    (own / "workshop/agenda.yaml").rename(own / "workshop/agendas.yaml")
    (problem,) = check(own).problems
    assert problem.file == "workshop/agendas.yaml"
    assert problem.expected.endswith("perhaps workshop/agenda.yaml is meant")


def test_hidden_files_and_other_kinds_are_nobodys_business(own: Path) -> None:
    (own / ".git").mkdir()
    (own / ".git/x.yaml").write_text("::", encoding="utf-8")
    (own / "README.md").write_text("ours", encoding="utf-8")
    (own / "objections/.draft.yaml").write_text("::", encoding="utf-8")
    assert check(own).problems == ()


def test_references_into_nothing_are_reported_where_they_stand(own: Path) -> None:
    name = "objections/5-firefighters.yaml"
    edit(own, name, "  - id: manage-unplanned", "  - id: handle-unplanned")
    (own / name).write_text(
        (own / name).read_text(encoding="utf-8").replace("[manage-unplanned]", "[handle-unplanned]"), encoding="utf-8"
    )
    line = line_of(own, "must_haves.yaml", "firefighters.manage-unplanned")
    assert places(own) == [("must_haves.yaml", line, 17, "must_haves[7].questions[1]")]
    edit(own, "must_haves.yaml", "firefighters.manage-unplanned", "firefighters.handle-unplanned")
    in_map = line_of(own, "survey_map.yaml", "firefighters.manage-unplanned")
    in_questions = line_of(own, "workshop/open_questions.yaml", "firefighters.manage-unplanned]")
    assert {(file, line) for file, line, *_ in places(own)} >= {
        ("survey_map.yaml", in_map),
        ("workshop/open_questions.yaml", in_questions),
    }


def test_a_practice_that_names_no_question_of_its_objection_is_reported(own: Path) -> None:
    edit(own, "objections/5-firefighters.yaml", "questions: [paved-roads]", "questions: [roads]")
    (problem,) = check(own).problems
    assert problem.expected == (
        "the id of a question of this objection (manage-unplanned, share-visible, paved-roads), not 'roads'"
    )


def test_numbers_and_ids_of_packs_must_not_clash_with_the_playbook(own: Path) -> None:
    edit(own, "packs/change-management.yaml", "    number: 8", "    number: 5")
    (problem,) = check(own).problems
    assert (problem.file, problem.key) == ("packs/change-management.yaml", "objections[1].number")
    assert problem.expected == "a number that objections/5-firefighters.yaml does not have"


def test_the_survey_map_must_be_looked_at_when_the_survey_changes(own: Path) -> None:
    edit(own, "surveys/developer-concerns.yaml", "version: 1", "version: 2")
    (problem,) = check(own).problems
    assert (problem.file, problem.key) == ("survey_map.yaml", "surveys[1].version")


def test_a_key_that_is_no_id_is_reported_at_the_key(own: Path) -> None:
    edit(own, "survey_map.yaml", "      pay-agreed: [pay]", "      Pay agreed: [pay]")
    (problem,) = check(own).problems
    assert (problem.line, problem.column) == (line_of(own, "survey_map.yaml", "Pay agreed"), 7)
    assert problem.key == "surveys[1].must_haves.Pay agreed"


def test_a_missing_folder_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(ProgramError, match="does not exist"):
        check(tmp_path / "gone")
    with pytest.raises(ProgramError, match="There is no folder"):
        content.playbook(tmp_path / "gone")


def test_an_empty_folder_lacks_a_playbook(tmp_path: Path) -> None:
    assert {file for file, *_ in places(tmp_path)} == {"objections", "must_haves.yaml", "benchmarks.yaml"}


def test_what_a_folder_lacks_is_taken_from_what_ships(own: Path) -> None:
    for part in ("packs", "surveys", "workshop"):
        shutil.rmtree(own / part)
    (own / "survey_map.yaml").unlink()
    assert check(own).problems == ()
    assert content.surveys(own) == content.surveys()
    assert content.survey_map(own) == content.survey_map()
    assert content.workshop(own) == content.workshop()
    assert content.packs(own) == content.packs()
    assert len(content.playbook(own, ("readiness",)).objections) == 10


def test_one_text_of_a_workshop_can_be_changed_alone(own: Path) -> None:
    for name in ("preparing", "two_models", "mission", "open_questions"):
        (own / f"workshop/{name}.yaml").unlink()
    edit(own, "workshop/agenda.yaml", "title: Two hours on running what we build", "title: Our two hours")
    found = content.workshop(own)
    assert found.agenda.title == "Our two hours"
    assert found.mission == content.workshop().mission


def test_a_broken_folder_is_refused_with_its_name(own: Path) -> None:
    edit(own, "objections/2-scale.yaml", "number: 2", "number: two")
    with pytest.raises(ContentError) as caught:
        content.playbook(own)
    assert str(caught.value).startswith(f"{own}/objections/2-scale.yaml, line 2, column 9 at number: expected")


def test_a_pack_that_there_is_not_is_refused_with_those_there_are() -> None:
    with pytest.raises(ContentError, match=r"one of the packs there are \(change-management, readiness\), not 'orr'"):
        content.playbook(packs=("orr",))


def test_a_broken_pack_does_no_harm_while_it_is_off(own: Path) -> None:
    edit(own, "packs/readiness.yaml", "id: readiness\n", "id: [\n")
    assert len(content.playbook(own).objections) == 7
    with pytest.raises(ContentError):
        content.playbook(own, ("readiness",))


def test_what_was_loaded_is_kept_until_it_is_forgotten(own: Path) -> None:
    assert content.playbook(own) is content.playbook(own)
    edit(own, "objections/1-developers.yaml", "title: Developers won't want to", "title: They won't")
    assert content.playbook(own).objections[0].title == "Developers won't want to"
    content.forget()
    assert content.playbook(own).objections[0].title == "They won't"


def test_a_context_carries_a_folder_and_packs(make_context: Callable[..., Context], own: Path) -> None:
    edit(own, "objections/1-developers.yaml", "title: Developers won't want to", "title: Ours won't want to")
    context = replace(make_context(), content_folder=own, packs=("change-management",))
    assert context.playbook.objections[0].title == "Ours won't want to"
    assert context.playbook.objections[-1].id == "change-management"
    assert context.workshop.agenda.minutes == 120


def test_an_edited_playbook_keeps_what_was_found_by_id(
    make_context: Callable[..., Context], own: Path, pilot: Pilot
) -> None:
    shipped = make_context()
    record_finding(shipped, pilot.id, "firefighters.paved-roads", State.PARTLY)
    record_finding(shipped, pilot.id, "scale.always-on-myth", State.YES)
    edit(own, "objections/5-firefighters.yaml", "Have you built paved roads?", "Have you paved a road?")
    edit(own, "objections/2-scale.yaml", "  - id: always-on-myth", "  - id: not-always-on")
    name = "objections/2-scale.yaml"
    changed = (own / name).read_text(encoding="utf-8").replace("[always-on-myth]", "[not-always-on]")
    (own / name).write_text(changed, encoding="utf-8")
    edited = replace(shipped, content_folder=own)
    answers = {
        line.question_id: line.answer for found in overview(edited, pilot.id).objections for line in found.questions
    }
    assert answers["firefighters.paved-roads"].state is State.PARTLY
    assert answers["scale.not-always-on"].state is State.NOT_ASKED
    with pytest.raises(ProgramError, match="no question"):
        record_finding(edited, pilot.id, "scale.always-on-myth", State.NO)
    back = {
        line.question_id: line.answer for found in overview(shipped, pilot.id).objections for line in found.questions
    }
    assert back["scale.always-on-myth"].state is State.YES


def test_removed_questions_are_kept_as_retired() -> None:
    def said(question_id: str) -> Answer:
        return Answer(question_id, (Finding(Voice.TEAM, State.YES, DAY),))

    answers = {
        answer.question_id: answer
        for answer in (
            said("tea.lid"),
            said("developers.listened"),
            said("ready-design.load-tried"),
            Answer("gone.gone"),
        )
    }
    retired = retired_questions(content.playbook(), answers)
    assert [answer.question_id for answer in retired] == ["ready-design.load-tried", "tea.lid"]
    with_pack = retired_questions(content.playbook(packs=("readiness",)), answers)
    assert [answer.question_id for answer in with_pack] == ["tea.lid"]


def test_removed_must_haves_are_kept_as_retired() -> None:
    marks = {name: MustHaveMark(name, met_on=DAY) for name in ("pay-agreed", "old-one")}
    assert retired_must_haves(content.playbook(), marks) == (marks["old-one"],)


def test_errors_of_content_are_the_programs_own() -> None:
    assert not issubclass(ContentError, PlaybookError)
    assert issubclass(ContentError, ProgramError)
