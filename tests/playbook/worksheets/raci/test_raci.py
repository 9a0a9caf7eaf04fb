"""The rules of a RACI, and acceptance that ends when the letters change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.errors import PlaybookError
from playbook.worksheets.raci.checking import Acceptance, Rule, acceptances, check
from playbook.worksheets.raci.content import RaciFacts
from playbook.worksheets.raci.duties import DUTIES, Duty, GroupKind, RaciRole, accept, roles_named, signature
from playbook.worksheets.sheets.csv_form import read_csv, write_csv
from playbook.worksheets.sheets.reading import SheetError, read_records

TODAY = date(2026, 12, 3)
GOOD = Duty("checkout", GroupKind.DIGITAL, "Availability", ("Head of Product",), ("Product team",), (), ("Support",))
HOLDER = (RaciRole("Head of Product", holds_budget=True),)


def rules(duties: list[Duty], facts: RaciFacts, roles: tuple[RaciRole, ...] = HOLDER) -> list[Rule]:
    return [violation.rule for violation in check(duties, roles, facts)]


def test_every_template_keeps_every_rule_with_its_budget_holder(raci_facts: RaciFacts) -> None:
    for template in raci_facts.templates:
        roles = (RaciRole(template.budget_holder, holds_budget=True),)
        assert check(template.for_group("checkout"), roles, raci_facts) == ()


def test_the_playbooks_digital_row_is_product_accountable_team_responsible_others_informed(
    raci_facts: RaciFacts,
) -> None:
    digital = next(template for template in raci_facts.templates if template.id == "digital")
    row = digital.for_group("checkout")[0]
    letters = {
        role: row.letters(role)
        for role in ("Head of Product", "product  TEAM", "Application support", "Head of Delivery")
    }
    assert letters == {
        "Head of Product": "A",
        "product  TEAM": "R",
        "Application support": "I",
        "Head of Delivery": "I",
    }


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"accountable": ()}, Rule.ONE_ACCOUNTABLE),
        ({"accountable": ("Head of Product", "Head of Delivery")}, Rule.ONE_ACCOUNTABLE),
        ({"responsible": ()}, Rule.SOMEBODY_RESPONSIBLE),
        ({"responsible": ("Support",)}, Rule.TEAM_RESPONSIBLE),
        ({"accountable": ("Head of Sales",)}, Rule.HOLDS_BUDGET),
        ({"accountable": ("head of operations",)}, Rule.UNACCOUNTABLE_TRAP),
    ],
)
def test_each_rule_is_told_when_it_is_broken(raci_facts: RaciFacts, change: dict[str, object], rule: Rule) -> None:
    assert rules([GOOD], raci_facts) == []
    assert rule in rules([replace(GOOD, **change)], raci_facts)  # type: ignore[arg-type]


def test_operations_may_answer_for_a_foundational_system(raci_facts: RaciFacts) -> None:
    duty = Duty("ledger", GroupKind.FOUNDATIONAL, "Availability", ("Head of Operations",), ("Application support",))
    assert rules([duty], raci_facts) == []


def test_nobody_answers_for_too_much(raci_facts: RaciFacts) -> None:
    duties = [replace(GOOD, group=f"service {number}") for number in range(raci_facts.most_accountable + 1)]
    assert rules(duties[:-1], raci_facts) == []
    assert rules(duties, raci_facts) == [Rule.TOO_MUCH]


def test_one_role_cannot_lead_and_manage_a_major_incident(raci_facts: RaciFacts) -> None:
    lead = Duty("incidents", GroupKind.INCIDENT_RESPONSE, "Lead", ("Jo",), ("Jo",))
    manage = replace(lead, duty="Keep the record")
    assert rules([lead, manage], raci_facts) == [Rule.COMMANDER_IS_MANAGER]
    assert rules([lead, replace(manage, responsible=("Incident manager",))], raci_facts) == []


def test_without_a_budget_holder_it_is_said_that_nobody_holds_it(raci_facts: RaciFacts) -> None:
    (violation,) = check([GOOD], (), raci_facts)
    assert "nobody is said to hold it" in violation.says


def test_a_role_accepts_what_stands_there_and_a_change_of_its_letters_needs_another_yes() -> None:
    accepted = accept((), [GOOD], "head of product", TODAY)
    assert (accepted.role, accepted.accepted_on) == ("Head of Product", TODAY)
    states = {one.role: one.state for one in acceptances([GOOD], (accepted,))}
    assert states == {
        "Head of Product": Acceptance.ACCEPTED,
        "Product team": Acceptance.NOT_YET,
        "Support": Acceptance.NOT_YET,
    }
    changed = [replace(GOOD, accountable=("Head of Delivery",), consulted=("Head of Product",))]
    assert {one.role: one.state for one in acceptances(changed, (accepted,))}[
        "Head of Product"
    ] is Acceptance.CHANGED_SINCE
    elsewhere = [replace(GOOD, informed=("Head of Sales",))]
    assert acceptances(elsewhere, (accepted,))[0].state is Acceptance.ACCEPTED
    with pytest.raises(PlaybookError, match=r"'Jo'.*Head of Product"):
        accept((), [GOOD], "Jo", TODAY)


ROLES = st.lists(st.sampled_from(["Head of Product", "Product team", "Support", "Jo"]), max_size=3, unique=True)


@given(ROLES.map(tuple), ROLES.map(tuple), ROLES.map(tuple))
def test_every_named_role_has_letters_and_nobody_else(
    a: tuple[str, ...], r: tuple[str, ...], i: tuple[str, ...]
) -> None:
    duty = Duty("checkout", GroupKind.DIGITAL, "Availability", a, r, (), i)
    assert set(roles_named([duty])) == {*a, *r, *i}
    for role in roles_named([duty]):
        assert signature([duty], role) == (f"checkout · Availability: {duty.letters(role)}",)
    assert signature([duty], "nobody") == ()


def test_a_raci_comes_back_from_csv_as_it_was_written(raci_facts: RaciFacts) -> None:
    duties = raci_facts.templates[0].for_group("checkout")
    assert read_records(DUTIES, "raci.csv", read_csv("raci.csv", write_csv(DUTIES, duties).encode())).records == duties


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("group,duty\nshop,Run\nshop,run\n", "row 3, column duty.*twice"),
        ("group,kind,duty\nshop,digital,Run\nshop,foundational,Pay\n", "row 3, column kind.*one kind"),
        ("group,duty,accountable\nshop,Run,;\n", "row 2, column accountable.*no role"),
    ],
)
def test_wrong_rows_are_refused_by_row_and_column(text: str, problem: str) -> None:
    with pytest.raises(SheetError, match=f"(?s){problem}"):
        read_records(DUTIES, "raci.csv", read_csv("raci.csv", text.encode()))
