"""Asking a team, and showing what the release gate let through."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from playbook.records import Pilot
from playbook.standing.readiness import NextStep
from playbook.store import pilots as pilot_store
from surveys import rounds as life
from surveys.records import Comparison, Label, ReleasedResults, Round
from surveys.schema import Survey
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.survey.answer_sheet import AnswerSheet

DEFAULT_SURVEY = "developer-concerns"


@dataclass(frozen=True)
class Surveying:
    """The rounds of a pilot, oldest first, and whether the open one could be closed."""

    pilot: Pilot
    rounds: tuple[Round, ...]
    enough: bool

    @property
    def open_round(self) -> Round | None:
        """The round that takes answers now."""
        return next((found for found in self.rounds if found.is_open), None)

    @property
    def can_compare(self) -> bool:
        """Whether a before and an after are closed."""
        closed = {found.label for found in self.rounds if not found.is_open}
        return {Label.BEFORE, Label.AFTER} <= closed

    def first_of(self, survey_id: str) -> Round | None:
        """The before of a survey, which froze the rules of its series."""
        return next((found for found in self.rounds if found.survey.id == survey_id), None)

    def labels_in_turn(self, survey_id: str) -> tuple[Label, ...]:
        """What may be opened next, the likeliest first; nothing while a round is open or when the series is over."""
        labels = {found.label for found in self.rounds if found.survey.id == survey_id}
        if self.open_round or Label.AFTER in labels:
            return ()
        return (Label.AFTER, Label.PULSE) if Label.BEFORE in labels else (Label.BEFORE,)


@dataclass(frozen=True)
class SurveysView:
    """The rounds of a pilot, and the surveys that there are."""

    state: Surveying
    surveys: tuple[Survey, ...]

    @property
    def choices(self) -> tuple[tuple[Survey, Label], ...]:
        """What may be opened next, the likeliest first."""
        return tuple((survey, label) for survey in self.surveys for label in self.state.labels_in_turn(survey.id))


def surveying(context: Context, pilot_id: int) -> Surveying:
    """The state of all rounds of a pilot; while one is open, nothing about its answers but `enough`."""
    return context.workspace.read(lambda session: surveying_in(session, pilot_id))


def surveys_view(context: Context, pilot_id: int) -> SurveysView:
    """The rounds of a pilot and what can be opened."""
    return SurveysView(surveying(context, pilot_id), tuple(context.surveys.values()))


def surveying_in(session: Session, pilot_id: int) -> Surveying:
    """The same inside a session that is already open."""
    open_round = life.open_round_of(session, pilot_id)
    return Surveying(
        pilot=pilot_store.pilot(session, pilot_id),
        rounds=life.rounds_of(session, pilot_id),
        enough=bool(open_round and life.has_enough(session, open_round.id)),
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


def open_round(
    context: Context,
    pilot_id: int,
    *,
    survey_id: str = DEFAULT_SURVEY,
    label: Label,
    invited: int,
    k: int | None = None,
    main_topics: Iterable[str] | None = None,
) -> Round:
    """Opens a round and freezes its text and rules; a later round of the series takes over what was frozen."""
    survey = find_survey(context, survey_id)
    topics = tuple(main_topics) if main_topics is not None else None
    return context.workspace.write(
        lambda session: life.open_round(
            session,
            survey,
            pilot_id=pilot_id,
            label=label,
            invited=invited,
            k=k,
            main_topics=topics,
            today=context.today,
            random=context.random,
        )
    )


def the_open_round(context: Context, pilot_id: int) -> Round:
    """The round that takes answers now. Raises ProgramError if none does."""
    found = context.workspace.read(lambda session: life.open_round_of(session, pilot_id))
    if found is None:
        raise ProgramError("No survey is open for this pilot; `ybiyri survey open` opens one.")
    return found


def begin_sheet(context: Context, found: Round) -> AnswerSheet:
    """A blank sheet for one person, with the questions in an order of their own.

    Raises ProgramError if the round takes no answers any more.
    """
    current = context.workspace.read(lambda session: life.open_round_of(session, found.pilot_id))
    if current is None or current.id != found.id:
        raise ProgramError("This survey was closed meanwhile; it takes no more answers.")
    return AnswerSheet(found.survey, context.random)


def submit(context: Context, round_id: str, answers: Mapping[str, int]) -> None:
    """Hands in one person's answers, 1 to the number of points by item id; what is left out is no answer."""
    context.workspace.write(lambda session: life.submit(session, round_id, answers, context.random))


def close_round(context: Context, round_id: str) -> None:
    """Closes a round; results and, for an after, the comparison are computed now and stored."""
    context.workspace.write(lambda session: life.close_round(session, round_id, context.today, context.random))
    context.workspace.scrub()


def discard_round(context: Context, round_id: str) -> None:
    """Destroys an open round and everything answered in it."""
    context.workspace.write(lambda session: life.discard_round(session, round_id))
    context.workspace.scrub()


def mark_read_back(context: Context, round_id: str) -> None:
    """Notes that the team has seen the results; from now on they may enter an export."""
    context.workspace.write(lambda session: life.mark_read_back(session, round_id, context.today))


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


def results(context: Context, round_id: str) -> ReleasedResults:
    """What a closed round gives out."""
    return context.workspace.read(lambda session: life.results(session, round_id))


def comparison(context: Context, pilot_id: int, survey_id: str = DEFAULT_SURVEY) -> Comparison:
    """Before against after. Raises ProgramError that says what is missing."""
    found = context.workspace.read(lambda session: life.comparison(session, pilot_id, survey_id))
    if found is None:
        state = surveying(context, pilot_id)
        done = {round_.label for round_ in state.rounds if not round_.is_open}
        missing = next((label for label in (Label.BEFORE, Label.AFTER) if label not in done), Label.AFTER)
        raise ProgramError(f'Nothing to compare yet: the "{missing.value}" survey has not been closed.')
    return found
