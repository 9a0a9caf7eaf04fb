"""A ballot that travels as a file: in an envelope for the workspace, and that in one for the delegate who mixes.

Three seals, each for somebody else. The box holds the answers; only the holders open it, together, at closing. The
letter holds a code and the box; only the workspace opens it, when it collects. The parcel holds the letter; only the
delegate opens it. So who carries a parcel can neither read nor use the code, and who has seen parcels and letters
cannot tell which letter came in which parcel, without the delegate.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from surveys.sealing.sealer import SEALED_EXTRA, Sealer, opened
from surveys.sealing.symbols import LENGTH, Kind, is_whole

CODE_BYTES = LENGTH + 1
_FILLER = b""


@dataclass(frozen=True)
class Handed:
    """What a letter holds: a code as it is printed, without hyphens, and the sealed ballot it is good for."""

    code: str = field(repr=False)
    box: bytes = field(repr=False)


def letter_size(box_bytes: int) -> int:
    """The size of every letter of a round whose sealed boxes have this size."""
    return _plain_size(box_bytes) + SEALED_EXTRA


def parcel_size(box_bytes: int) -> int:
    """The size of every parcel of such a round."""
    return letter_size(box_bytes) + 1 + SEALED_EXTRA


def letter(collecting: bytes, handed: Handed, sealer: Sealer) -> bytes:
    """Seals a code and its box for the workspace; `collecting` is its public key."""
    return sealer.seal(collecting, handed.code.encode() + handed.box, _plain_size(len(handed.box)))


def filler(collecting: bytes, box_bytes: int, sealer: Sealer) -> bytes:
    """A letter without anything in it, which only the workspace can tell from another."""
    return sealer.seal(collecting, _FILLER, _plain_size(box_bytes))


def parcel(mixing: bytes, sealed_letter: bytes, sealer: Sealer) -> bytes:
    """Seals a letter for the delegate; `mixing` is their public key."""
    return sealer.seal(mixing, sealed_letter, len(sealed_letter) + 1)


def letter_in(private: bytes, found: bytes, box_bytes: int) -> bytes | None:
    """The letter in a parcel; None if it was sealed for somebody else, or was changed."""
    plain = opened(private, found)
    return plain if plain is not None and len(plain) == letter_size(box_bytes) else None


def handed_in(private: bytes, found: bytes, box_bytes: int) -> Handed | None:
    """What a letter holds; None if it was sealed for another workspace, was changed, or holds no code and box."""
    plain = opened(private, found)
    if plain is None or len(plain) != CODE_BYTES + box_bytes:
        return None
    code = plain[:CODE_BYTES].decode("ascii", "replace")
    return Handed(code, plain[CODE_BYTES:]) if is_whole(code, Kind.CODE) else None


def is_filler(private: bytes, found: bytes) -> bool:
    """Whether a letter was only put in to fill up."""
    return opened(private, found) == _FILLER


def _plain_size(box_bytes: int) -> int:
    return CODE_BYTES + box_bytes + 1
