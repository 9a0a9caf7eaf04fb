"""Asks every holder for a passphrase of their own, typed and retyped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.screens.dialogs.secret import SecretScreen, Typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import App

    from surveys.sealing.holders import Holder

FIELDS = ("Your passphrase", "The same once more")
DOTS = "Only dots are shown. Nobody can find it out again, and without it you cannot help to open the box."


class NewPassphrase:
    """Whether a new passphrase will do; a short one is discouraged once."""

    def __init__(self, others: Mapping[Holder, str]) -> None:
        self._others = others
        self._warned = False

    def check(self, typed: Typed) -> None:
        """Raises ProgramError, without repeating it, if it is missing, mistyped, somebody else's, or short."""
        from surveys.sealing.holders import SHORT

        passphrase, again = typed
        if not passphrase:
            raise ProgramError("Type a passphrase; without one nobody could open the box.")
        if passphrase != again:
            raise ProgramError("The two are not the same; type it again.")
        if passphrase in self._others.values():
            raise ProgramError("Somebody else typed the same; take one of your own.")
        if len(passphrase) < SHORT and not self._warned:
            self._warned = True
            raise ProgramError(
                f"That is short: below {SHORT} characters it could be found by trying. Take a longer one, such as four "
                "words, or type it once more to keep it."
            )


async def ask_everybody(app: App[None], holders: Mapping[Holder, str]) -> dict[Holder, str] | None:
    """The passphrases of all holders, one after the other; None if somebody went back. Runs in a worker."""
    typed: dict[Holder, str] = {}
    for holder, name in holders.items():
        answer = await app.push_screen_wait(
            SecretScreen(
                f"{name} ({holder.value}), choose your passphrase",
                FIELDS,
                note=f"Hand the keyboard to {name}; everybody else looks away. {DOTS}",
                check=NewPassphrase(typed).check,
            )
        )
        if answer is None:
            return None
        typed[holder] = answer[0]
    return typed


async def ask_those_present(
    app: App[None], title: str, holders: Mapping[Holder, str], done: str
) -> dict[Holder, str] | None:
    """The passphrases of those who are here, the others' left empty; None if somebody went back."""
    alone = len(holders) == 1
    note = "Only dots are shown." if alone else "Two of three are enough; leave the field of whoever is not here empty."
    fields = [f"{name} ({holder.value})" for holder, name in holders.items()]
    answer = await app.push_screen_wait(SecretScreen(title, fields, note=note, done=done))
    return None if answer is None else dict(zip(holders, answer, strict=True))
