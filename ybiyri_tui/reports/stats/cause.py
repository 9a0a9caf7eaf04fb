"""The sentence that stands under everything that compares before with after."""

from __future__ import annotations

NO_CAUSE = "Without a second group that did not change, other reasons remain: the season, other people, other work."
