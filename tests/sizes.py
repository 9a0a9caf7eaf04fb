"""The sizes of terminals at which screens must be usable."""

from __future__ import annotations

import pytest

NARROW, USUAL, WIDE = (60, 18), (80, 24), (120, 36)

SIZES = [NARROW, pytest.param(USUAL, marks=pytest.mark.slow), WIDE]
"""For a journey that must succeed at any size: what fits the narrow and the wide one seldom fails between them."""
