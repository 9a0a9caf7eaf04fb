"""Ten random symbols and a check symbol, made to be copied by hand: codes from the bowl, and private cards.

The symbols are Crockford's base32, which leaves out I, L, O and U. The check symbol comes from a weighted sum over
the field of 32 elements, as in Bech32 (BIP 173): every position has a weight of its own, so a single wrong symbol and
any two that changed places, next to each other or not, change the sum.
"""

from __future__ import annotations

from enum import IntEnum
from random import Random

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
"""Symbols before the check symbol: 50 bits."""

_FIELD = 0b100101  # x^5 + x^2 + 1, of which 2 is a generator
_IGNORED = dict.fromkeys(map(ord, " \t\r\n-_.\u00a0\u2010\u2011\u2012\u2013\u2014\u2212"))
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


class Kind(IntEnum):
    """What a sum has to come to, so that a card typed as a code (or the other way round) is told at once."""

    CODE = 0
    CARD = 1


def draw(random: Random, kind: Kind) -> str:
    """Ten symbols from the random source, and their check symbol."""
    symbols = "".join(ALPHABET[random.getrandbits(5)] for _ in range(LENGTH))
    return symbols + ALPHABET[_sum(symbols + ALPHABET[0]) ^ kind]


def normalised(typed: str) -> str:
    """What somebody typed, as it was meant: upper case, without spaces and hyphens, O as 0, I and L as 1."""
    return typed.translate(_IGNORED).upper().translate(_LOOKALIKES)


def is_whole(symbols: str, kind: Kind) -> bool:
    """Whether these (normalised) symbols are as many as they should be and fit their check symbol."""
    return len(symbols) == LENGTH + 1 and all(symbol in ALPHABET for symbol in symbols) and _sum(symbols) == kind


def grouped(symbols: str, size: int = 4) -> str:
    """The symbols in groups, as they are printed: `K7QF-3MZ2-9TC`."""
    return "-".join(symbols[at : at + size] for at in range(0, len(symbols), size))


def encoded(data: bytes, length: int) -> str:
    """The first `length` symbols of some bytes, five bits each."""
    bits = int.from_bytes(data, "big")
    total = 8 * len(data)
    return "".join(ALPHABET[bits >> (total - 5 * (at + 1)) & 31] for at in range(length))


def _sum(symbols: str) -> int:
    """The weighted sum; the check symbol, the last one, has weight 1, each symbol before it twice the next one's."""
    total = 0
    for symbol in symbols:
        total = _doubled(total) ^ ALPHABET.index(symbol)
    return total


def _doubled(element: int) -> int:
    element <<= 1
    return element ^ _FIELD if element & 32 else element
