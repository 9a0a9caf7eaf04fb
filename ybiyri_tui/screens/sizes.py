"""From which sizes on a screen has more room; the names are classes of the screen in its stylesheet."""

from __future__ import annotations

from textual.geometry import Size

MINIMUM = Size(60, 16)
NORMAL_WIDTH, WIDE_WIDTH = 76, 110
MEDIUM_HEIGHT, TALL_HEIGHT = 22, 32
WIDTHS = [(0, "-narrow"), (NORMAL_WIDTH, "-normal"), (WIDE_WIDTH, "-wide")]
HEIGHTS = [(0, "-short"), (MEDIUM_HEIGHT, "-medium"), (TALL_HEIGHT, "-tall")]


def fits(size: Size) -> bool:
    """Whether the app can be used at all."""
    return size.width >= MINIMUM.width and size.height >= MINIMUM.height


def is_compact(size: Size) -> bool:
    """Whether there is room for one line a thing only."""
    return size.width < NORMAL_WIDTH or size.height < MEDIUM_HEIGHT


def is_wide(size: Size) -> bool:
    """Whether two things fit side by side."""
    return size.width >= WIDE_WIDTH
