"""The root command and its table of commands; a command's module is imported when the command is used."""

from __future__ import annotations

from importlib import import_module

import click

from ybiyri_tui import __version__
from ybiyri_tui.cli.base import HELP, Settings, global_options, pass_settings

# Name: (module, attribute, one line for --help).
COMMANDS = {
    "demo": ("demo", "demo", "Open a filled example pilot in a workspace of its own."),
    "pilots": ("pilot.pilots", "pilots", "List, create, edit and archive pilots."),
    "portfolio": ("pilot.portfolio", "portfolio", "Show what all pilots have in common, worst first."),
    "status": ("pilot.status", "status", "Show phase, must-haves, answers, and what to do next."),
    "objections": ("pilot.objections", "objections", "List the seven objections, or show one with its questions."),
    "finding": ("pilot.finding", "finding", "Record what was found for a question."),
    "must-haves": ("pilot.must_haves", "must_haves", "Show and record must-haves, and move on to the next phase."),
    "promise": ("room.promise", "promise", "Record what was raised and promised, and what the team says came of it."),
    "note": ("room.note", "note", "Write down notes, next steps and parked things."),
    "history": ("pilot.history", "history", "Show what was changed, undo and redo, and progress over time."),
    "workshop": ("room.workshop", "workshop", "Run a workshop: what to talk about, one question at a time, the door."),
    "follow": ("room.follow", "follow", "Open the scribe's screen, in step with a workshop on another terminal."),
    "survey": ("survey.survey", "survey", "Open and close survey rounds, and show their results."),
    "answer": ("survey.answer", "answer", "Answer the open survey at this keyboard."),
    "privacy": ("privacy", "privacy", "Check a workspace file for what it gives away about answers."),
    "host": ("survey.host", "host", "Serve the open survey over SSH, for everybody at their own terminal."),
    "compare": ("survey.compare", "compare", "Compare before and after: closed surveys, or two files of answers."),
    "stats": ("survey.stats", "stats", "Plan a comparison, compare many teams or weekly shares, adjust p-values."),
    "services": (
        "worksheets.services",
        "services",
        "List services with the money lost per hour; decide who runs them.",
    ),
    "availability": ("worksheets.availability", "availability", "Show how long a service may be down, and the cost."),
    "worksheets": ("worksheets.worksheets", "worksheets", "List worksheets, and confirm what they propose."),
    "tickets": ("tickets", "tickets", "Import tickets and show the weekly share of unplanned work."),
    "flow": ("worksheets.time.flow", "flow", "Draw how an incident travels today and how it should."),
    "chaos": ("worksheets.time.chaos", "chaos", "Plan, run and record chaos days."),
    "specialists": (
        "worksheets.time.specialists",
        "specialists",
        "Sort specialists' tasks and see the hours it frees.",
    ),
    "roads": ("worksheets.time.roads", "roads", "List paved roads: journeys of developers that became automatic."),
    "plan": (
        "worksheets.time.plan",
        "plan",
        "Plan the pilot: team, charter, phases, measures, experiments, exit criteria.",
    ),
    "cost": ("worksheets.cost", "cost", "Show what on-call costs, and the minutes of outage that pay for it."),
    "pay": ("worksheets.pay", "pay", "Compare pay policies on one rota, and show what is agreed besides."),
    "raci": ("worksheets.raci", "raci", "Show, check and accept who does what and who answers for it."),
    "goals": ("worksheets.goals", "goals", "Show operational goals beside what customers get from them."),
    "export": ("export", "export", "Write the readiness summary."),
    "rollup": ("rollup", "rollup", "Merge summaries of teams that work in separate workspaces."),
    "settings": ("settings", "settings_", "Show and change how documents look."),
    "handout": ("room.handout", "handout", "Write pages to print: agenda, worksheets, the survey on paper."),
    "workspace": ("workspace", "workspace", "Copy a workspace between file and database; let people answer there."),
    "content": ("content", "content", "Copy the playbook to edit it, and check what was edited."),
}


class LazyGroup(click.Group):
    """A group that knows the names of its commands and imports each one only when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command, imported now; None if there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        command: click.Command = getattr(import_module(f"ybiyri_tui.cli.{module}"), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """The table of commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, _, line) in COMMANDS.items()])


@click.group(cls=LazyGroup, invoke_without_command=True, context_settings=HELP)
@click.version_option(__version__, prog_name="ybiyri")
@global_options
@pass_settings
@click.pass_context
def cli(context: click.Context, settings: Settings) -> None:
    """Take one pilot team through You Build It You Run It.

    Without a command, ybiyri opens the app on the pilot you opened last.

    \b
    Exit codes: 0 done, 1 the answer is no, 2 wrong use or bad input.
    """
    if context.invoked_subcommand is None:
        from ybiyri_tui.launch import run_app

        run_app(settings)
