"""Loading content: good files load, broken ones are reported by file, line, column, key and expectation."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from playbook.loading.loader import load
from ybiyri_tui.content_source import ContentError, ContentSource, Problem
from ybiyri_tui.content_source.document import MAX_BYTES, MAX_DEPTH

OBJECTION = """\
id: tea
number: 3
title: Tea gets cold
says: Tea always gets cold.
root_cause: bought a lid
background: Cups have no lids.
questions:
  - id: lid-bought
    question: Have you bought a lid?
    missing: no lid
    from_talk: "no"
    why: A lid keeps tea warm.
    facilitate: Ask who has one.
    counts_as_yes: A lid on a cup.
practices:
  - title: Buy a lid
    how: Go to a shop.
    links:
      - {title: A shop, url: "https://example.org/lids"}
"""
MUST_HAVES = """\
must_haves:
  - id: cup
    title: There is a cup
    before_phase: pilot
    why: Tea runs away.
    counts_as_met: A cup.
    questions: [tea.lid-bought]
"""
BENCHMARKS = """\
benchmarks:
  - id: cold-tea
    objection: tea
    statement: 9 of 10 drink it cold
    caveat: Made up.
    year: 2020
    n: 10
    population: tea drinkers
    source: https://example.org/tea
    verified: false
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "objections").mkdir()
    (tmp_path / "objections/3-tea.yaml").write_text(OBJECTION, encoding="utf-8")
    (tmp_path / "must_haves.yaml").write_text(MUST_HAVES, encoding="utf-8")
    (tmp_path / "benchmarks.yaml").write_text(BENCHMARKS, encoding="utf-8")
    return tmp_path


def problems(folder: Path) -> list[Problem]:
    with pytest.raises(ContentError) as caught:
        load(ContentSource(folder))
    return caught.value.problems


def only_problem(folder: Path) -> Problem:
    found = problems(folder)
    assert len(found) == 1, [str(problem) for problem in found]
    return found[0]


def edit(folder: Path, old: str, new: str, name: str = "objections/3-tea.yaml") -> None:
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


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


