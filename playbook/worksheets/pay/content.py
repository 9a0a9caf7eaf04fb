"""What a fair deal has besides pay, and what courts said about standby, as it is read from YAML."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, HttpUrl, model_validator

from playbook.schema import Content, Line, Slug


class DealTerm(Content):
    """One thing to agree besides pay."""

    id: Slug
    title: Annotated[str, Field(min_length=1, max_length=32)]
    asks: Line
    why: Line


class LawNote(Content):
    """What a court or a rule says about standby; information, not advice."""

    id: Slug
    says: Annotated[str, Field(min_length=1, max_length=240)]
    where: Line
    reference: Line
    source: HttpUrl


class PayFacts(Content):
    """The file of both. `ask_hr_minutes` is the response time up to which HR should be asked."""

    terms: Annotated[tuple[DealTerm, ...], Field(min_length=1)]
    required_for_pay: tuple[Slug, ...] = Field((), description="terms without which pay does not count as agreed")
    ask_hr_minutes: Annotated[int, Field(strict=True, ge=1, le=240)]
    law: tuple[LawNote, ...] = ()

    @model_validator(mode="after")
    def _known_terms(self) -> PayFacts:
        unknown = [term for term in self.required_for_pay if term not in self.term_ids]
        if unknown:
            raise ValueError(f"required_for_pay names {', '.join(unknown)}, which is not among the terms")
        return self

    @property
    def term_ids(self) -> tuple[str, ...]:
        """Ids of the terms, in order."""
        return tuple(term.id for term in self.terms)

    def term(self, term_id: str) -> DealTerm | None:
        """One term, None if there is none of this id."""
        return next((term for term in self.terms if term.id == term_id), None)
