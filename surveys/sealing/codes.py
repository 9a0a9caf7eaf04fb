"""Codes from the bowl: as many as people are invited, each good for one answer, kept only as argon2id."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from surveys.errors import SurveyError
from surveys.sealing.stretching import SYMBOLS_COST, Cost, stretched
from surveys.sealing.symbols import Kind, draw, grouped, is_whole, normalised

MISTYPED = "That is not a code: compare it with your slip, symbol by symbol. It has 10 symbols and one to check them."


@dataclass(frozen=True)
class Slip:
    """What is printed on one slip: a code, and the fingerprint of the survey it is for."""

    code: str = field(repr=False)
    fingerprint: str


def draw_codes(count: int, random: Random) -> tuple[str, ...]:
    """So many different codes, in no order."""
    codes: dict[str, None] = {}
    while len(codes) < count:
        codes[draw(random, Kind.CODE)] = None
    return tuple(codes)


def read_code(typed: str) -> str:
    """The code somebody typed. Raises SurveyError, without repeating it, if a symbol is wrong, missing or swapped."""
    code = normalised(typed)
    if not is_whole(code, Kind.CODE):
        raise SurveyError(MISTYPED)
    return code


def code_hash(code: str, salt: bytes, cost: Cost = SYMBOLS_COST) -> bytes:
    """All that is stored of a code; the salt belongs to the round."""
    return stretched(code, salt, cost)


def slips(codes: Iterable[str], fingerprint: str, random: Random) -> tuple[Slip, ...]:
    """The slips in an order of their own, so that it says nothing about the order of drawing or storing."""
    shuffled = list(codes)
    random.shuffle(shuffled)
    return tuple(Slip(grouped(code), fingerprint) for code in shuffled)
