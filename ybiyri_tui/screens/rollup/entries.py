"""Pilots as rows whose groups of glyphs stand below each other."""

from __future__ import annotations

from collections.abc import Iterable

from textual.content import Content
from textual.visual import Visual

from playbook.records import Grade
from ybiyri_tui.screens.objection.entries import section
from ybiyri_tui.usecases.pilot.rollup import RollupLine
from ybiyri_tui.widgets.folding import Flow, Hanging, Stack
from ybiyri_tui.widgets.lists.detailed_list import Entry
from ybiyri_tui.widgets.plain import clipped, shown
from ybiyri_tui.wording.states import COUNT_WORDS, glyph, short_day

NAME_WIDTH = 30
GAP = 2


def entries(lines: Iterable[RollupLine]) -> list[Entry]:
    """A heading with the numbers of what people say, then the pilots; nothing but a hint without any."""
    lines = list(lines)
    if not lines:
        return [Entry(None, Hanging(" ", "There is no pilot in this file yet."))]
    numbers = "".join(f"{found.objection.number:<{len(found.grades) + GAP}}" for found in lines[0].objections)
    heading = Content.styled(f"   {numbers}", "$secondary")
    return [Entry(None, heading), *(_entry(line) for line in lines)]


def _entry(line: RollupLine) -> Entry:
    pilot = line.pilot
    archived = f" · archived {short_day(pilot.archived_on)}" if pilot.archived_on else ""
    details = f"  step {pilot.phase.step} of 5, {pilot.phase.value}{archived}"
    name = Content.assemble((clipped(pilot.name, NAME_WIDTH), "bold"), (details, "$secondary"))
    groups = (" " * GAP).join("".join(glyph(grade) for grade in found.grades) for found in line.objections)
    open_words = f"{len(line.open_must_haves)} of {len(line.due_must_haves)} must-haves open"
    rows: list[Visual] = [Hanging(" ", name), Hanging(f"   {groups}  ", Content.styled(open_words, "$secondary"))]
    return Entry(str(pilot.id), Stack(rows), Stack(_body(line)))


def _body(line: RollupLine) -> list[Visual]:
    counts = [
        Content(f"{glyph(grade)} {n} {COUNT_WORDS[grade]}") for grade, n in line.counts.items() if _told(grade, n)
    ]
    exceptions = [
        f"{status.must_have.title}, until {short_day(status.mark.waiver.expires_on)}: "
        f"{shown(status.mark.waiver.reason)} ({shown(status.mark.waiver.person)})"
        for status in line.exceptions
        if status.mark.waiver
    ]
    return [
        Flow(counts, gap=GAP),
        Content(""),
        *section("Stops it", [_open(status.must_have.title, status.mark.owner) for status in line.open_must_haves]),
        *section("Exception", exceptions),
        *section("Team", [shown(line.pilot.team)]),
        *section("Mission", [shown(line.pilot.mission)]),
    ][:-1]


def _told(grade: Grade, count: int) -> bool:
    return bool(count) or grade is not Grade.NOT_APPLICABLE


def _open(title: str, owner: str | None) -> str:
    return f"{title} · {shown(owner)}" if owner else title
