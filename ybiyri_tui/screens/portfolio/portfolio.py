"""All pilots together: what stands in their way most often, with the pilots behind each number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from ybiyri_tui.screens.base import RecordScreen
from ybiyri_tui.widgets.folding import Hanging
from ybiyri_tui.widgets.lists.choice_list import ChoiceList
from ybiyri_tui.wording.states import counted

if TYPE_CHECKING:
    from playbook.records import Phase
    from ybiyri_tui.context import Context
    from ybiyri_tui.reports.portfolio.lines import Line
    from ybiyri_tui.usecases.portfolio.portfolio import Portfolio


class PortfolioScreen(RecordScreen["Portfolio", "int | None"]):
    """Answers with the id of the pilot to open, or None when it was left."""

    CSS_PATH = "portfolio.tcss"
    WHERE = "All pilots together"
    HELP = """
What stands in the way of all pilots that are not archived, worst first: must-haves that are open, what people say with a no or partly, promises after their date, surveys that wait, and pilots of which nothing was changed for 30 days. A must-have is counted where it is due: before the next phase of a pilot, or an earlier one.

Enter lists the pilots behind a number, and from there opens one. f looks at one phase alone. No person is named here.

c compares before and after over all teams, with each team as one.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f", "turn_phase", "phase", id="portfolio.phase", tooltip="only pilots of one phase, or all"),
        Binding("c", "across", "before and after", id="portfolio.across", tooltip="before and after over all teams"),
        Binding("escape", "leave", "back", id="portfolio.back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._phase: Phase | None = None
        self._lines: dict[str, Line] = {}

    def compose_content(self) -> Iterable[Widget]:
        """Sections in one list."""
        yield ChoiceList(id="portfolio", compact=True)

    def on_mount(self) -> None:
        """Ready for keys."""
        self.query_one(ChoiceList).focus()

    def fetch(self, context: Context) -> Portfolio:
        """All numbers in one consistent state."""
        from ybiyri_tui.usecases.portfolio.portfolio import portfolio

        return portfolio(context, self._phase)

    def show(self, view: Portfolio) -> None:
        """Lists them; the line that is highlighted stays so."""
        from ybiyri_tui.reports.portfolio.lines import sections

        which = f" in phase {view.phase.value}" if view.phase else ""
        self.entitle("All pilots together", counted(view.pilots, "pilot") + which)
        options, self._lines = [], {}
        for section in sections(view):
            options.append(Option(Content.styled(f" {section.title}", "bold $primary"), disabled=True))
            width = max((len(line.number) for line in section.lines), default=0)
            for line in section.lines:
                self._lines[line.key] = line
                options.append(Option(_line(line, width), line.key))
            if not section.lines:
                options.append(Option(Content.styled(f"   {section.empty}", "$secondary"), disabled=True))
            options.append(Option("", disabled=True))
        self.query_one(ChoiceList).put(options)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        line = self._lines.get(event.option_id or "")
        if line is not None:
            from ybiyri_tui.screens.portfolio.behind import PilotsBehindScreen

            self.app.push_screen(PilotsBehindScreen(line.what, line.key, self._phase), self._chosen)

    def _chosen(self, pilot_id: int | None) -> None:
        if pilot_id is not None:
            self.dismiss(pilot_id)

    def action_turn_phase(self) -> None:
        """The next phase, and all of them after the last."""
        from playbook.records import Phase

        choices = [None, *Phase]
        self._phase = choices[(choices.index(self._phase) + 1) % len(choices)]
        self.reload()

    def action_across(self) -> None:
        """Compares before and after over all teams."""
        from ybiyri_tui.screens.portfolio.across import AcrossScreen

        self.app.push_screen(AcrossScreen())

    def action_leave(self) -> None:
        """Goes back without choosing."""
        self.dismiss(None)


def _line(line: Line, width: int) -> Hanging:
    number = Content.styled(f"   {line.number:>{width}}  ", "bold")
    return Hanging(number, Content.assemble(line.what, (f" · {line.more}" if line.more else "", "$secondary")))
