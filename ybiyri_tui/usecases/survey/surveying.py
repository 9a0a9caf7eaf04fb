"""The surveys of a pilot, and what the release gate let through. Other modules open, answer and end rounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from playbook.standing.readiness import NextStep
from playbook.store import pilots as pilot_store
from surveys.records import Label
from surveys.rounds import closing, life
from surveys.rounds.records import Round, Series, SeriesState
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.survey.entrance import known_entrance

if TYPE_CHECKING:
    from sqlmodel import Session

    from playbook.records import Pilot
    from surveys.records import Comparison, ReleasedResults
    from surveys.schema import Survey
    from ybiyri_tui.context import Context

DEFAULT_SURVEY = "developer-concerns"


@dataclass(frozen=True)
class Surveying:
    """The rounds of a pilot, oldest first, and whether enough have answered to close the open one."""

    pilot: Pilot
    rounds: tuple[Round, ...]
    enough: bool

    @property
    def open_round(self) -> Round | None:
        """The round that takes answers now."""
        return next((found for found in self.rounds if found.is_open), None)

    @property
    def compared(self) -> tuple[Round, ...]:
        """The closed afters that were compared with their before, oldest first."""
        return tuple(
            found
            for found in self.rounds
            if found.label is Label.AFTER and found.has_results and found.series.state is SeriesState.COMPARED
        )

    @property
    def can_compare(self) -> bool:
        """Whether there is a comparison."""
        return bool(self.compared)

    def live_series(self, survey_id: str) -> Series | None:
        """The series that is still to be compared; it froze the rules of its later rounds."""
        all_series = (found.series for found in self.rounds if found.survey.id == survey_id)
        return next((series for series in all_series if series.state is SeriesState.OPEN), None)

    def first_of(self, survey_id: str) -> Round | None:
        """The before of that series."""
        series = self.live_series(survey_id)
        return next((found for found in self.rounds if series is not None and found.series.id == series.id), None)

    def labels_in_turn(self, survey_id: str) -> tuple[Label, ...]:
        """What may be opened next, the likeliest first; nothing while a round is open or when the series is over."""
        if self.open_round or any(found.survey.id == survey_id for found in self._ended):
            return ()
        return (Label.AFTER, Label.PULSE) if self.live_series(survey_id) else (Label.BEFORE,)

    @property
    def _ended(self) -> tuple[Round, ...]:
        return tuple(found for found in self.rounds if found.series.state is SeriesState.COMPARED)


@dataclass(frozen=True)
class SurveysView:
    """The rounds of a pilot, the surveys that there are, and the fingerprint of this host's key, empty without one."""

    state: Surveying
    surveys: tuple[Survey, ...]
    host_key: str = ""

    @property
    def waiting(self) -> Series | None:
        """The newest series that waits for its comparison, while no round is open."""
        series = [found.series for found in self.state.rounds if found.series.state is SeriesState.OPEN]
        return series[-1] if series and self.state.open_round is None else None

    @property
    def choices(self) -> tuple[tuple[Survey, Label], ...]:
        """What may be opened next, the likeliest first."""
        return tuple((survey, label) for survey in self.surveys for label in self.state.labels_in_turn(survey.id))


def surveying(context: Context, pilot_id: int) -> Surveying:
    """The state of all rounds of a pilot; while one is open, nothing about its answers but `enough`."""
    return context.workspace.read(lambda session: surveying_in(session, pilot_id))


def surveys_view(context: Context, pilot_id: int) -> SurveysView:
    """The rounds of a pilot and what can be opened."""
    host_key = known_entrance().host_key
    return SurveysView(surveying(context, pilot_id), tuple(context.surveys.values()), host_key)


def surveying_in(session: Session, pilot_id: int) -> Surveying:
    """The same inside a session that is already open."""
    open_round = life.open_round_of(session, pilot_id)
    return Surveying(
        pilot=pilot_store.pilot(session, pilot_id),
        rounds=life.rounds_of(session, pilot_id),
        enough=bool(open_round and closing.enough(session, open_round.id)),
    )


