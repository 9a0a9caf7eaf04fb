"""A page around a workshop to read or to write to a file: invitation, what to bring, agenda, the two models."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from ybiyri_tui.screens.base import WorkScreen
from ybiyri_tui.screens.dialogs.ask import AskScreen
from ybiyri_tui.widgets.plain import shown

if TYPE_CHECKING:
    from playbook.records import Pilot
    from ybiyri_tui.context import Context
    from ybiyri_tui.reports.handouts.blocks import Handout


class PageScreen(WorkScreen["tuple[Handout, ...]"]):
    """Shows what `ybiyri handout NAME` prints, filled in for the pilot."""

    CSS_PATH = "page.tcss"
    HELP = """
e writes the page to a file: Markdown, or HTML to print if its name ends with .html. Where words are missing there is a line to write on; `ybiyri handout` also takes the day, the hour and the place.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "write", "write a file", id="page.write"),
        Binding("down,j", "scroll(1)", "scroll", key_display="↓", tooltip="line down"),
        Binding("up,k", "scroll(-1)", "scroll", key_display="↑", tooltip="line up"),
        Binding("space,pagedown", "turn(1)", "page", key_display="space", tooltip="page down"),
        Binding("b,pageup", "turn(-1)", "page", show=False, tooltip="page up"),
        Binding("escape", "dismiss", "back", id="page.back"),
    ]

    def __init__(self, pilot: Pilot, name: str) -> None:
        super().__init__()
        self._pilot = pilot
        self._page = name

    def compose_content(self) -> Iterable[Widget]:
        """Where it was written to, what stands above it, the page."""
        with VerticalScroll(id="page", can_focus=False):
            yield Static("", id="done", markup=False, classes="-empty")
            yield from self.compose_above()
            yield Static("", id="text")

    def compose_above(self) -> Iterable[Widget]:
        """What only the screen has."""
        return ()

    def fetch(self, context: Context) -> tuple[Handout, ...]:
        """The page, filled in from the pilot's record."""
        from ybiyri_tui.reports.handouts.catalogue import handouts
        from ybiyri_tui.reports.handouts.gather import filled
        from ybiyri_tui.reports.handouts.material import Occasion

        return handouts(filled(context, self._pilot.id, Occasion()), self._page)

    def show(self, view: tuple[Handout, ...]) -> None:
        """Puts it on the screen."""
        from ybiyri_tui.screens.workshop.page_lines import page_lines

        self.entitle(shown(view[0].title), view[0].subtitle)
        self.query_one("#text", Static).update(page_lines(view))

    @work(group="dialog", exclusive=True)
    async def action_write(self) -> None:
        """Asks for the name of a file and writes the page to it."""
        if self.view is None:
            return
        from ybiyri_tui.reports.handouts.files import write_pages
        from ybiyri_tui.usecases.report_settings import report_settings

        pages, field = self.view, f"{self._pilot.id} page {self._page}"
        note = ".pdf, .html or .md; none is replaced"
        name = await self.app.push_screen_wait(
            AskScreen("Into which file?", field=field, value=f"{self._page}.md", note=note)
        )
        if not name:
            return
        try:
            written = await self.ybiyri.desk.do(
                lambda context: write_pages(
                    pages, Path(name).expanduser(), paper=report_settings(context).paper, on=context.today
                )
            )
        except Exception as error:
            self.ybiyri.tell(error)
        else:
            self.ybiyri.drafts.let_go(field)
            done = self.query_one("#done", Static)
            done.update(shown(f"Written to {written}"))
            done.remove_class("-empty")

    def action_scroll(self, lines: int) -> None:
        """Scrolls by lines."""
        self.query_one("#page").scroll_relative(y=lines, animate=False)

    def action_turn(self, pages: int) -> None:
        """Scrolls by pages."""
        page = self.query_one("#page")
        page.scroll_relative(y=pages * max(1, page.size.height - 1), animate=False)


class RunSheetScreen(PageScreen):
    """Writes the run sheet to a file and does not show it: this screen may be on the wall."""

    HELP = """
The run sheet says what you do in each part and what to watch for. It is not shown here, because this screen may be on the projector: e writes it to a file to print, and the scribe's screen (`ybiyri follow`) shows it while no question is on.
"""  # noqa: E501

    def __init__(self, pilot: Pilot) -> None:
        super().__init__(pilot, "run-sheet")

    def show(self, view: tuple[Handout, ...]) -> None:  # noqa: ARG002
        """Says where it is to be read instead."""
        self.entitle("Run sheet", "for you alone")
        self.query_one("#text", Static).update(
            "It is not shown here, because this screen may be on the projector.\n\n"
            "e writes it to a file to print: .pdf or .html for paper, or .md.\n\n"
            "The scribe's screen shows it as well: ybiyri follow, in a second terminal."
        )
