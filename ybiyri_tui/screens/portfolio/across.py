"""Before and after over all teams, each team as one: main topics first, with what the numbers cannot tell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.visual import Visual
from textual.widget import Widget

from ybiyri_tui.screens.base import RecordScreen
from ybiyri_tui.widgets.folding import Hanging, Stack
from ybiyri_tui.widgets.lists.choice_list import ChoiceList, QuietChoices
from ybiyri_tui.widgets.lists.detailed_list import DetailedList, Entry
from ybiyri_tui.widgets.plain import shown
from ybiyri_tui.wording.states import counted

if TYPE_CHECKING:
    from surveys.across.records import Across
    from surveys.across.records import Entry as AcrossEntry
    from ybiyri_tui.context import Context

ABOUT = "about"
BLANK = Content("")


class AcrossList(DetailedList):
    """Nothing lies behind an entry."""

    def make_list(self) -> ChoiceList:
        """Enter does nothing here."""
        return QuietChoices(compact=True)


class AcrossScreen(RecordScreen["Across", None]):
    """Left without an answer."""

    CSS_PATH = "across.tcss"
    WHERE = "Before and after over all teams"
    HELP = """
Each team counts as one: with the shift of the mean that its own comparison gave out, after it was read back to the team. Higher means less concern. Main topics come first.

The words are said by a t-test over the teams, adjusted for the number of topics and questions. "Less concern" and "more concern" say the direction, "can't tell" is not "no change". At least six teams are needed.

Below the list is how far how many teams moved, for the highlighted line; no team is named. The first line says who is missing, and what the numbers cannot tell. `ybiyri compare --all-pilots` writes it as text, CSV or JSON, and holds it against a margin.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "back", id="across.back")]

    def compose_content(self) -> Iterable[Widget]:
        """The list with more about one line."""
        yield AcrossList(id="across")

    def fetch(self, context: Context) -> Across:
        """What the teams say together."""
        from ybiyri_tui.usecases.survey.comparing.across import across

        return across(context)

    def failed(self, error: Exception) -> None:
        """Without any survey there is nothing to show but the reason."""
        from ybiyri_tui.failures import sentence_for

        sentence, _ = sentence_for(error)
        self.query_one(DetailedList).set_entries([Entry(None, Hanging(" ", shown(sentence)))])

    def show(self, view: Across) -> None:
        """Lists topics and questions."""
        from ybiyri_tui.reports.across import words

        self.entitle(self.WHERE, counted(view.teams, "team"))
        entries = [
            Entry(ABOUT, Hanging(" ", Content.styled("Who is in it, and what it cannot tell", "bold")), _about(view))
        ]
        for title, found in words.groups(view):
            entries.append(Entry(None, Stack([BLANK, Content.styled(f" {title}", "bold $primary")])))
            entries += [Entry(entry.id, _head(entry), _body(entry, with_p=view.margin is None)) for entry in found]
        self.query_one(DetailedList).set_entries(entries)

    def action_leave(self) -> None:
        """Goes back."""
        self.dismiss(None)


def _about(view: Across) -> Visual:
    from ybiyri_tui.reports.across import words

    parts = [words.heading(view), words.left_out(view), *words.notes(view)]
    return Stack([visual for part in parts if part for visual in (Hanging("", part), BLANK)][:-1])


def _head(entry: AcrossEntry) -> Visual:
    from ybiyri_tui.reports.across import words
    from ybiyri_tui.reports.comparing.numbers import signed

    shift = signed(float(entry.test.mean_shift)) if entry.test else ""
    said = Content.assemble(shown(words.title(entry)), (f" · {words.VERDICTS[entry.verdict]}", "$secondary"))
    return Hanging(Content.styled(f"   {shift:>5}  ", "bold"), said)


def _body(entry: AcrossEntry, *, with_p: bool) -> Visual:
    from ybiyri_tui.reports.across import words

    lines = [words.figures(entry), words.tests(entry, with_p=with_p), words.withheld(entry)]
    spread = words.spread(entry)
    told: list[Visual] = [Hanging("", line) for line in lines if line]
    if spread:
        told += [BLANK, Content.styled(" shift  teams", "$secondary"), *(Content(line) for line in spread)]
    return Stack(told)
