"""The workspace's side: letters are opened in memory, then all codes are spent and all ballots stored, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

from sqlmodel import Session

from surveys.errors import SurveyError
from surveys.rounds import casting
from surveys.rounds.by_file.files import Refusal, box_bytes, check_takes_files
from surveys.rounds.casting import CLOSED, FULL, SealedBallot
from surveys.rounds.records import Round
from surveys.rounds.rules import name_of
from surveys.rounds.store import answering_function
from surveys.rounds.store import box as box_store
from surveys.rounds.store import rounds as round_store
from surveys.sealing.codes import code_hash
from surveys.sealing.envelopes import handed_in, is_filler
from surveys.sealing.sealer import Sealer, pair_of


class Fate(StrEnum):
    """What became of a letter that was not refused."""

    TAKEN = "taken"
    ALREADY_IN = "already in"
    EMPTY = "empty"


@dataclass(frozen=True)
class Keys:
    """What opens letters of an open round and finds its codes."""

    round: Round
    secret: bytes = field(repr=False)


def keys_of(session: Session, round_id: str) -> Keys:
    """What collecting needs. Raises SurveyError if the round is closed, gone, or takes no files."""
    found = round_store.by_id(session, round_id)
    if found is None:
        raise SurveyError("There is no such survey any more; it was discarded. Nothing was stored.")
    if not found.is_open:
        raise SurveyError(CLOSED.format(name=name_of(found.label)))
    check_takes_files(found)
    secret = round_store.collecting_secret(session, round_id)
    if secret is None or pair_of(secret).public != found.collecting_key or found.code_salt is None:
        raise SurveyError("The keys of this survey were changed in the file; nothing can be collected.")
    return Keys(found, secret)


def read_letter(keys: Keys, letter: bytes, sealer: Sealer) -> SealedBallot | Fate | Refusal:
    """The ballot in a letter, with what is stored of its code; takes 20 ms."""
    handed = handed_in(keys.secret, letter, box_bytes(keys.round))
    if handed is None:
        return Fate.EMPTY if is_filler(keys.secret, letter) else Refusal.DAMAGED
    code = code_hash(handed.code, keys.round.code_salt or b"", sealer.symbols_cost)
    return SealedBallot(keys.round.id, code, handed.box)


def collect(session: Session, round_id: str, ballots: Sequence[SealedBallot], random: Random) -> list[Fate | Refusal]:
    """Spends the codes and stores the ballots, each over the dummy in a random unused slot; says what became of each.

    Nobody is counted twice: a ballot that lies in the box already is left as it is, and of several with one code one
    is taken, drawn at random. Raises SurveyError, and changes nothing, if the round is closed.
    """
    round_store.hold(session, round_id)
    keys_of(session, round_id)
    boxes = set(box_store.used_boxes(session, round_id))
    unused = list(box_store.unused_slots(session, round_id))
    random.shuffle(unused)
    fates: dict[int, Fate | Refusal] = {}
    order = list(range(len(ballots)))
    random.shuffle(order)
    for at in order:
        ballot = ballots[at]
        fates[at] = _fate(box_store.is_spent(session, round_id, ballot.code), is_there=ballot.box in boxes)
        if fates[at] is Fate.TAKEN:
            if not unused:
                raise SurveyError(FULL)
            _store(session, ballot, unused.pop(), random)
            boxes.add(ballot.box)
    return [fates[at] for at in range(len(ballots))]


def _store(session: Session, ballot: SealedBallot, slot: str, random: Random) -> None:
    """Over the dummy in a slot of a file; a server has a function of its own, which leaves no order behind."""
    if answering_function.is_there(session):
        casting.cast(session, ballot, random)
        return
    box_store.spend(session, ballot.round_id, ballot.code)
    box_store.use_slot(session, ballot.round_id, slot, ballot.box)


def _fate(spent: bool | None, *, is_there: bool) -> Fate | Refusal:
    if spent is None:
        return Refusal.UNKNOWN_CODE
    if spent:
        return Fate.ALREADY_IN if is_there else Refusal.USED_CODE
    return Refusal.COPIED if is_there else Fate.TAKEN
