"""On-call cost in lines: three scenarios side by side, what a year of each kind costs, rotas, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from playbook.worksheets.oncall.content import OnCallFacts
from playbook.worksheets.oncall.costs import ScenarioCost
from playbook.worksheets.oncall.covers import Scenario
from playbook.worksheets.oncall.plan import CostKind
from playbook.worksheets.pay.policies import PolicyState
from ybiyri_tui.reports.worksheets.lines import BLANK, Kind, Line, heading, minutes, per_cent, table
from ybiyri_tui.usecases.worksheets.oncall.costing import Costs, JudgedRota
from ybiyri_tui.usecases.worksheets.oncall.words import SCENARIO_WORDS, SIZE_WORDS, pay_words, schedule_words
from ybiyri_tui.wording.amounts import amount, priced
from ybiyri_tui.wording.states import counted, mark

FIRST = 18
ROTAS_SHOWN = 20
STATES = {PolicyState.TODAY: "as today", PolicyState.PROPOSED: "proposed", PolicyState.AGREED: "agreed"}


def cost_lines(found: Costs, facts: OnCallFacts, width: int = 78) -> list[Line]:
    """Everything, the answer first."""
    if not found.plan.services:
        return list(_missing(found))
    lines = [*_answer(found), *_missing(found), BLANK, *_scenarios(found), BLANK, *_schedules(found)]
    if found.rotas:
        lines += [BLANK, *rotas_lines(found)]
    lines += [BLANK, *_kinds(found, facts)]
    if found.simulation is not None:
        from ybiyri_tui.reports.worksheets.oncall.simulated import simulated_lines

        lines += [BLANK, *simulated_lines(found.simulation, found.plan.terms.currency, width)]
    return [*lines, BLANK, *_assumptions(found)]


def answer(found: Costs) -> str | None:
    """`The rota of rooms (shared), 3 services costs 28,080 USD a year. It pays for itself if it avoids about …`"""
    rota, exposed = found.in_question, found.plan.exposed
    if rota is None or rota.break_even_minutes is None or exposed is None or found.policy is None:
        return None
    whole = round(rota.break_even_minutes)
    about = f"about {whole} minute{'' if whole == 1 else 's'}" if whole >= 1 else "less than a minute"
    return (
        f"The rota of {schedule_words(rota.schedule)}, costs {priced(rota.on_call)} a year. It pays for itself if it "
        f"avoids {about} of outage of {exposed.service} a year."
    )


def _answer(found: Costs) -> Iterator[Line]:
    said = answer(found)
    if said:
        yield Line(said, "heading")
    if found.policy is not None:
        state = STATES[found.policy.state]
        yield Line(f"{pay_words(found.policy)} ({found.policy.name}, {state})", label="Paid: ")
        if found.policy.is_callout_only:
            says = "Only work is paid, not waiting: unfair, because waiting is what takes private time."
            yield Line(f"{mark('overdue')} {says}", "alert")
    if found.borrowed:
        yield Line("Services and their cover are those of the services worksheet.", "quiet")


def _missing(found: Costs) -> Iterator[Line]:
    for what in found.missing:
        yield Line(what, "alert", label=f"{mark('overdue')} Still needed: ")


def _scenarios(found: Costs) -> Iterator[Line]:
    currency, exposed = found.plan.terms.currency, found.plan.exposed
    yield heading(f"Three ways, side by side ({currency} a year, likely values)")
    columns = found.scenarios
    rows = [
        ["", *(SCENARIO_WORDS[cost.scenario] for cost in columns)],
        ["on call at night", *(str(cost.people) for cost in columns)],
        ["teams by day", *(str(cost.in_hours) if cost.in_hours else "–" for cost in columns)],
        ["standby", *(amount(cost.standby) for cost in columns)],
        ["work at night", *(amount(cost.callouts) for cost in columns)],
        ["tools", *(amount(cost.licences) for cost in columns)],
        ["on-call together", *(amount(cost.on_call) for cost in columns)],
    ]
    if columns[0].break_even_minutes is not None:
        rows.append(["breaks even at", *(minutes(cost.break_even_minutes) for cost in columns)])
        rows.append(["extra cost at", *(_extra(cost) for cost in columns)])
    yield from table(rows, first=FIRST)
    if exposed is not None and exposed.exposure_per_hour is not None:
        lost = exposed.exposure_per_hour
        says = f"Breaks even: minutes of outage of {exposed.service} a year that lose as much, at {lost.likely.short} "
        says += "an hour. Its extra cost: the same for what it costs more than Ops Run It."
        yield Line(says, "quiet")


def _extra(cost: ScenarioCost) -> str:
    if cost.extra_minutes is None:
        return "–"
    return "costs less" if cost.extra_minutes < 0 else minutes(cost.extra_minutes)


def _schedules(found: Costs) -> Iterator[Line]:
    yield heading("Rotas at night, by exposure")
    if not found.schedules:
        yield Line("Nobody is on call at night: every service can wait until the morning.")
        return
    rows = [["rota", "a year", "breaks even"]]
    rows += [
        [schedule_words(cost.schedule), amount(cost.on_call), minutes(cost.break_even_minutes)]
        for cost in found.schedules[:ROTAS_SHOWN]
    ]
    yield from table(rows, first=FIRST)
    if len(found.schedules) > ROTAS_SHOWN:
        yield Line(f"And {len(found.schedules) - ROTAS_SHOWN:,} more; `ybiyri cost --format json` has all.", "quiet")


def short_lines(found: Costs) -> Iterator[Line]:
    """For a narrow place beside a table: people on call at night and on-call a year, in three ways."""
    yield from _missing(found)
    if not found.plan.services:
        return
    rows = [["", "at night", found.plan.terms.currency]]
    rows += [[SCENARIO_WORDS[cost.scenario], str(cost.people), amount(cost.on_call)] for cost in found.scenarios]
    yield from table(rows)
    said = answer(found)
    if said:
        yield BLANK
        yield Line(said)


def rotas_lines(found: Costs) -> Iterator[Line]:
    """The rotas, and below them every published limit with the rotas that do not keep it."""
    if not found.rotas:
        return
    yield heading("People on each rota, beside what others publish")
    for judged in found.rotas:
        yield rota_line(judged)
    for limit in found.rotas[0].limits:
        broken = [one.rota.schedule for one in found.rotas if not _keeps(one, limit.rail.id)]
        sign = mark("met") if not broken else "✗" if limit.rail.is_least else "·"
        missed = f": not {', '.join(broken)}" if broken else ""
        yield Line(f"{limit.rail.says} ({limit.rail.who}){missed}", "quiet", label=f"  {sign} ")
    yield Line("✗ is below the least that is advised, · is not as good as advised.", "quiet")


def _keeps(judged: JudgedRota, rail_id: str) -> bool:
    return all(limit.kept for limit in judged.limits if limit.rail.id == rail_id)


def rota_line(judged: JudgedRota) -> Line:
    """One rota: its size at a glance, and the load of each person."""
    rota = judged.rota
    people = counted(rota.people or 0, "person", "people")
    kind: Kind = "alert" if judged.size.value == "too_few" else "plain"
    load = f"each on call {per_cent(rota.load)} of the weeks"
    says = f"{people}, {rota.at_once} at once: {SIZE_WORDS[judged.size.value]}; {load}"
    return Line(says, kind, label=f"{rota.schedule}  ")


def _kinds(found: Costs, facts: OnCallFacts) -> Iterator[Line]:
    yield heading("The five kinds of cost")
    rows = [["", *(SCENARIO_WORDS[cost.scenario] for cost in found.scenarios)]]
    for kind in CostKind:
        level = facts.level(kind)
        rows.append(
            [f"{level.title} ({level.when})", *(_kind_cell(cost, kind, facts) for cost in found.scenarios)],
        )
    yield from table(rows, first=FIRST)
    yield Line(
        f"Amounts are yours; words are the playbook's weights, where none was entered ({facts.cost_levels_source}).",
        "quiet",
    )


def _kind_cell(cost: ScenarioCost, kind: CostKind, facts: OnCallFacts) -> str:
    money = cost.kinds[kind]
    if money is not None:
        return amount(money)
    level = facts.level(kind)
    return level.ops_run_it if cost.scenario is Scenario.OPS_RUN_IT else level.build_and_run


def _assumptions(found: Costs) -> Iterator[Line]:
    terms = found.plan.terms
    yield heading("Counted")
    week = f"{_number(terms.hours_on_call)} hours a week outside {_number(terms.working_hours)} working hours"
    holidays = f", and {counted(terms.holidays, 'public holiday')}" if terms.holidays else ""
    yield Line(f"{week}{holidays}; 52 weeks a year.", label="· ")
    calls = f"{terms.callouts} callouts a year for a service without a number of its own"
    yield Line(f"{calls}, {terms.hours_each} h each, {counted(terms.responders, 'person', 'people')}.", label="· ")
    yield Line(f"{terms.operations_at_once} on call at once in operations.", label="· ")


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}"
