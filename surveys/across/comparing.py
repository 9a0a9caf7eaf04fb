"""Teams as units: the shift of a team's released mean is one number, and the teams are tested together.

Nothing is computed from answers. A team counts with the two means that its own comparison gave out, so whatever can be
worked out from the result can be worked out from the comparisons that were released before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from surveys.across.records import Cell, Entry
from surveys.records import Family
from surveys.schema import Survey
from surveys.statistics.multiplicity import holm
from surveys.statistics.teams import LEAST_TEAMS, TeamsVerdict, team_test, verdict
from surveys.statistics.verdicts import ALPHA


def entries(
    survey: Survey, cells: Iterable[Cell], comparable: Mapping[int, frozenset[str]], margin: Fraction | None = None
) -> tuple[Entry, ...]:
    """All topics, main ones first, then all questions; p-values are adjusted within main topics, and within the rest.

    `comparable` are the ids that teams of a wording may enter with. With a margin the intervals decide, and no p.
    """
    found = list(cells)
    every = [
        _entry(name, is_topic, title, family, [cell for cell in found if cell.entry_id == name], comparable)
        for name, is_topic, title, family in _asked(survey)
    ]
    return tuple(judged for family in Family for judged in _judged([e for e in every if e.family is family], margin))


def _asked(survey: Survey) -> Iterable[tuple[str, bool, str, Family]]:
    for topic in survey.topics:
        yield topic.id, True, topic.title, Family.MAIN if topic.confirmatory else Family.EXPLORATORY
    for topic in survey.topics:
        for item in topic.items:
            yield f"{topic.id}.{item.id}", False, item.text, Family.EXPLORATORY


def _entry(
    name: str,
    is_topic: bool,
    title: str,
    family: Family,
    cells: Sequence[Cell],
    comparable: Mapping[int, frozenset[str]],
) -> Entry:
    shifts: Counter[Fraction] = Counter()
    before = after = Fraction(0)
    withheld = 0
    for cell in cells:
        if cell.before is None or cell.after is None or name not in comparable.get(cell.wording, ()):
            withheld += cell.teams
            continue
        shifts[cell.after - cell.before] += cell.teams
        before, after = before + cell.before * cell.teams, after + cell.after * cell.teams
    teams = shifts.total()
    nothing = Entry(name, is_topic, title, family, teams, withheld, TeamsVerdict.TOO_FEW)
    if teams < LEAST_TEAMS:
        return nothing
    test = team_test([shift for shift, count in sorted(shifts.items()) for _ in range(count)])
    return replace(nothing, before=before / teams, after=after / teams, shifts=tuple(sorted(shifts.items())), test=test)


def _judged(family: Sequence[Entry], margin: Fraction | None) -> Iterable[Entry]:
    """The words, by p adjusted within the family."""
    tested = [entry.id for entry in family if entry.test is not None and entry.test.p_t is not None]
    p_values = [Fraction(entry.test.p_t) for entry in family if entry.test is not None and entry.test.p_t is not None]
    adjusted = dict(zip(tested, holm(p_values), strict=True))
    for entry in family:
        if entry.test is None:
            yield entry
            continue
        p_value = float(adjusted[entry.id]) if entry.id in adjusted else None
        said = verdict(replace(entry.test, p_t=p_value), ALPHA, margin)
        yield replace(entry, verdict=said, p_adjusted=p_value)
