"""What is left to do, narrowed to weak answers, to one person's, to what is late, or to what is stale."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.visual import Visual
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from playbook.records import Grade
from ybiyri_tui.screens.dialogs.ask import AskScreen
from ybiyri_tui.screens.dialogs.checks import owner_remark
from ybiyri_tui.screens.jumping import screen_of
from ybiyri_tui.screens.undoing import UNDO_KEYS, UndoableScreen
from ybiyri_tui.widgets.folding import Flow, Hanging, Stack
from ybiyri_tui.widgets.lists.choice_list import ChoiceList
from ybiyri_tui.widgets.plain import clipped, shown
from ybiyri_tui.wording.owners import owner_words
from ybiyri_tui.wording.states import GRADE_WORDS, glyph, mark, near_day

if TYPE_CHECKING:
    from datetime import date

    from playbook.records import Pilot
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.findings.work_list import Filter, Work, WorkList

OWNER_WIDTH = 30
# Under this field the app keeps the name that was typed, as long as it runs.
ME = "whose work is mine"
NOTHING = {
    "all": "Nothing is left to do.",
    "no or partly": "No answer is no or partly.",
    "mine": "Nothing open has this owner; M looks for another name.",
    "overdue": "Nothing is overdue.",
    "stale": "No yes is stale.",
}


class WorkListScreen(UndoableScreen["WorkList"]):
    """Opens on everything that is left to do."""

    CSS_PATH = "search.tcss"
    WHERE = "What is left to do"
    HELP = """
Answers that are not a yes, must-haves that are open, promises and steps that are not done; what is due first comes first. Enter opens it.

n answers that are no or partly
m what somebody sees to: type a name once, or a part of it; M asks for another one
o what is late
s a yes that was not checked for too long: ask again, look at the proof, and press y
a all of it
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "narrow('no or partly')", "no or partly", id="work.weak"),
        Binding("m", "mine", "mine", id="work.mine", tooltip="what one person sees to"),
        Binding("M", "whose", "whose", show=False, id="work.whose", tooltip="what another person sees to"),
        Binding("o", "narrow('overdue')", "overdue", id="work.overdue"),
        Binding("s", "narrow('stale')", "stale", id="work.stale", tooltip="a yes that was not checked for too long"),
        Binding("a", "narrow('all')", "all", id="work.all"),
        *UNDO_KEYS,
        Binding("escape", "dismiss", "back", id="work.back"),
    ]

    def __init__(self, pilot: Pilot) -> None:
        super().__init__()
        self.pilot = pilot
        self._filter = "all"
        self._works: tuple[Work, ...] = ()

    @property
    def pilot_id(self) -> int:
        """The pilot whose work it is."""
        return self.pilot.id

    @property
    def _me(self) -> str:
        return self.ybiyri.drafts.get(ME, "")

    def compose_content(self) -> Iterable[Widget]:
        """How many there are of each, and the list."""
        yield Static("", id="filters")
        yield ChoiceList(id="works", compact=True)

    def on_mount(self) -> None:
        """Ready for keys."""
        self.query_one(ChoiceList).focus()

    def fetch(self, context: Context) -> WorkList:
        """All of it; it is narrowed here."""
        from ybiyri_tui.usecases.findings.work_list import work_list

        return work_list(context, self.pilot.id)

    def show(self, view: WorkList) -> None:
        """Lists what fits."""
        from ybiyri_tui.usecases.findings.work_list import Filter

        self._works = view.narrowed(Filter(self._filter), self._me)
        self.entitle(f"What is left to do · {shown(self.pilot.name)}", f"{len(self._works)} · {self._filter}")
        self.query_one("#filters", Static).update(Flow([self._count(view, each) for each in Filter]))
        options = [Option(_line(found, view.today), f"{found.kind} {found.key}") for found in self._works]
        self.query_one(ChoiceList).put(options or [Option(Hanging(" ", NOTHING[self._filter]), disabled=True)])

    def action_narrow(self, to: str) -> None:
        """Shows only some of it."""
        self._filter = to
        if self.view is not None:
            self.show(self.view)

    def action_mine(self) -> None:
        """Shows what one person sees to; asks who that is the first time."""
        if self._me:
            self.action_narrow("mine")
        else:
            self.action_whose()

    @work(group="dialog", exclusive=True)
    async def action_whose(self) -> None:
        """Asks whose work is to be shown."""
        owners = ", ".join(clipped(owner, OWNER_WIDTH) for owner in (self.view.owners if self.view else ())[:8])
        note = f"There is {owners}." if owners else "Nobody sees to anything yet."
        ask = AskScreen("Whose work? A name, or a part of it.", field=ME, value="", note=note, check=owner_remark)
        if await self.app.push_screen_wait(ask) is not None and self._me:
            self.action_narrow("mine")

    @on(OptionList.OptionSelected, "#works")
    def _selected(self, event: OptionList.OptionSelected) -> None:
        kind, _, key = (event.option_id or "").partition(" ")
        screen = screen_of(self.pilot, kind, key)
        if screen is not None:
            self.app.push_screen(screen)

    def _count(self, view: WorkList, each: Filter) -> Content:
        name = f"{each.value} ({clipped(self._me, OWNER_WIDTH)})" if each == "mine" and self._me else each.value
        number = "?" if each == "mine" and not self._me else str(len(view.narrowed(each, self._me)))
        words = f"{number} {name}"
        return Content.styled(f"[{words}]", "bold $primary") if each.value == self._filter else Content(words)


def _line(found: Work, today: date) -> Visual:
    if found.is_overdue(today):
        sign = mark("overdue")
    elif found.kind == "must_have":
        sign = mark("must_have")
    else:
        sign = glyph(found.grade or Grade.NOT_ASKED)
    return Stack(
        [Hanging(f" {sign} ", Content.styled(shown(found.what), "bold")), Hanging("   ", _details(found, today))]
    )


def _details(found: Work, today: date) -> Content:
    words = [GRADE_WORDS[found.grade] if found.grade else found.sort]
    if found.is_stale and found.checked_on:
        words.append(f"stale: last checked {near_day(found.checked_on, today)}")
    if found.owner:
        words.append(owner_words(clipped(found.owner, OWNER_WIDTH), found.accepted))
    if found.due_on and found.is_open and not found.is_overdue(today):
        words.append(f"due {near_day(found.due_on, today)}")
    details = [Content.styled(" · ".join(words), "$secondary")]
    if found.is_overdue(today) and found.due_on:
        details.append(Content.styled(f"overdue since {near_day(found.due_on, today)}", "bold $warning"))
    return Content.styled(" · ", "$secondary").join(details)
