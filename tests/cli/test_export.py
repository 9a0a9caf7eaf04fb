"""export: to standard output or into one whole file, and nothing is replaced unasked."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.reports import files
from ybiyri_tui.reports.files import write_file

Ybiyri = Callable[..., Any]


def test_markdown_goes_to_standard_output(with_pilot: Ybiyri) -> None:
    done = with_pilot("export")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("# Payments · Team Kestrel · ")
    assert done.out.endswith("\n")


def test_the_same_day_gives_the_same_bytes(with_pilot: Ybiyri) -> None:
    first = with_pilot("export", "--date", "2027-01-15")
    assert "15 Jan 2027" in first.out
    assert with_pilot("export", "--date", "2027-01-15").out == first.out
    assert with_pilot("export", "--date", "2027-01-15", "--format", "json").json["date"] == "2027-01-15"


def test_a_file_is_written_as_the_text_and_says_where(with_pilot: Ybiyri, tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    done = with_pilot("export", "--out", str(path), "--date", "2027-01-15")
    assert (done.code, done.out) == (0, "")
    assert str(path) in done.err
    assert path.read_text(encoding="utf-8") == with_pilot("export", "--date", "2027-01-15").out
    assert path.stat().st_mode & 0o777 == 0o666 & ~_umask()
    assert sorted(entry.name for entry in tmp_path.iterdir() if "summary" in entry.name or "unfin" in entry.name) == [
        "summary.md"
    ]


def test_the_name_can_ask_for_json_and_the_option_decides(with_pilot: Ybiyri, tmp_path: Path) -> None:
    path = tmp_path / "summary.json"
    with_pilot("export", "--out", str(path))
    assert json.loads(path.read_text(encoding="utf-8"))["schema"] == "ybiyri.summary/1"
    with_pilot("export", "--out", str(path), "--format", "md", "--force")
    assert path.read_text(encoding="utf-8").startswith("# ")


def test_an_existing_file_is_replaced_only_by_force(with_pilot: Ybiyri, tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    path.write_text("mine", encoding="utf-8")
    refused = with_pilot("export", "--out", str(path))
    assert refused.code == 2
    assert "exists already" in refused.err
    assert path.read_text(encoding="utf-8") == "mine"
    assert with_pilot("export", "--out", str(path), "--force").code == 0
    assert path.read_text(encoding="utf-8").startswith("# Payments")


@pytest.mark.parametrize(
    ("name", "said"), [("missing/summary.md", "There is no folder"), (".", "is a folder"), ("a" * 300, "too long")]
)
def test_a_place_that_cannot_be_written_is_one_sentence(
    with_pilot: Ybiyri, tmp_path: Path, name: str, said: str
) -> None:
    done = with_pilot("export", "--out", str(tmp_path / name))
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert len(done.err.splitlines()) == 1


def test_the_workspace_is_never_replaced(with_pilot: Ybiyri, workspace_file: Path) -> None:
    before = workspace_file.read_bytes()
    done = with_pilot("export", "--out", str(workspace_file), "--force")
    assert done.code == 2
    assert "workspace itself" in done.err
    assert workspace_file.read_bytes() == before


def test_a_device_is_never_replaced(with_pilot: Ybiyri) -> None:
    done = with_pilot("export", "--out", os.devnull, "--force")
    assert done.code == 2
    assert not Path(os.devnull).is_file()


def test_an_unknown_pilot_and_a_missing_workspace_are_named(with_pilot: Ybiyri, tmp_path: Path) -> None:
    assert "'Nowhere'" in with_pilot("export", "--pilot", "Nowhere").err
    missing = with_pilot("export", workspace=str(tmp_path / "none.ybiyri"))
    assert missing.code == 2
    assert "none.ybiyri" in missing.err


def test_a_file_that_appears_meanwhile_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "summary.md"

    def arrives(target: Path, *, force: bool = False) -> None:
        target.write_text("somebody else's", encoding="utf-8")

    monkeypatch.setattr(files, "check_target", arrives)
    with pytest.raises(ProgramError, match="cannot be written"):
        write_file(path, "mine")
    assert path.read_text(encoding="utf-8") == "somebody else's"
    assert list(tmp_path.glob(".ybiyri-*")) == []


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "summary.md"
    path.write_text("old", encoding="utf-8")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(ProgramError, match="No space left on device"):
        write_file(path, "new", force=True)
    assert path.read_text(encoding="utf-8") == "old"
    assert [entry.name for entry in tmp_path.iterdir() if entry.is_file()] == ["summary.md"]


def test_a_name_that_no_file_can_have_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProgramError, match="its name cannot be used"):
        write_file(tmp_path / "a\0b", "text")


def test_a_link_is_followed_when_it_is_replaced_by_force(tmp_path: Path) -> None:
    real, link = tmp_path / "real.md", tmp_path / "link.md"
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    write_file(link, "new", force=True)
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "new"


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
