"""Use cases are tried on a file and on PostgreSQL, with the same tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from ybiyri_tui.context import Context
from ybiyri_tui.workspace.opening import open_or_create

NOON = datetime.fromisoformat("2026-12-03T12:00:00+00:00")


@pytest.fixture(params=["file", "postgresql"])
def make_context(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., Context]:
    """Opens the same temporary workspace as often as asked, at any time, as anybody."""
    place: Path | str = tmp_path / "test.ybiyri"
    if request.param == "postgresql":
        place = request.getfixturevalue("postgres_schema")

    def make(at: datetime = NOON, who: str = "coach") -> Context:
        return Context(open_or_create(place), who=who, now=lambda: at, random=Random(7))

    return make
