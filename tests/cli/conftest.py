"""Runs the command line in this process, on a temporary workspace, and keeps what it printed."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo
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


@dataclass
class Team:
    """People who answer at the command line, each with a code of their own; `later` puts the clock forward."""

    ybiyri: Ybiyri
    codes_out: Path
    later: Callable[[timedelta], None]
    codes: list[str] = field(default_factory=list)

    def open(self, *options: str, label: str = "before", invited: int = 8, stdin: str = "the coach\n") -> Done:
        """Opens a round, by default with the coach alone, and takes the codes; the file with them is gone then."""
        who = ("--coach-only",) if label == "before" and "--delegate" not in options else ()
        done: Done = self.ybiyri(
            *("survey", "open", "developer-concerns", "--label", label, "--invited", str(invited)),
            *("--from-stdin", "--codes-out", str(self.codes_out), *who, *options),
            stdin=stdin,
        )
        if done.code == 0:
            self.codes = [line.split()[0] for line in self.codes_out.read_text(encoding="utf-8").splitlines()]
            self.codes_out.unlink()
        return done

    def answer(self, replies: str, *, code: str | None = None) -> Done:
        """One person with a code from the bowl types these lines."""
        done: Done = self.ybiyri("answer", "--plain", stdin=f"{code or self.codes[-1]}\n{replies}")
        if done.code == 0 and code is None:
            self.codes.pop()
        return done

    def answer_alike(self, reply: str, people: int = 1) -> None:
        """People answer all questions alike."""
        for _ in range(people):
            assert self.answer(f"{reply}\n" * 24 + "y\n").code == 0

    def answer_alike_with_card(self, reply: str, people: int = 1) -> None:
        """The same where a card is asked for, without one."""
        for _ in range(people):
            assert self.answer(f"{reply}\n" * 24 + "\ny\n").code == 0

    def close(self, stdin: str = "the coach\n") -> Done:
        """Closes the round when its time is over."""
        self.later(timedelta(days=8))
        done: Done = self.ybiyri("survey", "close", "--from-stdin", stdin=stdin)
        return done


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[timedelta], None]:
    """Puts the clock of every command forward."""
    passed = timedelta()

    class Clock(datetime):
        """The system's clock, put forward."""

        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return datetime.now(tz or UTC) + passed

    def put_forward(by: timedelta) -> None:
        nonlocal passed
        passed += by

    monkeypatch.setattr("ybiyri_tui.context.datetime", Clock)
    return put_forward


@pytest.fixture
def team(with_pilot: Ybiyri, tmp_path: Path, later: Callable[[timedelta], None]) -> Team:
    """The team of the pilot; no round is open yet."""
    return Team(with_pilot, tmp_path / "codes.txt", later)
