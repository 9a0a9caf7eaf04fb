"""Search across everything of a pilot while one types; enter goes there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from ybiyri_tui.screens.base import WorkScreen
from ybiyri_tui.screens.jumping import screen_of
from ybiyri_tui.widgets.folding import Hanging, Stack
from ybiyri_tui.widgets.lists.choice_list import ChoiceList
from ybiyri_tui.widgets.plain import clipped, shown
from ybiyri_tui.wording.states import counted

if TYPE_CHECKING:
    from playbook.records import Pilot
    from playbook.schema import Benchmark, Objection
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.findings.searching import Hit, Thing

PART_WIDTH = 120
BEGIN = "Questions, practices, proofs, owners, must-haves, promises and notes are searched."


class SearchInput(Input):
    """Arrows move in the list below while one types; enter goes to what is highlighted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "go there", id="search.go"),
        Binding("down", "screen.move(1)", "choose", key_display="↓", tooltip="next one"),
        Binding("up", "screen.move(-1)", "choose", key_display="↑", tooltip="one before"),
    ]


class SearchScreen(WorkScreen["tuple[Thing, ...]"]):
    """What was typed last is there again."""

    CSS_PATH = "search.tcss"
    WHERE = "Search"
    HELP = """
Finds questions, practices, proofs, owners, must-haves, promises and notes in which every word stands that you typed. Case and accents do not matter, and parts of words do.

Below each one stands where the words are, unless they are in its name. Enter goes there, and esc comes back to the list.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss", "back", id="search.back")]

    def __init__(self, pilot: Pilot) -> None:
        super().__init__()
        self.pilot = pilot
        self._hits: tuple[Hit, ...] = ()

    def compose_content(self) -> Iterable[Widget]:
        """A line to type in, and what is found."""
        yield SearchInput(placeholder="words", compact=True)
        yield Static(BEGIN, id="remark", markup=False)
        hits = ChoiceList(id="hits", compact=True)
        hits.can_focus = False
        yield hits

    def on_mount(self) -> None:
        """Ready to type."""
        self.entitle(f"Search · {shown(self.pilot.name)}")
        self.query_one(Input).focus()

    def fetch(self, context: Context) -> tuple[Thing, ...]:
        """Everything that has words."""
        from ybiyri_tui.usecases.findings.searching import things

        return things(context, self.pilot.id)

    def show(self, view: tuple[Thing, ...]) -> None:  # noqa: ARG002
        """Searches again."""
        self._search()

    @on(Input.Changed)
    def _search(self) -> None:
        if self.view is None:
            return
        from ybiyri_tui.usecases.findings.searching import MOST, search

        query = self.query_one(Input).value
        self._hits = search(self.view, query)
        hits = self.query_one("#hits", ChoiceList)
        hits.set_options(Option(_line(hit), str(number)) for number, hit in enumerate(self._hits))
        hits.highlighted = 0 if self._hits else None
        found = counted(len(self._hits), "match", "matches") + (", the first ones" if len(self._hits) == MOST else "")
        self.query_one("#remark", Static).update(found if query.strip() else BEGIN)

    def action_move(self, step: int) -> None:
        """Moves in the list."""
        hits = self.query_one("#hits", ChoiceList)
        if step > 0:
            hits.action_cursor_down()
        else:
            hits.action_cursor_up()

    @on(Input.Submitted)
    def _submitted(self) -> None:
        highlighted = self.query_one("#hits", ChoiceList).highlighted
        if highlighted is not None:
            self._go(self._hits[highlighted].thing)

    @on(OptionList.OptionSelected, "#hits")
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self._go(self._hits[event.option_index].thing)

    def _go(self, thing: Thing) -> None:
        if thing.kind == "practice":
            self._open_practices(thing.key.partition(".")[0])
            return
        screen = screen_of(self.pilot, thing.kind, thing.key)
        if screen is not None:
            self.app.push_screen(screen)

    @work(exclusive=True)
    async def _open_practices(self, objection_id: str) -> None:
        from ybiyri_tui.screens.objection.practices import PracticesScreen

        objection, figures = await self.ybiyri.desk.do(lambda context: _practices(context, objection_id))
        self.app.push_screen(PracticesScreen(objection, figures))


def _practices(context: Context, objection_id: str) -> tuple[Objection, list[Benchmark]]:
    playbook = context.playbook
    objection = next(found for found in playbook.objections if found.id == objection_id)
    return objection, [figure for figure in playbook.benchmarks if figure.objection == objection_id]


def _line(hit: Hit) -> Visual:
    name = Content.assemble((f"{hit.thing.sort}  ", "$primary"), shown(hit.thing.what))
    lines: list[Visual] = [Hanging(" ", name)]
    if hit.because:
        label, text = hit.because
        lines.append(Hanging("   ", Content.styled(f"{label}: {clipped(text, PART_WIDTH)}", "$secondary")))
    return Stack(lines)
