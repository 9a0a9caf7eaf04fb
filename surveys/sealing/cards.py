"""The private card: a random code that only the participant keeps, to pair two answers of the same person.

Of a card nothing is stored but a tag per topic, inside the sealed answers: the topic under a key that argon2id makes
of the card and the series. Tags of different topics cannot be told to be one person's, not even by somebody who can
read them, unless they have the card.
"""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

from nacl.encoding import RawEncoder
from nacl.hash import blake2b

from surveys.errors import SurveyError
from surveys.sealing.stretching import SALT_BYTES, SYMBOLS_COST, Cost, stretched
from surveys.sealing.symbols import Kind, draw, grouped, is_whole, normalised

TAG_BYTES = 16
MISTYPED = "Check your card: a symbol is wrong, or it is not the card. Without it you can answer just as well."


def draw_card(random: Random) -> str:
    """A new card, as it is shown once."""
    return grouped(draw(random, Kind.CARD))


def read_card(typed: str) -> str:
    """The card somebody typed. Raises SurveyError, without repeating it, if a symbol is wrong, missing or swapped."""
    card = normalised(typed)
    if not is_whole(card, Kind.CARD):
        raise SurveyError(MISTYPED)
    return card


def tags(card: str, series_id: str, topics: Iterable[str], cost: Cost = SYMBOLS_COST) -> dict[str, bytes]:
    """What each topic's answers carry for this card in this series. Raises SurveyError for a card that is mistyped."""
    salt = blake2b(series_id.encode(), digest_size=SALT_BYTES, person=b"ybiyri card", encoder=RawEncoder)
    key = stretched(read_card(card), salt, cost)
    return {topic: blake2b(topic.encode(), digest_size=TAG_BYTES, key=key, encoder=RawEncoder) for topic in topics}