# old text, new text, line, column, key, expectation
BROKEN = {
    "unknown key": (
        "    how: Go",
        "    lnks: []\n    how: Go",
        17,
        5,
        "practices[1].lnks",
        "one of the keys how, links, questions, title; perhaps links is meant",
    ),
    "missing key": (
        "says: Tea always gets cold.\n",
        "",
        1,
        1,
        "says",
        "the key says, which is missing",
    ),
    "word for a number": (
        "number: 3",
        "number: three",
        2,
        9,
        "number",
        "a whole number, not 'three'",
    ),
    "quoted number": (
        "number: 3",
        'number: "3"',
        2,
        9,
        "number",
        "a whole number, not '3'",
    ),
    "truth value for a number": (
        "number: 3",
        "number: yes",
        2,
        9,
        "number",
        "a whole number, not 'yes'",
    ),
    "number too large": ("number: 3", "number: 100", 2, 9, "number", "at most 99, not '100'"),
    "number too small": ("number: 3", "number: 0", 2, 9, "number", "at least 1, not '0'"),
    "number for a text": (
        "id: tea\n",
        "id: 12\n",
        1,
        5,
        "id",
        'text: write "12" in quotes, or YAML reads it as something else',
    ),
    "nothing for a text": ("says: Tea always gets cold.", "says:", 4, 6, "says", "text, not nothing"),
    "list for a text": (
        "says: Tea always gets cold.",
        "says: [Tea, cold]",
        4,
        7,
        "says",
        "text, not a list",
    ),
    "unquoted no": (
        'from_talk: "no"',
        "from_talk: no",
        11,
        16,
        "questions[1].from_talk",
        'question, action or no; write "no" in quotes, or YAML reads it as something else',
    ),
    "unknown choice": (
        'from_talk: "no"',
        "from_talk: perhaps",
        11,
        16,
        "questions[1].from_talk",
        "question, action or no, not 'perhaps'",
    ),
    "bad id": (
        "id: lid-bought",
        "id: Lid Bought",
        8,
        9,
        "questions[1].id",
        "small letters, digits and hyphens, beginning with a letter, not 'Lid Bought'",
    ),
    "text too long": (
        "missing: no lid",
        "missing: " + "x" * 35,
        10,
        14,
        "questions[1].missing",
        "at most 34 characters, not 35",
    ),
    "empty text": (
        "missing: no lid",
        'missing: ""',
        10,
        14,
        "questions[1].missing",
        "at least 1 character, not 0",
    ),
    "bad address": (
        "https://example.org/lids",
        "example.org/lids",
        19,
        30,
        "practices[1].links[1].url",
        "a web address that begins with https:// or http://, not 'example.org/lids'",
    ),
    "text for a list": (
        'practices:\n  - title: Buy a lid\n    how: Go to a shop.\n    links:\n      - {title: A shop, url: "https://example.org/lids"}\n',
        "practices: none\n",
        15,
        12,
        "practices",
        "a list (lines that begin with a dash), not 'none'",
    ),
    "text for an entry": (
        '      - {title: A shop, url: "https://example.org/lids"}',
        "      - A shop",
        19,
        9,
        "practices[1].links[1]",
        "keys with values (key: value), not 'A shop'",
    ),
    "key twice": ("number: 3", "number: 3\nnumber: 4", 3, 1, "number", "every key once"),
    "alias": (
        "    why: A lid keeps tea warm.\n    facilitate: Ask who has one.",
        "    why: &a A lid.\n    facilitate: *a",
        13,
        17,
        "",
        "content written out, not an alias (*name)",
    ),
    "tag": ("number: 3", "number: !!int 3", 2, 9, "", "a value without a tag (a word that begins with !)"),
    "merge key": ("number: 3", "number: 3\n<<: {id: cup}", 3, 1, "", "a plain word as key"),
    "colon in text": (
        "says: Tea always gets cold.",
        "says: Tea: cold.",
        4,
        10,
        "",
        "valid YAML: text that contains a colon and a space in quotes",
    ),
    "tab": (
        "    why: A",
        "\twhy: A",
        12,
        1,
        "",
        "valid YAML: no tab as indentation, and text that begins with a sign in quotes",
    ),
    "open quote": (
        'lids"}',
        "lids}",
        20,
        1,
        "",
        "valid YAML: a quote that closes the text begun in line 19",
    ),
    "open bracket": (
        "root_cause: bought a lid",
        "root_cause: [bought",
        6,
        11,
        "",
        "valid YAML: a comma, or the bracket that closes the list begun in line 5",
    ),
    "second document": (
        "number: 3\n",
        "number: 3\n---\n",
        3,
        1,
        "",
        "valid YAML: a single document, without a second ---",
    ),
    "control character": ("id: tea\n", "id: t\x07ea\n", 1, 6, "", "text without the control character U+0007"),
    "escaped control character": (
        "says: Tea always gets cold.",
        'says: "\\e[31m"',
        4,
        7,
        "",
        "text without the control character U+001B",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_broken_is_reported_with_its_place_and_what_was_expected(folder: Path, case: str) -> None:
    old, new, line, column, key, expected = BROKEN[case]
    edit(folder, old, new)
    assert only_problem(folder) == Problem("objections/3-tea.yaml", line, column, key, expected)


def test_a_problem_reads_as_one_sentence(folder: Path) -> None:
    edit(folder, "number: 3", "number: one")
    assert str(only_problem(folder)) == (
        "objections/3-tea.yaml, line 2, column 9 at number: expected a whole number, not 'one'."
    )


def test_an_empty_list_is_too_short_but_a_list_with_a_bad_entry_is_not(folder: Path) -> None:
    edit(folder, "benchmarks:", "benchmarks: []\nold:", "benchmarks.yaml")
    edit(folder, MUST_HAVES, "must_haves: []\n", "must_haves.yaml")
    edit(folder, "missing: no lid", "missing: 7")
    assert [(problem.key, problem.expected) for problem in problems(folder)] == [
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
    folder: Path, data: bytes, line: int, column: int, expected: str
) -> None:
    (folder / "must_haves.yaml").write_bytes(data)
    assert only_problem(folder) == Problem("must_haves.yaml", line, column, "", expected)


def test_files_that_are_not_there_are_reported_together(tmp_path: Path) -> None:
    assert [(problem.file, problem.expected) for problem in problems(tmp_path)] == [
        ("benchmarks.yaml", "a file that can be read (No such file or directory)"),
        ("must_haves.yaml", "a file that can be read (No such file or directory)"),
        ("objections", "at least one objection, one YAML file each"),
    ]


def test_a_folder_in_place_of_a_file_is_reported(folder: Path) -> None:
    (folder / "must_haves.yaml").unlink()
    (folder / "must_haves.yaml").mkdir()
    assert only_problem(folder).expected == "a file that can be read (Is a directory)"


def test_a_folder_that_cannot_be_listed_is_reported(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert problems(folder)[0] == Problem("objections", 1, 1, "", "a folder that can be read (Permission denied)")


def test_an_id_and_a_number_used_twice_are_reported_where_they_stand_again(folder: Path) -> None:
    (folder / "objections/4-copy.yaml").write_text(OBJECTION, encoding="utf-8")
    twice = OBJECTION[OBJECTION.index("  - id: lid") : OBJECTION.index("practices:")]
    edit(folder, twice, twice + twice, "objections/4-copy.yaml")
    assert [(problem.file, problem.line, problem.key, problem.expected) for problem in problems(folder)] == [
        ("objections/4-copy.yaml", 1, "id", "an id that objections/3-tea.yaml does not have"),
        ("objections/4-copy.yaml", 2, "number", "a number that objections/3-tea.yaml does not have"),
        (
            "objections/4-copy.yaml",
            15,
            "questions[2].id",
            "an id that stands once in questions, not 'lid-bought' again",
        ),
    ]


@pytest.mark.parametrize(("name", "text"), [("must_haves.yaml", MUST_HAVES), ("benchmarks.yaml", BENCHMARKS)])
def test_ids_of_must_haves_and_figures_stand_once(folder: Path, name: str, text: str) -> None:
    entry = text.split("\n", 1)[1]
    (folder / name).write_text(text + entry, encoding="utf-8")
    assert only_problem(folder).key == f"{name.removesuffix('.yaml')}[2].id"


def test_references_to_nothing_are_reported_with_what_they_name(folder: Path) -> None:
    edit(folder, "[tea.lid-bought]", "[tea.lid-bought, tea.spoon]", "must_haves.yaml")
    edit(folder, "objection: tea", "objection: coffee", "benchmarks.yaml")
    assert [str(problem) for problem in problems(folder)] == [
        "benchmarks.yaml, line 3, column 16 at benchmarks[1].objection: expected the id of an objection, not 'coffee'.",
        "must_haves.yaml, line 7, column 33 at must_haves[1].questions[2]: "
        "expected the full id of a question (objection.question), not 'tea.spoon'.",
    ]


def test_references_into_a_broken_objection_are_not_held_against_it(folder: Path) -> None:
    edit(folder, "number: 3", "number: one")
    assert only_problem(folder).key == "number"


def test_all_problems_of_all_files_come_in_one_error(folder: Path) -> None:
    edit(folder, "number: 3", "number: one")
    edit(folder, "missing: no lid", "misssing: no lid")
    edit(folder, "before_phase: pilot", "before_phase: later", "must_haves.yaml")
    edit(folder, "year: 2020", "year: [", "benchmarks.yaml")
    found = problems(folder)
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


FILES = {"objections/3-tea.yaml": OBJECTION, "must_haves.yaml": MUST_HAVES, "benchmarks.yaml": BENCHMARKS}
# Small pieces that mean something to YAML, to Python or to a terminal.
PIECES = st.one_of(
    st.sampled_from([":", "- ", "\t", "[", "{", "]", "}", "&a ", "*a", "<<: ", "? ", "| ", "> ", "#", "%", "@"]),
    st.sampled_from(["0b_", "0x" + "f" * 5000, "9" * 5000, "1_0:99", ".inf", "~", "=", "no", "2020-13-45"]),
    st.sampled_from(['"', "'", '"\\ud800"', "!!int ", "!!bool x", "---\n", "...\n", "\r", "\n", "é", "🫖"]),
    st.sampled_from(["\x00", "\x1b[31m", "\u2028", "\x85", "\ufeff", "\u202e"]),
)


@st.composite
def mutations(draw: st.DrawFn, text: str) -> bytes:
    lines = text.splitlines(keepends=True)
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        column = draw(st.integers(0, len(lines[at])))
        change = draw(st.sampled_from(["drop", "double", "replace", "insert", "characters", "indent"]))
        if change == "drop" and len(lines) > 1:
            del lines[at]
        elif change == "double":
            lines.insert(at, lines[at])
        elif change == "replace":
            key, colon, _ = lines[at].partition(": ")
            lines[at] = f"{key}{colon}{draw(PIECES)}\n"
        elif change == "insert":
            lines[at] = lines[at][:column] + draw(PIECES) + lines[at][column:]
        elif change == "characters":
            lines[at] = lines[at][:column] + draw(st.text(max_size=3)) + lines[at][column + 1 :]
        else:
            lines[at] = " " * draw(st.integers(0, 5)) + lines[at].lstrip(" ")
    return "".join(lines).encode()


def what_is_wrong(folder: Path) -> list[Problem]:
    """Nothing if the folder loads; any other exception than ContentError fails the test."""
    try:
        load(ContentSource(folder))
    except ContentError as error:
        return error.problems
    return []


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), name=st.sampled_from(sorted(FILES)))
def test_a_mutated_file_loads_or_is_refused_in_words(folder: Path, data: st.DataObject, name: str) -> None:
    for other, text in FILES.items():
        (folder / other).write_text(text, encoding="utf-8")
    (folder / name).write_bytes(data.draw(mutations(FILES[name])))
    for problem in what_is_wrong(folder):
        assert str(problem).isprintable()
        assert problem.line >= 1
        assert problem.column >= 1
        assert "validation" not in problem.expected


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.one_of(st.binary(max_size=60), st.text(max_size=60).map(lambda text: text.encode())))
def test_any_bytes_are_refused_in_words(folder: Path, content: bytes) -> None:
    (folder / "must_haves.yaml").write_bytes(content)
    assert all(str(problem).isprintable() for problem in problems(folder))
