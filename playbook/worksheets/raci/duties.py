"""The tables of the RACI: duties with the roles they name, and the roles with what they accepted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from playbook.errors import PlaybookError
from playbook.texts import line
from playbook.worksheets.estimates.columns import defaulted, only_once
from playbook.worksheets.sheets.column import Column
from playbook.worksheets.sheets.kinds import choice_column, date_column, text_column, yes_no_column
from playbook.worksheets.sheets.sheet import Flaw, Sheet

LONGEST_ROLE = 60


class GroupKind(StrEnum):
    """What a duty is about."""

    DIGITAL = "digital"
    FOUNDATIONAL = "foundational"
    INCIDENT_RESPONSE = "incident_response"


@dataclass(frozen=True)
class Duty:
    """One duty of a service or group, and the roles that it names."""

    group: str = ""
    kind: GroupKind = GroupKind.DIGITAL
    duty: str = ""
    accountable: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        """Every role it names, once, in the order of the letters."""
        return tuple(dict.fromkeys((*self.accountable, *self.responsible, *self.consulted, *self.informed)))

    def letters(self, role: str) -> str:
        """The letters of a role in this duty, such as `A/R`; empty if it is not named."""
        fields = (("A", self.accountable), ("R", self.responsible), ("C", self.consulted), ("I", self.informed))
        return "/".join(letter for letter, roles in fields if any(same_role(role, other) for other in roles))


@dataclass(frozen=True)
class RaciRole:
    """A role, whether it holds the on-call budget, and what it accepted and when.

    `accepted` are the duties with their letters as they were then; other letters now need another yes.
    """

    role: str = ""
    holds_budget: bool = False
    accepted_on: date | None = None
    accepted: tuple[str, ...] = ()


def same_role(one: str, other: str) -> bool:
    """Whether two names mean one role: case and blanks do not matter."""
    return one.casefold().split() == other.casefold().split()


def roles_named(duties: Iterable[Duty]) -> tuple[str, ...]:
    """Every role that the duties name, once, in the order in which they come."""
    found: dict[str, str] = {}
    for duty in duties:
        for role in duty.roles:
            found.setdefault(" ".join(role.casefold().split()), role)
    return tuple(found.values())


def signature(duties: Iterable[Duty], role: str) -> tuple[str, ...]:
    """What a role says yes to: its letter in every duty that names it."""
    return tuple(sorted(f"{duty.group} · {duty.duty}: {letters}" for duty in duties if (letters := duty.letters(role))))


def accept(roles: Sequence[RaciRole], duties: Sequence[Duty], role: str, today: date) -> RaciRole:
    """The role after it said yes today to what stands there. Raises PlaybookError for a role that no duty names."""
    named = next((known for known in roles_named(duties) if same_role(known, role)), None)
    if named is None:
        known = ", ".join(roles_named(duties)) or "none"
        raise PlaybookError(f"No duty names the role {role!r}; there is {known}.")
    before = next((one for one in roles if same_role(one.role, named)), RaciRole(named))
    return replace(before, accepted_on=today, accepted=signature(duties, named))


def _read_roles(text: str) -> object:
    names = [line(part, "the role", LONGEST_ROLE) for part in re.split(r"[,;]", text) if part.strip()]
    if not names:
        raise PlaybookError(f"{text!r} names no role; write such as Head of Product, Product team.")
    return tuple({" ".join(name.casefold().split()): name for name in reversed(names)}.values())[::-1]


def roles_column(field: str, title: str) -> Column:
    """One role or several, separated by commas."""
    expects = "roles such as Head of Product, Product team"
    return Column(field, title, expects, _read_roles, write=", ".join, empty=())


def _duty_flaws(duties: Sequence[Duty]) -> Iterable[Flaw]:
    seen: set[tuple[str, str]] = set()
    kinds: dict[str, GroupKind] = {}
    for index, duty in enumerate(duties):
        key = (duty.group.casefold(), duty.duty.casefold())
        if duty.duty and key in seen:
            yield Flaw(index, "duty", f"{duty.group} has the duty {duty.duty!r} twice; leave one out.")
        seen.add(key)
        if kinds.setdefault(key[0], duty.kind) is not duty.kind:
            yield Flaw(index, "kind", f"{duty.group} is {kinds[key[0]]} in another row; it can only be one kind.")


DUTIES: Sheet[Duty] = Sheet(
    "raci",
    "Who does it, who answers for it",
    "duty",
    "duties",
    Duty,
    (
        text_column("group", "Service or group", "what it is about", required=True),
        defaulted(choice_column("kind", "Kind", GroupKind), GroupKind.DIGITAL),
        text_column("duty", "Duty", "what has to be done", required=True),
        roles_column("accountable", "Answers for it (A)"),
        roles_column("responsible", "Does it (R)"),
        roles_column("consulted", "Asked before (C)"),
        roles_column("informed", "Told (I)"),
    ),
    Duty,
    _duty_flaws,
    unique="duty",
)

ROLES: Sheet[RaciRole] = Sheet(
    "raci_roles",
    "Roles, budget and acceptance",
    "role",
    "roles",
    RaciRole,
    (
        text_column("role", "Role", "its name", required=True, longest=LONGEST_ROLE),
        defaulted(yes_no_column("holds_budget", "Holds on-call budget"), False),
        date_column("accepted_on", "Accepted on"),
    ),
    RaciRole,
    lambda roles: only_once(roles, "role", "role"),
    unique="role",
)
