"""Answering: the ballot is sealed before the file is touched; one transaction spends the code and fills a slot."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from sqlmodel import Session

from surveys.errors import SurveyError, WrongCode
from surveys.rounds import rules
from surveys.rounds.opening import box_size
from surveys.rounds.records import Round, Stage
from surveys.rounds.store import answering_function
from surveys.rounds.store import box as box_store
from surveys.rounds.store import rounds as round_store
from surveys.sealing import cards
from surveys.sealing.ballots import Ballot, checked_comment, pack
from surveys.sealing.codes import code_hash, read_code
from surveys.sealing.sealer import Sealer
from surveys.statistics.scores import Sheet

CLOSED = "The {name} is closed and takes no more answers; nothing was stored."
UNKNOWN = "There is no such code in this survey; compare it with your slip. Nothing was stored."
USED = "This code was used already; every code is good for one answer. Nothing was stored."
NOT_GOOD = "This code is not good: it is mistyped, of another survey, or was used already. Nothing was stored."
FULL = "This survey was changed in the file: there is no place for an answer. Nothing was stored."
OTHER_SIZE = "This survey was changed: its ballots have another size. Nothing was stored."
_REFUSALS = {
    answering_function.CLOSED: CLOSED.format(name="survey"),
    answering_function.FULL: FULL,
    answering_function.OTHER_SIZE: OTHER_SIZE,
}


@dataclass(frozen=True)
class SealedBallot:
    """What is handed in: nobody can read it, and it is as long as every other."""

    round_id: str
    code: bytes = field(repr=False)
    box: bytes = field(repr=False)


def hashed(found: Round, typed: str, sealer: Sealer) -> bytes:
    """What is stored of the code somebody typed. Raises SurveyError at once if it is mistyped."""
    code = read_code(typed)
    if found.code_salt is None:
        raise SurveyError(CLOSED.format(name=rules.name_of(found.label)))
    return code_hash(code, found.code_salt, sealer.symbols_cost)


def check_code(session: Session, round_id: str, code: bytes) -> None:
    """Raises WrongCode if a code is wrong or used, SurveyError if its round is closed."""
    found = round_store.stage_of(session, round_id)
    if found is None:
        raise SurveyError("There is no such survey any more; it was discarded. Nothing was stored.")
    label, stage = found
    if stage is not Stage.OPEN:
        raise SurveyError(CLOSED.format(name=rules.name_of(label)))
    spent = box_store.is_spent(session, round_id, code)
    if spent is None:
        raise WrongCode(UNKNOWN)
    if spent:
        raise WrongCode(USED)


def seal_ballot(
    found: Round, code: bytes, answers: Sheet, *, comment: str = "", card: str = "", sealer: Sealer
) -> SealedBallot:
    """Seals one person's answers, 1 to the number of points by full item id; what is missing is no answer.

    `card` is the one they keep: a new one in a before, the same in an after; empty for none. Raises SurveyError,
    which never holds an answer, for an unknown item, an answer off the scale, a comment that is too long or not asked
    for, or a card that is mistyped.
    """
    rules.check_answers(found.survey, answers)
    words = checked_comment(comment)
    if (words and not found.comments) or (card and not found.seals_tags) or found.public_key is None:
        raise SurveyError("This survey does not ask for that; nothing was stored.")
    topics = [topic.id for topic in found.survey.topics]
    own_tags = cards.tags(card, found.series.id, topics, sealer.symbols_cost) if card else {}
    ballot = Ballot(answers, words, own_tags)
    box = sealer.seal(found.public_key, pack(found.survey, ballot), box_size(found))
    return SealedBallot(found.id, code, box)


def cast(session: Session, ballot: SealedBallot, random: Random) -> None:
    """Spends the code and writes the ballot over the dummy in a random unused slot.

    The very same ballot may be handed in again by somebody who could not know that it had arrived; it counts once.
    Raises SurveyError, and changes nothing, if the code is wrong or used, or the round is closed.
    """
    if answering_function.is_there(session):
        _cast_on_server(session, ballot)
        return
    if box_store.holds(session, ballot.round_id, ballot.code, ballot.box):
        return
    check_code(session, ballot.round_id, ballot.code)
    unused = box_store.unused_slots(session, ballot.round_id)
    if not unused:
        raise SurveyError(FULL)
    box_store.spend(session, ballot.round_id, ballot.code)
    box_store.use_slot(session, ballot.round_id, random.choice(unused), ballot.box)


def check_reply(reply: str) -> None:
    """Raises WrongCode or SurveyError unless the server's function replied that a ballot is stored."""
    if reply in _REFUSALS:
        raise SurveyError(_REFUSALS[reply])
    if reply != answering_function.STORED:
        raise WrongCode(NOT_GOOD)


def _cast_on_server(session: Session, ballot: SealedBallot) -> None:
    """Whoever owns the box is told more exactly than a role for answering why a code is not good."""
    reply = answering_function.call(session, ballot.round_id, ballot.code, ballot.box)
    if reply in (answering_function.REFUSED, answering_function.CLOSED):
        check_code(session, ballot.round_id, ballot.code)
    check_reply(reply)
