"""Templates of who does what, and the limits of the checks, as they are read from YAML."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, HttpUrl

from playbook.schema import Content, Line, Slug
from playbook.worksheets.raci.duties import Duty, GroupKind, same_role

Role = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^,;\n]+$")]


class TemplateDuty(Content):
    """One duty with the roles that it names."""

    duty: Line
    accountable: Role
    responsible: Annotated[tuple[Role, ...], Field(min_length=1)]
    consulted: tuple[Role, ...] = ()
    informed: tuple[Role, ...] = ()


class Template(Content):
    """A set of duties to begin with, for a service or group of one kind."""

    id: Slug
    kind: GroupKind
    title: Line
    budget_holder: Role = Field(description="the role that holds the on-call budget in it")
    duties: Annotated[tuple[TemplateDuty, ...], Field(min_length=1)]
    source: HttpUrl

    def for_group(self, group: str) -> tuple[Duty, ...]:
        """Its duties for a service or group of this name."""
        return tuple(
            Duty(group, self.kind, one.duty, (one.accountable,), one.responsible, one.consulted, one.informed)
            for one in self.duties
        )


class RaciFacts(Content):
    """The file. Whoever answers for more than `most_accountable` services or groups answers for too much."""

    operations_roles: tuple[Role, ...]
    team_roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    most_accountable: Annotated[int, Field(strict=True, ge=1, le=1000)]
    trap_source: HttpUrl
    templates: Annotated[tuple[Template, ...], Field(min_length=1)]

    def is_operations(self, role: str) -> bool:
        """Whether a role leads operations."""
        return any(same_role(role, one) for one in self.operations_roles)

    def is_team(self, role: str) -> bool:
        """Whether a role is a team that builds the service."""
        return any(same_role(role, one) for one in self.team_roles)
