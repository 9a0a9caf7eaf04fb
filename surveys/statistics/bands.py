"""The bands in which an adjusted p is given out, so that it gives nobody's answers away."""

from __future__ import annotations

from fractions import Fraction

P_BANDS = ((Fraction(1, 100), "<=.01"), (Fraction(5, 100), "<=.05"))


def p_band(p_adjusted: Fraction) -> str:
    """The band in which an adjusted p lies."""
    return next((band for limit, band in P_BANDS if p_adjusted <= limit), ">.05")
