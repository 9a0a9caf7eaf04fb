"""Runs the command line in this process, on a temporary workspace, and keeps what it printed."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ybiyri_tui.__main__ import run


@dataclass(frozen=True)
class Done:
    """A finished command."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as data."""
        return json.loads(self.out)


Ybiyri = Callable[..., Done]


@pytest.fixture
def workspace_file(tmp_path: Path) -> Path:
    """A workspace file that does not exist yet."""
    return tmp_path / "cli.ybiyri"


@pytest.fixture
def ybiyri(workspace_file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ybiyri:
    """`ybiyri("status", "--format", "json")`; `stdin` is what the person types."""

    def call(*arguments: str, stdin: str = "", workspace: str | None = None) -> Done:
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        capsys.readouterr()
        code = run(["--workspace", workspace or str(workspace_file), *arguments])
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return call


@pytest.fixture
def with_pilot(ybiyri: Ybiyri) -> Ybiyri:
    """The same, with one pilot in the workspace."""
    done = ybiyri("pilots", "create", "Payments", "--team", "Team Kestrel", "--mission", "Restore checkout in minutes")
    assert done.code == 0
    return ybiyri
