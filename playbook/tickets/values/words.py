"""Labels, states and other words in cells."""

from __future__ import annotations

import re

from playbook.tickets.text.cells import one_line, plain_cell

LONGEST_WORD = 60
"""Characters; a longer team, type or cause is a title or a description that slipped into the wrong column."""
_LOOKED_AT = 1000
NO_VALUE = frozenset({"", "-", "–", "?", "n/a", "none", "null", "unresolved", "nan", "undefined", "(empty)"})
DONE = frozenset(
    {
        "done",
        "closed",
        "resolved",
        "completed",
        "complete",
        "fixed",
        "merged",
        "released",
        "finished",
        "terminé",
        "terminé(e)",
        "terminée",
        "fermé",
        "fermé(e)",
        "fermée",
        "résolu",
        "résolu(e)",
        "résolue",
        "listo",
        "lista",
        "hecho",
        "cerrado",
        "cerrada",
        "resuelto",
        "resuelta",
        "finalizado",
        "finalizada",
        "terminado",
        "terminada",
        "fertig",
        "erledigt",
        "geschlossen",
        "gelöst",
        "abgeschlossen",
        "concluído",
        "concluído(a)",
        "fechado",
        "完成",
        "已完成",
        "已关闭",
    }
)


def labels_in(cells: tuple[str, ...], separators: str) -> frozenset[str]:
    """The case-folded labels of all cells; several in one cell are joined by one of the separators.

    A blank counts as a separator only where it is one of them and no other stands in the cell.
    """
    labels: set[str] = set()
    strong = separators.replace(" ", "")
    for cell in cells:
        text = plain_cell(cell)
        if any(mark in text for mark in strong):
            pieces = re.split(f"[{re.escape(strong)}]", text)
        else:
            pieces = text.split() if " " in separators else [text]
        labels.update(plain_cell(piece.strip(" \t\r\n[]\"'")).casefold() for piece in pieces)
    return frozenset(labels - {""})


def word(cell: str) -> str | None:
    """The cell on one line, empty for a word that says "nothing", None if it is too long to be a name of anything."""
    if len(cell) > _LOOKED_AT:
        return None
    text = one_line(plain_cell(cell))
    if text.casefold() in NO_VALUE:
        return ""
    return text if len(text) <= LONGEST_WORD else None


def is_done(cell: str, more: frozenset[str] = frozenset()) -> bool:
    """Whether a state, in any of the languages known, says that the work is finished."""
    state = plain_cell(cell).casefold()
    return state in DONE or state in more


def is_nothing(cell: str) -> bool:
    """Whether a cell says that there is no value."""
    return plain_cell(cell).casefold() in NO_VALUE
