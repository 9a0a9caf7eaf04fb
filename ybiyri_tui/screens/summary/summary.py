"""The summary as a manager will read it: ten lines, then everything they rest on; `e` writes it in any form."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Static

from ybiyri_tui.screens.base import WorkScreen

if TYPE_CHECKING:
    from playbook.records import Pilot
    from ybiyri_tui.context import Context
    from ybiyri_tui.reports.summary.summary import Summary

FORMS = (
    ("pdf", "PDF, to send and print"),
    ("html", "a page for a browser, to read and print"),
    ("md", "Markdown, for a wiki or a pull request"),
    ("pptx", "five slides, for a meeting"),
    ("csv", "CSV files, for a spreadsheet"),
    ("json", "JSON, to compare later or to merge with other teams"),
    ("all", "all of them, in a folder"),
)
MARGIN = 4
ROOMY = 32


class SummaryScreen(WorkScreen["Summary"]):
    """One scroll: the ten lines large, the sections below."""

    CSS_PATH = "summary.tcss"
    WHERE = "Summary"
    HELP = """
The first ten lines are what a manager reads. What is not known yet is said, never left out. Below stands everything \
they rest on: must-haves, answers with their proof and age, what the team said, unplanned work, method and limits.

Survey results appear once they are marked as read back to the team.

e writes the summary: as PDF, a page, Markdown, slides, CSV, JSON, or all of them. The number of a form takes it. \
Nothing that exists is ever replaced. Owners are named unless `ybiyri settings set people roles` says otherwise.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("e", "export", "write a file", id="summary.export"),
        Binding("right_square_bracket,n", "section(1)", "next part", key_display="]", id="summary.next"),
        Binding("left_square_bracket,N", "section(-1)", "part before", key_display="[", id="summary.previous"),
        Binding("k", "scroll(-1)", show=False, id="summary.up"),
        Binding("j", "scroll(1)", show=False, id="summary.down"),
        Binding("escape", "app.pop_screen", "back", key_display="esc", id="summary.back"),
    ]

    def __init__(self, pilot: Pilot) -> None:
        super().__init__()
        self._pilot = pilot
        self._written: Path | None = None

    def compose_content(self) -> Iterable[Widget]:
        """The ten lines; the sections follow once they are known."""
        with VerticalScroll(id="summary"):
            yield Static("", id="written", markup=False)
            yield Static("Reading the workspace …", id="ten-lines", markup=False)
            yield VerticalScroll(id="sections", can_focus=False)

    def on_mount(self) -> None:
        """Says whose summary it is."""
        self.entitle(f"Summary · {self._pilot.name} · {self._pilot.team}")
        self.query_one("#summary").focus()

    def fetch(self, context: Context) -> Summary:
        """Everything the summary holds."""
        from ybiyri_tui.reports.summary.report import summary_as_wanted

        return summary_as_wanted(context, self._pilot.id)

    def show(self, view: Summary) -> None:
        """Fills both parts for the present size."""
        from ybiyri_tui.reports.summary.parts.sections import sections
        from ybiyri_tui.screens.summary.lines import section_picture, ten_lines_picture
        from ybiyri_tui.wording.states import plain_glyphs

        written = self.query_one("#written", Static)
        written.update(f"Written to {self._written}" if self._written else "")
        written.display = self._written is not None
        self.query_one("#ten-lines", Static).update(ten_lines_picture(view, spaced=self.app.size.height >= ROOMY))
        parts = sections(view, chart_width=self.app.size.width - MARGIN, ascii_only=plain_glyphs())
        shown = self.query("#sections Static")
        if len(shown) == len(parts):
            for static, part in zip(shown.results(Static), parts, strict=True):
                static.update(section_picture(part))
            return
        holder = self.query_one("#sections")
        holder.remove_children()
        holder.mount(*(Static(section_picture(part), classes="section") for part in parts))

    def on_resize(self, _event: Resize) -> None:
        """Pictures are drawn for the width there is."""
        if self.view is not None:
            self.show(self.view)

    def action_export(self) -> None:
        """Asks for the form, then for the name of a file or folder."""
        if self.view is None:
            return
        from ybiyri_tui.screens.dialogs.choose import ChooseScreen

        note = "Each has the same content; nothing that exists is replaced."
        self.app.push_screen(ChooseScreen("Write the summary as", FORMS, note=note), self._chosen)

    def _chosen(self, form: str | None) -> None:
        if form is None or self.view is None:
            return
        from ybiyri_tui.reports.summary.export import default_name, needs_folder
        from ybiyri_tui.screens.dialogs.ask import AskScreen

        folder = needs_folder(form)
        ask = AskScreen(
            "Write the summary to a folder" if folder else "Write the summary to a file",
            field=self._draft(form),
            value=default_name(self.view, form),
            note="It is made if it is not there." if folder else "",
            check=_folder if folder else _file,
        )
        self.app.push_screen(ask, lambda name: self._named(name, form))

    def _named(self, name: str | None, form: str) -> None:
        if not name:
            return
        from ybiyri_tui.reports.summary.export import export_pilot

        path = Path(name).expanduser()

        def write(context: Context) -> None:
            self._written = export_pilot(context, self._pilot.id, path, form)

        self.save(write, f"The summary is in {path.absolute()}.", draft=self._draft(form))

    def _draft(self, form: str) -> str:
        return f"summary.{self._pilot.id}.{form}"

    def action_section(self, by: int) -> None:
        """Goes to the part after or before the one at the top."""
        scroll = self.query_one("#summary", VerticalScroll)
        tops = [0, *(round(part.virtual_region.y + self._sections_top) for part in self.query("#sections Static"))]
        here = round(scroll.scroll_y)
        if by > 0:
            target = next((top for top in tops if top > here), tops[-1])
        else:
            target = next((top for top in reversed(tops) if top < here), 0)
        scroll.scroll_to(y=target, animate=False)

    @property
    def _sections_top(self) -> int:
        return self.query_one("#sections").virtual_region.y

    def action_scroll(self, by: int) -> None:
        """One line, for those who use vi's keys."""
        self.query_one("#summary", VerticalScroll).scroll_relative(y=by, animate=False)


def _file(name: str) -> str:
    """Where the file will be. Raises ProgramError if it cannot be written there."""
    from ybiyri_tui.errors import ProgramError
    from ybiyri_tui.reports.files import check_target

    if not name:
        raise ProgramError("Give the file a name.")
    path = Path(name).expanduser()
    check_target(path)
    return f"It will be {path.absolute()}"


def _folder(name: str) -> str:
    """Where the folder will be. Raises ProgramError if there is something else, or none to make it in."""
    from ybiyri_tui.errors import ProgramError

    if not name:
        raise ProgramError("Give the folder a name.")
    path = Path(name).expanduser().absolute()
    if path.exists() and not path.is_dir():
        raise ProgramError(f"{path} is a file; name a folder.")
    if not path.parent.is_dir():
        raise ProgramError(f"There is no folder {path.parent}; make it first, or name another.")
    return f"The files will be in {path}"
