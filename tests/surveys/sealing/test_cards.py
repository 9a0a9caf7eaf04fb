from __future__ import annotations

from random import Random

import pytest

from surveys.errors import SurveyError
from surveys.sealing.cards import draw_card, read_card, tags
from surveys.sealing.codes import draw_codes

TOPICS = ("alerts", "pay", "trust")


def test_a_card_has_ten_symbols_and_one_to_check_them() -> None:
    card = draw_card(Random(1))
    assert [len(group) for group in card.split("-")] == [4, 4, 3]
    assert read_card(card.lower().replace("-", " ")) == card.replace("-", "")


def test_a_wrong_check_symbol_says_check_your_card_without_repeating_it() -> None:
    card = draw_card(Random(2))
    typed = card[:-1] + ("A" if card[-1] != "A" else "B")
    with pytest.raises(SurveyError, match="Check your card") as refused:
        read_card(typed)
    assert typed not in str(refused.value)


def test_a_code_is_not_taken_for_a_card() -> None:
    (code,) = draw_codes(1, Random(3))
    with pytest.raises(SurveyError, match="not the card"):
        tags(code, "series", TOPICS)


def test_the_same_card_in_the_same_series_gives_the_same_tags_however_it_is_typed() -> None:
    card = draw_card(Random(4))
    first = tags(card, "series", TOPICS)
    assert first == tags(card.lower().replace("-", ""), "series", reversed(TOPICS))
    assert {len(tag) for tag in first.values()} == {16}


def test_tags_of_other_topics_series_and_cards_have_nothing_in_common() -> None:
    one, other = draw_card(Random(5)), draw_card(Random(6))
    found = [tag for card in (one, other) for series in ("a", "b") for tag in tags(card, series, TOPICS).values()]
    assert len(set(found)) == 12
    shared = [bin(int.from_bytes(first) ^ int.from_bytes(found[0])).count("1") for first in found[1:]]
    assert all(30 < bits < 98 for bits in shared)
