"""Passphrases: typed at a terminal with nothing shown, or read from standard input where a script supplies them."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from ybiyri_tui.errors import ProgramError

if TYPE_CHECKING:
    from surveys.rounds.records import Round
    from surveys.sealing.holders import Holder, Passphrases


def typed_twice(holders: Iterable[Holder]) -> tuple[Passphrases, Passphrases]:
    """Everybody types a passphrase of their own twice; both are returned as typed."""
    from surveys.sealing.holders import SHORT

    first, again = {}, {}
    for holder in holders:
        first[holder] = _typed(f"Passphrase of the {holder.value}: ")
        if 0 < len(first[holder]) < SHORT:
            click.echo(f"That is short; {SHORT} characters or more are hard to try out.", err=True)
        again[holder] = _typed("The same once more: ")
    return first, again


def typed_once(holders: tuple[Holder, ...]) -> Passphrases:
    """Whoever is present types a passphrase; an empty line is somebody not present."""
    absent = " (empty = not present)" if len(holders) > 1 else ""
    return {holder: _typed(f"Passphrase of the {holder.value}{absent}: ") for holder in holders}


def from_stdin(holders: tuple[Holder, ...]) -> Passphrases:
    """One line for each: coach, delegate, stand-in, or the coach alone; an empty line is somebody not present."""
    return {holder: line for holder in holders if (line := _line())}


def to_open(found: Round, *, from_script: bool) -> Passphrases:
    """The passphrases of those who open the box of a round, from a script or a terminal."""
    holders = tuple(found.series.holders)
    return from_stdin(holders) if from_script else typed_once(holders)


def _line() -> str:
    try:
        return sys.stdin.readline().rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise ProgramError("A passphrase on standard input is not UTF-8; nothing was changed.") from error


def _typed(prompt: str) -> str:
    from getpass import getpass

    if not sys.stdin.isatty():
        raise ProgramError("Passphrases are typed at a terminal; a script hands them in with --from-stdin.")
    return getpass(prompt)
