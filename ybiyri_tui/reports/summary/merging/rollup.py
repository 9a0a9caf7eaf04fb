"""Merges summaries of teams that work in separate workspaces; where they disagree, the disagreement is named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.reports.document import Document
from ybiyri_tui.reports.summary.merging.beside import beside
from ybiyri_tui.reports.summary.merging.reading import read_summaries
from ybiyri_tui.reports.summary.merging.since import changed_since
from ybiyri_tui.reports.summary.report import PORTFOLIO_SCHEMA, Report
from ybiyri_tui.wording.states import counted

Data = dict[str, Any]
SHOWN = 5


@dataclass(frozen=True)
class Found:
    """A summary and the name of the file it came from."""

    data: Data
    file: str


def rollup_report(paths: Iterable[Path], *, title: str = "Readiness of all pilots", organisation: str = "") -> Report:
    """The portfolio of all summaries in these files. Raises ProgramError for a file that is none."""
    found = [Found(data, path.name) for path in paths for data in read_summaries(path)]
    if not found:
        raise ProgramError("The files hold no summary, so there is nothing to merge.")
    pilots, conflicts = merge(found)
    on = max(data["date"] for data in pilots)
    data = {"schema": PORTFOLIO_SCHEMA, "date": on, "pilots": pilots, "conflicts": list(conflicts)}
    document = Document("", organisation, date.fromisoformat(on), "a4", (beside(pilots, conflicts, title),))
    return Report((), document, data)


def merge(found: list[Found]) -> tuple[list[Data], tuple[str, ...]]:
    """One summary for each pilot of a team, the newest, and every conflict in a sentence.

    The order of the files decides nothing but which of two summaries of the same day stands.
    """
    by_pilot: dict[tuple[str, str], list[Found]] = {}
    for one in found:
        by_pilot.setdefault((one.data["pilot"], one.data["team"]), []).append(one)
    kept = {key: max(same, key=lambda one: one.data["date"]) for key, same in by_pilot.items()}
    conflicts = [text for key, same in by_pilot.items() for text in _of_one_pilot(kept[key], same)]
    conflicts += _names_used_twice(by_pilot)
    conflicts += _playbooks([kept[key] for key in by_pilot])
    conflicts += _currencies([kept[key] for key in by_pilot])
    return [kept[key].data for key in sorted(by_pilot)], tuple(conflicts)


def _of_one_pilot(kept: Found, same: list[Found]) -> Iterator[str]:
    for other in same:
        if other is kept or other.data == kept.data:
            continue
        differing = [found.what for found in changed_since(other.data, kept.data).differences]
        shown = "; ".join(differing[:SHOWN]) + (
            f"; and {len(differing) - SHOWN} more" if len(differing) > SHOWN else ""
        )
        what = f"They differ in {shown}." if differing else "They differ in nothing that is shown here."
        yield (
            f"{kept.data['pilot']}: {kept.file} is of {kept.data['date']}, {other.file} of {other.data['date']}; "
            f"{kept.file} counts. {what}"
        )


def _names_used_twice(by_pilot: dict[tuple[str, str], list[Found]]) -> Iterator[str]:
    teams: dict[str, list[str]] = {}
    for pilot, team in by_pilot:
        teams.setdefault(pilot, []).append(team)
    for pilot, names in teams.items():
        if len(names) > 1:
            yield f"{pilot} is the name of pilots of {counted(len(names), 'team')}: {', '.join(names)}. Each counts."


def _playbooks(kept: list[Found]) -> Iterator[str]:
    def questions(one: Found) -> set[str]:
        return {question["id"] for objection in one.data["objections"] for question in objection["questions"]}

    first = kept[0]
    for other in kept[1:]:
        differing = sorted(questions(first) ^ questions(other))
        if differing:
            shown = ", ".join(differing[:SHOWN]) + (" …" if len(differing) > SHOWN else "")
            yield f"{first.file} and {other.file} do not ask the same questions: {shown}."


def _currencies(kept: list[Found]) -> Iterator[str]:
    amounts = ((one.data["money"] or {}).get("exposure_per_hour") for one in kept)
    known = sorted({lost["currency"] for lost in amounts if lost})
    if len(known) > 1:
        yield f"Money is in {' and '.join(known)}; nothing is added up."
