"""`ybiyri content` from the outside: what it prints, what it changes, how it ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ybiyri_tui import content

Ybiyri = Callable[..., Any]


@pytest.fixture
def own(ybiyri: Ybiyri, tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    assert ybiyri("content", "copy", str(folder)).code == 0
    return folder


def test_copying_says_what_to_do_next(ybiyri: Ybiyri, tmp_path: Path) -> None:
    done = ybiyri("content", "copy", str(tmp_path / "own"))
    assert (done.code, done.out) == (0, "")
    assert f"ybiyri content check {tmp_path / 'own'}" in done.err
    assert (tmp_path / "own/objections/1-developers.yaml").is_file()


def test_copying_twice_is_refused_and_changes_nothing(ybiyri: Ybiyri, own: Path) -> None:
    edited = own / "must_haves.yaml"
    edited.write_text("edited", encoding="utf-8")
    done = ybiyri("content", "copy", str(own))
    assert done.code == 2
    assert "nothing was changed" in done.err
    assert edited.read_text(encoding="utf-8") == "edited"


def test_a_good_folder_ends_with_0_and_says_so_beside_the_data(ybiyri: Ybiyri, own: Path) -> None:
    done = ybiyri("content", "check", str(own))
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith(f"No problems in {len(list(own.rglob('*.yaml')))} files")


def test_a_folder_with_problems_ends_with_1_and_lists_them_all(ybiyri: Ybiyri, own: Path) -> None:
    for name in ("must_haves.yaml", "benchmarks.yaml"):
        (own / name).write_text("nothing: here\n", encoding="utf-8")
    done = ybiyri("content", "check", str(own))
    assert done.code == 1
    lines = done.out.splitlines()
    assert lines[0].startswith("benchmarks.yaml, line 1, column 1 at benchmarks: expected the key benchmarks")
    assert len(lines) == 4
    assert "4 problems in 2 files" in done.err
    assert "Traceback" not in done.err


def test_problems_as_data_have_a_place_a_key_and_an_expectation(ybiyri: Ybiyri, own: Path) -> None:
    path = own / "objections/3-accountability.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("number: 3", "number: x"), encoding="utf-8")
    done = ybiyri("content", "check", str(own), "--format", "json")
    assert done.code == 1
    assert done.json["schema"] == "ybiyri.content-check/1"
    assert done.json["folder"] == str(own)
    assert len(done.json["files"]) == len(list(own.rglob("*.yaml")))
    assert done.json["problems"] == [
        {
            "file": "objections/3-accountability.yaml",
            "line": 2,
            "column": 9,
            "key": "number",
            "expected": "a whole number, not 'x'",
        }
    ]


def test_a_missing_folder_is_wrong_use(ybiyri: Ybiyri, tmp_path: Path) -> None:
    done = ybiyri("content", "check", str(tmp_path / "nothing"))
    assert done.code == 2
    assert "does not exist" in done.err


def test_a_file_in_place_of_a_folder_is_wrong_use(ybiyri: Ybiyri, own: Path) -> None:
    assert ybiyri("content", "check", str(own / "must_haves.yaml")).code == 2


def test_packs_are_listed_with_their_source(ybiyri: Ybiyri) -> None:
    done = ybiyri("content", "packs")
    assert done.code == 0
    assert "change-management: " in done.out
    assert "AWS" in done.out
    data = ybiyri("content", "packs", "--format", "json").json
    assert data["schema"] == "ybiyri.content-packs/1"
    assert [(pack["id"], pack["questions"], pack["on"]) for pack in data["packs"]] == [
        ("change-management", 4, None),
        ("readiness", 17, None),
    ]
    assert all(pack["source"] and pack["links"] for pack in data["packs"])


def test_content_needs_no_workspace(ybiyri: Ybiyri, workspace_file: Path, own: Path) -> None:
    ybiyri("content", "check", str(own))
    ybiyri("content", "packs")
    assert not workspace_file.exists()


def test_a_workspace_uses_a_folder_until_it_goes_back(with_pilot: Ybiyri, own: Path) -> None:
    path = own / "objections/1-developers.yaml"
    path.write_text(path.read_text("utf-8").replace("Our developers will", "Our engineers will"), "utf-8")
    done = with_pilot("content", "use", str(own))
    assert done.code == 0
    assert f"uses {own}" in done.err
    assert "Our engineers will" in with_pilot("objections").out
    assert str(own) in with_pilot("content", "use").err
    assert with_pilot("content", "use", "--shipped").code == 0
    assert "Our engineers will" not in with_pilot("objections").out


def test_a_folder_with_a_mistake_is_not_taken(with_pilot: Ybiyri, own: Path) -> None:
    (own / "must_haves.yaml").write_text("nothing: here\n", "utf-8")
    done = with_pilot("content", "use", str(own))
    assert done.code == 2
    assert "was not taken" in done.err
    assert "content that ships" in with_pilot("content", "use").err


def test_a_folder_that_has_gone_is_told_and_there_is_a_way_back(with_pilot: Ybiyri, own: Path) -> None:
    with_pilot("content", "use", str(own))
    own.rename(own.with_name("elsewhere"))
    content.forget()
    done = with_pilot("objections")
    assert done.code == 2
    assert "There is no folder" in done.err
    assert with_pilot("content", "use", "--shipped").code == 0
    assert with_pilot("objections").code == 0


def test_a_pack_switched_on_adds_its_questions_and_off_keeps_their_answers(with_pilot: Ybiyri) -> None:
    before = with_pilot("objections").out
    done = with_pilot("content", "packs", "--on", "change-management", "--format", "json")
    assert {pack["id"]: pack["on"] for pack in done.json["packs"]} == {"change-management": True, "readiness": False}
    after = with_pilot("objections").out
    assert len(after.splitlines()) > len(before.splitlines())
    question = [row for row in with_pilot("objections", "--format", "json").json["objections"] if row["number"] == 8]
    question_id = question[0]["questions"][0]["id"]
    assert with_pilot("finding", "set", question_id, "no").code == 0
    assert with_pilot("content", "packs", "--off", "change-management").code == 0
    assert with_pilot("objections").out == before
    with_pilot("content", "packs", "--on", "change-management")
    again = [row for row in with_pilot("objections", "--format", "json").json["objections"] if row["number"] == 8]
    assert again[0]["questions"][0]["state"] == "no"


def test_a_pack_that_there_is_not_lists_those_there_are(with_pilot: Ybiyri) -> None:
    done = with_pilot("content", "packs", "--on", "nothing")
    assert done.code == 2
    assert "change-management, readiness" in done.err


def test_packs_are_listed_without_a_workspace(ybiyri: Ybiyri) -> None:
    done = ybiyri("content", "packs", "--format", "json")
    assert done.code == 0
    assert {pack["on"] for pack in done.json["packs"]} == {None}
