"""The manager's summary as one record, from which every form of it is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from playbook.records import Phase, Pilot
from playbook.room.notes import Note, leaving
from playbook.standing.progress import ProgressPoint
from surveys.records import Comparison, Label, ReleasedResults
from surveys.rounds.records import Round
from ybiyri_tui.context import Context
from ybiyri_tui.reports.summary.evidence import Evidence, evidence
from ybiyri_tui.reports.summary.parts.recommendation import Recommendation, recommend
from ybiyri_tui.usecases import ticketing
from ybiyri_tui.usecases.findings.contradictions import Contradiction, contradictions
from ybiyri_tui.usecases.history import changes
from ybiyri_tui.usecases.history.authorship import last_editor
from ybiyri_tui.usecases.pilot.overview import Overview, overview
from ybiyri_tui.usecases.report_settings import ReportSettings, report_settings
from ybiyri_tui.usecases.room import noting
from ybiyri_tui.usecases.survey import surveying
from ybiyri_tui.usecases.survey.surveying import Surveying
from ybiyri_tui.usecases.ticketing import UnplannedWork
from ybiyri_tui.wording.states import counted

NEXT_STEPS = 12


@dataclass(frozen=True)
class RoundResults:
    """A round that was read back to the team, with what the release gate let through."""

    round: Round
    results: ReleasedResults


@dataclass(frozen=True)
class Compared:
    """Before against after of one survey; both were read back to the team."""

    after: Round
    comparison: Comparison


@dataclass(frozen=True)
class Withheld:
    """Something that exists and is not in the summary, and the reason."""

    what: str
    why: str


@dataclass(frozen=True)
class Summary:
    """Everything a summary can hold; the same workspace and day make the same record.

    An answer that was checked more than `stale_after_days` ago has to be checked again. `notes` are those that may
    leave the room. `baseline` is how the pilot stood when its baseline began, None if it has not.
    """

    overview: Overview
    filled_in_by: str | None
    recommendation: Recommendation
    rounds: tuple[RoundResults, ...]
    comparisons: tuple[Compared, ...]
    contradictions: tuple[Contradiction, ...]
    unplanned_work: UnplannedWork
    withheld: tuple[Withheld, ...]
    stale_after_days: int
    notes: tuple[Note, ...] = ()
    baseline: ProgressPoint | None = None
    settings: ReportSettings = field(default_factory=ReportSettings)
    evidence: Evidence = field(default_factory=Evidence)

    @property
    def on(self) -> date:
        """The day for which it was written."""
        return self.overview.today

    @property
    def pilot(self) -> Pilot:
        """The pilot it is about."""
        return self.overview.pilot

    @property
    def checked_days(self) -> tuple[date, ...]:
        """When each recorded answer was last checked, every voice by itself; answers that don't apply have no day."""
        return tuple(
            found.checked_on
            for line in self.overview.objections
            for question in line.questions
            if question.answer.not_applicable_reason is None
            for found in question.answer.findings
        )


def summarise(context: Context, pilot_id: int) -> Summary:
    """Reads everything there is about a pilot. Raises PlaybookError if there is no such pilot."""
    seen = overview(context, pilot_id, steps=NEXT_STEPS)
    notes = noting.list_notes(context, pilot_id)
    found = evidence(context, pilot_id)
    rounds = _read_back(context, seen.surveying.rounds)
    comparisons = _comparisons(context, pilot_id, seen.surveying)
    return Summary(
        overview=seen,
        filled_in_by=last_editor(context, pilot_id),
        recommendation=recommend(
            context.recommendation_rules, seen, right_fit=found.fit, exit_criteria=found.exit_criteria
        ),
        rounds=rounds,
        comparisons=comparisons,
        contradictions=contradictions(context, pilot_id, read_back_only=True),
        unplanned_work=ticketing.share(context, pilot_id),
        withheld=(
            *_withheld_rounds(seen.surveying.rounds),
            *_withheld_topics(rounds),
            *_withheld_notes(len(notes) - len(leaving(notes))),
        ),
        stale_after_days=context.stale_after_days,
        notes=leaving(notes),
        baseline=_baseline(context, pilot_id),
        settings=report_settings(context),
        evidence=found,
    )


def _baseline(context: Context, pilot_id: int) -> ProgressPoint | None:
    points = changes.progress(context, pilot_id)
    return next((point for point in points if point.phase is not Phase.PREPARE), None)


def _read_back(context: Context, rounds: Iterable[Round]) -> tuple[RoundResults, ...]:
    return tuple(
        RoundResults(found, surveying.results(context, found.id)) for found in rounds if found.read_back_on is not None
    )


def _comparisons(context: Context, pilot_id: int, state: Surveying) -> tuple[Compared, ...]:
    """The comparisons of which the team has seen both sides; a series that was given up has none."""
    seen = {(found.series.id, found.label) for found in state.rounds if found.read_back_on is not None}
    return tuple(
        Compared(after, surveying.comparison(context, pilot_id, after.survey.id))
        for after in state.compared
        if {(after.series.id, Label.BEFORE), (after.series.id, Label.AFTER)} <= seen
    )


def _withheld_rounds(rounds: Iterable[Round]) -> tuple[Withheld, ...]:
    withheld = []
    for found in rounds:
        what = f"Results of the “{found.label.value}” survey, {found.survey.title}"
        if found.is_open:
            withheld.append(Withheld(what, "The survey is still open; nothing is counted before it is closed."))
        elif found.read_back_on is None:
            withheld.append(Withheld(what, "The results have not been read back to the team, which sees them first."))
    return tuple(withheld)


def _withheld_notes(staying: int) -> tuple[Withheld, ...]:
    if not staying:
        return ()
    return (Withheld(counted(staying, "note"), "What was said in the room stays there unless it is marked otherwise."),)


def _withheld_topics(rounds: Iterable[RoundResults]) -> tuple[Withheld, ...]:
    return tuple(
        Withheld(
            f"Topic “{topic.title}” of the “{found.round.label.value}” survey",
            f"{(found.results.entry(topic.id).sentence or 'not released').capitalize()}.",
        )
        for found in rounds
        for topic in found.round.survey.topics
        if found.results.entry(topic.id).favourable is None
    )