def next_steps(state: Surveying) -> tuple[NextStep, ...]:
    """What the surveys ask of the coach now."""
    steps = []
    for found in state.rounds:
        name = f'"{found.label.value.capitalize()}" survey'
        if found.is_open:
            enough = "yes" if state.enough else "not yet"
            steps.append(NextStep("survey", f"{name} is open", f"enough answers to close: {enough}"))
        elif found.read_back_on is None:
            steps.append(NextStep("read_back", f"Read the {name} back to the team", "the team sees it first"))
    return tuple(steps)


def find_survey(context: Context, survey_id: str) -> Survey:
    """The survey with this id. Raises ProgramError that lists the ids there are."""
    found = context.surveys.get(survey_id)
    if found is None:
        raise ProgramError(f"There is no survey {survey_id!r}; there is {', '.join(context.surveys)}.")
    return found


def the_open_round(context: Context, pilot_id: int) -> Round:
    """The round that takes answers now. Raises ProgramError if none does."""
    found = context.workspace.read(lambda session: life.open_round_of(session, pilot_id))
    if found is None:
        raise ProgramError("No survey is open for this pilot; `ybiyri survey open` opens one.")
    return found


def the_live_series(context: Context, pilot_id: int) -> Series:
    """The series that waits for its comparison, the newest if there are several. Raises ProgramError if none does."""
    rounds = context.workspace.read(lambda session: life.rounds_of(session, pilot_id))
    live = [found.series for found in rounds if found.series.state is SeriesState.OPEN]
    if not live:
        raise ProgramError("No series of this pilot waits for a comparison, so there is nothing to discard.")
    return live[-1]


def closed_round(context: Context, pilot_id: int, label: Label | None = None) -> Round:
    """The newest closed round, or the newest with this label. Raises ProgramError if there is none."""
    rounds = context.workspace.read(lambda session: life.rounds_of(session, pilot_id))
    closed = [found for found in rounds if not found.is_open and label in (None, found.label)]
    if not closed:
        which = f'"{label.value}" ' if label else ""
        raise ProgramError(f"No {which}round of this pilot is closed yet, so there are no results.")
    return closed[-1]


def same_round(context: Context, found: Round) -> Round:
    """The round as it is on disk now. Raises ProgramError if it was discarded meanwhile."""
    rounds = context.workspace.read(lambda session: life.rounds_of(session, found.pilot_id))
    current = next((other for other in rounds if other.id == found.id), None)
    if current is None:
        raise ProgramError("This survey was discarded meanwhile.")
    return current


def mark_read_back(context: Context, round_id: str) -> None:
    """Notes that the team has seen the results; from now on they may enter an export."""
    context.workspace.write(lambda session: life.mark_read_back(session, round_id, context.today))


def results(context: Context, round_id: str) -> ReleasedResults:
    """What a closed round gives out."""
    return context.workspace.read(lambda session: life.results(session, round_id))


def comments(context: Context, round_id: str) -> tuple[str, ...]:
    """The comments that a closed round gives out, for the team; none if it asked for none, or too few answered."""
    return context.workspace.read(lambda session: life.comments(session, round_id))


def comparison(context: Context, pilot_id: int, survey_id: str = DEFAULT_SURVEY) -> Comparison:
    """Before against after. Raises ProgramError that says what is missing."""
    found = context.workspace.read(lambda session: life.comparison(session, pilot_id, survey_id))
    if found is None:
        state = surveying(context, pilot_id)
        done = {round_.label for round_ in state.rounds if not round_.is_open}
        if Label.AFTER in done:
            raise ProgramError("Nothing to compare: the series was discarded before its last survey was closed.")
        missing = next((label for label in (Label.BEFORE, Label.AFTER) if label not in done), Label.AFTER)
        raise ProgramError(f'Nothing to compare yet: the "{missing.value}" survey has not been closed.')
    return found
