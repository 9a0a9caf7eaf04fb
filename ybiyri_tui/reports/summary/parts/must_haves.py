"""The must-haves: what is met by what, what is excepted why and until when, what is open with whom."""

from __future__ import annotations

from datetime import date

from playbook.standing.readiness import MustHaveState, MustHaveStatus
from ybiyri_tui.reports.document import Grid, Paragraph, Section
from ybiyri_tui.reports.escaping import isolated
from ybiyri_tui.reports.pilot.status import must_have_sentence
from ybiyri_tui.reports.summary.parts.differences import differences
from ybiyri_tui.reports.summary.parts.wording import who_and_when
from ybiyri_tui.reports.summary.summary import Summary
from ybiyri_tui.wording.states import MUST_HAVE_WORDS, short_day

_GLYPHS = {MustHaveState.MET: "✓", MustHaveState.OPEN: "✗", MustHaveState.EXCEPTED: "◐"}
HEADER = ("Must-have", "Needed before", "State", "Who, by when", "What was shown, or why")


def must_haves_section(summary: Summary) -> Section:
    """All of them, those of later phases too."""
    statuses = summary.overview.must_haves
    rows = tuple(
        (
            status.must_have.title,
            status.must_have.before_phase.value,
            f"{_GLYPHS[status.state]} {MUST_HAVE_WORDS[status.state.value]}",
            *_settled(status, summary.on),
        )
        for status in statuses
    )
    subjects = {status.must_have.id: f"“{status.must_have.title}” is met." for status in statuses}
    told = Paragraph(f"{must_have_sentence(summary.overview)} Mission: {isolated(summary.pilot.mission)}")
    return Section("Must-haves", (told, Grid(HEADER, rows), *differences(subjects, summary)))


def _settled(status: MustHaveStatus, today: date) -> tuple[str, str]:
    """Who answers for it by when; what was shown, or why there is an exception."""
    mark = status.mark
    if status.state is MustHaveState.EXCEPTED and mark.waiver:
        return f"{isolated(mark.waiver.person)}, until {short_day(mark.waiver.expires_on)}", mark.waiver.reason
    if mark.met_on is None:
        return who_and_when(mark.owner, mark.due_on, today), mark.proof or ""
    return "", f"{isolated(mark.proof or 'word only')} ({short_day(mark.met_on)})"
