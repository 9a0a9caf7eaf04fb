"""`ybiyri settings`: how documents of a workspace look."""

from __future__ import annotations

import click

from ybiyri_tui.cli.base import Settings, format_option, global_options, pass_settings, print_json


@click.group("settings", invoke_without_command=True)
@global_options
@click.pass_context
def settings_(context: click.Context) -> None:
    """Show and change how documents look: organisation, title, dates, numbers, paper, people by name or role."""
    if context.invoked_subcommand is None:
        context.invoke(list_)


@settings_.command("list")
@format_option("text", "json")
@global_options
@pass_settings
def list_(settings: Settings, form: str) -> None:
    """Show every setting with what it may be, and the roles of people.

    \b
    Example: ybiyri settings list --format json
    """
    from ybiyri_tui.usecases.report_settings import CHOICES, NAMES, report_settings
    from ybiyri_tui.wording.formats import DAYS

    found = report_settings(settings.context())
    if form == "json":
        values = {name: found.value(name) for name in NAMES}
        print_json({"schema": "ybiyri.settings/1", "settings": values, "roles": dict(found.roles)})
        return
    for name in NAMES:
        choices = " | ".join(
            f"{choice} ({DAYS[choice]})" if choice in DAYS else choice for choice in CHOICES.get(name, ())
        )
        click.echo(f"{name:<14} {found.value(name) or '-'}{f'   of {choices}' if choices else ''}")
    for person, role in found.roles.items():
        click.echo(f"role           {person} is shown as {role}")


@settings_.command("set")
@click.argument("name")
@click.argument("value")
@global_options
@pass_settings
def set_(settings: Settings, name: str, value: str) -> None:
    """Set NAME to VALUE for the whole workspace; '' makes it as it ships.

    \b
    Example: ybiyri settings set organisation "Kestrel Payments Ltd"
    Example: ybiyri settings set date-format yyyy-mm-dd
    """
    from ybiyri_tui.usecases.report_settings import set_report_setting

    set_report_setting(settings.context(), name, value)
    click.echo(f"{name} is set." if value else f"{name} is as it ships.", err=True)


@settings_.command("role")
@click.argument("person")
@click.argument("role")
@global_options
@pass_settings
def role(settings: Settings, person: str, role: str) -> None:
    """Say as which ROLE a PERSON is shown where people are shown by role; '' forgets it.

    \b
    Example: ybiyri settings role "Jo" "incident manager"
    """
    from ybiyri_tui.usecases.report_settings import set_role

    set_role(settings.context(), person, role)
    click.echo(f"{person} is shown as {role}." if role else f"{person} has no role now.", err=True)
