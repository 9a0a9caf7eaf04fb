"""What was agreed besides pay. Rows are about rules, never about a person: nobody's circumstances have a place here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from playbook.worksheets.estimates.columns import defaulted, only_once
from playbook.worksheets.estimates.settings import Known, Setting, settings_sheet, values
from playbook.worksheets.pay.content import PayFacts
from playbook.worksheets.pay.policies import PayPolicy, PolicyState
from playbook.worksheets.sheets.kinds import choice_column, count_column, date_column, text_column
from playbook.worksheets.sheets.sheet import Flaw, Sheet


class DealState(StrEnum):
    """How far a term is."""

    OPEN = "open"
    ASKED = "asked"
    AGREED = "agreed"


@dataclass(frozen=True)
class DealRow:
    """One term: the rule that was agreed, with whom (a role), and when."""

    term: str = ""
    state: DealState = DealState.OPEN
    rule: str = ""
    agreed_with: str = ""
    agreed_on: date | None = None


def _flaws(rows: Sequence[DealRow]) -> Iterable[Flaw]:
    yield from only_once(rows, "term", "term")
    for index, row in enumerate(rows):
        if row.state is DealState.AGREED and not row.rule:
            yield Flaw(index, "rule", "What was agreed is not written down; write the rule, then mark it as agreed.")


DEAL: Sheet[DealRow] = Sheet(
    "pay_deal",
    "A fair deal",
    "term",
    "terms",
    DealRow,
    (
        text_column("term", "Term", "such as opt-out, swaps or rest", required=True, longest=40),
        defaulted(choice_column("state", "State", DealState), DealState.OPEN),
        text_column("rule", "The rule", "what holds for everybody, never about one person", longest=200),
        text_column("agreed_with", "Agreed with", "a role, such as Head of Product", longest=60),
        date_column("agreed_on", "Agreed on"),
    ),
    DealRow,
    _flaws,
    unique="term",
)

_RESPONSE = count_column("", "", least=1, most=1440, expects="minutes, from 1 to 1440")
SETTINGS: tuple[Known, ...] = (
    Known("response-minutes", "Minutes to respond", "minutes", _RESPONSE.read),
    Known("people", "People on the rota", "a whole number", count_column("", "", least=1, most=200).read),
    Known("at-once", "On call at once", "a whole number", count_column("", "", least=1, most=10).read),
    Known("callouts", "Callouts a year, whole rota", "a number", count_column("", "", least=0, most=10_000).read),
)
DUTY: Sheet[Setting] = settings_sheet("pay_settings", "The rota that policies are compared on", SETTINGS)


@dataclass(frozen=True)
class Standing:
    """How far the deal is. `missing` are ids of terms that are not agreed, in the order of the content."""

    policy: PayPolicy | None
    missing: tuple[str, ...]
    blocking: tuple[str, ...]
    ask_hr: bool

    @property
    def pay_agreed(self) -> bool:
        """Whether a policy is agreed that pays for standby, with everything that has to stand beside it."""
        paid = self.policy is not None and self.policy.state is PolicyState.AGREED
        fair = self.policy is not None and not self.policy.is_callout_only and not self.policy.is_unpaid
        return paid and fair and not self.blocking


def response_minutes(settings: Iterable[Setting]) -> int | None:
    """Within how many minutes people have to respond, None where it was not said."""
    found = values(settings, SETTINGS).get("response-minutes")
    return found if isinstance(found, int) else None


def standing(
    policy: PayPolicy | None, rows: Iterable[DealRow], settings: Iterable[Setting], facts: PayFacts
) -> Standing:
    """What is agreed and what is missing. HR is to be asked where people have to respond quickly, until it has been."""
    agreed = {row.term for row in rows if row.state is DealState.AGREED}
    missing = tuple(term for term in facts.term_ids if term not in agreed)
    minutes = response_minutes(settings)
    quick = minutes is not None and minutes <= facts.ask_hr_minutes
    return Standing(
        policy,
        missing,
        tuple(term for term in missing if term in facts.required_for_pay),
        ask_hr=quick and "hr-reviewed" not in agreed,
    )
