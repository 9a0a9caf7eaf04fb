"""You said, we did: what was promised to the team, and what the team says came of it."""

from __future__ import annotations

from playbook.room.promises import Promise, count
from ybiyri_tui.reports.document import Grid, Paragraph, Section
from ybiyri_tui.reports.room.promises_made import counts_sentence, state_words, team_words
from ybiyri_tui.reports.summary.summary import Summary
from ybiyri_tui.wording.owners import owner_words
from ybiyri_tui.wording.states import counted

HEADER = ("The team said", "What was promised", "Who", "State", "The team says")
NONE = "None was made to the team yet."


def promises_line(summary: Summary) -> str:
    """`2 of 5 promises to the team are kept, 1 is late. The team calls 1 of 6 fixed.`"""
    promises = summary.overview.promises
    if not promises:
        return NONE
    counts = count(promises, summary.on)
    told = f"{counts.kept} of {counts.made} promises to the team are kept" if counts.made else "None was made yet"
    if counts.late:
        told += f", {counts.late} {'is' if counts.late == 1 else 'are'} late"
    without = sum(made.promise is None for made in promises)
    if without:
        told += f"; {counted(without, 'concern')} {'has' if without == 1 else 'have'} none"
    return f"{told}. The team calls {counts.fixed} of {counts.raised} fixed."


def promises_section(summary: Summary) -> Section:
    """All of them; nothing says who raised a concern."""
    promises = summary.overview.promises
    if not promises:
        return Section("Promises to the team", (Paragraph(NONE),))
    rows = tuple(_row(made, summary) for made in promises)
    told = Paragraph(f"{counts_sentence(promises, summary.on)} Only the team says whether something is fixed.")
    return Section("Promises to the team", (told, Grid(HEADER, rows)))


def _row(made: Promise, summary: Summary) -> tuple[str, ...]:
    return (
        made.raised,
        made.promise or "",
        owner_words(made.owner, made.accepted, nobody="nobody yet"),
        state_words(made, summary.on),
        team_words(made),
    )
