"""Half an hour before: can it be read from the last row, and is nothing on the wall that should not be?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from ybiyri_tui.screens.sizes import NORMAL_WIDTH
from ybiyri_tui.screens.workshop.page import PageScreen
from ybiyri_tui.widgets.folding import Stack
from ybiyri_tui.wording.states import legend

if TYPE_CHECKING:
    from playbook.records import Pilot


class CheckRoomScreen(PageScreen):
    """The list of what to check, below a line to be read from the last row."""

    HELP = """
Look at this page from the last row. Enlarge the terminal's letters until the first line can be read easily; about 60 columns and 18 rows is right. ctrl+t changes between the light theme, which suits projectors, and the dark one.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("t", "app.switch_theme", "light or dark", id="page.theme"),
    ]

    def __init__(self, pilot: Pilot) -> None:
        super().__init__(pilot, "check-room")

    def compose_above(self) -> Iterable[Widget]:
        """The sample."""
        yield Static("", id="sample")

    def on_resize(self) -> None:
        """Says how large the letters are now."""
        size = self.app.size
        fits = (
            "good for a projector" if size.width < NORMAL_WIDTH else "enlarge the letters for a projector, to about 60"
        )
        sample = [
            Content.styled("CAN THIS BE READ FROM THE LAST ROW?", "bold"),
            Content(""),
            Content(legend()),
            Content.styled(f"{size.width} columns, {size.height} rows: {fits}.", "$secondary"),
        ]
        self.query_one("#sample", Static).update(Stack(sample))
