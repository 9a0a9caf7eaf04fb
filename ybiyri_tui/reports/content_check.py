"""A checked folder as data (`ybiyri.content-check/1`), and packs as text and data (`ybiyri.content-packs/1`)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from textwrap import fill
from typing import TYPE_CHECKING, Any

from ybiyri_tui.wording.states import counted

if TYPE_CHECKING:
    from playbook.schema import Pack
    from ybiyri_tui.content.checking import Checked

WIDTH = 78


def check_data(found: Checked) -> dict[str, Any]:
    """Every problem with documented keys; lines and columns count from 1."""
    return {
        "schema": "ybiyri.content-check/1",
        "folder": str(found.folder),
        "files": list(found.files),
        "problems": [
            {
                "file": problem.file,
                "line": problem.line,
                "column": problem.column,
                "key": problem.key,
                "expected": problem.expected,
            }
            for problem in found.problems
        ],
    }


def packs_data(packs: Iterable[Pack], switched_on: Collection[str] | None = None) -> dict[str, Any]:
    """The packs with documented keys; `on` is null where no workspace was looked at."""
    return {
        "schema": "ybiyri.content-packs/1",
        "packs": [
            {
                "id": pack.id,
                "title": pack.title,
                "summary": pack.summary,
                "source": pack.source,
                "licence": pack.licence,
                "links": [{"title": link.title, "url": str(link.url)} for link in pack.links],
                "objections": [objection.id for objection in pack.objections],
                "questions": _questions(pack),
                "on": None if switched_on is None else pack.id in switched_on,
            }
            for pack in packs
        ],
    }


def packs_text(packs: Iterable[Pack], switched_on: Collection[str] | None = None) -> str:
    """Each pack with what it adds and where it comes from, and whether it is on where a workspace was looked at."""
    parts = []
    for pack in packs:
        state = "" if switched_on is None else f" ({'on' if pack.id in switched_on else 'off'})"
        size = f"{counted(len(pack.objections), 'objection')}, {counted(_questions(pack), 'question')}"
        parts.append(
            "\n".join(
                (
                    f"{pack.id}{state}: {pack.title} · {size}",
                    _paragraph(pack.summary),
                    _paragraph(f"Source: {pack.source} Licence of this text: {pack.licence}."),
                )
            )
        )
    return "\n\n".join(parts) if parts else "There are no packs."


def _questions(pack: Pack) -> int:
    return sum(len(objection.questions) for objection in pack.objections)


def _paragraph(text: str) -> str:
    return fill(" ".join(text.split()), WIDTH, initial_indent="  ", subsequent_indent="  ")
