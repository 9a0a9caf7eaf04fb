"""Asks whether an owner took something on; people who are not in the room can only be asked."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen

from ybiyri_tui.screens.dialogs.choose import ChooseScreen

ACCEPTED = {"yes": True, "no": False, "unsaid": None}


async def ask_accepted(screen: Screen[Any], owner: str | None) -> str | None:
    """A key of ACCEPTED, None if it was left; without an owner it says that one must be named first."""
    if owner is None:
        screen.notify("Nobody was asked yet; o names an owner first.", markup=False)
        return None
    choices = [("yes", "accepted"), ("no", "asked, not accepted"), ("unsaid", "nobody has said")]
    return await screen.app.push_screen_wait(ChooseScreen(f"Did {owner} take it on?", choices))
