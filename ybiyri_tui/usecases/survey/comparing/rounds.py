"""Before against after as the screens and reports show it, and what so few answers can show at all."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import count
from math import ceil, sqrt
from statistics import NormalDist

from playbook.records import Pilot
from playbook.room.promises import Promise
from playbook.store import promises as promise_store
from surveys.records import Comparison, Design, Label
from surveys.rounds.records import Round
from surveys.schema import Survey
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.survey import surveying

ALPHA = Fraction(1, 20)


@dataclass(frozen=True)
class Findable:
    """What a comparison of so many answers can show of a main topic, from the numbers of people alone.

    `times` is in how many of 100 pairings of a later with an earlier answer the later one has to be higher; `steps`
    the shift on the scale for which that is so when people differ by one step (standard deviation) among themselves.
    Both are None if nothing could be found at all, and where everybody is paired: there `moves` is how many people
    have to move one way, and nobody the other. `p_smallest` is the smallest p there can be.
    """

    n_before: int
    n_after: int
    times: int | None
    steps: float | None
    p_smallest: float
    moves: int | None = None


@dataclass(frozen=True)
class Compared:
    """The closed before and after of a pilot, with what may be said about them, and what was promised to the team."""

    pilot: Pilot
    before: Round
    after: Round
    comparison: Comparison
    findable: Findable
    promises: tuple[Promise, ...]
    today: date

    @property
    def survey(self) -> Survey:
        """The survey as it was asked."""
        return self.after.survey


def compared(context: Context, pilot_id: int) -> Compared:
    """Before against after of the survey that was closed last. Raises ProgramError that says what is missing."""
    state = surveying.surveying(context, pilot_id)
    survey_id = state.compared[-1].survey.id if state.compared else surveying.DEFAULT_SURVEY
    comparison = surveying.comparison(context, pilot_id, survey_id)
    after = state.compared[-1]
    rounds = {found.label: found for found in state.rounds if found.series.id == after.series.id}
    return Compared(
        pilot=state.pilot,
        before=rounds[Label.BEFORE],
        after=after,
        comparison=comparison,
        findable=_findable(comparison, len(after.main_topics)),
        promises=context.workspace.read(lambda session: promise_store.promises(session, pilot_id)),
        today=context.today,
    )


def findable(n_before: int, n_after: int, main_topics: int) -> Findable:
    """What can be found with so many answers when all main topics are tested together."""
    from surveys.statistics.effects import clear_theta
    from surveys.statistics.exact import smallest_p

    theta = clear_theta(n_before, n_after, ALPHA / max(main_topics, 1))
    smallest = float(smallest_p(n_before, n_after))
    if theta > 1:
        return Findable(n_before, n_after, None, None, smallest)
    steps = sqrt(2) * NormalDist().inv_cdf(float(theta)) if theta < 1 else None
    return Findable(n_before, n_after, ceil(100 * theta), steps, smallest)


def findable_of_pairs(people: int, main_topics: int) -> Findable:
    """The same where everybody answered both times and can be paired.

    With m people who move one way and nobody who moves the other, p is 2^(1-m) however far they move.
    """
    from surveys.statistics.exact import smallest_p

    level = ALPHA / max(main_topics, 1)
    moves = next(moved for moved in count(1) if Fraction(2, 2**moved) <= level)
    smallest = float(smallest_p(people, people, people))
    return Findable(people, people, None, None, smallest, moves if moves <= people else None)


def _findable(comparison: Comparison, main_topics: int) -> Findable:
    """By the design of the comparison; the numbers of pairs are not released, what follows from them for p is."""
    if comparison.design == Design.PAIRED:
        return findable_of_pairs(min(comparison.answered_before, comparison.answered_after), main_topics)
    found = findable(comparison.answered_before, comparison.answered_after, main_topics)
    released = [change.p_smallest for change in comparison.topics if change.p_smallest is not None]
    if comparison.design == Design.PARTLY_PAIRED and released:
        return replace(found, p_smallest=min(released))
    return found


def findable_sentence(found: Findable) -> str:
    """What could be found at all, in words."""
    if found.moves is not None:
        return (
            f"{found.n_after} people who answered both times show a change of a main topic for sure where at least "
            f"{found.moves} of them move one way and nobody the other; mixed moves show only if they are far."
        )
    if found.n_before == found.n_after:
        people = f"{found.n_before} answers each time"
    else:
        people = f"{found.n_before} answers before and {found.n_after} after"
    if found.times is None:
        return f"{people} cannot show any change of a main topic, however large."
    how_often = f"a later answer has to be the higher one in {found.times} of 100 pairings with an earlier one"
    if found.steps is None:
        return f"{people} show only a complete turn of a main topic: {how_often}."
    return (
        f"{people} show for sure only a large change of a main topic, of about {found.steps:.1f} steps where people "
        f"differ by one step among themselves: {how_often}."
    )
