"""compare with files: every form, every option, and bad input as one sentence."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

Ybiyri = Callable[..., Any]

BEFORE = "code,q1,q2,q3\na,1,2,5\nb,2,2,4\nc,2,3,\nd,1,1,5\ne,3,2,4\nf,2,2,5\n"
AFTER = "q3,code,q1,q2\n5,f,4,4\n4,e,4,3\n5,d,3,2\n3,c,4,5\n4,b,4,2\n5,a,2,3\n"
TOPICS = "topics:\n  - id: alerts\n    title: Alerts & <work>\n    confirmatory: true\n    items: [q1, q2]\n"
KEYS = re.findall(
    r"\w+",
    """id family n_before n_after pairs up same down mean_before mean_after mean_shift mean_shift_ci theta
cliffs_delta theta_ci net_change net_change_ci favourable_before favourable_after favourable_diff_ci test exact
p_value p_less p_greater p_smallest p_smallest_ties p_adjusted p_holm p_band verdict sentence""",
)
OF_PAIRS = {"pairs", "up", "same", "down", "mean_shift_ci", "net_change", "net_change_ci"}
OF_OTHERS = {"theta", "cliffs_delta", "theta_ci"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("before.csv", BEFORE), ("after.csv", AFTER), ("topics.yaml", TOPICS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def compare(ybiyri: Ybiyri, folder: Path) -> Ybiyri:
    """`compare("--pair", "code")` on the two files of the folder."""
    return lambda *options: ybiyri("compare", str(folder / "before.csv"), str(folder / "after.csv"), *options)


def test_pairs_and_topics_as_json(compare: Ybiyri, folder: Path) -> None:
    data = compare("--pair", "code", "--topics", str(folder / "topics.yaml"), "--format", "json").json
    assert list(data) == ["schema", "source", "design", "alpha", "scale", "topics", "items", "notes"]
    assert (data["schema"], data["source"], data["design"]) == ("ybiyri.compare/1", "csv", "paired")
    assert (data["alpha"], data["scale"]) == (0.05, [1, 5])
    (alerts,) = data["topics"]
    assert list(alerts) == KEYS
    assert (alerts["family"], alerts["verdict"], alerts["test"]) == ("main", "improved", "sign_flip")
    assert (alerts["pairs"], alerts["up"], alerts["same"], alerts["down"]) == (6, 6, 0, 0)
    assert (alerts["p_value"], alerts["p_greater"], alerts["p_smallest"]) == (1 / 32, 1 / 64, 1 / 32)
    assert alerts["mean_shift"] == pytest.approx(17 / 12, rel=1e-15)
    assert all(alerts[key] is None for key in OF_OTHERS)
    assert all(alerts[key] is not None for key in OF_PAIRS)
    (q3,) = [entry for entry in data["items"] if entry["id"] == "q3"]
    assert (q3["test"], q3["n_before"], q3["n_after"], q3["pairs"]) == ("joint_permutation", 5, 6, 5)


def test_without_pairs_the_fields_of_pairs_are_null(compare: Ybiyri) -> None:
    data = compare("--skip", "code", "--format", "json").json
    assert data["design"] == "unpaired"
    for entry in data["items"]:
        assert {key for key, value in entry.items() if value is None} == OF_PAIRS
        assert entry["test"] == "mann_whitney"
        assert all(not math.isnan(value) for value in entry.values() if isinstance(value, float))


def test_what_could_have_been_found_stands_before_any_p(compare: Ybiyri, folder: Path) -> None:
    out = compare("--pair", "code", "--topics", str(folder / "topics.yaml")).out
    assert out.index("smallest p there can be is .0312") < out.index("adjusted")
    assert "▲ Alerts & <work> (main topic): BETTER" in out
    assert "moved: 6 up, 0 same, 0 down" in out
    assert "+1.42 points (+0.27 to +1.85)" in out
    assert "significan" not in out
    assert max(map(len, out.splitlines())) <= 80


def test_the_table_needs_no_special_characters(compare: Ybiyri, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YBIYRI_ASCII", "1")
    out = compare("--skip", "code").out
    assert "before xxxxxxx----------... 0 of 6 favourable" in out
    assert not set("█▓░├●") & set(out)


def test_the_csv_form_has_the_same_numbers(compare: Ybiyri) -> None:
    rows = list(csv.DictReader(io.StringIO(compare("--pair", "code", "--format", "csv").out)))
    data = compare("--pair", "code", "--format", "json").json
    assert [row["id"] for row in rows] == [entry["id"] for entry in data["items"]]
    for row, entry in zip(rows, data["items"], strict=True):
        assert row["kind"] == "question"
        assert float(row["p_value"]) == entry["p_value"]
        low = row["mean_shift_ci_low"]
        assert (float(low) if low else None) == (entry["mean_shift_ci"] or [None])[0]


def test_a_name_that_looks_like_a_formula_is_disarmed(ybiyri: Ybiyri, tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text("=1+1\n3\n4\n", encoding="utf-8")
    out = ybiyri("compare", str(path), str(path), "--format", "csv").out
    assert "question,'=1+1," in out


def test_the_page_is_whole_escaped_and_has_every_picture_in_words(compare: Ybiyri, folder: Path) -> None:
    out = compare("--pair", "code", "--topics", str(folder / "topics.yaml"), "--format", "html").out
    assert out.startswith("<!DOCTYPE html>")
    assert "Alerts &amp; &lt;work&gt;" in out
    assert "<work>" not in out
    body = out[out.index("<body>") : out.index("</body>") + len("</body>")]
    tree = ElementTree.fromstring(body)  # noqa: S314
    pictures = tree.findall(".//svg")
    assert len(pictures) > 8
    assert all(picture.get("aria-hidden") == "true" for picture in pictures)
    assert "3 of 6 favourable, mean 3.33" in out
    assert "(1: 2, 2: 3, 3: 1)" in out
    assert "http" not in out.replace("http-equiv", "")


def test_the_page_of_closed_rounds_shows_only_what_was_released(ybiyri: Ybiyri) -> None:
    done = ybiyri("compare", "--format", "html", workspace="demo")
    assert done.code == 0
    assert "kept unclear on purpose" in done.out
    assert "adjusted p" in done.out
    assert "Holm" not in done.out
    ElementTree.fromstring(done.out[done.out.index("<body>") : done.out.index("</body>") + 7])  # noqa: S314
    rows = list(csv.DictReader(io.StringIO(ybiyri("compare", "--format", "csv", workspace="demo").out)))
    assert {row["kind"] for row in rows} == {"topic", "question"}
    assert {row["p_value"] for row in rows} == {""}


def test_a_long_file_and_every_option(ybiyri: Ybiyri, tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("when;who;name;x\nold;a;Jo;0\nold;b;Mia;3\nnew;a;Jo;10\nnew;b;Mia;7\n", encoding="utf-8")
    options = ("--by", "when=old,new", "--pair", "who", "--skip", "name", "--scale", "0:10", "--reverse", "x")
    more = ("--favourable", "6", "--alpha", "0.1", "--format", "json")
    data = ybiyri("compare", str(path), *options, *more).json
    (entry,) = data["items"]
    assert (data["alpha"], data["scale"], data["design"]) == (0.1, [0, 10], "paired")
    assert (entry["mean_before"], entry["mean_after"], entry["favourable_before"]) == (8.5, 1.5, 1.0)


def test_a_survey_definition_serves_as_topics(ybiyri: Ybiyri, tmp_path: Path) -> None:
    definition = Path(__file__).parents[3] / "surveys" / "content" / "developer-concerns.yaml"
    from importlib.resources import files

    from surveys.loader import load
    from ybiyri_tui.content_source import ContentSource

    items = load(ContentSource(files("surveys") / "content"))["developer-concerns"].item_ids()
    for name, answer in (("b.csv", "2"), ("a.csv", "4")):
        lines = [",".join(items), *[",".join([answer] * len(items))] * 6]
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
    arguments = (str(tmp_path / "b.csv"), str(tmp_path / "a.csv"), "--topics", str(definition))
    data = ybiyri("compare", *arguments, "--format", "json").json
    assert len(data["topics"]) == 8
    verdicts = {entry["id"]: entry["mean_shift"] for entry in data["items"]}
    assert (verdicts["alerts.needless"], verdicts["alerts.remove-causes"]) == (-2, 2)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("before.csv",), "Give two files, before and after, or one file with --by COLUMN=before,after."),
        (("before.csv", "after.csv", "--by", "code=a,b"), "With --by give one file"),
        (("before.csv", "--by", "code"), "--by 'code' was not understood"),
        (("before.csv", "--by", "code=a,a"), "two different values"),
        (("before.csv", "after.csv"), "before.csv, row 2, column code: 'a' is not a whole number from 1 to 5"),
        (("before.csv", "after.csv", "--scale", "5:1"), "The scale '5:1' was not understood"),
        (("before.csv", "after.csv", "--alpha", "x"), "--alpha 'x' was not understood"),
        (("before.csv", "after.csv", "--alpha", "0"), "Alpha was 0"),
        (("before.csv", "nowhere.csv"), "No such file"),
        (("before.csv", "."), "Is a directory"),
        (("before.csv", "after.csv", "--topics", "bad.yaml"), "bad.yaml, line 2, column 3 at topics[1].items"),
        (("before.csv", "after.csv", "--topics", "twice.yaml"), "q1 stands twice"),
        (("before.csv", "after.csv", "--topics", "five.yaml"), "at most four"),
        (("--pair", "code"), "These options are for files"),
    ],
)
def test_wrong_use_is_one_sentence_and_exit_code_two(
    ybiyri: Ybiyri, folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], said: str
) -> None:
    monkeypatch.chdir(folder)
    (folder / "bad.yaml").write_text("topics:\n- id: x\n", encoding="utf-8")
    (folder / "twice.yaml").write_text("topics:\n- {id: x, items: [q1]}\n- {id: y, items: [q1]}\n", encoding="utf-8")
    five = "".join(f"- {{id: t{at}, confirmatory: true, items: [q{at}]}}\n" for at in range(5))
    (folder / "five.yaml").write_text(f"topics:\n{five}", encoding="utf-8")
    done = ybiyri("compare", *arguments)
    assert done.code == 2
    assert done.out == ""
    assert said in done.err.replace("at most 4", "at most four")
    assert "Traceback" not in done.err


def test_files_need_no_workspace(compare: Ybiyri, workspace_file: Path) -> None:
    assert compare("--skip", "code").code == 0
    assert not workspace_file.exists()


def test_json_is_strict(compare: Ybiyri) -> None:
    def refuse(constant: str) -> float:
        raise AssertionError(constant)

    json.loads(compare("--pair", "code", "--format", "json").out, parse_constant=refuse)
