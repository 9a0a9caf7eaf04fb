"""The way from a record that was found to the screen that shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.screen import Screen

    from playbook.records import Pilot


def screen_of(pilot: Pilot, kind: str, key: str) -> Screen[None] | None:
    """The screen that shows a record, by the kind and key it has in the audit trail; None if there is none."""
    if kind == "answer":
        from ybiyri_tui.screens.objection.objection import ObjectionScreen

        return ObjectionScreen(pilot, key.partition(".")[0], key)
    if kind in ("must_have", "phase"):
        from ybiyri_tui.screens.home.must_haves import MustHavesScreen

        return MustHavesScreen(pilot, key if kind == "must_have" else None)
    if kind == "promise":
        from ybiyri_tui.screens.promises.promises import PromisesScreen

        return PromisesScreen(pilot, int(key))
    if kind == "note":
        from ybiyri_tui.screens.notes.notes import NotesScreen

        return NotesScreen(pilot, int(key))
    if kind in ("tickets", "ticket_import"):
        from ybiyri_tui.screens.tickets.tickets import TicketsScreen

        return TicketsScreen(pilot)
    return None
