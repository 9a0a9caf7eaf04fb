"""What to do about an objection, what to avoid, and what others have measured."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import Static

from ybiyri_tui.screens.base import FramedScreen
from ybiyri_tui.screens.objection.entries import link
from ybiyri_tui.widgets.folding import Hanging, Stack

if TYPE_CHECKING:
    from playbook.schema import Benchmark, Objection, Practice

BLANK = Content("")
GREYED = "$foreground 55%"


class PracticesScreen(FramedScreen[None]):
    """Reading matter; nothing can be changed here."""

    CSS_PATH = "practices.tcss"
    HELP = """
What has helped others against this objection, what to avoid, and figures from outside with what they leave open.

Figures that no public source bears out are marked "not confirmed" and shown greyed: do not quote them.
"""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "scroll(1)", "scroll", key_display="↓", tooltip="line down"),
        Binding("up,k", "scroll(-1)", "scroll", key_display="↑", tooltip="line up"),
        Binding("space,pagedown", "turn(1)", "page", show=False, tooltip="page down"),
        Binding("b,pageup", "turn(-1)", "page", show=False, tooltip="page up"),
        Binding("escape,w", "dismiss", "back", id="practices.back"),
    ]

    def __init__(self, objection: Objection, figures: Iterable[Benchmark]) -> None:
        super().__init__()
        self._objection = objection
        self._figures = tuple(figures)

    def compose_content(self) -> Iterable[Widget]:
        """One long text."""
        with VerticalScroll(id="text"):
            yield Static(Stack(_text(self._objection, self._figures)))

    def on_mount(self) -> None:
        """Says which objection this is about."""
        self.entitle(f"{self._objection.number} {self._objection.title}", "what to do about it")
        self.query_one("#text").focus()

    def action_scroll(self, lines: int) -> None:
        """Scrolls by lines."""
        self.query_one("#text").scroll_relative(y=lines, animate=False)

    def action_turn(self, pages: int) -> None:
        """Scrolls by pages."""
        text = self.query_one("#text")
        text.scroll_relative(y=pages * max(1, text.size.height - 2), animate=False)


def _text(objection: Objection, figures: Iterable[Benchmark]) -> Iterable[Visual]:
    yield from (Content(objection.background), BLANK)
    yield from _heading("What to do about it")
    for practice in objection.practices:
        yield from _practice(practice)
    if objection.avoid:
        yield from _heading("What to avoid")
        yield from (Hanging("- ", line) for line in objection.avoid)
        yield BLANK
    figures = sorted(figures, key=lambda figure: not figure.verified)
    if figures:
        yield from _heading("Figures from outside")
        for figure in figures:
            yield from _figure(figure)
    if objection.links:
        yield from _heading("Read more")
        yield from (Hanging("  ", link(entry)) for entry in objection.links)


def _heading(text: str) -> Iterable[Visual]:
    yield Content.styled(text, "bold $primary")
    yield BLANK


def _practice(practice: Practice) -> Iterable[Visual]:
    yield Content.styled(practice.title, "bold")
    yield Hanging("  ", practice.how)
    yield from (Hanging("  ", link(entry)) for entry in practice.links)
    yield BLANK


def _figure(figure: Benchmark) -> Iterable[Visual]:
    style = "" if figure.verified else GREYED
    sign = "  " if figure.verified else "? "
    statement = figure.statement if figure.verified else f"Not confirmed: {figure.statement}"
    base = f"{figure.year}, n = {figure.n:,}" if figure.n else str(figure.year)
    yield Hanging(sign, Content.styled(statement, style or "bold"))
    yield Hanging("  ", Content.styled(figure.caveat, style))
    yield Hanging("  ", Content.styled(f"{base}: {figure.population}", style or "$secondary"))
    if figure.as_quoted_in_talk:
        yield Hanging("  ", Content.styled(f"In the talk's notes: {figure.as_quoted_in_talk}", style or "$secondary"))
    yield Hanging("  ", Content.styled(str(figure.source), style or "$secondary"))
    yield BLANK
