from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.sealing.symbols import ALPHABET, Kind, draw, encoded, grouped, is_whole, normalised

SEEDS = st.integers(0, 2**32)
KINDS = st.sampled_from(list(Kind))


@given(SEEDS, KINDS)
def test_what_is_drawn_is_whole(seed: int, kind: Kind) -> None:
    symbols = draw(Random(seed), kind)
    assert len(symbols) == 11
    assert set(symbols) <= set(ALPHABET)
    assert is_whole(symbols, kind)


@given(SEEDS, KINDS)
def test_any_single_mistyped_symbol_is_told(seed: int, kind: Kind) -> None:
    symbols = draw(Random(seed), kind)
    for at, right in enumerate(symbols):
        for wrong in ALPHABET.replace(right, ""):
            assert not is_whole(symbols[:at] + wrong + symbols[at + 1 :], kind)


@given(SEEDS, KINDS)
def test_any_two_symbols_that_changed_places_are_told(seed: int, kind: Kind) -> None:
    symbols = draw(Random(seed), kind)
    for first, second in combinations(range(len(symbols)), 2):
        swapped = list(symbols)
        swapped[first], swapped[second] = swapped[second], swapped[first]
        assert is_whole("".join(swapped), kind) is (symbols[first] == symbols[second])


@given(SEEDS)
def test_a_card_is_no_code_and_a_code_no_card(seed: int) -> None:
    assert not is_whole(draw(Random(seed), Kind.CARD), Kind.CODE)
    assert not is_whole(draw(Random(seed), Kind.CODE), Kind.CARD)


def test_of_typing_at_random_one_in_thirty_two_goes_unnoticed() -> None:
    random = Random(1)
    typed = ["".join(random.choices(ALPHABET, k=11)) for _ in range(20_000)]
    assert sum(is_whole(symbols, Kind.CODE) for symbols in typed) / len(typed) == pytest.approx(1 / 32, abs=0.005)


@pytest.mark.parametrize(
    "typed",
    ["K01F-1MZ2-9TC", "k01f-1mz2-9tc", " K01F 1MZ2 9TC\n", "kOlf-imz2-9tc", "KOIF–LMZ2–9TC", "K.01F_1MZ2\u00a09TC"],
)
def test_what_people_type_is_read_as_it_was_meant(typed: str) -> None:
    assert normalised(typed) == "K01F1MZ29TC"


@pytest.mark.parametrize(
    "typed", ["", "K7QF", "K7QF-3MZ2-9T*", "K7QF-3MZ2-9TCC", "U7QF-3MZ2-9TC", "Ⅷ7QF-3MZ2-9TC", "ß"]
)
def test_too_short_too_long_or_foreign_is_not_whole(typed: str) -> None:
    assert not is_whole(normalised(typed), Kind.CODE)


@given(st.text(max_size=30))
def test_anything_can_be_typed(typed: str) -> None:
    assert is_whole(normalised(typed), Kind.CODE) in (True, False)


def test_symbols_are_shown_in_groups() -> None:
    assert grouped("K7QF3MZ29TC") == "K7QF-3MZ2-9TC"
    assert normalised(grouped("K7QF3MZ29TC")) == "K7QF3MZ29TC"


def test_bytes_are_written_five_bits_a_symbol() -> None:
    assert encoded(b"\x00" * 5, 8) == "00000000"
    assert encoded(b"\xff" * 5, 8) == "ZZZZZZZZ"
    assert encoded(bytes([0b00001_000, 0b10_00011_0]), 3) == "123"
