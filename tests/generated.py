"""Files that are made from others. `make generated` writes them; tests fail when one is out of date."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import pkgutil
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import click
from textual.binding import Binding
from textual.keys import format_key
from textual.screen import Screen

from ybiyri_tui import content, screens
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.cli.main import cli
from ybiyri_tui.context import Context
from ybiyri_tui.demo.build import build
from ybiyri_tui.screens.home.home import HomeScreen
from ybiyri_tui.widgets.key_line import explained
from ybiyri_tui.widgets.lists.choice_list import ChoiceList
from ybiyri_tui.workspace.sqlite import FileWorkspace

NOON = datetime(2026, 12, 3, 12, 0, tzinfo=UTC)
ROOT = Path(__file__).parent.parent


def cli_reference() -> str:
    """docs/cli.md: the help of every command, as the program prints it."""
    parts = [
        "# Command line",
        "",
        "Everything the app can do, the command line does in linear text, which screen readers can read.",
        "Data go to standard output, messages to standard error. The keys of JSON are in [json.md](json.md).",
        "This page is made by `make generated` from `--help` and, for the keys at its end, from the screens.",
    ]
    for context in _contexts(cli, None):
        parts += ["", f"## {context.command_path}", "", "```text", context.get_help().rstrip(), "```"]
    return "\n".join([*parts, "", *_keys()]) + "\n"


def _keys() -> Iterator[str]:
    """The keys of every screen, from the screens themselves."""
    yield "## Keys of the app"
    yield ""
    yield "`?` shows those of the screen that is open, and `ctrl+p` finds them by name."
    for name, owners in [("Everywhere", (YbiyriApp, ChoiceList)), *_screens()]:
        keys = _explained(owners)
        if set(keys) - {"back"}:
            yield from ("", f"### {name}", "", "| key | what it does |", "|---|---|")
            for what, names in keys.items():
                yield f"| {' '.join(f'`{key}`' for key in names)} | {what} |"


def _screens() -> list[tuple[str, tuple[type, ...]]]:
    """Every screen that can be opened, by the name of its class."""
    found = {}
    for module in pkgutil.walk_packages(screens.__path__, f"{screens.__name__}."):
        classes = [cls for cls in vars(importlib.import_module(module.name)).values() if isinstance(cls, type)]
        own = [cls for cls in classes if cls.__module__ == module.name and issubclass(cls, Screen)]
        for cls in own:
            if not (inspect.isabstract(cls) or cls.__name__.startswith("_")):
                name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls.__name__.removesuffix("Screen"))
                found[name.capitalize()] = (cls,)
    return sorted(found.items())


def _explained(owners: Iterable[type]) -> dict[str, list[str]]:
    """What each key does; keys for the same thing stand together, and those that move focus are left out."""
    meant: dict[str, str] = {}
    for cls in (each for owner in owners for each in owner.__mro__ if each.__module__.startswith("ybiyri_tui")):
        for binding in Binding.make_bindings(vars(cls).get("BINDINGS", ())):
            if binding.description and not binding.system:
                shown = binding.key_display or format_key(binding.key)
                meant.setdefault(shown, explained(binding).replace("|", "or"))
    together: dict[str, list[str]] = {}
    for key, what in meant.items():
        together.setdefault(what, []).append(key)
    return together


def home_titles() -> str:
    """screens/home/titles.py: what Home shows before any YAML is read."""
    rows = [f"    ({o.number}, {_quoted(o.title)}, {len(o.questions)}),\n" for o in content.playbook().objections]
    return (
        '"""Number, title and count of questions of each objection, so that Home is painted before any YAML is read.\n'
        "\n"
        "Made by `make generated`; a test keeps it equal to the playbook.\n"
        '"""\n'
        "\n"
        f"TITLES: tuple[tuple[int, str, int], ...] = (\n{''.join(rows)})\n"
    )


def home_picture() -> str:
    """docs/home.svg: Home of the example pilot on a fixed day, without the fonts that a browser would fetch."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "demo.ybiyri"
        build(path, NOON)
        picture = asyncio.run(_picture(Context(FileWorkspace.open(path), now=lambda: NOON)))
    without_fonts = re.sub(r"@font-face \{.*?\}", "", picture, flags=re.DOTALL)
    lines = re.sub(r"terminal-\d+", "terminal", without_fonts).splitlines()
    return "\n".join(line.rstrip() for line in lines if line.strip()) + "\n"


async def _picture(context: Context) -> str:
    app = YbiyriApp(lambda: context, HomeScreen)
    async with app.run_test(size=(80, 24)) as driver:
        for _ in range(3):
            await driver.pause()
            await app.workers.wait_for_complete()
        await driver.pause()
        return app.export_screenshot()


FILES: dict[str, Callable[[], str]] = {
    "docs/home.svg": home_picture,
    "docs/cli.md": cli_reference,
    "ybiyri_tui/screens/home/titles.py": home_titles,
}


def _contexts(command: click.Command, parent: click.Context | None) -> Iterator[click.Context]:
    """A context for every command below its group's, so that help looks as it does when the program is run."""
    name = command.name if parent else "ybiyri"
    context = click.Context(command, parent, name, terminal_width=100, **command.context_settings)
    yield context
    if isinstance(command, click.Group):
        for found in (command.get_command(context, name) for name in command.list_commands(context)):
            if found is not None:
                yield from _contexts(found, context)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    for name, make in FILES.items():
        (ROOT / name).write_text(make(), encoding="utf-8")
