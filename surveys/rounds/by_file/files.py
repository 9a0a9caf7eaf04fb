"""What ballots look like as files: a header that everybody may read, then sealed bytes of one size for a whole round.

A ballot file holds one parcel. A bundle holds letters in an order of chance, filled up so that its size does not tell
how many people answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from surveys.errors import SurveyError
from surveys.rounds.opening import box_size
from surveys.rounds.records import Round
from surveys.sealing.envelopes import letter_size, parcel_size
from surveys.sealing.sealer import SEALED_EXTRA

BALLOT = b"ybiyri ballot 1\n"
BUNDLE = b"ybiyri bundle 1\n"
ID_BYTES = 16
HEADER_BYTES = len(BALLOT) + ID_BYTES
_VERSION_AT = len(b"ybiyri ballot ")

NO_FILES = "Ballots of this survey cannot travel as files: {why}. Answer at the shared machine, or with `ybiyri host`."


class Refusal(StrEnum):
    """Why a file or a ballot is not taken; nothing in it tells what somebody answered, or with which code."""

    NOT_A_BALLOT = "not a ballot"
    OTHER_VERSION = "written by another version of ybiyri"
    OTHER_ROUND = "for another survey"
    DAMAGED = "damaged, or not sealed for this delegate"
    UNKNOWN_CODE = "its code is not of this survey"
    USED_CODE = "its code was used for another ballot"
    COPIED = "a copy of another ballot under another code"


def check_takes_files(found: Round) -> None:
    """Raises SurveyError if ballots of a round cannot travel as files."""
    if found.series.coach_only:
        why = "the coach alone opens the box, and there is no delegate who could mix them"
        raise SurveyError(NO_FILES.format(why=why))
    if not found.takes_files:
        raise SurveyError(NO_FILES.format(why="its series was opened by an earlier version, without the keys for it"))


def box_bytes(found: Round) -> int:
    """The size of every sealed box of a round."""
    return box_size(found) + SEALED_EXTRA


def ballot_bytes(found: Round) -> int:
    """The one size of all ballot files of a round."""
    return HEADER_BYTES + parcel_size(box_bytes(found))


def packed_ballot(found: Round, parcel: bytes) -> bytes:
    """A parcel as a file."""
    return _header(BALLOT, found) + parcel


def packed_bundle(found: Round, letters: Sequence[bytes]) -> bytes:
    """Letters as one file."""
    return _header(BUNDLE, found) + b"".join(letters)


def unpacked_ballot(found: Round, raw: bytes) -> bytes | Refusal:
    """The parcel in a ballot file of this round, or why it is none."""
    refusal = _refused(BALLOT, found, raw)
    if refusal is None and len(raw) != ballot_bytes(found):
        refusal = Refusal.DAMAGED
    return refusal or raw[HEADER_BYTES:]


def unpacked_bundle(found: Round, raw: bytes) -> list[bytes] | Refusal:
    """The letters in a bundle for this round, or why it is none."""
    size = letter_size(box_bytes(found))
    refusal = _refused(BUNDLE, found, raw)
    if refusal is None and (len(raw) - HEADER_BYTES) % size:
        refusal = Refusal.DAMAGED
    return refusal or [raw[at : at + size] for at in range(HEADER_BYTES, len(raw), size)]


def most_bundle_bytes(found: Round, letters: int) -> int:
    """The size of a bundle of so many letters."""
    return HEADER_BYTES + letters * letter_size(box_bytes(found))


def _header(magic: bytes, found: Round) -> bytes:
    return magic + found.id.encode("ascii")


def _refused(magic: bytes, found: Round, raw: bytes) -> Refusal | None:
    if raw[:_VERSION_AT] != magic[:_VERSION_AT]:
        return Refusal.NOT_A_BALLOT
    if raw[: len(magic)] != magic:
        return Refusal.OTHER_VERSION
    if raw[:HEADER_BYTES] != _header(magic, found):
        return Refusal.OTHER_ROUND
    return None
