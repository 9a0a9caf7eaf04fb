"""Phrases that several parts of the summary share."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from playbook.money import Money
from playbook.records import Grade
from playbook.standing.readiness import MustHaveStatus, NextStep
from ybiyri_tui.reports.escaping import isolated
from ybiyri_tui.wording.formats import number_words
from ybiyri_tui.wording.states import GRADE_WORDS, counted, due_words, glyph

NOT_WORKED_OUT = "not worked out yet"
LONGEST_NAME = 60
LARGE = 10_000


def age_words(checked_on: date, today: date) -> str:
    """`today`, `5 days ago`, `9 weeks ago`."""
    days = (today - checked_on).days
    if days <= 0:
        return "today" if days == 0 else "later than this summary"
    return f"{counted(days, 'day')} ago" if days < 14 else f"{counted(days // 7, 'week')} ago"


def clipped(text: str, limit: int = LONGEST_NAME) -> str:
    """The beginning of a long text on one line; where it is used, the whole text stands further down."""
    line = " ".join(text.split())
    return isolated(line if len(line) <= limit else f"{line[: limit - 1]}…")


def who_and_when(owner: str | None, due_on: date | None, today: date) -> str:
    """`head of product, due 12 Dec 2026`; `nobody yet`."""
    if not owner and due_on is None:
        return "nobody yet"
    return f"{clipped(owner) if owner else 'nobody'}, {due_words(due_on, today)}"


def must_have_words(status: MustHaveStatus, today: date) -> str:
    """A must-have that is open, with who sees to it by when."""
    return f"{status.must_have.title} ({who_and_when(status.mark.owner, status.mark.due_on, today)})"


def step_words(step: NextStep, today: date) -> str:
    """A next step with its reason, who, and by when."""
    due = due_words(step.due_on, today) if step.due_on else ""
    why = "" if step.is_overdue(today) and due.startswith(step.why) else step.why
    details = [why, clipped(step.owner) if step.owner else "", due]
    return f"{isolated(step.what)} ({', '.join(detail for detail in details if detail)})"


def graded(grade: Grade) -> str:
    """A grade with its glyph: `✓ yes, proof seen`."""
    return f"{glyph(grade, plain=False)} {GRADE_WORDS[grade]}"


def money_words(money: Money) -> str:
    """An amount as documents of the workspace write it, such as `1.5M EUR`."""
    amount, _, currency = money.short.rpartition(" ")
    unit = amount[-1] if amount[-1].isalpha() else ""
    return f"{number_words(amount.removesuffix(unit))}{unit} {currency}"


def about_money(money: Money) -> str:
    """The same to the nearest thousand where that changes little, for the lines that are read first: `28K EUR`."""
    if money.amount < LARGE:
        return money_words(money)
    return money_words(replace(money, amount=money.amount.quantize(Decimal("1E3")) + 0))
