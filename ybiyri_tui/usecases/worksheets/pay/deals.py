"""The fair deal of a pilot: pay policies on one rota, terms, outside figures, and a word about HR."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sqlmodel import Session

from playbook.schema import Benchmark
from playbook.worksheets.estimates.settings import values
from playbook.worksheets.oncall.formulas import added
from playbook.worksheets.oncall.plan import OnCallPlan
from playbook.worksheets.pay.comparing import Duty, Given, Rates, compare
from playbook.worksheets.pay.content import DealTerm, LawNote, PayFacts
from playbook.worksheets.pay.deal import DEAL, DUTY, SETTINGS, DealRow, DealState, Standing, response_minutes, standing
from playbook.worksheets.pay.policies import POLICIES, policy_in_use
from ybiyri_tui import content
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.worksheets.oncall.costing import read_plan
from ybiyri_tui.usecases.worksheets.sheets import rows_in
from ybiyri_tui.wording.states import counted

PEOPLE = 6
"""How many take turns where nothing was entered."""


@dataclass(frozen=True)
class TermLine:
    """A term of the content with what was recorded; `term` is None for one that the team added itself."""

    term: DealTerm | None
    row: DealRow


@dataclass(frozen=True)
class FairDeal:
    """Everything about pay. `duty_is_assumed` where no rota was entered.

    `figures` are outside figures about pay, `leaving` those about why people leave.
    """

    given: tuple[Given, ...]
    duty: Duty
    duty_is_assumed: bool
    rates: Rates | None
    terms: tuple[TermLine, ...]
    standing: Standing
    response_minutes: int | None
    facts: PayFacts
    figures: tuple[Benchmark, ...]
    leaving: tuple[Benchmark, ...]

    @property
    def law(self) -> tuple[LawNote, ...]:
        """What courts said, where HR should be asked."""
        return self.facts.law if self.standing.ask_hr else ()

    @property
    def is_empty(self) -> bool:
        """Whether neither a policy nor a term was entered."""
        return not self.given and all(line.row == DealRow(line.row.term) for line in self.terms)


def fair_deal(context: Context, pilot_id: int, *, rates: Rates | None = None) -> FairDeal:
    """The deal of a pilot; other currencies are converted only by `rates`."""
    facts = content.pay_facts(context.content_folder)
    benchmarks = context.playbook.benchmarks
    plan, _, _ = read_plan(context, pilot_id)

    def work(session: Session) -> FairDeal:
        policies = [row.record for row in rows_in(session, pilot_id, POLICIES) if row.record.name]
        rows = [row.record for row in rows_in(session, pilot_id, DEAL) if row.record.term]
        settings = [row.record for row in rows_in(session, pilot_id, DUTY)]
        duty, assumed = _duty(plan, values(settings, SETTINGS))
        return FairDeal(
            compare(policies, duty, rates),
            duty,
            assumed,
            rates,
            _terms(rows, facts),
            standing(policy_in_use(policies), rows, settings, facts),
            response_minutes(settings),
            facts,
            tuple(figure for figure in benchmarks if "pay" in figure.worksheets),
            tuple(figure for figure in benchmarks if "leaving" in figure.worksheets),
        )

    return context.workspace.read(work)


def _duty(plan: OnCallPlan, found: dict[str, object]) -> tuple[Duty, bool]:
    """The rota that was entered for the comparison, else the first one of the on-call worksheet, else six people."""
    rota = plan.rotas[0] if plan.rotas else None
    people, at_once = found.get("people"), found.get("at-once")
    calls = found.get("callouts")
    covered = [one.callouts or plan.terms.callouts for one in plan.services if one.out_of_hours.value != "none"]
    duty = Duty(
        people=people if isinstance(people, int) else (rota.people or PEOPLE) if rota else PEOPLE,
        at_once=at_once if isinstance(at_once, int) else rota.at_once if rota else 1,
        callouts=Decimal(calls) if isinstance(calls, int) else added(covered).likely,
        hours_each=plan.terms.hours_each.likely,
        responders=plan.terms.responders,
        hours_a_year=plan.terms.hours_a_year,
        holidays=plan.terms.holidays,
    )
    return duty, people is None and rota is None


def _terms(rows: list[DealRow], facts: PayFacts) -> tuple[TermLine, ...]:
    by_term = {row.term: row for row in rows}
    known = [TermLine(term, by_term.pop(term.id, DealRow(term.id))) for term in facts.terms]
    return (*known, *(TermLine(None, row) for row in by_term.values()))


def filled(context: Context, pilot_id: int) -> str:
    """How many policies there are, and terms that are agreed, in words; empty for neither."""
    found = fair_deal(context, pilot_id)
    agreed = sum(line.row.state is DealState.AGREED for line in found.terms)
    parts = [counted(len(found.given), "policy", "policies")] if found.given else []
    return ", ".join([*parts, *([f"{agreed} terms agreed"] if agreed else [])])
