"""Where somebody answers, as far as it changes what can be promised."""

from __future__ import annotations

from enum import StrEnum


class Way(StrEnum):
    """Beside the workspace or a database; on one's own machine, as a file; or at a host that others serve."""

    HERE = "here"
    BY_FILE = "by file"
    SERVED = "served"
