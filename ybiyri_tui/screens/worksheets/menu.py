"""The menu of worksheets: what each is good for, and what it proposes that is not confirmed yet."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ybiyri_tui.screens.base import WorkScreen
from ybiyri_tui.screens.sizes import NORMAL_WIDTH
from ybiyri_tui.widgets.folding import Hanging, Stack
from ybiyri_tui.widgets.lists.choice_list import ChoiceList
from ybiyri_tui.widgets.plain import shown

if TYPE_CHECKING:
    from playbook.records import Pilot
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.worksheets.overview import WorksheetLine


class WorksheetsScreen(WorkScreen["tuple[WorksheetLine, ...]"]):
    """All worksheets of a pilot, in the order of the objections, or those of one objection."""

    CSS_PATH = "worksheets.tcss"
    WHERE = "Worksheets"
    HELP = """
A worksheet settles an argument with numbers of your own: which services lose money when they fail, what on-call costs, who answers for what. Each one belongs to something people say.

What comes out of a worksheet is proposed as an answer. Nothing is recorded before you confirm it; then the result is kept as proof.

b writes the highlighted worksheet without entries, to print and hand out: a name that ends with .pdf or .html. All of them at once: ybiyri worksheets print --out worksheets.pdf.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "exclamation_mark",
            "proposals",
            "proposes",
            key_display="!",
            id="worksheets.proposals",
            tooltip="all answers that worksheets propose",
        ),
        Binding("b", "print", "print blank", id="worksheets.print", tooltip="a page to fill in by hand"),
        Binding("escape", "dismiss", "back", key_display="esc", id="worksheets.back"),
    ]

    def __init__(self, pilot: Pilot, objection: str | None = None) -> None:
        super().__init__()
        self.pilot = pilot
        self._objection = objection

    def compose_content(self) -> Iterable[Widget]:
        """One list."""
        yield ChoiceList(id="worksheets", compact=True)

    def on_mount(self) -> None:
        """Ready for keys."""
        self.entitle(f"Worksheets · {shown(self.pilot.name)}")
        self.query_one(ChoiceList).focus()

    def fetch(self, context: Context) -> tuple[WorksheetLine, ...]:
        """The worksheets and what they propose."""
        from ybiyri_tui.usecases.worksheets.overview import worksheet_lines

        return worksheet_lines(context, self.pilot.id, self._objection)

    def show(self, view: tuple[WorksheetLine, ...]) -> None:
        """A heading for each objection, its worksheets below it."""
        options: list[Option] = []
        objection = ""
        titles = max((len(line.worksheet.title) for line in view), default=0)
        for line in view:
            if line.objection_title != objection:
                objection = line.objection_title
                options.append(Option(Content.styled(shown(objection), "bold"), disabled=True))
            state = Content(line.filled or "empty") if line.filled else Content.styled("empty", "$secondary")
            if line.waiting:
                state = state + Content.styled(f"   ! proposes {line.waiting}", "$warning")
            about = Content.styled(line.worksheet.answers, "$secondary")
            options.append(Option(self._entry(line.worksheet.title, titles, state, about), line.worksheet.id))
        self.query_one(ChoiceList).put(options)

    def on_resize(self) -> None:
        """There is more or less room now."""
        if self.view is not None:
            self.show(self.view)

    def _entry(self, title: str, widest: int, state: Content, about: Content) -> Visual:
        """Beside its title where there is room, else below it."""
        if self.size.width < NORMAL_WIDTH:
            return Stack([Hanging(Content.styled(f"   {title}   ", "bold"), state), Hanging("      ", about)])
        return Hanging(Content.styled(f"   {title:<{widest}}   ", "bold"), Content.assemble(state, "\n", about))

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        from ybiyri_tui.screens.worksheets.opening import screen_of
        from ybiyri_tui.usecases.worksheets.registry import worksheet

        if event.option_id is not None:
            self.app.push_screen(screen_of(worksheet(event.option_id), self.pilot))

    def action_proposals(self) -> None:
        """Shows everything that is proposed."""
        from ybiyri_tui.screens.worksheets.proposals import ProposalsScreen

        self.app.push_screen(ProposalsScreen(self.pilot))

    @work(group="dialog", exclusive=True)
    async def action_print(self) -> None:
        """Asks for the name of a file and writes the highlighted worksheet without entries to it."""
        from ybiyri_tui.screens.dialogs.ask import AskScreen

        highlighted = self.query_one(ChoiceList).highlighted_option
        chosen = highlighted.id if highlighted else None
        if chosen is None:
            return
        field, note = f"{self.pilot.id} blank {chosen}", "A name that ends with .pdf, .html or .md; none is replaced."
        name = await self.app.push_screen_wait(
            AskScreen("Into which file?", field=field, value=f"{chosen}.pdf", note=note)
        )
        if name:
            path, pilot = Path(name).expanduser(), self.pilot
            self.save(lambda context: write_blank(context, pilot, chosen, path), f"Written: {path.name}", draft=field)


def write_blank(context: Context, pilot: Pilot, worksheet_id: str, path: Path) -> None:
    """Writes the blank pages of a worksheet into a new file. Raises ProgramError if that cannot be."""
    from ybiyri_tui.reports.handouts.files import write_pages
    from ybiyri_tui.reports.worksheets.blank.gather import blank_worksheets, known_to

    source = known_to(context, pilot)
    write_pages(blank_worksheets(source, (worksheet_id,)), path, paper=source.paper, on=source.on)
