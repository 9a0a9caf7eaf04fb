"""Places and allowances are shared out by address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ybiyri_tui.hosting.crowd.bucket import Bucket, Newcomers, neighbourhood
from ybiyri_tui.hosting.crowd.places import Place, Places


def taken(places: Places, *addresses: str) -> tuple[list[Place | None], list[int]]:
    """What each newcomer gets, and the positions of those who had to give way."""
    left: list[int] = []

    def come(position: int, address: str) -> Place | None:
        return places.take(address, lambda: left.append(position))

    return [come(position, address) for position, address in enumerate(addresses)], left


def test_who_came_first_from_the_address_with_the_most_gives_way() -> None:
    got, left = taken(Places(4), "a", "b", "b", "b", "c")
    assert None not in got
    assert left == [1]


def test_a_newcomer_is_turned_away_when_nobody_has_more_than_they_would_have() -> None:
    got, left = taken(Places(3), "a", "b", "b", "b", "a")
    assert [place is None for place in got] == [False, False, False, True, True]
    assert left == []


def test_on_the_way_in_the_oldest_of_the_same_address_gives_way() -> None:
    got, left = taken(Places(2, own_too=True), "a", "a", "a", "a")
    assert None not in got
    assert left == [0, 1]


def test_who_showed_a_good_code_stays() -> None:
    places = Places(2)
    got, left = taken(places, "a", "a")
    for place in got:
        assert place
        place.keep()
    assert places.take("b", lambda: None) is None
    places.leave(got[0])  # type: ignore[arg-type]
    assert places.take("b", lambda: None) is not None
    assert left == []


@given(st.lists(st.sampled_from("abcd"), max_size=40), st.integers(1, 6), st.booleans())
def test_there_are_never_more_than_places_and_the_first_of_an_address_gets_one(
    addresses: list[str], most: int, own_too: bool
) -> None:
    places = Places(most, own_too=own_too)
    got, left = taken(places, *addresses)
    assert len(places) == sum(place is not None for place in got) - len(left) <= most
    if addresses and most > len(set(addresses)):
        assert all(got[addresses.index(address)] is not None for address in set(addresses))


def test_a_bucket_gives_what_it_holds_and_fills_up_again() -> None:
    now = [0.0]
    bucket = Bucket(10, 2, lambda: now[0])
    assert [bucket.take(6), bucket.take(6), bucket.take(4), bucket.take(1)] == [True, False, True, False]
    now[0] = 3.0
    assert [bucket.take(7), bucket.take(6)] == [False, True]
    now[0] = 60.0
    assert bucket.is_full()


def test_one_address_has_its_allowance_and_all_others_theirs_and_quiet_ones_are_forgotten() -> None:
    now = [0.0]
    newcomers = Newcomers(3, 1, lambda: now[0])
    assert [newcomers.admit("a") for _ in range(4)] == [True, True, True, False]
    assert all(newcomers.admit(str(number)) for number in range(99))
    now[0] = 10.0
    newcomers.admit("b")
    assert len(newcomers._buckets) == 1


@pytest.mark.parametrize(
    ("address", "shared"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8::1", neighbourhood("2001:db8::ffff:ffff")),
        ("fe80::1%eth0", neighbourhood("fe80::2")),
        ("", ""),
    ],
)
def test_an_ipv6_network_shares_one_allowance(address: str, shared: str) -> None:
    assert neighbourhood(address) == shared
    assert neighbourhood("2001:db8:0:1::1") != neighbourhood("2001:db8:0:2::1")
