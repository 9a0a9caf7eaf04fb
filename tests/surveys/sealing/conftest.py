from __future__ import annotations

import pytest

from surveys.sealing.sealer import Sealer
from surveys.sealing.stretching import Cost


class QuickSealer(Sealer):
    """Real keys and boxes, but passphrases that are cheap to try out."""

    cost = Cost(1, 8192)


@pytest.fixture
def sealer() -> Sealer:
    return QuickSealer()
