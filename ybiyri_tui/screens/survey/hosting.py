"""The coach's screen while a survey is hosted: how to join, for the whole room, and nothing about who does."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Static

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.failures import sentence_for
from ybiyri_tui.hosting.qr import qr_code
from ybiyri_tui.screens.base import FramedScreen
from ybiyri_tui.screens.dialogs.confirm import ConfirmScreen
from ybiyri_tui.screens.sizes import MEDIUM_HEIGHT
from ybiyri_tui.widgets.big_letters import BigLetters
from ybiyri_tui.wording.closing_times import time_words
from ybiyri_tui.wording.states import plain_glyphs

if TYPE_CHECKING:
    from surveys.rounds.records import Round
    from ybiyri_tui.hosting.host import State
    from ybiyri_tui.hosting.joining import Joining

LOOK_EVERY = 2.0
QR_BORDER = 2
"""Light modules around the code: half of what the standard asks for, which cameras take."""
TEXT_COLUMNS = 54
"""What the lines beside a code need."""
FRAME = 3
"""Rows of the title and the keys."""
STOP_NOTE = (
    "Whoever is answering now has to connect again later. Codes with which nothing was sent stay good, and what was "
    "sent is kept."
)


class HostScreen(FramedScreen[None]):
    """Says how to join until the round is over or the coach stops. `look` tells how the round
    is, `lacking` what this system cannot do to confine those who answer."""

    CSS_PATH = "hosting.tcss"
    WHERE = "Hosting"
    HELP = """
This screen is for the whole room: what to type or to open, and the fingerprints to compare. The survey's own stands \
on every slip and on the first page; the host's is shown by an SSH client when it connects for the first time.

