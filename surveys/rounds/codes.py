"""Replacing a code that was lost: with the passphrase of the delegate, counted, and at the price of the threshold."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from sqlmodel import Session

from surveys.errors import SurveyError
from surveys.rounds.records import Keyring, Round
from surveys.rounds.store import box as box_store
from surveys.rounds.store import rounds as round_store
from surveys.sealing import holders as holding
from surveys.sealing.codes import Slip, code_hash, draw_codes
from surveys.sealing.holders import Holder
from surveys.sealing.sealer import Sealer
from surveys.sealing.symbols import grouped


@dataclass(frozen=True)
class Replacement:
    """A new code for an open round, not yet written, and its slip."""

    round_id: str
    slip: Slip = field(repr=False)
    hash: bytes = field(repr=False)


def check_replaceable(found: Round) -> None:
    """Every replaced code raises the threshold, which has to stay within reach of the people invited."""
    if not found.is_open:
        raise SurveyError("This survey is closed; its codes are good for nothing any more.")
    if found.threshold >= found.invited:
        raise SurveyError(
            f"No more codes can be replaced: one more, and {found.threshold + 1} answers would be needed from "
            f"{found.invited} people. Extend the survey, or discard it and begin again."
        )


def prepare_replacement(found: Round, keyring: Keyring, passphrase: str, random: Random, sealer: Sealer) -> Replacement:
    """A new code. Raises SurveyError if the passphrase is not the delegate's (the coach's, if there is none)."""
    check_replaceable(found)
    giver: Holder = found.series.code_giver
    keys = holding.stretch({giver: passphrase}, keyring.salts, keyring.cost)
    holding.check_mark(keyring.mark, keys.get(giver), giver)
    if found.code_salt is None:
        raise SurveyError("This survey was changed in the file: the salt of its codes is missing. Discard it.")
    (code,) = draw_codes(1, random)
    return Replacement(
        found.id, Slip(grouped(code), found.fingerprint), code_hash(code, found.code_salt, sealer.symbols_cost)
    )


def replace_code(session: Session, new: Replacement) -> Round:
    """Writes the new code and counts it; the lost one stays good, because nobody knows which it was."""
    round_store.hold(session, new.round_id)
    found = round_store.by_id(session, new.round_id)
    if found is None:
        raise SurveyError("There is no such survey any more; it was discarded.")
    check_replaceable(found)
    box_store.replace_code(session, new.round_id, new.hash)
    return round_store.by_id(session, new.round_id) or found
