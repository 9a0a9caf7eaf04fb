"""The Textual app: themes, sizes, errors, and the way from one screen to the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.events import Resize
from textual.geometry import Size
from textual.screen import Screen
from textual.worker import WorkerFailed

from ybiyri_tui.desk import Desk
from ybiyri_tui.drafts import Drafts
from ybiyri_tui.failures import sentence_for
from ybiyri_tui.screens.sizes import HEIGHTS, WIDTHS, fits
from ybiyri_tui.screens.too_small import TooSmallScreen
from ybiyri_tui.theme import DARK, LIGHT, THEMES
from ybiyri_tui.widgets.key_line import explained, is_usual, key_name
from ybiyri_tui.wording.states import plain_glyphs

if TYPE_CHECKING:
    from ybiyri_tui.context import Context

LOCKED_AWAY = frozenset({"command_palette", "explain", "help_quit", "quit", "screenshot", "suspend_process"})


class YbiyriApp(App[None]):
    """Shows one workspace. What it starts with is decided by whoever makes it.

    `drafts` keeps what was typed and not saved, by field, until it is saved. `failure` is the error
    that ended the app, if one did.
    """

    CSS_PATH = "app.tcss"
    TITLE = "ybiyri"
    HORIZONTAL_BREAKPOINTS = WIDTHS
    VERTICAL_BREAKPOINTS = HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "explain", "help", key_display="?", id="help"),
        Binding("f1", "explain", "help", show=False, key_display="f1"),
        Binding("ctrl+q", "quit", "quit", show=False, id="quit"),
        Binding("ctrl+t", "switch_theme", "light or dark", show=False, id="theme"),
    ]

    def __init__(self, open_context: Callable[[], Context], first: Callable[[], Screen[None]]) -> None:
        super().__init__()
        self.desk = Desk(open_context)
        self.drafts = Drafts(self._write_draft)
        self._recalled: set[int] = set()
        self.failure: BaseException | None = None
        self._first = first
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name
        self.set_class(plain_glyphs(), "-ascii")

    def on_mount(self) -> None:
        """Shows the first screen at once; its data follow from the desk."""
        self.push_screen(self._first())
        self._mind_the_size(self.size)

    async def on_unmount(self) -> None:
        """Lets everything that was typed reach the disk."""
        self.desk.close()

    def on_resize(self, event: Resize) -> None:
        """Below the smallest useful size one sentence replaces the screen, and goes away by itself."""
        self._mind_the_size(event.size)

    def _mind_the_size(self, size: Size) -> None:
        shown = any(isinstance(screen, TooSmallScreen) for screen in self.screen_stack)
        first_is_there = len(self.screen_stack) > 1
        if not fits(size) and first_is_there and not shown:
            self.push_screen(TooSmallScreen())

    def switch_workspace(self, open_context: Callable[[], Context]) -> None:
        """From now on all work is done on another workspace; what was asked of the old one is finished first."""
        self.desk.close()
        self.desk = Desk(open_context)
        self.drafts = Drafts(self._write_draft)
        self._recalled.clear()

    def recall_drafts(self, pilot_id: int) -> None:
        """Brings back what was typed about a pilot in a terminal that was killed."""
        if pilot_id not in self._recalled:
            self._recalled.add(pilot_id)
            self.run_worker(self._recall_drafts(pilot_id), group="draft")

    async def _recall_drafts(self, pilot_id: int) -> None:
        from ybiyri_tui.usecases.room.drafting import kept_drafts

        try:
            self.drafts.recall(pilot_id, await self.desk.do(lambda context: kept_drafts(context, pilot_id)))
        except Exception as error:
            self.tell(error)

    def _write_draft(self, pilot_id: int, field: str, text: str) -> None:
        self.run_worker(self.keep_draft(pilot_id, field, text), group="draft")

    async def keep_draft(self, pilot_id: int, field: str, text: str) -> None:
        """Has the file keep a text that is being typed; if it cannot, that is told, and the text stays in the app."""

        def write(context: Context) -> None:
            from ybiyri_tui.usecases.room.drafting import keep_draft

            keep_draft(context, pilot_id, field, text)

        try:
            await self.desk.do(write)
        except Exception as error:
            self.tell(error)

    def tell(self, error: BaseException) -> None:
        """Shows an error as one sentence."""
        sentence, _ = sentence_for(error)
        self.notify(sentence, severity="error", timeout=12, markup=False)

    def leave_with(self, error: BaseException) -> None:
        """Ends the app; whoever ran it turns the failure into a sentence and an exit code."""
        self.failure = self.failure or error
        self.exit()

    def _handle_exception(self, error: Exception) -> None:
        """Replaces Textual's traceback: a failed worker is told and the app stays, any other error ends it."""
        if isinstance(error, WorkerFailed):
            self.tell(error.error)
            return
        self.failure = self.failure or error
        if self._exception is None:  # makes `run_test` raise it
            self._exception = error
            self._exception_event.set()
        self._return_code = 1
        self._close_messages_no_wait()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A locked screen, such as the kiosk, keeps away what would lead out of it."""
        if action in LOCKED_AWAY and self.is_locked:
            return False
        return super().check_action(action, parameters)

    @property
    def is_locked(self) -> bool:
        """Whether a screen is shown that nobody shall be led out of, or copy from."""
        return any(getattr(screen, "LOCKED", False) for screen in self.screen_stack)

    def copy_to_clipboard(self, text: str) -> None:
        """Copies a text, but nothing of a locked screen."""
        if not self.is_locked:
            super().copy_to_clipboard(text)

    def action_explain(self) -> None:
        """Opens the help of the screen on top."""
        from ybiyri_tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            self.push_screen(HelpScreen(self.screen))

    def action_switch_theme(self) -> None:
        """Changes between the dark and the light theme."""
        self.theme = LIGHT.name if self.theme == DARK.name else DARK.name

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: what the screen on top can do now, then the program."""
        offered = set()
        for active in screen.active_bindings.values():
            binding, what = active.binding, explained(active.binding)
            own = active.node is screen or (active.node is not self and binding.show)
            if own and active.enabled and what and not is_usual(binding) and what not in offered:
                offered.add(what)
                runner = self._runner(binding.action, active.node)
                yield SystemCommand(what.capitalize(), f"key {key_name(screen, binding)}", runner)
        yield SystemCommand("Light or dark", "Light has high contrast, for projectors", self.action_switch_theme)
        yield SystemCommand("Help", "Explain this screen and its keys", self.action_explain)
        yield SystemCommand("Quit", "Leave; everything is saved", self.action_quit)

    def _runner(self, action: str, node: DOMNode) -> Callable[[], None]:
        def run() -> None:
            self.call_later(self.run_action, action, node)

        return run

    async def action_quit(self) -> None:
        """Leaves once every change is on disk; if one could not be saved, the sentence about it is read first."""
        saving = [worker for worker in self.workers if worker.group == "save" and not worker.is_finished]
        if all([await worker.wait() for worker in saving]):
            self.exit()
