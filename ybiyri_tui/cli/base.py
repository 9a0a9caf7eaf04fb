"""What all commands share: the global options, before or after the command, and the context they lead to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from playbook.records import Pilot
    from ybiyri_tui.context import Context

Function = TypeVar("Function", bound=Callable[..., Any])

HELP = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@dataclass
class Settings:
    """The global options as given; the last one given counts."""

    workspace: str | None = None
    pilot: str | None = None

    def place(self) -> Path | str:
        """Where the workspace is kept: a file, or the address of a database."""
        from ybiyri_tui.workspace.opening import is_address

        return self.workspace if self.workspace and is_address(self.workspace) else self.workspace_path()

    def is_there(self) -> bool:
        """Whether there is a workspace to open; a database answers that only when it is opened."""
        place = self.place()
        return self.workspace == "demo" or isinstance(place, str) or place.exists()

    def workspace_path(self) -> Path:
        """The file that is meant; `demo` is the example pilot's, and nothing given is the user's own."""
        from ybiyri_tui import paths
        from ybiyri_tui.errors import ProgramError

        if self.workspace is None:
            return paths.default_workspace()
        if self.workspace == "demo":
            return paths.demo_workspace()
        if not self.workspace:
            raise ProgramError("--workspace needs the name of a file, or demo.")
        return Path(self.workspace).expanduser()

    def context(self, *, create: bool = False) -> Context:
        """Opens the workspace; the demo is built on first use, another file is made only if `create` is set.

        The content is what the workspace is set to use.
        """
        from ybiyri_tui.context import Context
        from ybiyri_tui.usecases.own_content import with_content
        from ybiyri_tui.workspace.opening import open_or_create, open_workspace

        if self.workspace == "demo":
            from ybiyri_tui.demo import open_demo

            return with_content(open_demo(self.workspace_path()))
        return with_content(Context((open_or_create if create else open_workspace)(self.place())))

    def pilot_context(self) -> tuple[Context, Pilot]:
        """The workspace and the pilot in it that is meant."""
        from ybiyri_tui.usecases.pilot.pilots import choose_pilot

        context = self.context()
        return context, choose_pilot(context, self.pilot)


pass_settings = click.make_pass_decorator(Settings, ensure=True)


def _remember(context: click.Context, parameter: click.Parameter, value: str | None) -> None:
    if value is not None and parameter.name:
        setattr(context.ensure_object(Settings), parameter.name, value)


def global_options(function: Function) -> Function:
    """Adds --workspace and --pilot; every command and group has them."""
    for option in (
        click.option(
            "--pilot",
            metavar="NAME",
            expose_value=False,
            callback=_remember,
            help="The pilot; else the one opened last.",
        ),
        click.option(
            "--workspace",
            metavar="FILE|ADDRESS|demo",
            expose_value=False,
            callback=_remember,
            help="The workspace: a file, or a PostgreSQL address; else your own.",
        ),
    ):
        function = option(function)
    return function


def format_option(*formats: str, default: str = "text") -> Callable[[Function], Function]:
    """Adds --format with these choices."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=default,
        show_default=True,
        help="How to print it.",
    )


def print_json(data: object) -> None:
    """Writes data to standard output, keys in the order given, readable and ending with a newline."""
    import json

    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
