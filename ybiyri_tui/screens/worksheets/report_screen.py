"""What a worksheet comes to, as a page to read; its tables are opened from here."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import Static

from ybiyri_tui.screens.undoing import UNDO_KEYS
from ybiyri_tui.screens.worksheets.worksheet_screen import WorksheetScreen
from ybiyri_tui.widgets.folding import Hanging, Stack
from ybiyri_tui.widgets.plain import shown

if TYPE_CHECKING:
    from ybiyri_tui.reports.worksheets.lines import Line

View = TypeVar("View")

REPORT_STYLES = Path(__file__).with_name("report_screen.tcss")
STYLES = {"plain": "", "heading": "bold", "quiet": "$secondary", "alert": "$warning"}
MARGIN = 4
# To be put at the end of a subclass's bindings, so that its own keys come first.
REPORT_KEYS: tuple[Binding, ...] = (
    Binding(
        "exclamation_mark",
        "proposals",
        "proposes",
        key_display="!",
        id="report.proposals",
        tooltip="which answers this worksheet proposes",
    ),
    *UNDO_KEYS,
    Binding("up,k", "scroll_by(-1)", "scroll", show=False, id="report.up"),
    Binding("down,j", "scroll_by(1)", "scroll", show=False, id="report.down"),
    Binding("escape", "dismiss", "back", key_display="esc", id="report.back"),
)


class ReportScreen(WorksheetScreen[View], Generic[View]):
    """A subclass reads a record and makes lines of it."""

    CSS_PATH = REPORT_STYLES

    @abstractmethod
    def lines(self, view: View, width: int) -> Iterable[Line]:
        """What there is to read."""

    def compose_content(self) -> Iterable[Widget]:
        """One page."""
        with VerticalScroll(id="report"):
            yield Static("Reading the workspace …", id="report-text", markup=False)

    def on_mount(self) -> None:
        """Says whose it is."""
        self.entitle(f"{self.WHERE} · {shown(self.pilot.name)}")
        self.query_one("#report").focus()

    def draw(self, view: View) -> None:
        """The lines, as wide as there is room."""
        lines = self.lines(view, self.size.width - MARGIN)
        self.query_one("#report-text", Static).update(visuals(lines))

    def action_scroll_by(self, lines: int) -> None:
        """So many lines further down."""
        self.query_one("#report", VerticalScroll).scroll_relative(y=lines, animate=False)


def visuals(lines: Iterable[Line]) -> Stack:
    """Lines as they are shown on any screen."""
    return Stack(_visual(line) for line in lines)


def _visual(line: Line) -> Visual:
    text = Content.styled(shown(line.text), STYLES[line.kind])
    return (
        Hanging(Content.styled(shown(line.label), STYLES[line.kind]), text)
        if line.folds
        else Content.assemble(shown(line.label), text)
    )
