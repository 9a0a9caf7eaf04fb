"""The kiosk's own PIN: it keeps the room from the coach's screens, and guards nothing that is secret."""

from __future__ import annotations

from collections.abc import Callable
from hmac import compare_digest
from time import monotonic

from ybiyri_tui.errors import ProgramError

SHORTEST = 4
LONGEST = 12
TRIES = 3
WAIT_SECONDS = 30.0

NOTE = (
    "Leaving the kiosk asks for this PIN. Take one of its own, never a passphrase of the box: the room sees you type "
    "it. Nobody can be kept from killing the terminal, so stay near."
)


class Pin:
    """A PIN in memory; after three wrong ones it waits half a minute."""

    def __init__(self, digits: str, *, clock: Callable[[], float] = monotonic) -> None:
        self._digits = digits
        self._clock = clock
        self._wrong = 0
        self._until = 0.0

    def __repr__(self) -> str:
        return "Pin()"

    def check(self, typed: str) -> None:
        """Raises ProgramError if this is not the PIN, or it is too early to try again."""
        left = self._until - self._clock()
        if left > 0:
            raise ProgramError(f"Three wrong PINs; try again in {left:.0f} seconds.")
        if compare_digest(typed.strip().encode(), self._digits.encode()):
            self._wrong = 0
            return
        self._wrong += 1
        if self._wrong >= TRIES:
            self._wrong = 0
            self._until = self._clock() + WAIT_SECONDS
        raise ProgramError("That is not the PIN of this kiosk.")


def chosen(typed: str, again: str) -> str:
    """The PIN that was typed twice. Raises ProgramError if it will not do."""
    digits = typed.strip()
    if not (digits.isascii() and digits.isdigit() and SHORTEST <= len(digits) <= LONGEST):
        raise ProgramError(f"Take {SHORTEST} to {LONGEST} digits.")
    if digits != again.strip():
        raise ProgramError("The two are not the same; type them again.")
    return digits
