"""Options that several commands share: who sees to something, by when, and whether they took it on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from playbook.room.owners import Owned

Function = TypeVar("Function", bound=Callable[..., Any])
Record = TypeVar("Record", bound="Owned")


@dataclass(frozen=True)
class OwnerOptions:
    """What was given; None leaves a thing as it is, an empty text takes it away."""

    owner: str | None
    due: str | None
    accepted: bool | None

    @property
    def given(self) -> bool:
        """Whether anything was given."""
        return (self.owner, self.due, self.accepted) != (None, None, None)

    def due_on(self, today: date) -> date | None:
        """The day that is meant. Raises ProgramError if the text is none."""
        from ybiyri_tui.wording.due_dates import parse_due

        return parse_due(self.due or "", today)

    def apply(self, record: Record, today: date) -> Record:
        """The record with what was given."""
        if self.owner is not None:
            record = record.with_owner(self.owner)
        if self.accepted is not None:
            record = record.with_accepted(self.accepted)
        return record.with_due(self.due_on(today)) if self.due is not None else record


def owner_options(function: Function) -> Function:
    """Adds --owner, --due, and --accepted or --asked."""
    for option in (
        click.option(
            "--accepted/--asked",
            default=None,
            help="Whether the owner took it on, or was only asked.",
        ),
        click.option("--due", metavar="DATE", help="By when: 2026-12-03, '3 dec', +14 for in 14 days, '' for no date."),
        click.option("--owner", metavar="NAME", help="Who sees to it; '' for nobody."),
    ):
        function = option(function)
    return function
