"""Loading content: good files load, broken ones are reported by file, line, column, key and expectation."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from playbook.loading.loader import load
from ybiyri_tui.content_source import ContentSource, Problem
from ybiyri_tui.content_source.document import MAX_BYTES, MAX_DEPTH

Problems = Callable[[], list[Problem]]
OnlyProblem = Callable[[], Problem]
Edit = Callable[..., None]
Files = dict[str, str]


def test_a_good_folder_on_disk_loads(folder: Path) -> None:
    playbook = load(ContentSource(folder))
    assert playbook.question_ids() == ("tea.lid-bought",)
    assert playbook.benchmarks[0].verified is False


def test_hidden_and_foreign_files_are_no_objections(folder: Path) -> None:
    (folder / "objections/.#3-tea.yaml").write_text("half written")
    (folder / "objections/3-tea.yaml~").write_text("a copy")
    assert len(load(ContentSource(folder)).objections) == 1


def test_a_byte_order_mark_is_allowed(folder: Path) -> None:
    path = folder / "must_haves.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(load(ContentSource(folder)).must_haves) == 1


def test_a_problem_reads_as_one_sentence(only_problem: OnlyProblem, edit: Edit) -> None:
    edit("number: 3", "number: one")
    assert str(only_problem()) == (
        "objections/3-tea.yaml, line 2, column 9 at number: expected a whole number, not 'one'."
    )


def test_an_empty_list_is_too_short_but_a_list_with_a_bad_entry_is_not(
    problems: Problems, edit: Edit, files: Files
) -> None:
    edit("benchmarks:", "benchmarks: []\nold:", "benchmarks.yaml")
    edit(files["must_haves.yaml"], "must_haves: []\n", "must_haves.yaml")
    edit("missing: no lid", "missing: 7")
    assert [(problem.key, problem.expected) for problem in problems()] == [
        ("old", "one of the keys benchmarks"),
        ("must_haves", "at least 1 entry, not 0"),
        ("questions[1].missing", 'text: write "7" in quotes, or YAML reads it as something else'),
    ]


@pytest.mark.parametrize(
    ("data", "line", "column", "expected"),
    [
        (b"", 1, 1, "content, not an empty file"),
        (b"# only a comment\n", 1, 1, "content, not an empty file"),
        (b"must_haves:\n - id: caf\xe9\n", 2, 11, "text in UTF-8, not the byte 0xe9"),
        ("must_haves: []".encode("utf-16"), 1, 1, "text in UTF-8, not the byte 0xff"),
        (b"- a list\n", 1, 1, "keys with values (key: value), not a list"),
        (b"just words\n", 1, 1, "keys with values (key: value), not 'just words'"),
        (b"[" * 100_000, 1, MAX_DEPTH + 1, f"at most {MAX_DEPTH} levels of lists and keys"),
        (b"#" * (MAX_BYTES + 1), 1, 1, f"at most {MAX_BYTES} bytes, not {MAX_BYTES + 1}"),
        (b"? [a, b]\n: c\n", 1, 3, "a plain word as key"),
        (b"must_haves: *gone\n", 1, 13, "content written out, not an alias (*name)"),
    ],
)
def test_a_file_that_is_no_content_is_reported(
    only_problem: OnlyProblem, folder: Path, data: bytes, line: int, column: int, expected: str
) -> None:
    (folder / "must_haves.yaml").write_bytes(data)
    assert only_problem() == Problem("must_haves.yaml", line, column, "", expected)


def test_files_that_are_not_there_are_reported_together(problems: Problems, folder: Path) -> None:
    for path in folder.rglob("*.yaml"):
        path.unlink()
    (folder / "objections").rmdir()
    assert [(problem.file, problem.expected) for problem in problems()] == [
        ("benchmarks.yaml", "a file that can be read (No such file or directory)"),
        ("must_haves.yaml", "a file that can be read (No such file or directory)"),
        ("objections", "at least one objection, one YAML file each"),
    ]


def test_a_folder_in_place_of_a_file_is_reported(only_problem: OnlyProblem, folder: Path) -> None:
    (folder / "must_haves.yaml").unlink()
    (folder / "must_haves.yaml").mkdir()
    assert only_problem().expected == "a file that can be read (Is a directory)"


def test_a_folder_that_cannot_be_listed_is_reported(
    problems: Problems, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert problems()[0] == Problem("objections", 1, 1, "", "a folder that can be read (Permission denied)")


def test_an_id_and_a_number_used_twice_are_reported_where_they_stand_again(
    problems: Problems, edit: Edit, folder: Path, files: Files
) -> None:
    text = files["objections/3-tea.yaml"]
    (folder / "objections/4-copy.yaml").write_text(text, encoding="utf-8")
    twice = text[text.index("  - id: lid") : text.index("practices:")]
    edit(twice, twice + twice, "objections/4-copy.yaml")
    assert [(problem.file, problem.line, problem.key, problem.expected) for problem in problems()] == [
        ("objections/4-copy.yaml", 1, "id", "an id that objections/3-tea.yaml does not have"),
        ("objections/4-copy.yaml", 2, "number", "a number that objections/3-tea.yaml does not have"),
        (
            "objections/4-copy.yaml",
            15,
            "questions[2].id",
            "an id that stands once in questions, not 'lid-bought' again",
        ),
    ]


@pytest.mark.parametrize("name", ["must_haves.yaml", "benchmarks.yaml"])
def test_ids_of_must_haves_and_figures_stand_once(
    only_problem: OnlyProblem, folder: Path, files: Files, name: str
) -> None:
    text = files[name]
    entry = text.split("\n", 1)[1]
    (folder / name).write_text(text + entry, encoding="utf-8")
    assert only_problem().key == f"{name.removesuffix('.yaml')}[2].id"


def test_references_to_nothing_are_reported_with_what_they_name(problems: Problems, edit: Edit) -> None:
    edit("[tea.lid-bought]", "[tea.lid-bought, tea.spoon]", "must_haves.yaml")
    edit("objection: tea", "objection: coffee", "benchmarks.yaml")
    assert [str(problem) for problem in problems()] == [
        "benchmarks.yaml, line 3, column 16 at benchmarks[1].objection: expected the id of an objection, not 'coffee'.",
        "must_haves.yaml, line 7, column 33 at must_haves[1].questions[2]: "
        "expected the full id of a question (objection.question), not 'tea.spoon'.",
    ]


def test_references_into_a_broken_objection_are_not_held_against_it(only_problem: OnlyProblem, edit: Edit) -> None:
    edit("number: 3", "number: one")
    assert only_problem().key == "number"


def test_all_problems_of_all_files_come_in_one_error(problems: Problems, edit: Edit) -> None:
    edit("number: 3", "number: one")
    edit("missing: no lid", "misssing: no lid")
    edit("before_phase: pilot", "before_phase: later", "must_haves.yaml")
    edit("year: 2020", "year: [", "benchmarks.yaml")
    found = problems()
    assert [(problem.file, problem.line) for problem in found] == [
        ("benchmarks.yaml", 8),
        ("must_haves.yaml", 4),
        ("objections/3-tea.yaml", 2),
        ("objections/3-tea.yaml", 8),
        ("objections/3-tea.yaml", 10),
    ]
    assert found[1].expected == "prepare, baseline, pilot, review or scale, not 'later'"


def test_loading_never_writes(folder: Path) -> None:
    before = {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in folder.rglob("*")}
    for path in folder.rglob("*.yaml"):
        path.chmod(stat.S_IRUSR)
    load(ContentSource(folder))
    assert {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in folder.rglob("*")} == before
