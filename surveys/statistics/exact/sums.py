"""In how many ways a sum can come about when people swap before and after, or are relabelled.

The ways are the coefficients of a polynomial whose exponents are the sums. A polynomial is one big integer with a
fixed number of bytes per coefficient, so that adding and shifting whole polynomials is a single operation.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import comb, gcd

LARGEST_GRID = 1 << 21
"""Most sums, from the lowest to the highest step by step, for which the packed form is used."""

Sums = list[tuple[int, int]]
"""Every possible sum, ascending, with the number of ways to get it."""


def swapped_and_chosen(gaps: Sequence[int], groups: Sequence[tuple[int, int]] = (), chosen: int = 0) -> Sums:
    """Sums of any of the `gaps` (each is in or out) and of `chosen` values out of a multiset.

    `groups` are pairs of a value and how many people share it; gaps are positive. The number of ways adds up to
    2 ** len(gaps) * C(people, chosen).
    """
    lowest = min((value for value, _ in groups), default=0)
    step = _step(gaps, groups)
    width = (comb(sum(count for _, count in groups), chosen) << len(gaps)).bit_length() // 8 + 1
    bits = 8 * width
    ways = _choices([((value - lowest) // step, count) for value, count in groups], chosen, bits)
    for gap in gaps:
        ways += ways << (gap // step * bits)
    base = chosen * lowest
    return [(base + step * exponent, number) for exponent, number in _coefficients(ways, width)]


def swapped(gaps: Sequence[int]) -> Sums:
    """The same for gaps alone on a grid too fine to be packed; up to 2 ** len(gaps) sums are kept."""
    ways = {0: 1}
    for gap in gaps:
        merged = dict(ways)
        for total, number in ways.items():
            merged[total + gap] = merged.get(total + gap, 0) + number
        ways = merged
    return sorted(ways.items())


def grid_size(gaps: Sequence[int]) -> int:
    """How many steps lie between the lowest and the highest sum of any of the gaps."""
    return sum(gaps) // _step(gaps, ()) + 1


def _step(gaps: Sequence[int], groups: Sequence[tuple[int, int]]) -> int:
    lowest = min((value for value, _ in groups), default=0)
    return gcd(*gaps, *(value - lowest for value, _ in groups)) or 1


def _choices(groups: Sequence[tuple[int, int]], chosen: int, bits: int) -> int:
    """The polynomial of the sums of `chosen` values; exponents count steps above the lowest value."""
    ways = [1] + [0] * chosen
    for value, count in groups:
        shift = value * bits
        choices = [comb(count, taken) for taken in range(count + 1)]
        for people in range(chosen, 0, -1):
            ways[people] += sum(
                (ways[people - taken] * choices[taken]) << (shift * taken) for taken in range(1, min(count, people) + 1)
            )
    return ways[chosen]


def _coefficients(polynomial: int, width: int) -> Iterator[tuple[int, int]]:
    """Exponent and coefficient of every term that is not zero, ascending."""
    packed = polynomial.to_bytes((polynomial.bit_length() + 7) // 8, "little")
    for position in range(0, len(packed), width):
        coefficient = int.from_bytes(packed[position : position + width], "little")
        if coefficient:
            yield position // width, coefficient
