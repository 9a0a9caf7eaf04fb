"""Runs the installed program in a real pseudo-terminal and reads its screen through a terminal emulator."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

PATIENCE = 30.0


class Terminal:
    """A program in a terminal of a given size; `wait_for` reads until a text stands on the screen."""

    def __init__(self, arguments: list[str], environment: dict[str, str], columns: int, rows: int) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        program = str(Path(sys.executable).with_name("ybiyri"))
        self.process = pexpect.spawn(
            program,
            arguments,
            env=environment,
            dimensions=(rows, columns),
            timeout=PATIENCE,
            preexec_fn=_as_a_shell_would,
        )

    @property
    def text(self) -> str:
        """What the screen shows."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def wait_for(self, *texts: str) -> str:
        """Reads until all texts are on the screen, and returns the screen; fails when patience ends."""
        deadline = time.monotonic() + PATIENCE
        while not all(text in self.text for text in texts):
            if time.monotonic() > deadline:
                raise AssertionError(f"{texts} did not appear; the screen shows:\n{self.text}")
            self._read()
        return self.text

    def press(self, keys: str) -> None:
        """Types keys; special keys as their escape sequences."""
        self.process.send(keys)

    def end(self) -> int:
        """Reads to the end and returns the exit code."""
        deadline = time.monotonic() + PATIENCE
        while self.process.isalive() and time.monotonic() < deadline:
            self._read()
        self.process.close()
        return int(-self.process.signalstatus if self.process.signalstatus else self.process.exitstatus)

    def _read(self) -> None:
        try:
            self._stream.feed(self.process.read_nonblocking(65536, timeout=0.2))
        except pexpect.TIMEOUT:
            return
        except pexpect.EOF:
            self.process.wait()


def _as_a_shell_would() -> None:
    """Lets ctrl+c interrupt the program, also where the tests themselves run in the background and ignore it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


Start = Callable[..., Terminal]


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """An environment in which nothing of the developer's own is found."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    home = str(tmp_path / "home")
    return {
        **kept,
        "HOME": home,
        "XDG_DATA_HOME": home,
        "XDG_STATE_HOME": home,
        "TERM": "xterm-256color",
        "LC_ALL": "C.UTF-8",
    }


@pytest.fixture
def start(surroundings: dict[str, str]) -> Iterator[Start]:
    """Starts `ybiyri` with arguments; whatever still runs at the end is killed."""
    running: list[Terminal] = []

    def run(*arguments: str, columns: int = 80, rows: int = 24) -> Terminal:
        running.append(Terminal(list(arguments), surroundings, columns, rows))
        return running[-1]

    yield run
    for terminal in running:
        terminal.process.close(force=True)
