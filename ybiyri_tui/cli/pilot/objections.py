"""`ybiyri objections`: what people say, and the questions that answer it."""

from __future__ import annotations

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json


@click.command()
@click.argument("number", type=click.IntRange(1, 99), required=False)
@format_option("text", "json")
@global_options
@pass_settings
def objections(settings: Settings, number: int | None, form: str) -> None:
    """List the objections, or show objection NUMBER with its questions, answers and practices.

    Where an answer and the results of a closed survey contradict each other, both are shown.

    \b
    Example: ybiyri objections 5
    """
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.reports.pilot.objections import objection_data, objection_text, objections_text
    from ybiyri_tui.usecases.findings.contradictions import by_subject, contradictions
    from ybiyri_tui.usecases.pilot.overview import overview

    context, pilot = settings.pilot_context()
    lines = overview(context, pilot.id).objections
    if number is not None:
        lines = tuple(line for line in lines if line.objection.number == number)
        if not lines:
            raise ProgramError(f"There is no objection {number}; `ybiyri objections` lists them.")
    if form == "text" and number is None:
        click.echo(objections_text(lines))
        return
    differing = by_subject(contradictions(context, pilot.id))
    if form == "json":
        data = [objection_data(line, differing) for line in lines]
        print_json({"schema": "ybiyri.objections/1", "objections": data})
    else:
        click.echo(objection_text(lines[0], differing, context.workshop.open_questions))
