"""Asks for several texts at once, each in answer to a question of its own; any may be left empty."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.events import DescendantFocus
from textual.screen import ModalScreen
from textual.timer import Timer
from textual.widgets import Input, Static

from ybiyri_tui.screens.dialogs.ask import PAUSE
from ybiyri_tui.widgets.fields.field import Field
from ybiyri_tui.widgets.plain import shown

if TYPE_CHECKING:
    from ybiyri_tui.app import YbiyriApp

NONE = "Nothing is written yet; write something, or go back with esc."


@dataclass(frozen=True)
class Wanted:
    """One text that is asked for; what is being typed is kept as a draft under `field`."""

    id: str
    question: str
    note: str
    field: str


class TextsScreen(ModalScreen[dict[str, str] | None]):
    """Answers with the texts by id once one is there, or None when it was left with esc, which keeps what was typed.

    Whoever takes the texts lets go of the drafts once they are saved.
    """

    CSS_PATH = "dialogs.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        # With priority the focus moves before the next key is handed out, so fast typing lands in the right field.
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
        Binding("escape", "dismiss", "back"),
    ]

    def __init__(self, title: str, wanted: Iterable[Wanted], *, note: str = "", longest: int = 2000) -> None:
        super().__init__()
        self._title = title
        self._wanted = {one.id: one for one in wanted}
        self._note = note
        self._longest = longest
        self._typed: set[str] = set()
        self._pause: Timer | None = None

    @property
    def _ybiyri(self) -> YbiyriApp:
        return cast("YbiyriApp", self.app)

    def compose(self) -> ComposeResult:
        """Title, note, and a field below each question."""
        with VerticalScroll(id="dialog", can_focus=False):
            yield Static(shown(self._title), classes="heading", markup=False)
            if self._note:
                yield Static(shown(self._note), classes="quiet", markup=False)
            for one in self._wanted.values():
                draft = self._ybiyri.drafts.get(one.field, "")
                with Vertical(classes="asked"):
                    yield Static(shown(one.question), classes="label", markup=False)
                    yield Static(shown(one.note), classes="label quiet", markup=False)
                    yield Field(draft, id=one.id, compact=True, max_length=self._longest, select_on_focus=False)
            yield Static("", id="remark", classes="problem", markup=False)
            yield Static("enter next; on the last one save   esc back, keeping the text", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Ready to type."""
        self.query(Field).first().focus()

    @on(DescendantFocus)
    def _show_question(self, event: DescendantFocus) -> None:
        """Where not everything fits, the question stands above the field that is typed into."""
        asked = event.widget.parent
        if event.widget is self.query(Field).first():
            self.call_after_refresh(self.query_one("#dialog").scroll_home, animate=False)
        elif isinstance(asked, Vertical):
            self.call_after_refresh(asked.scroll_visible, animate=False, top=True)

    async def on_unmount(self) -> None:
        """What was typed last is kept as well, also when the program is left."""
        await self._write()

    @on(Input.Changed)
    def _keep(self, event: Input.Changed) -> None:
        """Keeps what is being typed, in the file after a short pause."""
        field = self._wanted[event.input.id or ""].field
        if event.value != self._ybiyri.drafts.get(field, ""):
            self._ybiyri.drafts[field] = event.value
            self._typed.add(field)
            if self._pause is None:
                self._pause = self.set_timer(PAUSE, lambda: self.app.run_worker(self._write(), group="draft"))

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        """Enter goes to the next field, and on the last one hands everything in."""
        fields = list(self.query(Field))
        position = fields.index(cast("Field", event.input)) + 1
        if position < len(fields):
            fields[position].focus()
            return
        texts = {field.id or "": field.value.strip() for field in fields}
        if any(texts.values()):
            self.dismiss(texts)
        else:
            self.query_one("#remark", Static).update(NONE)
            fields[0].focus()

    async def _write(self) -> None:
        """Writes drafts into the file; nothing from within a locked kiosk."""
        typed, self._typed = self._typed, set()
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
        if any(getattr(screen, "LOCKED", False) for screen in self.app.screen_stack):
            return
        for field in typed:
            row = self._ybiyri.drafts.row(field)
            if row is not None:
                await self._ybiyri.keep_draft(*row)
