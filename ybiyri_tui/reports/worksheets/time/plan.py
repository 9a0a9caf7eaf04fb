"""The pilot's plan as sections: charter, team, timeline, measures, experiments, exit criteria."""

from __future__ import annotations

from decimal import Decimal

from playbook.worksheets.pilot_plan.baseline import Change, Measured, days_measured
from playbook.worksheets.pilot_plan.exits import limit_of
from playbook.worksheets.pilot_plan.records import DECISION_WORDS, Comparison, CountsFor, Verdict
from playbook.worksheets.pilot_plan.sheets import CHARTER
from playbook.worksheets.pilot_plan.team_choice import best_possible
from ybiyri_tui.reports.document import Block, Bullets, Grid, Paragraph, Section
from ybiyri_tui.reports.worksheets.time.forms import WIDTH
from ybiyri_tui.reports.worksheets.time.phases_picture import phases_picture
from ybiyri_tui.usecases.worksheets.plan.page import PlanPage
from ybiyri_tui.wording.formats import number_words
from ybiyri_tui.wording.states import counted, short_day

CHANGE_WORDS = {Change.BETTER: "better", Change.SAME: "the same", Change.WORSE: "worse"}
VERDICT_WORDS = {Verdict.MET: "met", Verdict.NOT_MET: "not met"}
COMPARISON_WORDS = {Comparison.AT_LEAST: "at least", Comparison.AT_MOST: "at most"}
_DAYS_OF_AGREEING = ("exit_team_on", "exit_sponsor_on", "exit_operations_on", "exit_agreed")
_DECISION_FIELDS = ("team_goes_on", "decision", "decided_on", "decided_by", "reasons", "told_on")


def plan_sections(page: PlanPage, *, width: int = WIDTH) -> tuple[Section, ...]:
    """Everything, in the order in which a pilot is planned."""
    return (
        team_section(page),
        charter_section(page),
        timeline_section(page, width),
        measures_section(page),
        experiments_section(page),
        exit_section(page),
    )


def team_section(page: PlanPage) -> Section:
    """Teams by score; a veto stands before any sum."""
    best = best_possible(page.content.file.team_criteria)
    rows = []
    for candidate in page.candidates:
        chosen = " · chosen" if candidate.team == page.plan.charter.team else ""
        vetoes = "; ".join(veto.title for veto in candidate.vetoes)
        state = f"veto: {vetoes}" if vetoes else "can be the pilot"
        if candidate.missing:
            state += f"; {len(candidate.missing)} not scored yet"
        rows.append((f"{candidate.team}{chosen}", f"{candidate.total} of {best}", state))
    if not rows:
        return Section("Which team", (Paragraph("No team is scored yet."),), 3)
    return Section("Which team", (Grid(("team", "score", "state"), tuple(rows)),), 3)


def charter_section(page: PlanPage) -> Section:
    """The charter's fields that are filled in, and those that are not."""
    charter = page.plan.charter
    told, open_fields = [], []
    for column in CHARTER.columns:
        if column.field in (*_DAYS_OF_AGREEING, *_DECISION_FIELDS):
            continue
        text = column.shown(charter)
        if text:
            told.append(f"{column.title}: {text}")
        else:
            open_fields.append(column.title.lower())
    blocks: list[Block] = [Bullets(tuple(told))] if told else []
    if open_fields:
        blocks.append(Paragraph(f"Still open: {', '.join(open_fields)}."))
    return Section("Charter", tuple(blocks), 3)


def timeline_section(page: PlanPage, width: int = WIDTH) -> Section:
    """Phases drawn to scale, today marked, and what happens in each."""
    picture = phases_picture(page.plan.phases, page.today, width)
    if picture is None:
        return Section("Phases", (Paragraph("No phase has dates yet."),), 3)
    what = tuple(
        f"{phase.name}{' (nights)' if phase.nights else ''}: {phase.what}{_done(phase.done_on)}"
        for phase in page.plan.phases
        if phase.what
    )
    return Section("Phases", (picture, Bullets(what)) if what else (picture,), 3)


def measures_section(page: PlanPage) -> Section:
    """Before, now, target; two values are compared, nothing is tested."""
    if not page.measured:
        return Section("Measures", (Paragraph("No measure is listed yet."),), 3)
    rows = tuple(_measure_row(found) for found in page.measured)
    grid = Grid(("measure", "before", "now", "target", "change"), rows)
    gaps = page.baseline_gaps
    told = (
        f"Missing for the baseline: {'; '.join(gaps)}." if gaps else f"The baseline is complete{_period_words(page)}."
    )
    note = "Before and now are two single values; whether a change is more than chance they do not say."
    return Section("Measures", (grid, Paragraph(told), Paragraph(note)), 3)


