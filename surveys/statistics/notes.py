"""What stands beside a comparison: rival explanations, and what its design can and cannot say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from surveys.records import Design

RIVALS = (
    ("season", "the season"),
    ("team_changed", "people who joined or left"),
    ("novelty", "the attention a new thing gets"),
    ("chosen_unhappy", "a swing back, if the team was chosen because it was unhappy"),
)
_CERTAIN = {"chosen_unhappy": "a swing back, because the team was chosen for being unhappy"}

SEVERAL_TIMES = (
    "Each topic and question was tested at the level of its whole family, the main topics in one of their own."
)
PARTLY = (
    "Some people answered only once; the intervals treat everybody as if they had, so they are wider than they need be."
)
UNDERSTATES = (
    "Nobody's earlier and later answers are joined; where mostly the same people answered, this test likely "
    "understates a change."
)


@dataclass(frozen=True)
class Circumstances:
    """What is known about the time between two rounds; None is not known, False rules an explanation out.

    `same_people` says that mostly the same people answered both times.
    """

    season: bool | None = None
    team_changed: bool | None = None
    novelty: bool | None = True
    chosen_unhappy: bool | None = None
    same_people: bool | None = None


UNKNOWN = Circumstances()


def notes_for(designs: Iterable[Design], known: Circumstances = UNKNOWN) -> tuple[str, ...]:
    """The rival explanations that apply, then what the designs of the entries call for."""
    used = set(designs)
    notes = [rival_explanations(known)]
    if Design.UNPAIRED in used and known.same_people is not False:
        notes.append(UNDERSTATES)
    if Design.PARTLY_PAIRED in used:
        notes.append(PARTLY)
    return tuple(note for note in notes if note)


def rival_explanations(known: Circumstances = UNKNOWN) -> str:
    """One sentence with every other reason a change could have; empty if all are ruled out."""
    reasons = []
    for name, words in RIVALS:
        applies = getattr(known, name)
        if applies is not False:
            reasons.append(_CERTAIN.get(name, words) if applies else words)
    if not reasons:
        return ""
    listed = reasons[0] if len(reasons) == 1 else f"{', '.join(reasons[:-1])}, or {reasons[-1]}"
    return f"A pilot has no second team to compare with, so a change may have other reasons: {listed}."
