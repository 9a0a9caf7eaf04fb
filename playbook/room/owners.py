"""Who sees to something, and whether they took it on themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Self, TypeVar, cast

from playbook.errors import PlaybookError
from playbook.texts import optional_line

MAX_NAME = 80

Record = TypeVar("Record")


def name_of(owner: str | None) -> str | None:
    """The owner's name or role on one line, None for nobody. Raises PlaybookError if it does not fit."""
    return optional_line(owner, "the owner", MAX_NAME)


def accepting(owner: str | None, accepted: bool | None) -> bool | None:
    """`accepted`, if there is somebody who could have accepted; raises PlaybookError if there is not."""
    if accepted is not None and owner is None:
        raise PlaybookError("Nobody was asked yet; name an owner first.")
    return accepted


class Owned:
    """What a record can do that has `owner`, `accepted` and `due_on`; to be inherited by a frozen dataclass.

    `accepted` says whether the owner took it on: False is *asked, not accepted*, None was not said.
    """

    def with_owner(self, owner: str | None) -> Self:
        """The same record with another owner, who has not accepted yet; an empty name means nobody."""
        record: Any = self
        name = name_of(owner)
        return _with(self, owner=name, accepted=record.accepted if name == record.owner else None)

    def with_accepted(self, accepted: bool | None) -> Self:
        """The same record with whether its owner took it on. Raises PlaybookError if it has no owner."""
        record: Any = self
        return _with(self, accepted=accepting(record.owner, accepted))

    def with_due(self, due_on: date | None) -> Self:
        """The same record with another due date."""
        return _with(self, due_on=due_on)


def _with(record: Record, **values: object) -> Record:
    return cast(Record, replace(cast(Any, record), **values))
