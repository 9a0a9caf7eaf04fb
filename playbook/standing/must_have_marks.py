"""How what is recorded for a must-have changes: met, opened again, excepted for a while."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from playbook.errors import PlaybookError
from playbook.records import MustHaveMark, Waiver
from playbook.room import owners
from playbook.texts import line

MAX_PROOF = 2000
MAX_REASON = 500


def meet(mark: MustHaveMark, proof: str, today: date) -> MustHaveMark:
    """The mark of a must-have that is met; raises PlaybookError without a word on what was seen."""
    if not proof.strip():
        raise PlaybookError("A must-have is met only if you can say what was seen.")
    return replace(mark, met_on=today, proof=line(proof, "the proof", MAX_PROOF))


def reopen(mark: MustHaveMark) -> MustHaveMark:
    """The mark of a must-have that is neither met nor excepted; what was seen stays recorded."""
    return replace(mark, met_on=None, waiver=None)


def except_(mark: MustHaveMark, *, reason: str, person: str, expires_on: date, today: date) -> MustHaveMark:
    """The mark with an exception that counts up to and including `expires_on`.

    Raises PlaybookError without a reason or a person, for a day that has passed, and for a must-have that is met.
    """
    if mark.met_on is not None:
        raise PlaybookError("This must-have is met, so it needs no exception.")
    if expires_on < today:
        raise PlaybookError(f"{expires_on.isoformat()} has passed; an exception needs a day that is still to come.")
    if not reason.strip():
        raise PlaybookError("An exception needs a reason.")
    if not person.strip():
        raise PlaybookError("An exception needs a person who answers for it.")
    waiver = Waiver(line(reason, "the reason", MAX_REASON), line(person, "the person", owners.MAX_NAME), expires_on)
    return replace(mark, waiver=waiver)
