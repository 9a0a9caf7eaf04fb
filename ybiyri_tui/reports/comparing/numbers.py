"""Numbers as people read them: points, shares, p-values, intervals."""

from __future__ import annotations

from surveys.records import Interval

_SMALL_P = 0.0001


def p_words(p_value: float) -> str:
    """`.0156`; `below .0001` for smaller ones."""
    if p_value < _SMALL_P:
        return "below .0001"
    return "1" if p_value >= 0.99995 else f"{p_value:.4f}".removeprefix("0")


def signed(value: float) -> str:
    """`+1.13`, with a true minus sign; digits enough for small and large scales alike."""
    digits = 0 if abs(value) >= 1000 else 1 if abs(value) >= 100 else 2
    text = f"{abs(value):.{digits}f}"
    if not text.strip("0."):
        return text
    return f"{'+' if value > 0 else '−'}{text}"


def plain_number(value: float) -> str:
    """`2.25`, `314`; at most two digits after the point."""
    return f"{value:.2f}".rstrip("0").rstrip(".").replace("-", "−")


def signed_interval(interval: Interval) -> str:
    """`+0.26 to +1.54`."""
    return f"{signed(interval[0])} to {signed(interval[1])}"


def share_interval(interval: Interval) -> str:
    """`.55 to .95` of a probability."""
    return f"{probability(interval[0])} to {probability(interval[1])}"


def probability(value: float) -> str:
    """`.80`, `1.00`."""
    return f"{value:.2f}"


def percent(share: float) -> str:
    """`58 %`."""
    return f"{100 * share:.0f} %"
