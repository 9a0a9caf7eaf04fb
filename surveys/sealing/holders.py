"""Who can open the box: two of three people together, each with a passphrase of their own, or the coach alone.

A private key is locked once for every two holders, under a key made of both stretched passphrases; one passphrase
alone opens nothing and cannot be tried out alone. What one holder alone may allow is proved by a mark of theirs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import combinations
from unicodedata import normalize

from nacl.bindings import sodium_memcmp
from nacl.encoding import RawEncoder
from nacl.hash import blake2b

from surveys.errors import SurveyError
from surveys.sealing.sealer import Sealer, unlocked
from surveys.sealing.stretching import Cost, stretched

TO_OPEN = 2
MIXING = "mixing"
"""The purpose of the delegate's own key, which opens what is sent to them."""
SHORT = 12
"""Passphrases shorter than this should be discouraged."""

WRONG = "At least one passphrase is wrong; nothing was opened and nothing was changed. Type them again."
WRONG_ALONE = "That is not the passphrase of the {holder}; nothing was changed. Type it again."


class Holder(StrEnum):
    """Who keeps a passphrase; the delegate is elected by the team."""

    COACH = "coach"
    DELEGATE = "delegate"
    STAND_IN = "stand-in"


Passphrases = Mapping[Holder, str]
Keys = Mapping[Holder, bytes]
"""Stretched passphrases."""

ALL = tuple(Holder)
COACH_ONLY = (Holder.COACH,)


@dataclass(frozen=True)
class Lock:
    """A locked private key: a box for every two holders (`coach+delegate`), or one for the coach alone."""

    boxes: Mapping[str, bytes] = field(repr=False)


def checked(
    typed: Passphrases, holders: tuple[Holder, ...] = ALL, retyped: Passphrases | None = None
) -> dict[Holder, str]:
    """The passphrases of all who shall be able to open; `retyped` is None where nobody could type them twice.

    Raises SurveyError, without repeating a passphrase, if one is missing, two are the same, or one was retyped
    differently.
    """
    present = given(typed)
    again = None if retyped is None else given(retyped)
    for holder in holders:
        if holder not in present:
            raise SurveyError(f"The passphrase of the {holder} is missing; all who can open the box have to be there.")
        if again is not None and again.get(holder) != present[holder]:
            raise SurveyError(f"The {holder} typed two different passphrases; start again with this one.")
    for first, second in combinations(holders, 2):
        if present[first] == present[second]:
            raise SurveyError(
                f"The {first} and the {second} have the same passphrase; everybody needs one of their own."
            )
    return {holder: present[holder] for holder in holders}


def given(typed: Passphrases) -> dict[Holder, str]:
    """The passphrases of those who are present, in one form of Unicode; an empty one is somebody not present."""
    return {holder: normalize("NFC", passphrase) for holder, passphrase in typed.items() if passphrase}


def stretch(typed: Passphrases, salts: Mapping[Holder, bytes], cost: Cost) -> dict[Holder, bytes]:
    """The keys of those who are present; takes a fraction of a second for each."""
    return {
        holder: stretched(passphrase, salts[holder], cost)
        for holder, passphrase in given(typed).items()
        if holder in salts
    }


def lock(private: bytes, keys: Keys, purpose: str, sealer: Sealer) -> Lock:
    """Locks a private key for every two of these holders, or for a single one alone.

    Boxes of one purpose do not open with the keys of another. Every box is opened again as a test.
    """
    made = Lock({name: sealer.lock(key, private) for name, key in _together(keys, purpose)})
    if any(unlocked(key, made.boxes[name]) != private for name, key in _together(keys, purpose)):
        raise SurveyError("The box could not be opened again with the passphrases that were typed; start again.")
    return made


def unlock(found: Lock, keys: Keys, purpose: str) -> bytes:
    """The private key. Raises SurveyError if too few holders are present, or a passphrase is wrong."""
    together = [(name, key) for name, key in _together(keys, purpose) if name in found.boxes]
    if not together:
        if set(found.boxes) == {Holder.COACH.value}:
            raise SurveyError("The passphrase of the coach is needed to open the box.")
        raise SurveyError(f"{TO_OPEN} of the three passphrases are needed to open the box.")
    private = [unlocked(key, found.boxes[name]) for name, key in together]
    first = private[0]
    if first is None or any(other != first for other in private):
        raise SurveyError(WRONG)
    return first


def unlock_own(found: Lock, key: bytes | None, holder: Holder, purpose: str) -> bytes:
    """A private key that one holder locked alone. Raises SurveyError if the passphrase is wrong or missing."""
    own = dict(_together({holder: key}, purpose)) if key is not None else {}
    private = unlocked(own[holder.value], found.boxes[holder.value]) if own else None
    if private is None:
        raise SurveyError(WRONG_ALONE.format(holder=holder.value))
    return private


def mark(key: bytes) -> bytes:
    """What proves later that a holder typed the same passphrase as now, without opening anything."""
    return blake2b(b"", key=key, person=b"ybiyri mark", encoder=RawEncoder)


def check_mark(kept: bytes, key: bytes | None, holder: Holder) -> None:
    """Raises SurveyError if this is not the holder who left the mark."""
    if key is None or not sodium_memcmp(kept, mark(key)):
        raise SurveyError(WRONG_ALONE.format(holder=holder.value))


def _together(keys: Keys, purpose: str) -> Iterator[tuple[str, bytes]]:
    """The name and the key of every two holders, or of a single one."""
    ordered = [(holder, keys[holder]) for holder in ALL if holder in keys]
    groups = combinations(ordered, min(TO_OPEN, len(ordered))) if ordered else iter(())
    for group in groups:
        joined = b"".join(key for _, key in group)
        key = blake2b(joined, digest_size=32, person=purpose.encode(), encoder=RawEncoder)
        yield "+".join(holder.value for holder, _ in group), key
