"""Asks for one line of text, and says at once what it will be taken for."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import fill
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input, Static

from playbook.errors import PlaybookError
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.widgets.plain import shown

if TYPE_CHECKING:
    from ybiyri_tui.app import YbiyriApp
    from ybiyri_tui.drafts import Drafts

Check = Callable[[str], str]
LEAST_WIDTH = 40
PAUSE = 0.3
"""Seconds after which what is being typed is in the file, at the latest."""


class AskScreen(ModalScreen[str | None]):
    """Answers with the text without blanks around it, or None when it was left with esc.

    What was typed and not saved is kept as a draft under `field`, in the file as well if the field belongs to a pilot,
    and is there when it is asked for again.
    `check` returns a remark on a text that will do, and raises ProgramError or PlaybookError for any other.
    """

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "back")]

    def __init__(
        self, title: str, *, field: str, value: str = "", note: str = "", check: Check | None = None, example: str = ""
    ) -> None:
        super().__init__()
        self._title = title
        self._field = field
        self._value = value
        self._note = note
        self._check = check or (lambda _text: "")
        self._example = example
        self._pause: Timer | None = None

    @property
    def _ybiyri(self) -> YbiyriApp:
        return cast("YbiyriApp", self.app)

    @property
    def _drafts(self) -> Drafts:
        return self._ybiyri.drafts

    def compose(self) -> ComposeResult:
        """Title, note, field, and what is to be said about the text."""
        with VerticalScroll(id="dialog", can_focus=False):
            yield Static(shown(self._title), classes="heading", markup=False)
            if self._note:
                yield Static(shown(self._note), classes="quiet", markup=False)
            draft = self._drafts.get(self._field)
            yield Input(
                self._value if draft is None else draft,
                placeholder=self._example,
                compact=True,
                select_on_focus=draft is None,  # the next key must not replace what was typed before
            )
            yield Static("", id="remark", markup=False)
            yield Static("enter save   esc back, keeping the text", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one(Input).focus()
        self.call_after_refresh(self._remark)

    async def on_unmount(self) -> None:
        """What was typed last is kept as well, also when the program is left."""
        row = self._row_to_keep()
        if row is not None:
            await self._ybiyri.keep_draft(*row)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        """Keeps what is being typed, in the file after a short pause."""
        self._remark()
        self._keep(event.value)
        if self._pause is None:
            self._pause = self.set_timer(PAUSE, self._write)

    def _write(self) -> None:
        row = self._row_to_keep()
        if row is not None:
            self.app.run_worker(self._ybiyri.keep_draft(*row), group="draft")

    def _row_to_keep(self) -> tuple[int, str, str] | None:
        """None unless something was typed since it was last asked for; nothing from within a locked kiosk."""
        pause, self._pause = self._pause, None
        if pause is None or any(getattr(screen, "LOCKED", False) for screen in self.app.screen_stack):
            return None
        pause.stop()
        return self._drafts.row(self._field)

    def _remark(self) -> None:
        """Says what the text will be taken for; a mistake is told only once it is handed in."""
        text = self.query_one(Input).value.strip()
        remark = self.query_one("#remark", Static)
        remark.remove_class("problem")
        try:
            remark.update(_folded(shown(self._check(text)), remark.size.width))
        except (ProgramError, PlaybookError):
            remark.update("")

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        text = event.value.strip()
        try:
            self._check(text)
        except (ProgramError, PlaybookError) as error:
            remark = self.query_one("#remark", Static)
            remark.add_class("problem")
            remark.update(_folded(shown(str(error)), remark.size.width))
            return
        self._keep(text)
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
        self.dismiss(text)

    def action_leave(self) -> None:
        """Goes back; what was typed is kept."""
        self._keep(self.query_one(Input).value)
        self.dismiss(None)

    def _keep(self, text: str) -> None:
        if text == self._value:
            self._drafts.let_go(self._field)
        else:
            self._drafts[self._field] = text


def _folded(text: str, width: int) -> str:
    """The text in lines of that width; a path longer than a line is broken, or it would not be seen at all."""
    return fill(text, max(width, LEAST_WIDTH), break_on_hyphens=False)
