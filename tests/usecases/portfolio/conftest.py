"""A workspace with pilots in every situation, and how many statements something takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from tests.many_pilots.filling import context_on, every_fate, fill
from ybiyri_tui.context import Context

Statements = Callable[[Callable[[], object]], int]


@pytest.fixture
def make_context(tmp_path: Path) -> Callable[..., Context]:
    """On a file; what PostgreSQL says is compared as a whole."""
    return lambda: context_on(tmp_path / "test.ybiyri")


@pytest.fixture
def filled(context: Context) -> Context:
    """Twenty pilots, one of them archived."""
    fill(context, 20, series=every_fate)
    return context


@pytest.fixture
def statements() -> Iterator[Statements]:
    """How many statements reach the database while something runs."""
    seen: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    def count(work: Callable[[], object]) -> int:
        seen.clear()
        work()
        return len(seen)

    event.listen(Engine, "before_cursor_execute", listen)
    yield count
    event.remove(Engine, "before_cursor_execute", listen)
