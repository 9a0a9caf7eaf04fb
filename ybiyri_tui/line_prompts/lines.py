"""Where line prompts are read from and written to."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass

import click

CLEAR = "\x1b[H\x1b[2J\x1b[3J"
"""Takes what is on a terminal and in its scrollback away."""


@dataclass(frozen=True)
class Lines:
    """A terminal that is used line by line, or what stands for one.

    `read` returns one line with its end, nothing when the input has ended; `put` writes a text as it is. `clears` says
    whether the terminal can be cleared, `echoes` whether what is typed ends its own line there.
    """

    read: Callable[[], str]
    put: Callable[[str], None]
    clears: bool = False
    echoes: bool = True

    def write(self, text: str) -> None:
        """One line, or several."""
        self.put(f"{text}\n")

    def ask(self, prompt: str) -> str:
        """What is typed after a prompt, with the end of its line; nothing when the input has ended."""
        self.put(f"{prompt} ")
        try:
            line = self.read()
        except UnicodeDecodeError:
            line = "?\n"
        if not self.echoes:
            self.put("\n")
        return line

    def clear(self) -> None:
        """Takes everything away that was shown or typed, where that is possible."""
        if self.clears:
            self.put(CLEAR)


def standard_lines() -> Lines:
    """Standard input and output of this process."""

    def put(text: str) -> None:
        click.echo(text, nl=False)
        sys.stdout.flush()

    return Lines(lambda: sys.stdin.readline(), put, can_clear(), sys.stdin.isatty())


def can_clear() -> bool:
    """Whether what was shown can be taken off the terminal, which somebody sits at."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"
