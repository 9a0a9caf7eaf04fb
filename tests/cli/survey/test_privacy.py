"""privacy audit: every check with its sentence; exit code 1 if one fails, 2 if there is nothing to check."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from surveys.sealing.stretching import Cost

Ybiyri = Callable[..., Any]


@pytest.fixture(autouse=True)
def _tests_are_cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("surveys.audit.sealed.PASSPHRASE_COST", Cost(1, 8192))


def test_a_workspace_holds_while_a_survey_is_open_and_after_it(team: Any, workspace_file: Path) -> None:
    assert team.open("--comments").code == 0
    team.codes, spare = team.codes[:7], team.codes[7:]
    assert team.ybiyri("survey", "replace-code", "--from-stdin", stdin="the coach\n").code == 0
    for step in ("open", "answered", "closed", "after"):
        done = team.ybiyri("privacy", "audit")
        assert (done.code, "FAILS" in done.out) == (0, False), (step, done.out)
        if step == "open":
            for _ in range(7):
                assert team.answer("4\n" * 24 + "\ny\n").code == 0
        if step == "answered":
            assert team.close().code == 0
        if step == "closed":
            assert team.open(label="after").code == 0
    assert spare
    data = team.ybiyri("privacy", "audit", str(workspace_file), "--format", "json").json
    assert (data["schema"], data["file"], data["holds"]) == ("ybiyri.privacy-audit/1", str(workspace_file), True)
    assert len(data["checks"]) == 13
    assert all(set(check) == {"id", "holds", "says"} for check in data["checks"])


def test_a_failed_check_is_an_answer_of_no(team: Any, workspace_file: Path) -> None:
    assert team.open().code == 0
    shutil.copy(workspace_file, workspace_file.with_name("backup.old"))
    workspace_file.chmod(0o644)
    done = team.ybiyri("privacy", "audit")
    assert done.code == 1
    assert "2 of 13 checks failed: mode, copies." in done.err
    assert "FAILS copies" in done.out
    assert "backup.old" in done.out


def test_what_cannot_be_checked_is_bad_input(ybiyri: Ybiyri, tmp_path: Path) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("no database", encoding="utf-8")
    for place in (str(other), str(tmp_path / "none")):
        assert ybiyri("privacy", "audit", place).code == 2
    nowhere = "postgresql+psycopg://somebody:kept-secret@/base?host=/nonexistent"
    assert "cannot be checked" in (err := ybiyri("privacy", "audit", workspace=nowhere).err)
    assert "kept-secret" not in err
