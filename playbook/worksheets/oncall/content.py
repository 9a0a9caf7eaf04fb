"""What others say about rotas and costs, as it is read from YAML."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field, HttpUrl

from playbook.schema import Content, Line, Slug
from playbook.worksheets.oncall.plan import CostKind


class GuardRail(Content):
    """A published limit for a rota: a smallest number of people, or a largest share of weeks (0–1)."""

    id: Slug
    kind: Literal["people", "load", "at_once"]
    limit: Annotated[Decimal, Field(gt=0, le=52)]
    is_least: bool = Field(False, strict=True, description="below it a rota should not begin; else it is good practice")
    says: Line
    who: Line
    source: HttpUrl


class CostLevel(Content):
    """How one kind of cost compares between the two ways of working, where nobody knows an amount."""

    kind: CostKind
    title: Annotated[str, Field(min_length=1, max_length=10)]
    when: Annotated[str, Field(min_length=1, max_length=6)]
    build_and_run: Annotated[str, Field(min_length=1, max_length=10)]
    ops_run_it: Annotated[str, Field(min_length=1, max_length=10)]
    why: Line


class OnCallFacts(Content):
    """The file of both."""

    guard_rails: tuple[GuardRail, ...]
    cost_levels: Annotated[tuple[CostLevel, ...], Field(min_length=5, max_length=5)]
    cost_levels_source: HttpUrl

    def level(self, kind: CostKind) -> CostLevel:
        """The entry for one kind of cost."""
        return next(level for level in self.cost_levels if level.kind is kind)
