"""A line at the bottom of a screen into which things are written down, while everything above stays in sight."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input, Static

from playbook.errors import PlaybookError
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.widgets.plain import shown

Check = Callable[[str], str]

PAUSE = 0.3
"""Seconds after which what is being typed is told of, at the latest."""


class CaptureInput(Input):
    """The field; leaving it keeps what was typed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "save", id="capture.save"),
        Binding("escape", "leave", "back, keeping the text", id="capture.leave"),
    ]

    def action_leave(self) -> None:
        """Leaves without saving."""
        self.post_message(CaptureLine.Left())

    def on_blur(self) -> None:
        """A click elsewhere does not take the keys away while something is asked."""
        if self.screen.is_current and self.display:
            self.call_after_refresh(self._return)

    def _return(self) -> None:
        line = self.parent
        if isinstance(line, CaptureLine) and line.is_open and self.screen.is_current:
            self.focus()


class CaptureLine(Vertical):
    """Hidden until something is asked; answers with a text, or None when it was left with esc.

    What is typed is told of while it is typed, so that it can be kept where a killed terminal loses nothing. Between
    two questions the field stays open and keeps what was typed ahead.
    """

    DEFAULT_CSS = """
    CaptureLine {
        display: none;
        height: auto;
        background: $panel;
        padding: 0 1;
        &.-open { display: block; }
        #asked { text-style: bold; height: auto; }
        #remark { color: $secondary; height: auto; &.problem { color: $error; } }
        CaptureInput { background: $background; padding: 0 1; }
    }
    """

    class Typed(Message):
        """Something was typed and is not saved yet; empty if nothing is left of it. `left` is the last of a text."""

        def __init__(self, field: str, text: str, *, left: bool) -> None:
            super().__init__()
            self.field = field
            self.text = text
            self.left = left

    class Left(Message):
        """The line was left with esc."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._field = ""
        self._check: Check = lambda _text: ""
        self._answer: asyncio.Future[str | None] | None = None
        self._closes = True
        self._pause: Timer | None = None
        self._told = ""
        self._typed = ""
        self._note = ""

    def compose(self) -> ComposeResult:
        """What is asked, the field, and what is to be said about the text."""
        yield Static("", id="asked", markup=False)
        typed = CaptureInput(compact=True, select_on_focus=False)
        typed.can_focus = False
        yield typed
        yield Static("", id="remark", markup=False)

    @property
    def field(self) -> str:
        """The field that is asked for now; empty for none."""
        return self._field

    @property
    def untold(self) -> str | None:
        """What was typed since it was last told of; None for nothing."""
        return self._typed if self._field and self._typed != self._told else None

    @property
    def is_open(self) -> bool:
        """Whether something is being asked."""
        return self.has_class("-open")

    async def ask(
        self,
        label: str,
        *,
        field: str,
        value: str = "",
        note: str = "",
        check: Check | None = None,
        closes: bool = True,
    ) -> str | None:
        """Asks for a line; `value` is in it at first, unless more was typed ahead. `check` is that of dialogs.

        With `closes` the line goes away with the answer; else the next question has to follow, or `close`.
        """
        self._field, self._closes, self._told = field, closes, value
        self._check = check or (lambda _text: "")
        self._note = note
        answer: asyncio.Future[str | None] = asyncio.get_running_loop().create_future()
        self._answer = answer
        self.query_one("#asked", Static).update(shown(label))
        typed = self.query_one(CaptureInput)
        if not (self.is_open and typed.value):
            typed.value = value
            typed.cursor_position = len(value)
        self._remark(note)
        self.add_class("-open")
        typed.can_focus = True
        typed.focus()
        self.screen.refresh_bindings()
        return await answer

    def close(self) -> None:
        """Goes away; what was typed ahead is forgotten."""
        self._stop_pause()
        self._field = ""
        typed = self.query_one(CaptureInput)
        typed.value = ""
        self.remove_class("-open")
        if self.screen.focused is typed:
            self.screen.set_focus(None)
        typed.can_focus = False
        self.screen.refresh_bindings()

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._typed = event.value
        if not self.is_open or not self._field:
            return
        try:
            self._remark(self._check(event.value.strip()) or self._note)
        except (ProgramError, PlaybookError):
            self._remark(self._note)
        if self._pause is None and event.value != self._told:
            self._pause = self.set_timer(PAUSE, self._tell)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        text = event.value.strip()
        try:
            self._check(text)
        except (ProgramError, PlaybookError) as error:
            self._remark(str(error), problem=True)
            return
        self._stop_pause()
        self._field = ""
        event.input.value = ""
        self._finish(text)

    @on(Left)
    def _left(self, event: Left) -> None:
        event.stop()
        self._tell(left=True)
        self._closes = True
        self._finish(None)

    def _finish(self, text: str | None) -> None:
        answer, self._answer = self._answer, None
        if self._closes:
            self.close()
        if answer is not None and not answer.done():
            answer.set_result(text)

    def _tell(self, *, left: bool = False) -> None:
        self._stop_pause()
        text = self._typed = self.query_one(CaptureInput).value
        if self._field and text != self._told:
            self._told = text
            self.post_message(self.Typed(self._field, text, left=left))

    def _stop_pause(self) -> None:
        if self._pause is not None:
            self._pause.stop()
            self._pause = None

    def _remark(self, text: str, *, problem: bool = False) -> None:
        remark = self.query_one("#remark", Static)
        remark.set_class(problem, "problem")
        remark.update(shown(text))
        remark.display = bool(text)
