"""How the answers stood, day by day, as a picture in text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import Static

from ybiyri_tui.screens.base import WorkScreen
from ybiyri_tui.widgets.folding import Flow, Hanging, Stack
from ybiyri_tui.widgets.plain import shown
from ybiyri_tui.wording.states import COUNT_WORDS, glyph, near_day

if TYPE_CHECKING:
    from datetime import date

    from playbook.records import Pilot
    from playbook.standing.progress import ProgressPoint
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.history.history_page import ProgressPage

DAY_WIDTH = 13


class ProgressScreen(WorkScreen["ProgressPage"]):
    """Reading matter; nothing can be changed here."""

    CSS_PATH = "history.tcss"
    WHERE = "Progress over time"
    HELP = """
One row for each day on which something was changed, one glyph for each question, the best answers first:
{legend}

Every row has the same number of questions, so rows can be compared by eye. A yes that was taken back makes a row shorter again: that is no mistake.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll(1)", "scroll", key_display="↓", tooltip="line down"),
        Binding("up,k", "scroll(-1)", "scroll", key_display="↑", tooltip="line up"),
        Binding("escape,g", "dismiss", "back", id="progress.back"),
    ]

    def __init__(self, pilot: Pilot) -> None:
        super().__init__()
        self.pilot = pilot

    def compose_content(self) -> Iterable[Widget]:
        """The picture."""
        with VerticalScroll(id="picture"):
            yield Static("")

    def on_mount(self) -> None:
        """So that the arrows scroll."""
        self.query_one("#picture").focus()

    def fetch(self, context: Context) -> ProgressPage:
        """How the pilot stood."""
        from ybiyri_tui.usecases.history.history_page import progress_page

        return progress_page(context, self.pilot.id)

    def show(self, view: ProgressPage) -> None:
        """Draws it."""
        questions = sum(view.points[-1].counts.values()) if view.points else 0
        self.entitle(f"Progress · {shown(self.pilot.name)}", f"{questions} questions" if questions else "")
        self.query_one("#picture Static", Static).update(Stack(_rows(view)))

    def action_scroll(self, lines: int) -> None:
        """Scrolls by lines."""
        self.query_one("#picture").scroll_relative(y=lines, animate=False)


def _rows(view: ProgressPage) -> Iterable[Visual]:
    if not view.points:
        yield Content("Nothing was recorded yet.")
        return
    for point in view.points:
        yield _row(point, view.today)
        words = f"{point.must_haves_met} of {view.must_haves} must-haves met · {point.phase.value}"
        yield Hanging(" " * DAY_WIDTH, Content.styled(words, "$secondary"))
    yield Content("")
    last = view.points[-1].counts
    yield Flow([Content("Now:"), *(Content(f"{glyph(g)} {n} {COUNT_WORDS[g]}") for g, n in last.items() if n)], gap=2)


def _row(point: ProgressPoint, today: date) -> Visual:
    """The day and its glyphs; a long row folds under itself."""
    day = f"{near_day(point.day, today):<{DAY_WIDTH}}"
    return Hanging(Content.styled(day, "bold"), "".join(glyph(grade) * count for grade, count in point.counts.items()))
