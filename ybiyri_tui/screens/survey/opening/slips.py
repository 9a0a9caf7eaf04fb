"""The codes of a round, or a replaced one: shown once, to whoever gives them out."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from ybiyri_tui.screens.base import FramedScreen
from ybiyri_tui.screens.kiosk.terminal import forget_scrollback
from ybiyri_tui.usecases.survey.opening import Opened

if TYPE_CHECKING:
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.survey.entrance import Entrance

WHAT_TO_DO = (
    "Write each code with the fingerprint on a slip of its own, or print them (e), fold the slips, and let people draw "
    "from a bowl. Nobody can look the codes up again."
)
NO_COPY = "A photo or a copy of this page is a copy of the codes: whoever has one can answer in somebody's place."


class SlipsScreen(FramedScreen[None]):
    """One line a slip, in an order that says nothing; whoever leaves the screen cannot come back to it.

    In a hosted round the codes are for the delegate, and come only after a page that says so.
    """

    CSS_PATH = "opening.tcss"
    WHERE = "Codes"
    ALLOW_SELECT = False
    LOCKED: ClassVar[bool] = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "show", "show them", id="slips.show"),
        Binding("e", "write", "write a page to print", id="slips.write"),
        Binding("enter", "done", "done, they are on slips", id="slips.done"),
        Binding("down,j", "turn(1)", "scroll", show=False),
        Binding("up,k", "turn(-1)", "scroll", show=False),
    ]

    def __init__(self, opened: Opened) -> None:
        super().__init__()
        self._opened = opened
        self._covered = opened.round.hosted
        self._entrance: Entrance | None = None

    def compose_content(self) -> Iterable[Widget]:
        """What to do with them, and the codes."""
        with VerticalScroll(id="slips"):
            yield Static("", id="what", markup=False)
            yield Static("", id="codes", markup=False)
            yield Static("", id="copies", classes="quiet", markup=False)

    def on_mount(self) -> None:
        """Says which round they are for, and how it will be found."""
        self._fill()
        self._find_entrance()

    @work(exclusive=True, group="entrance")
    async def _find_entrance(self) -> None:
        from ybiyri_tui.usecases.survey.entrance import entrance_for_slips

        self._entrance = await self.ybiyri.desk.do(lambda _context: entrance_for_slips(self._opened.round))
        self._fill()

    def on_unmount(self) -> None:
        """Nothing outlives the screen."""
        forget_scrollback(self.app)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Covered codes can only be shown."""
        return not (self._covered and action in ("write", "done")) and not (not self._covered and action == "show")

    def _fill(self) -> None:
        from ybiyri_tui.reports.survey.invitations.slips import entrance_lines

        found = self._opened.round
        many = len(self._opened.slips) > 1
        self.entitle(f'{"Codes" if many else "A new code"}, shown only now · "{found.label.value}" survey')
        what, codes = self.query_one("#what", Static), self.query_one("#codes", Static)
        if self._covered:
            what.update(f"The codes are for {self._delegate} alone. Hand over the keyboard and look away.")
            codes.update("")
        else:
            what.update(WHAT_TO_DO)
            width = 3 + max(len(slip.code) for slip in self._opened.slips)
            lines = (f"  {slip.code:<{width}} fingerprint {slip.fingerprint}" for slip in self._opened.slips)
            codes.update("\n".join((*lines, *entrance_lines(self._entrance))))
        self.query_one("#copies", Static).update("" if self._covered else NO_COPY)
        self.refresh_bindings()

    @property
    def _delegate(self) -> str:
        from surveys.sealing.holders import Holder

        return self._opened.round.series.holders[Holder.DELEGATE]

    def action_show(self) -> None:
        """The delegate has the keyboard."""
        self._covered = False
        self._fill()

    def action_write(self) -> None:
        """Asks where the page shall be; it can be read by this account alone."""
        from ybiyri_tui.screens.dialogs.ask import AskScreen

        ask = AskScreen(
            "Write the slips to a file",
            field="slips.file",
            value=f"slips-{self._opened.round.label.value}.html",
            note="A page to print and cut, or one line a slip if the name ends with .txt. Delete it after printing.",
            check=_where,
        )
        self.app.push_screen(ask, self._named)

    def _named(self, name: str | None) -> None:
        if name:
            self._write(Path(name).expanduser())

    @work(exclusive=True, group="write")
    async def _write(self, path: Path) -> None:
        from ybiyri_tui.reports.survey.invitations.slip_files import write_slips
        from ybiyri_tui.usecases.survey.entrance import entrance_for_slips

        def write(_context: Context) -> Path:
            found = self._opened.round
            return write_slips(path, found, self._opened.slips, entrance_for_slips(found))

        try:
            written = await self.ybiyri.desk.do(write)
        except Exception as error:
            self.ybiyri.tell(error)
        else:
            self.ybiyri.drafts.pop("slips.file", None)
            self.app.notify(f"The slips are in {written}. Print them, then delete the file.", timeout=12, markup=False)

    def action_done(self) -> None:
        """Leaves once it is sure that they are on paper."""
        from ybiyri_tui.screens.dialogs.confirm import ConfirmScreen

        ask = ConfirmScreen("Are all codes on slips?", note="They cannot be shown again.", yes="yes, go on")
        self.app.push_screen(ask, self._confirmed)

    def _confirmed(self, yes: bool | None) -> None:
        if yes:
            self.app.pop_screen()

    def action_turn(self, step: int) -> None:
        """Scrolls, for those who use vi's keys."""
        self.query_one("#slips", VerticalScroll).scroll_relative(y=step, animate=False)


def _where(name: str) -> str:
    """Where the file will be. Raises ProgramError if it cannot be written there."""
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.reports.files import check_target

    if not name:
        raise ProgramError("Give the file a name.")
    path = Path(name).expanduser()
    check_target(path)
    return f"It will be {path.absolute()}"
