"""Where the ticket files lie, and reading one from bytes."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from playbook.tickets.reading.importing import ImportReport, read_tickets
from playbook.tickets.reading.layout import parse_mapping
from playbook.tickets.rules.bau_rules import parse_rules

PROJECT = Path(__file__).parents[3]


@pytest.fixture
def own_files() -> dict[str, Path]:
    """Ticket files of this project by name."""
    return {path.name: path for path in sorted((PROJECT / "tests/data/tickets").glob("*.*"))}


@pytest.fixture
def real_files() -> dict[str, Path]:
    """Real exports by name, from the folder that `YBIYRI_TEST_EXPORTS` names."""
    folder = os.environ.get("YBIYRI_TEST_EXPORTS")
    return {path.name: path for path in sorted(Path(folder).glob("*")) if path.is_file()} if folder else {}


@pytest.fixture
def read() -> Callable[..., ImportReport]:
    """Reads text or bytes as an export; unplanned is type Bug or label urgent unless said otherwise."""

    def read_data(
        data: str | bytes, *rules: str, name: str = "export.csv", mapping: Sequence[str] = ()
    ) -> ImportReport:
        raw = data.encode() if isinstance(data, str) else data
        chosen = parse_rules(rules or ("type=Bug", "label=urgent"))
        return read_tickets(name, io.BytesIO(raw), chosen, mapping=parse_mapping(mapping))

    return read_data
