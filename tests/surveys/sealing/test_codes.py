from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.errors import SurveyError
from surveys.sealing.codes import code_hash, draw_codes, read_code, slips
from surveys.sealing.stretching import SYMBOLS_COST
from surveys.sealing.symbols import ALPHABET, grouped, normalised

SALT = bytes(range(16))


def test_as_many_different_codes_as_asked_for() -> None:
    codes = draw_codes(500, Random(1))
    assert len(set(codes)) == 500


def test_a_code_is_read_however_it_is_grouped_and_written() -> None:
    (code,) = draw_codes(1, Random(2))
    assert read_code(grouped(code).lower()) == code
    assert read_code(f" {' '.join(code)} ") == code


@given(st.integers(0, 2**32), st.integers(0, 10), st.sampled_from(ALPHABET))
@settings(max_examples=50)
def test_a_mistyped_code_is_told_at_once_and_never_repeated(seed: int, at: int, wrong: str) -> None:
    (code,) = draw_codes(1, Random(seed))
    typed = code[:at] + wrong + code[at + 1 :]
    if typed == code:
        assert read_code(typed) == code
        return
    with pytest.raises(SurveyError, match="compare it with your slip") as refused:
        read_code(typed)
    assert typed not in str(refused.value)


def test_every_guess_costs_sixteen_mebibytes() -> None:
    assert SYMBOLS_COST.memory == 16 * 2**20


def test_what_is_stored_of_a_code_depends_on_the_code_and_the_salt() -> None:
    first, second = draw_codes(2, Random(3))
    kept = code_hash(first, SALT)
    assert len(kept) == 32
    assert kept == code_hash(first, SALT)
    assert len({kept, code_hash(second, SALT), code_hash(first, SALT[::-1])}) == 3


def test_slips_come_in_an_order_of_their_own() -> None:
    codes = draw_codes(12, Random(4))
    printed = slips(codes, "AAAA-BBBB", Random(5))
    assert {normalised(slip.code) for slip in printed} == set(codes)
    assert [normalised(slip.code) for slip in printed] != list(codes)
    assert {slip.fingerprint for slip in printed} == {"AAAA-BBBB"}


def test_the_place_of_a_slip_says_nothing_about_the_place_of_its_code() -> None:
    codes = draw_codes(4, Random(6))
    random, hits = Random(7), 0
    for _ in range(2000):
        hits += normalised(slips(codes, "F", random)[0].code) == codes[0]
    assert hits / 2000 == pytest.approx(1 / 4, abs=0.04)


def test_a_slip_does_not_show_its_code_in_a_traceback() -> None:
    (slip,) = slips(draw_codes(1, Random(8)), "F", Random(9))
    assert slip.code not in repr(slip)
