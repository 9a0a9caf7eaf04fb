from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.sealing.sealer import SEALED_EXTRA, Sealer, opened, padded, pair_of, unlocked, unpadded


@given(st.binary(max_size=63))
def test_padding_makes_one_size_and_comes_off_again(plain: bytes) -> None:
    filled = padded(plain, 64)
    assert len(filled) == 64
    assert unpadded(filled) == plain


@pytest.mark.parametrize("length", [64, 65, 1000])
def test_more_than_fits_is_refused_instead_of_growing(length: int) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        padded(b"x" * length, 64)


def test_only_the_private_key_opens_a_sealed_box(sealer: Sealer) -> None:
    mine, other = sealer.key_pair(), sealer.key_pair()
    box = sealer.seal(mine.public, b"three people", 64)
    assert len(box) == 64 + SEALED_EXTRA
    assert opened(mine.private, box) == b"three people"
    assert opened(other.private, box) is None


def test_the_same_answers_sealed_twice_look_unrelated(sealer: Sealer) -> None:
    pair = sealer.key_pair()
    first, second = (sealer.seal(pair.public, b"3" * 24, 64) for _ in range(2))
    differing = sum(bin(one ^ two).count("1") for one, two in zip(first, second, strict=True))
    assert 0.4 < differing / (8 * len(first)) < 0.6


def test_a_box_that_was_changed_or_cut_anywhere_does_not_open(sealer: Sealer) -> None:
    pair = sealer.key_pair()
    box = sealer.seal(pair.public, b"answers", 64)
    for at in range(len(box)):
        assert opened(pair.private, box[:at] + bytes([box[at] ^ 1]) + box[at + 1 :]) is None
        assert opened(pair.private, box[:at]) is None


def test_a_box_sealed_without_padding_does_not_count(sealer: Sealer) -> None:
    pair = sealer.key_pair()
    assert opened(pair.private, sealer._seal(pair.public, bytes(64))) is None
    assert opened(pair.private, sealer._seal(pair.public, b"")) is None


def test_a_lock_opens_with_its_key_only(sealer: Sealer) -> None:
    box = sealer.lock(b"k" * 32, b"secret")
    assert unlocked(b"k" * 32, box) == b"secret"
    assert unlocked(b"j" * 32, box) is None
    assert unlocked(b"k" * 32, box[:-1]) is None
    assert unlocked(b"k" * 32, b"") is None


def test_a_private_key_gives_its_pair_and_is_not_shown(sealer: Sealer) -> None:
    pair = sealer.key_pair()
    assert pair_of(pair.private) == pair
    assert pair.private.hex() not in repr(pair)
    assert repr(pair.private) not in repr(pair)


def test_keys_and_salts_are_drawn_anew(sealer: Sealer) -> None:
    assert sealer.key_pair() != sealer.key_pair()
    assert sealer.salt() != sealer.salt()
