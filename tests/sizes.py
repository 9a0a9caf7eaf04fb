"""The sizes of terminals at which screens must be usable."""

from __future__ import annotations

import pytest

NARROW, USUAL, WIDE = (60, 18), (80, 24), (120, 36)

SIZES = [NARROW, *(pytest.param(size, marks=pytest.mark.slow) for size in (USUAL, WIDE))]
"""For a journey that must succeed at any size: most of what fails at one of them fails where there is least room."""
