"""`ybiyri finding`: record what was found for a question."""

from __future__ import annotations

from datetime import datetime

import click

from ybiyri_tui.cli.base import Settings, global_options, pass_settings

STATES = ("not_asked", "no", "partly", "yes", "not_applicable")
VOICES = ("team", "leaders", "operations")


@click.group()
@global_options
def finding() -> None:
    """Record what was found for a question."""


@finding.command("set")
@click.argument("question")
@click.argument("state", type=click.Choice(STATES))
@click.option("--voice", type=click.Choice(VOICES), default="team", show_default=True, help="Whose answer it is.")
@click.option("--role", metavar="TEXT", help="Who speaks as operations, such as incident managers or specialists.")
@click.option("--proof", metavar="TEXT|URL", multiple=True, help="What was shown; can be given several times.")
@click.option("--owner", metavar="NAME", help="Who sees to it.")
@click.option("--due", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="By when.")
@click.option("--accepted/--asked", default=None, help="Whether the owner took it on, or was only asked.")
@click.option("--reason", metavar="TEXT", help="Why it does not apply; only for not_applicable.")
@global_options
@pass_settings
def set_(
    settings: Settings,
    question: str,
    state: str,
    voice: str,
    role: str | None,
    proof: tuple[str, ...],
    owner: str | None,
    due: datetime | None,
    accepted: bool | None,
    reason: str | None,
) -> None:
    """Record STATE for QUESTION, whose id is objection.slug.

    A yes with proof is "proof seen", without it "word only". Proof given earlier is kept. Incident managers and
    specialists speak as operations, with a --role.

    \b
    Example: ybiyri finding set developers.mission-explained yes --proof https://wiki.example/mission
    """
    from playbook.records import State, Voice
    from ybiyri_tui.usecases.findings.answering import record_finding
    from ybiyri_tui.wording.states import GRADE_WORDS

    context, pilot = settings.pilot_context()
    answer = record_finding(
        context,
        pilot.id,
        question,
        State(state),
        voice=Voice(voice),
        role=role,
        proofs=proof,
        reason=reason,
        owner=owner,
        due_on=due.date() if due else None,
        accepted=accepted,
    )
    click.echo(f"{question}: {GRADE_WORDS[answer.grade]}", err=True)


@finding.command()
@click.argument("question")
@click.option("--voice", type=click.Choice(VOICES), help="Only this voice; else all that were asked.")
@global_options
@pass_settings
def recheck(settings: Settings, question: str, voice: str | None) -> None:
    """Note that a yes was looked at again today and still holds, its proof as well. It goes stale after 90 days.

    \b
    Example: ybiyri finding recheck developers.mission-explained
    """
    from playbook.records import Voice
    from ybiyri_tui.usecases.findings import answering
    from ybiyri_tui.wording.states import GRADE_WORDS

    context, pilot = settings.pilot_context()
    answer = answering.recheck(context, pilot.id, question, voice=Voice(voice) if voice else None)
    click.echo(f"{question}: {GRADE_WORDS[answer.grade]}, checked today", err=True)


@finding.command("stale-after")
@click.argument("days", type=int)
@global_options
@pass_settings
def stale_after(settings: Settings, days: int) -> None:
    """Say after how many DAYS without a check a yes is stale, for the whole workspace; 90 unless you say.

    \b
    Example: ybiyri finding stale-after 60
    """
    from ybiyri_tui.usecases.findings.staleness import set_stale_after

    set_stale_after(settings.context(), days)
    click.echo(f"A yes is stale after {days} days now.", err=True)