def _measure_row(found: Measured) -> tuple[str, ...]:
    measure = found.measure
    words = [CHANGE_WORDS[found.change]] if found.change else []
    if found.at_target is not None:
        words.append("at target" if found.at_target else "not at target")
    name = f"{measure.measure} ({measure.unit})" if measure.unit else measure.measure
    return name, number(measure.before), number(measure.now), number(measure.target), ", ".join(words)


def _period_words(page: PlanPage) -> str:
    days = [found for measure in page.plan.measures if (found := days_measured(measure))]
    return f": measured over {min(days)} days or more" if days else ""


def experiments_section(page: PlanPage) -> Section:
    """Each experiment with what it changes, how it will be known, and what came of it."""
    blocks: list[Block] = []
    for experiment in page.plan.experiments:
        known = f"{experiment.measure}: {experiment.before or '?'} → {experiment.expected or '?'}"
        told = {
            "Change": experiment.change,
            "Known by": known if experiment.measure else "",
            "When": _period(experiment.starts_on, experiment.ends_on),
            "Owner": experiment.owner,
            "Came out as": experiment.outcome,
            "Result": experiment.result.value if experiment.result else "open",
            "Learned": experiment.learning,
        }
        items = tuple(f"{name}: {text}" for name, text in told.items() if text)
        blocks += [Paragraph(f"We believe: {experiment.hypothesis}"), Bullets(items)]
    return Section("Experiments", tuple(blocks) or (Paragraph("No experiment is written down yet."),), 3)


def exit_section(page: PlanPage) -> Section:
    """Criteria with their verdicts, what the rules make of them, and what was decided."""
    if not page.evaluation.judged:
        return Section("Exit criteria", (Paragraph("No criterion is written down yet."),), 3)
    rows = tuple(
        (
            _criterion_words(page, index),
            "stopping" if found.criterion.counts_for is CountsFor.STOP else "going on",
            found.value,
            VERDICT_WORDS[found.verdict] if found.verdict else "not looked at",
            found.criterion.cause,
        )
        for index, found in enumerate(page.evaluation.judged)
    )
    grid = Grid(("criterion", "counts for", "measured", "verdict", "known cause"), rows)
    return Section("Exit criteria", (*(Paragraph(text) for text in exit_words(page)), grid), 3)


def exit_words(page: PlanPage) -> list[str]:
    """Agreement, what the rules say and which rule decided, the decision; a sentence each."""
    charter, rule = page.plan.charter, page.evaluation.rule
    told = []
    if page.agreement_gaps:
        told.append(f"Agreed beforehand: not yet. {'; '.join(page.agreement_gaps).capitalize()}.")
    else:
        told.append("Agreed beforehand: yes, by the team, the sponsor and operations.")
    if rule is not None:
        verdict = DECISION_WORDS[rule.decision] if rule.decision else "too early to say"
        told.append(f"By the rules: {verdict}. {rule.says} (rule {rule.id})")
    if charter.decision is not None:
        day = f", {short_day(charter.decided_on)}" if charter.decided_on else ""
        told.append(
            f"Decided: {DECISION_WORDS[charter.decision]} ({charter.decided_by or 'nobody named'}{day}). "
            f"{charter.reasons}".strip()
        )
        if rule is not None and rule.decision is not charter.decision:
            told.append("The decision differs from what the rules say; the reasons should tell why.")
    return told


def _criterion_words(page: PlanPage, index: int) -> str:
    criterion = page.evaluation.judged[index].criterion
    if not criterion.measure or criterion.comparison is None:
        return criterion.criterion
    measure = next((measure for measure in page.plan.measures if measure.id == criterion.measure), None)
    value = number(limit_of(criterion, measure)) or "not known"
    as_before = "" if criterion.threshold is not None else ", as before"
    unit = f" {measure.unit}" if measure and measure.unit else ""
    return f"{criterion.criterion} ({COMPARISON_WORDS[criterion.comparison]} {value}{unit}{as_before})"


def number(value: Decimal | None) -> str:
    """A number without trailing zeros, empty for none."""
    return "" if value is None else number_words(f"{value.normalize() + 0:f}")


def plan_words(page: PlanPage) -> str:
    """One line about the whole plan, for a title line."""
    team = page.plan.charter.team or "no team chosen"
    return f"{team} · {counted(len(page.plan.experiments), 'experiment')}"


def _period(starts_on: object, ends_on: object) -> str:
    days = [str(day) for day in (starts_on, ends_on) if day]
    return " to ".join(days)


def _done(done_on: object) -> str:
    return f" Done {done_on}." if done_on else ""
