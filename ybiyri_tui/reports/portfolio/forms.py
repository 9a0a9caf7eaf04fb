"""The portfolio as text, as JSON (`ybiyri.all-pilots/1`) and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import astuple
from typing import Any

from ybiyri_tui.reports.portfolio.lines import Section, sections
from ybiyri_tui.reports.room.at_the_door import guarded
from ybiyri_tui.usecases.portfolio.portfolio import QUIET_DAYS, Portfolio
from ybiyri_tui.wording.states import counted, short_day

SCHEMA = "ybiyri.all-pilots/1"


def portfolio_data(found: Portfolio) -> dict[str, Any]:
    """All numbers with documented keys."""
    return {
        "schema": SCHEMA,
        "day": found.today.isoformat(),
        "phase": found.phase.value if found.phase else None,
        "pilots": found.pilots,
        "phases": {phase.value: count for phase, count in found.phases.items()},
        "must_haves": [
            {
                "id": unmet.must_have.id,
                "before_phase": unmet.must_have.before_phase.value,
                "open": unmet.open,
                "due": unmet.due,
            }
            for unmet in found.unmet
        ],
        "objections": [
            {
                "id": weak.objection.id,
                "pilots": weak.pilots,
                "counts": {grade.value: count for grade, count in weak.counts.items()},
            }
            for weak in found.weak
        ],
        "overdue_promises": [
            {"area": late.key, "title": late.area, "promises": late.promises} for late in found.overdue
        ],
        "surveys": dict(zip(("to_close", "too_few", "running", "not_read_back"), astuple(found.waiting), strict=True)),
        "quiet_days": QUIET_DAYS,
        "quiet": found.quiet,
    }


def portfolio_text(found: Portfolio) -> str:
    """A section below the other; the key at the end of a line names the pilots behind it."""
    which = f" in phase {found.phase.value}" if found.phase else ""
    lines = [f"{counted(found.pilots, 'pilot')}{which} · {short_day(found.today)}"]
    for section in sections(found):
        lines += ["", section.title, *_lines(section)]
    return "\n".join(lines)


def portfolio_csv(found: Portfolio) -> str:
    """A row a line: `section,key,count,of,what`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("section", "key", "count", "of", "what"))
    for section in sections(found):
        for line in section.lines:
            of = "" if line.of is None else line.of
            writer.writerow((section.title, line.key, line.count, of, guarded(line.what)))
    return out.getvalue()


def _lines(section: Section) -> Iterable[str]:
    if not section.lines:
        return [f"  {section.empty}"]
    width = max(len(line.number) for line in section.lines)
    return [
        f"  {line.number:>{width}}  {line.what}{f' · {line.more}' if line.more else ''}  [{line.key}]"
        for line in section.lines
    ]
