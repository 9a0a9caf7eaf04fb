"""The first run: what ybiyri is, and two ways to begin."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ybiyri_tui.screens.base import FramedScreen
from ybiyri_tui.widgets.folding import Hanging, Stack
from ybiyri_tui.widgets.lists.choice_list import ChoiceList
from ybiyri_tui.widgets.plain import shown

if TYPE_CHECKING:
    from ybiyri_tui.context import Context

WHAT = (
    "Take one team through You Build It You Run It: answer what people say against it, with proof, "
    "and see at any time what to do next."
)


class WelcomeScreen(FramedScreen[None]):
    """Shown while there is no workspace yet; nothing is written before a pilot is created."""

    CSS_PATH = "welcome.tcss"
    WHERE = "Welcome to ybiyri"
    HELP = """
A pilot is one team's attempt. Its answers, proofs and surveys are kept in one file on this machine, which is made when you create the first pilot.

The example is a made-up pilot in a file of its own. You can change everything in it; nothing of it gets into yours.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "create", "new pilot", id="welcome.create"),
        Binding("d", "demo", "example", id="welcome.demo"),
        Binding("q,escape", "app.quit", "quit", id="welcome.quit"),
    ]

    def __init__(self, workspace_path: Path) -> None:
        super().__init__()
        self._path = workspace_path

    def compose_content(self) -> Iterable[Widget]:
        """Two lines, two choices."""
        with VerticalScroll(id="welcome", can_focus=False):
            yield Static(WHAT, classes="heading", markup=False)
            yield Static(shown(f"Everything stays on this machine, in {self._path}"), classes="quiet", markup=False)
            yield ChoiceList(
                Option(_choice("n", "Create a pilot", "name, team and mission; you can begin at once"), "create"),
                Option(_choice("d", "Look at an example first", "a made-up pilot, in a file of its own"), "demo"),
                compact=True,
            )

    def on_mount(self) -> None:
        """Ready for keys."""
        self.query_one(ChoiceList).focus()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        if event.option_id == "create":
            self.action_create()
        else:
            self.action_demo()

    def action_create(self) -> None:
        """Opens the form; the workspace is made together with the pilot."""
        from ybiyri_tui.screens.welcome.new_pilot import NewPilotScreen

        self.app.push_screen(NewPilotScreen(self._path), self._created)

    @work(exclusive=True)
    async def action_demo(self) -> None:
        """Opens the example pilot, which is built the first time."""
        self.notify("Opening the example …", timeout=2, markup=False)
        self.ybiyri.switch_workspace(_demo)
        await self.ybiyri.desk.do(lambda _context: None)
        self._go_home()

    def _created(self, pilot_id: int | None) -> None:
        if pilot_id is not None:
            self._go_home()

    def _go_home(self) -> None:
        from ybiyri_tui.screens.home.home import HomeScreen

        self.app.switch_screen(HomeScreen())


def _choice(key: str, what: str, more: str) -> Visual:
    return Stack(
        [
            Hanging(Content.styled(f" {key}  ", "bold $primary"), what),
            Hanging("    ", Content.styled(more, "$secondary")),
        ]
    )


def _demo() -> Context:
    from ybiyri_tui.demo import open_demo
    from ybiyri_tui.paths import demo_workspace

    return open_demo(demo_workspace())
