"""Where sheets lie from the moment they are sent until their round needs them no more.

The simple form: a table under random ids, without times, names or order. Nothing outside this module knows how
a sheet is stored, so that a sealed form can take its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from sqlmodel import Session

from surveys import store
from surveys.records import Round
from surveys.schema import Survey
from surveys.statistics.scores import Sheet


def put(session: Session, round_: Round, sheet: Sheet, random: Random) -> None:
    """Lays one sheet into the box of a round; its answers must be on the scale of the survey."""
    store.add_sheet(session, f"{random.getrandbits(128):032x}", round_.id, _packed(round_.survey, sheet))


def put_back(session: Session, round_: Round, sheets: Sequence[Sheet], random: Random) -> None:
    """Lays sheets that were taken out into the box again, in random order under new ids."""
    for sheet in random.sample(sheets, len(sheets)):
        put(session, round_, sheet, random)


def count(session: Session, round_: Round) -> int:
    """How many sheets lie in the box."""
    return store.count_sheets(session, round_.id)


def take_out(session: Session, round_: Round) -> list[Sheet]:
    """Empties the box; the sheets come in an order that depends on the answers alone, not on their arrival."""
    packed = store.sheets(session, round_.id)
    destroy(session, round_)
    return [_unpacked(round_.survey, answers) for answers in packed]


def destroy(session: Session, round_: Round) -> None:
    """Empties the box unread."""
    store.delete_sheets(session, round_.id)


def _packed(survey: Survey, sheet: Sheet) -> str:
    """A digit per item of the survey, 0 for no answer, so that every sheet has the same length."""
    return "".join(str(sheet.get(item_id, 0)) for item_id in survey.item_ids())


def _unpacked(survey: Survey, answers: str) -> Sheet:
    given = zip(survey.item_ids(), map(int, answers), strict=True)
    return {item_id: answer for item_id, answer in given if answer}
