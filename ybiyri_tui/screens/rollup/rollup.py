"""All pilots beside each other: one glyph for each question, and the must-haves that stop the next phase."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widget import Widget

from ybiyri_tui.screens.base import RecordScreen
from ybiyri_tui.widgets.lists.detailed_list import DetailedList
from ybiyri_tui.wording.states import counted

if TYPE_CHECKING:
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.pilot.rollup import RollupLine


class RollupScreen(RecordScreen["tuple[RollupLine, ...]", "int | None"]):
    """Answers with the id of the pilot to open, or None when it was left."""

    CSS_PATH = "rollup.tcss"
    WHERE = "All pilots"
    HELP = """
One row for each pilot, one group for each thing people say, one glyph for each question:
{legend}

Below are the must-haves that stop the next phase of the highlighted pilot, and its exceptions. Counts can be compared only between pilots that asked the same questions: "not asked" is no answer. Enter opens the pilot.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "turn_archived", "archived", id="rollup.archived", tooltip="also archived pilots, or not"),
        Binding("escape", "leave", "back", id="rollup.back"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._archived = False

    def compose_content(self) -> Iterable[Widget]:
        """The list with more about one pilot."""
        yield DetailedList(id="rollup")

    def fetch(self, context: Context) -> tuple[RollupLine, ...]:
        """All pilots in one consistent state."""
        from ybiyri_tui.usecases.pilot.rollup import rollup

        return rollup(context, archived=self._archived)

    def show(self, view: tuple[RollupLine, ...]) -> None:
        """Lists them, with the same one highlighted."""
        from ybiyri_tui.screens.rollup.entries import entries

        self.entitle("All pilots", counted(len(view), "pilot") + (" · with archived" if self._archived else ""))
        self.query_one(DetailedList).set_entries(entries(view))

    def action_turn_archived(self) -> None:
        """Also archived ones, or not."""
        self._archived = not self._archived
        self.reload()

    def action_leave(self) -> None:
        """Goes back without choosing."""
        self.dismiss(None)

    @on(DetailedList.Selected)
    def _selected(self, event: DetailedList.Selected) -> None:
        self.dismiss(int(event.key))
