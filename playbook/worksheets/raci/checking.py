"""What is wrong with a RACI, and who has not said yes to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from playbook.worksheets.raci.content import RaciFacts
from playbook.worksheets.raci.duties import Duty, GroupKind, RaciRole, roles_named, same_role, signature


class Rule(StrEnum):
    """The rules that a RACI has to keep. Source: the playbook, practices/governance and pitfalls."""

    ONE_ACCOUNTABLE = "one-accountable"
    SOMEBODY_RESPONSIBLE = "somebody-responsible"
    HOLDS_BUDGET = "holds-budget"
    UNACCOUNTABLE_TRAP = "responsible-but-unaccountable"
    TEAM_RESPONSIBLE = "team-responsible"
    COMMANDER_IS_MANAGER = "commander-is-manager"
    TOO_MUCH = "accountable-for-too-much"


@dataclass(frozen=True)
class Violation:
    """A rule that is not kept: `index` of the duty counts from 0, None for what concerns several."""

    rule: Rule
    index: int | None
    field: str
    says: str


class Acceptance(StrEnum):
    """Whether a role said yes."""

    NOT_YET = "not_yet"
    CHANGED_SINCE = "changed_since"
    ACCEPTED = "accepted"


@dataclass(frozen=True)
class Accepted:
    """A role that is named, and whether it said yes to what stands there now."""

    role: str
    state: Acceptance
    on: date | None
    holds_budget: bool


def check(duties: Sequence[Duty], roles: Sequence[RaciRole], facts: RaciFacts) -> tuple[Violation, ...]:
    """Every rule that is not kept, by duty, then what concerns several."""
    holders = [role.role for role in roles if role.holds_budget]
    found = [violation for index, duty in enumerate(duties) for violation in _of_duty(index, duty, holders, facts)]
    return (*found, *_too_much(duties, facts), *_commander_is_manager(duties))


def acceptances(duties: Sequence[Duty], roles: Sequence[RaciRole]) -> tuple[Accepted, ...]:
    """Every role that is named, in the order in which the duties name them."""
    return tuple(_accepted(role, duties, roles) for role in roles_named(duties))


def _accepted(name: str, duties: Sequence[Duty], roles: Sequence[RaciRole]) -> Accepted:
    role = next((one for one in roles if same_role(one.role, name)), RaciRole(name))
    state = Acceptance.NOT_YET
    if role.accepted_on is not None:
        same = role.accepted == signature(duties, name)
        state = Acceptance.ACCEPTED if same else Acceptance.CHANGED_SINCE
    return Accepted(name, state, role.accepted_on, role.holds_budget)


def _of_duty(index: int, duty: Duty, holders: Sequence[str], facts: RaciFacts) -> Iterator[Violation]:
    where = f"{duty.group} · {duty.duty}"
    if len(duty.accountable) != 1:
        named = " and ".join(duty.accountable) or "nobody"
        says = f"{where}: exactly one role answers for a duty, not {named}."
        yield Violation(Rule.ONE_ACCOUNTABLE, index, "accountable", says)
    if not duty.responsible:
        yield Violation(Rule.SOMEBODY_RESPONSIBLE, index, "responsible", f"{where}: nobody does it; name at least one.")
    if duty.kind is GroupKind.DIGITAL:
        yield from _of_digital(index, duty, holders, facts)


def _of_digital(index: int, duty: Duty, holders: Sequence[str], facts: RaciFacts) -> Iterator[Violation]:
    where = f"{duty.group} · {duty.duty}"
    for role in duty.accountable:
        if facts.is_operations(role):
            says = (
                f"{where}: {role} answers for what a product team does. The team is responsible but unaccountable: "
                "its goals and its budget are somebody else's."
            )
            yield Violation(Rule.UNACCOUNTABLE_TRAP, index, "accountable", says)
        elif not any(same_role(role, holder) for holder in holders):
            held = f"it is held by {' and '.join(holders)}" if holders else "nobody is said to hold it"
            says = f"{where}: {role} answers for it and does not hold the on-call budget; {held}."
            yield Violation(Rule.HOLDS_BUDGET, index, "accountable", says)
    if duty.responsible and not any(facts.is_team(role) for role in duty.responsible):
        says = f"{where}: {', '.join(duty.responsible)} does it, and not the product team that builds the service."
        yield Violation(Rule.TEAM_RESPONSIBLE, index, "responsible", says)


def _too_much(duties: Iterable[Duty], facts: RaciFacts) -> Iterator[Violation]:
    groups: dict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    for duty in duties:
        for role in duty.accountable:
            key = " ".join(role.casefold().split())
            groups[key].add(duty.group.casefold())
            names.setdefault(key, role)
    for key, found in groups.items():
        if len(found) > facts.most_accountable:
            says = (
                f"{names[key]} answers for {len(found)} services or groups; more than {facts.most_accountable} is more "
                "than one person can answer for."
            )
            yield Violation(Rule.TOO_MUCH, None, "accountable", says)


def _commander_is_manager(duties: Iterable[Duty]) -> Iterator[Violation]:
    """Leading the response and bringing all teams together are two jobs for two people in a major incident."""
    by_group: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties:
        if duty.kind is GroupKind.INCIDENT_RESPONSE:
            by_group[duty.group].append(duty)
    for group, found in by_group.items():
        named = {" ".join(role.casefold().split()) for duty in found for role in duty.responsible}
        if found and len(named) == 1:
            says = f"{group}: one role does everything in an incident; leading the response and keeping everybody "
            says += "informed are two jobs."
            yield Violation(Rule.COMMANDER_IS_MANAGER, None, "responsible", says)
