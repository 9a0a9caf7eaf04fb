"""Here workspaces are made as users make them, by the migrations."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _schema_from_template() -> None:
    """No short cut."""
