"""Who answered on both sides, by the codes that people gave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from surveys.errors import SurveyError
from surveys.records import Design
from surveys.statistics.csv_input.answers import Answers

if TYPE_CHECKING:
    from surveys.statistics.csv_input.counting import Places


@dataclass(frozen=True)
class Match:
    """The places of the same people on both sides, the design that follows, and whether nobody stayed."""

    places: Places | None
    design: Design
    nobody_left: bool = False
    note: str | None = None


def match(before: Answers, after: Answers, column: str) -> Match:
    """Pairs people by the code in `column`; an empty code is a person without a partner.

    Raises SurveyError that names both rows if a code stands twice on a side.
    """
    import numpy as np

    earlier, later = _places(before, column), _places(after, column)
    shared = [code for code in earlier if code in later]
    everybody_coded = len(earlier) == before.n and len(later) == after.n
    if not shared:
        reason = "no code stands in both files" if everybody_coded else "no code of one side stands on the other"
        return Match(None, Design.UNPAIRED, everybody_coded, f"Nobody could be paired: {reason} (column {column}).")
    places = (np.array([earlier[code] for code in shared]), np.array([later[code] for code in shared]))
    if len(shared) == before.n == after.n:
        return Match(places, Design.PAIRED)
    note = (
        f"{len(shared)} people answered both times; {before.n - len(shared)} answered only before and "
        f"{after.n - len(shared)} only after."
    )
    return Match(places, Design.PARTLY_PAIRED, note=note)


def _places(side: Answers, column: str) -> dict[str, int]:
    places: dict[str, int] = {}
    for at, code in enumerate(side.people):
        if code and places.setdefault(code, at) != at:
            first, second = side.rows[places[code]], side.rows[at]
            raise SurveyError(
                f"{side.name}, row {second}, column {column}: the same code stands in row {first}; "
                "each person needs a code of their own."
            )
    return places
