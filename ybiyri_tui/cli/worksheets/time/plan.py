"""`ybiyri plan`: which team, the charter, phases, measures, experiments and exit criteria."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import click

from ybiyri_tui.cli.base import Settings, global_options, pass_settings
from ybiyri_tui.cli.worksheets.time.books import add_files
from ybiyri_tui.cli.worksheets.time.showing import Wanted, document_options

SHEETS = ("plan-charter", "plan-teams", "plan-phases", "plan-measures", "plan-experiments", "plan-exit")


@click.group()
@global_options
def plan() -> None:
    """Plan the pilot: which team, charter, phases, what is measured, experiments, and what decides at the end."""


@plan.command()
@document_options()
@global_options
@pass_settings
def show(settings: Settings, wanted: Wanted) -> None:
    """Show the whole plan with scores, timeline, measures before and now, and what the exit rules say.

    \b
    Example: ybiyri plan show --format markdown
    """
    from ybiyri_tui.reports.worksheets.time.plan import plan_sections
    from ybiyri_tui.reports.worksheets.time.plan_json import plan_data
    from ybiyri_tui.usecases.worksheets.plan.page import plan_page

    context, pilot = settings.pilot_context()
    page = plan_page(context, pilot.id)
    if wanted.form == "json":
        wanted.write_data(plan_data(page, pilot.name), context)
    else:
        wanted.write_sections(f"Plan · {pilot.name}", plan_sections(page), context)


@plan.command()
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD")
@global_options
@pass_settings
def begin(settings: Settings, day: datetime) -> None:
    """Lay the phases from a day on, in the place of those there were; measures and criteria where there are none.

    Phases with nights are left out if the charter's availability target needs none.

    \b
    Example: ybiyri plan begin 2027-01-11
    """
    from ybiyri_tui.usecases.worksheets.plan.changing import begin_plan

    context, pilot = settings.pilot_context()
    phases = begin_plan(context, pilot.id, day.date())
    click.echo(f"{len(phases)} phases until {phases[-1].ends_on}.", err=True)


@plan.command()
@click.argument("team")
@click.argument("criterion")
@click.argument("value", type=click.IntRange(0, 2), metavar="0|1|2")
@click.option("--note", metavar="TEXT", help="Why.")
@global_options
@pass_settings
def score(settings: Settings, team: str, criterion: str, value: int, note: str | None) -> None:
    """Score how a TEAM stands on a CRITERION; `plan criteria` lists them and what 0, 1 and 2 mean.

    \b
    Example: ybiyri plan score Kestrel traffic 2
    """
    from ybiyri_tui.usecases.worksheets.plan.changing import score_team

    context, pilot = settings.pilot_context()
    score_team(context, pilot.id, team, criterion, value, note)
    click.echo(f"{team}, {criterion}: {value}.", err=True)


@plan.command()
@global_options
@pass_settings
def criteria(settings: Settings) -> None:
    """List what a pilot team is chosen by; 0 on one with a veto means that the team cannot be the pilot.

    \b
    Example: ybiyri plan criteria
    """
    from ybiyri_tui.usecases.worksheets.plan.page import plan_content

    context, _ = settings.pilot_context()
    for criterion in plan_content(context).file.team_criteria:
        click.echo(f"{criterion.id}  {criterion.title}{' (veto)' if criterion.veto else ''}")
        for value, words in enumerate(criterion.levels):
            click.echo(f"    {value}  {words}")


@plan.command()
@click.argument("team")
@global_options
@pass_settings
def choose(settings: Settings, team: str) -> None:
    """Write a TEAM into the charter.

    \b
    Example: ybiyri plan choose Kestrel
    """
    from ybiyri_tui.usecases.worksheets.plan.changing import choose_team

    context, pilot = settings.pilot_context()
    choose_team(context, pilot.id, team)
    click.echo(f"The pilot team is {team}.", err=True)


@plan.command("set")
@click.argument("field")
@click.argument("value")
@global_options
@pass_settings
def set_(settings: Settings, field: str, value: str) -> None:
    """Set a field of the charter, such as service, sponsor, pay, starts_on or availability; '' empties it.

    \b
    Example: ybiyri plan set sponsor "Head of Product"
    """
    from playbook.worksheets.pilot_plan.sheets import CHARTER
    from ybiyri_tui.usecases.worksheets.single import set_field

    context, pilot = settings.pilot_context()
    record = set_field(context, pilot.id, CHARTER, field, value)
    column = CHARTER.column(field)
    click.echo(f"{column.title}: {column.shown(record) or 'not said'}", err=True)


@plan.command("from-tickets")
@global_options
@pass_settings
def from_tickets(settings: Settings) -> None:
    """Write the weekly share of unplanned work, before the plan's second phase and since then, into the measures.

    \b
    Example: ybiyri plan from-tickets
    """
    from ybiyri_tui.reports.worksheets.time.plan import number
    from ybiyri_tui.usecases.worksheets.plan.filling import fill_unplanned

    context, pilot = settings.pilot_context()
    measure = fill_unplanned(context, pilot.id)
    before, now = number(measure.before) or "not known", number(measure.now) or "not known"
    click.echo(f"{measure.measure}: before {before}, now {now} {measure.unit}.", err=True)


@plan.command()
@click.argument("who", type=click.Choice(("team", "sponsor", "operations")))
@global_options
@pass_settings
def agree(settings: Settings, who: str) -> None:
    """Write down that the team, the sponsor or operations agreed today to the exit criteria as they stand.

    Changed criteria have to be agreed to again by everybody.

    \b
    Example: ybiyri plan agree sponsor
    """
    from ybiyri_tui.usecases.worksheets.plan.changing import agree_exit

    context, pilot = settings.pilot_context()
    agree_exit(context, pilot.id, who)
    click.echo(f"Exit criteria: agreed by {who}.", err=True)


@plan.command()
@click.argument("what", type=click.Choice(("scale", "extend", "stop")))
@click.option("--by", required=True, metavar="WHO", help="Who decided.")
@click.option("--reasons", required=True, metavar="TEXT", help="Why, in a sentence.")
@global_options
@pass_settings
def decide(settings: Settings, what: str, by: str, reasons: str) -> None:
    """Record what the review decided; `plan show` says what the rules make of the criteria.

    \b
    Example: ybiyri plan decide extend --by "Head of Product" --reasons "restoring still takes two hours"
    """
    from playbook.worksheets.pilot_plan.records import DECISION_WORDS, Decision
    from ybiyri_tui.usecases.worksheets.plan.changing import decide as decide_

    context, pilot = settings.pilot_context()
    decide_(context, pilot.id, Decision(what), by=by, reasons=reasons)
    click.echo(f"Decided: {DECISION_WORDS[Decision(what)]}.", err=True)


@plan.command()
@global_options
@pass_settings
def review(settings: Settings) -> None:
    """Evaluate the exit criteria: what the rules say, which rule decided; exit code 1 unless it is to go on.

    \b
    Example: ybiyri plan review
    """
    from playbook.worksheets.pilot_plan.records import Decision
    from ybiyri_tui.errors import AnswerIsNo
    from ybiyri_tui.reports.worksheets.time.forms import sections_text
    from ybiyri_tui.reports.worksheets.time.plan import exit_section
    from ybiyri_tui.usecases.worksheets.plan.page import plan_page

    context, pilot = settings.pilot_context()
    page = plan_page(context, pilot.id)
    click.echo(sections_text((exit_section(page),)))
    if page.evaluation.decision is not Decision.SCALE:
        raise AnswerIsNo("By the rules the pilot does not go on to more teams now.")


def _sheets() -> Sequence[Any]:
    from playbook.worksheets.pilot_plan import sheets

    return sheets.SHEETS


add_files(plan, _sheets, SHEETS)
