"""The Textual app: themes, sizes, errors, and the way from one screen to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.screen import Screen

from ybiyri_tui.desk import Desk
from ybiyri_tui.failures import sentence_for
from ybiyri_tui.screens.too_small import MINIMUM, TooSmallScreen
from ybiyri_tui.theme import DARK, LIGHT, THEMES

if TYPE_CHECKING:
    from ybiyri_tui.context import Context


class YbiyriApp(App[None]):
    """Shows one workspace. What it starts with is decided by whoever makes it."""

    CSS_PATH = "app.tcss"
    TITLE = "ybiyri"
    HORIZONTAL_BREAKPOINTS: ClassVar = [(0, "-narrow"), (76, "-normal"), (110, "-wide")]
    VERTICAL_BREAKPOINTS: ClassVar = [(0, "-short"), (22, "-medium"), (32, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "explain", "help", key_display="?", id="help"),
        Binding("ctrl+q", "quit", "quit", show=False, id="quit"),
        Binding("ctrl+t", "switch_theme", "light or dark", show=False, id="theme"),
    ]

    def __init__(self, open_context: Callable[[], Context], first: Callable[[], Screen[None]]) -> None:
        super().__init__()
        self.desk = Desk(open_context)
        self._first = first
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name

    def on_mount(self) -> None:
        """Shows the first screen at once; its data follow from the desk."""
        self.push_screen(self._first())

    async def on_unmount(self) -> None:
        """Lets everything that was typed reach the disk."""
        self.desk.close()

    def on_resize(self, event: Resize) -> None:
        """Below the smallest useful size one sentence replaces the screen, and goes away by itself."""
        fits = event.size.width >= MINIMUM.width and event.size.height >= MINIMUM.height
        if not fits and not isinstance(self.screen, TooSmallScreen):
            self.push_screen(TooSmallScreen())
        elif fits and isinstance(self.screen, TooSmallScreen):
            self.pop_screen()

    def tell(self, error: Exception) -> None:
        """Shows an error as one sentence."""
        sentence, _ = sentence_for(error)
        self.notify(sentence, severity="error", timeout=12, markup=False)

    def action_explain(self) -> None:
        """Opens the help of the screen on top."""
        from ybiyri_tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_switch_theme(self) -> None:
        """Changes between the dark and the light theme."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: what the screen on top can do, then the program."""
        for active in screen.active_bindings.values():
            binding = active.binding
            if active.enabled and active.node is screen and binding.description:
                yield SystemCommand(
                    binding.description.capitalize(),
                    f"key {binding.key_display or binding.key}",
                    self._runner(screen, binding.action),
                )
        yield SystemCommand("Light or dark", "Light has high contrast, for projectors", self.action_switch_theme)
        yield SystemCommand("Help", "Explain this screen and its keys", self.action_explain)
        yield SystemCommand("Quit", "Leave; everything is saved", self.action_quit)

    def _runner(self, screen: Screen[object], action: str) -> Callable[[], None]:
        def run() -> None:
            self.call_later(screen.run_action, action)

        return run