It says nothing about who is connected or how many have answered, only whether there are enough to close. Close the \
survey in another terminal, with `ybiyri survey close` or in the app; this screen then says so.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "turn", "QR code", id="hosting.code"),
        Binding("c", "copy", "copy", tooltip="copy what people type or open", id="hosting.copy"),
        Binding("q,ctrl+q", "stop", "stop", key_display="q", tooltip="stop serving the survey", id="hosting.stop"),
        Binding("down,j", "scroll(1)", "scroll", show=False),
        Binding("up,k", "scroll(-1)", "scroll", show=False),
    ]

    def __init__(self, found: Round, joining: Joining, look: Callable[[], Awaitable[State]], lacking: str = "") -> None:
        super().__init__()
        self._round = found
        self._joining = joining
        self._look = look
        self._lacking = lacking
        self._state: State | None = None
        self._code = qr_code(joining.web, QR_BORDER) if joining.web and not plain_glyphs() else None
        self._is_turned = False

    def compose_content(self) -> Iterable[Widget]:
        """What to type, what to open, what to compare, and whether there are enough; the code beside it."""
        with Horizontal():
            with VerticalScroll(id="joining", can_focus=False):
                for part in ("ssh", "web"):
                    yield Static("", id=f"{part}-lead", classes="quiet", markup=False)
                    yield BigLetters(id=f"{part}-large")
                    yield Static(getattr(self._joining, part), id=part, classes="heading", markup=False)
                yield Static("", id="compare", markup=False)
                yield Static("", id="enough", markup=False)
                yield Static("", id="trouble", classes="warns", markup=False)
            yield Static("", id="code", markup=False)

    def on_mount(self) -> None:
        """Looks at once, and again and again."""
        self.entitle(self._round.survey.title)
        self._fill()
        self._look_again()
        self.set_interval(LOOK_EVERY, self._look_again)

    def on_resize(self, _event: Resize) -> None:
        """Letters and code are as large as there is room."""
        if self.is_mounted:
            self._fill()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """The code has a page of its own where it does not fit beside the text."""
        if action == "turn":
            return self._code is not None and not self._is_over and not self._fits_beside
        return not (action == "copy" and self._is_over)

    @work(exclusive=True, group="look")
    async def _look_again(self) -> None:
        if self._is_over:
            return
        try:
            state = await self._look()
        except ProgramError as error:
            self.ybiyri.leave_with(error)
            return
        except Exception as error:
            self._tell(sentence_for(error)[0])
            return
        if state != self._state:
            self._state = state
            self._round = state.round
            self._fill()
            self.refresh_bindings()

    @property
    def _is_over(self) -> bool:
        return self._state is not None and self._state.over is not None

    @property
    def _fits_beside(self) -> bool:
        """Whether the code has room beside the text."""
        if self._code is None:
            return False
        columns, rows = self.app.size
        wanted = TEXT_COLUMNS if self._joining.ssh else max(len(self._joining.web), len(self._round.fingerprint)) + 6
        return columns - self._code.size - 4 >= wanted and rows - 4 >= (self._code.size + 1) // 2

    @property
    def _rows_of_text(self) -> int:
        """Rows that the text takes without anything large, blank ones between its parts where there is room."""
        apart = 0 if self.app.size.height < MEDIUM_HEIGHT else 1
        ways = sum(bool(way) for way in (self._joining.ssh, self._joining.web))
        compared = 3 if self._joining.host_key else 1
        return ways * (2 + apart) + compared + 1 + apart

    def _fill(self) -> None:
        closing = self._round.last_closing
        self.entitle(self._round.survey.title, f"closes {time_words(closing)}" if closing and not self._is_over else "")
        code, beside = self.query_one("#code"), self._fits_beside and not self._is_over
        code.display = beside or (self._is_turned and self._code is not None and not self._is_over)
        self.query_one("#joining").display = beside or not code.display
        if self._code is not None and code.display:
            self.query_one("#code", Static).update("\n".join(self._code.half_blocks()))
        columns, rows = self.app.size.width - 4, self.app.size.height - FRAME - self._rows_of_text
        if beside and self._code is not None:
            columns -= self._code.size + 2
        near = "://localhost" in self._joining.web
        open_it = "Open in a browser of this machine; others need --cert" if near else "Open in a browser"
        for part, lead in (("ssh", "Type in a terminal"), ("web", open_it)):
            is_served = bool(getattr(self._joining, part)) and not self._is_over
            rows -= self._write(part, lead, columns, rows, is_served=is_served)
        self._compare()

    def _write(self, part: str, lead: str, columns: int, rows: int, *, is_served: bool) -> int:
        text = getattr(self._joining, part)
        self.query_one(f"#{part}-lead", Static).update(lead)
        for name in (f"#{part}-lead", f"#{part}"):
            self.query_one(name).display = is_served
        return self.query_one(f"#{part}-large", BigLetters).write(text if is_served else "", columns, rows)

    def _compare(self) -> None:
        compare, enough = self.query_one("#compare", Static), self.query_one("#enough", Static)
        if self._state is not None and self._state.over is not None:
            compare.update(self._state.over)
            enough.update("")
            self._tell("")
            return
        lines = [f"Fingerprint of this survey  {self._round.fingerprint}"]
        if self._joining.host_key:
            lines = ["Fingerprint of this host", f"  {self._joining.host_key}", *lines]
        compare.update("\n".join(lines))
        done = self._state is not None and self._state.enough
        mark = ("Y" if done else ".") if plain_glyphs() else ("✓" if done else "·")
        enough.update(f"{mark} Enough answers to close: {'yes' if done else 'not yet'}")
        self._tell(self._state.trouble if self._state is not None and self._state.trouble else self._lacking)

    def _tell(self, trouble: str) -> None:
        self.query_one("#trouble", Static).update(trouble)
        self.query_one("#trouble").display = bool(trouble)

    def action_turn(self) -> None:
        """Shows the code instead of the text, or the text again."""
        self._is_turned = not self._is_turned
        self._fill()

    def action_copy(self) -> None:
        """Copies what people type, or open, for a message to them."""
        self.app.copy_to_clipboard("\n".join(filter(None, (self._joining.ssh, self._joining.web))))
        self.app.notify("Copied, if this terminal lets programs copy.", markup=False)

    def action_stop(self) -> None:
        """Asks first; nothing is lost by stopping."""
        if self._is_over:
            self.app.exit()
            return
        ask = ConfirmScreen("Stop serving the survey?", note=STOP_NOTE, yes="stop")
        self.app.push_screen(ask, self._stop)

    def _stop(self, yes: bool | None) -> None:
        if yes:
            self.app.exit()

    def action_scroll(self, step: int) -> None:
        """For terminals where the text does not fit."""
        self.query_one("#joining", VerticalScroll).scroll_relative(y=step, animate=False)
