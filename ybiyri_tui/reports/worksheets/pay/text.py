"""A fair deal in lines: policies on one rota, what is agreed, outside figures, and a word about HR."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from playbook.schema import Benchmark
from playbook.worksheets.pay.comparing import Given
from playbook.worksheets.pay.deal import DealState
from playbook.worksheets.pay.policies import PolicyState
from ybiyri_tui.reports.worksheets.lines import BLANK, WIDTH, Line, fitting, heading, table
from ybiyri_tui.usecases.worksheets.oncall.words import pay_words
from ybiyri_tui.usecases.worksheets.pay.deals import FairDeal, TermLine
from ybiyri_tui.wording.amounts import amount, priced
from ybiyri_tui.wording.states import counted, mark, short_day

STATES = {PolicyState.TODAY: "today", PolicyState.PROPOSED: "proposed", PolicyState.AGREED: "agreed"}
SIGNS = {DealState.AGREED: "✓ agreed", DealState.ASKED: "◐ asked", DealState.OPEN: "✗ open"}
# Columns of the comparison that are left out first where there is little room.
DROPPED = (2, 4, 3, 1)
NO_CASE = "Rules for everybody stand here, never why one person says no: private circumstances are not recorded."


def pay_lines(found: FairDeal, width: int = WIDTH) -> list[Line]:
    """Everything, the comparison first."""
    lines = [*_hr(found), *_policies(found, width), BLANK, *_terms(found), BLANK]
    lines += [heading("What others report"), *(line for figure in found.figures for line in _figure(figure)), BLANK]
    lines += [heading("Why people leave"), *(line for figure in found.leaving for line in _figure(figure))]
    return [*lines, *_law(found)]


def _hr(found: FairDeal) -> Iterator[Line]:
    if not found.standing.ask_hr:
        return
    says = (
        f"People have to respond within {counted(found.response_minutes or 0, 'minute')}. That short, waiting may "
        "count as working time: ask HR. This is information, not advice."
    )
    yield Line(says, "alert", label=f"{mark('overdue')} ")
    yield BLANK


def _law(found: FairDeal) -> Iterator[Line]:
    if found.law:
        yield BLANK
        yield heading("What courts said about waiting (information, not advice)")
    for note in found.law:
        yield Line(f"{note.says} ({note.where}; {note.reference}).", label="· ")
        yield Line(str(note.source), "quiet", label="  ")


def short_lines(found: FairDeal, width: int) -> Iterator[Line]:
    """For a narrow place beside a table: what each policy gives one person in a year."""
    rows = [["one person, a year", "together"]]
    for given in found.given:
        off = f"{_number(round(given.hours_off, 1))} h off" if given.hours_off else ""
        rows.append([given.policy.name[: width // 2], priced(given.total) if given.total else off or "nothing"])
    yield from table(rows)
    for given in found.given:
        yield from _unfair(given)


def _policies(found: FairDeal, width: int) -> Iterator[Line]:
    yield heading("Pay policies on the same rota, one person, a year")
    duty = found.duty
    assumed = " (assumed; enter yours)" if found.duty_is_assumed else ""
    calls = f"{_number(duty.callouts)} callouts a year of {_number(duty.hours_each)} h"
    yield Line(
        f"{counted(duty.people, 'person', 'people')}, {duty.at_once} at once{assumed}: each on call "
        f"{_number(round(duty.weeks, 1))} weeks a year; {calls} on the whole rota.",
        "quiet",
    )
    if not found.given:
        yield Line("No policy yet. Enter what is paid today, and what is proposed.")
        return
    yield from table(fitting(_rows(found), width, DROPPED))
    for given in found.given:
        yield from _about(given)
    yield from _currencies(found)


def _rows(found: FairDeal) -> list[list[str]]:
    converted = found.rates is not None
    rows = [["policy", "state", "a week", "standby", "work", "together", *(["about"] if converted else [])]]
    for given in found.given:
        together = priced(given.total) if given.total else "–"
        cells = [amount(given.week), amount(given.standby), amount(given.callouts), together]
        row = [given.policy.name, STATES[given.policy.state], *cells]
        rows.append([*row, *([priced(given.converted) if given.converted else "–"] if converted else [])])
    return rows


def _about(given: Given) -> Iterator[Line]:
    policy = given.policy
    off = f", {_number(round(given.hours_off, 1))} hours off a year" if given.hours_off else ""
    yield Line(f"{pay_words(policy)}{off}", "quiet", label=f"  {policy.name}: ")
    yield from _unfair(given)


def _unfair(given: Given) -> Iterator[Line]:
    if given.policy.is_callout_only:
        says = f"{given.policy.name}: only work is paid: unfair, because waiting takes private time too"
        yield Line(says, "alert", label=f"  {mark('overdue')} ")
    elif given.policy.is_unpaid:
        yield Line(f"{given.policy.name}: nothing is given for being on call", "alert", label=f"  {mark('overdue')} ")


def _currencies(found: FairDeal) -> Iterator[Line]:
    currencies = {given.policy.currency for given in found.given if given.policy.currency}
    if len(currencies) > 1 and found.rates is None:
        yield Line(
            "Amounts are in different currencies and are not converted; give rates to see them side by side.", "quiet"
        )
    if found.rates is not None:
        rates = ", ".join(
            f"1 {name} = {_number(worth)} {found.rates.base}" for name, worth in found.rates.worth.items()
        )
        yield Line(f"Converted as entered: {rates or 'no rate'}.", "quiet")


def _terms(found: FairDeal) -> Iterator[Line]:
    yield heading("What a fair deal has besides")
    for line in found.terms:
        yield from _term(line)
    yield Line(NO_CASE, "quiet")
    if found.standing.pay_agreed:
        yield Line(
            "Pay is agreed: a policy that pays for waiting, contracts, and HR has seen it.", label=f"{mark('met')} "
        )


def _term(line: TermLine) -> Iterator[Line]:
    row = line.row
    title = line.term.title if line.term else row.term
    said = row.rule or (line.term.asks if line.term else "")
    agreed = (
        f" ({', '.join(part for part in (row.agreed_with, short_day(row.agreed_on) if row.agreed_on else '') if part)})"
    )
    kind = "plain" if row.state is DealState.AGREED else "alert"
    yield Line(f"{said}{agreed if agreed != ' ()' else ''}", kind, label=f"{SIGNS[row.state]:<9} {title}: ")  # type: ignore[arg-type]


def _figure(figure: Benchmark) -> Iterator[Line]:
    base = f"{figure.year}, n = {figure.n:,}" if figure.n else str(figure.year)
    statement = figure.statement if figure.verified else f"Not confirmed: {figure.statement}"
    yield Line(statement, "plain" if figure.verified else "quiet", label="  " if figure.verified else "? ")
    yield Line(f"{base}: {figure.population}. {figure.caveat}", "quiet", label="  ")


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"
