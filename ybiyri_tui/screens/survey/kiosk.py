"""The kiosk: one person after the other answers at the same keyboard, and nothing of it stays on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.events import Key, Resize
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from ybiyri_tui.failures import sentence_for
from ybiyri_tui.screens.base import FramedScreen
from ybiyri_tui.screens.survey import kiosk_text as text
from ybiyri_tui.screens.survey.kiosk_pages import FILLING, POSSIBLE, Page
from ybiyri_tui.widgets.answer_row import AnswerRow
from ybiyri_tui.widgets.folding import Hanging

if TYPE_CHECKING:
    from surveys.rounds.records import Round
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.survey.answer_sheet import AnswerSheet
    from ybiyri_tui.usecases.survey.casting import Booth, Ticket

IDLE_SECONDS = 180.0
"""After so long without a key, what was answered and not sent is wiped."""
WARN_SECONDS = 30.0
MOST_POINTS = 7


class KioskScreen(FramedScreen[None]):
    """Promise, questions, review, thanks, and again for the next person; it is left from the promise only.

    Answers are in memory only: wiped when sent, dropped or left alone. The app keeps palette, help and quitting away
    from a locked screen. `alone` means that there is no screen below, so leaving ends the app.
    """

    CSS_PATH = "kiosk.tcss"
    LOCKED: ClassVar[bool] = True
    ALLOW_SELECT = False
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "start", id="kiosk.begin"),
        Binding("enter", "next_person", "next person", id="kiosk.next-person"),
        Binding("w", "more", "what else can be learned", id="kiosk.more"),
        Binding("Q", "leave", "leave (coach)", id="kiosk.leave"),
        *(Binding(str(value), f"answer({value})", "answer") for value in range(1, MOST_POINTS + 1)),
        Binding("s", "skip", "no answer", id="kiosk.skip"),
        Binding("left,b", "back", "back", id="kiosk.back"),
        Binding("right", "forward", "next", id="kiosk.forward"),
        Binding("y", "send", "send", id="kiosk.send"),
        Binding("y", "drop", "stop, nothing is stored", id="kiosk.drop"),
        Binding("n", "go_on", "go on answering", id="kiosk.go-on"),
        Binding("escape", "ask_to_stop", "stop", key_display="esc", id="kiosk.stop"),
        Binding("escape", "go_on", "go on answering", key_display="esc", id="kiosk.go-on-too"),
        Binding("escape,enter,w", "promise", "back", key_display="esc", id="kiosk.promise"),
        Binding("down,j", "turn(1)", "scroll", show=False),
        Binding("up,k", "turn(-1)", "scroll", show=False),
        Binding("question_mark,ctrl+p,ctrl+q", "nothing", show=False),
    ]

    def __init__(
        self,
        found: Round,
        *,
        alone: bool = False,
        idle_seconds: float = IDLE_SECONDS,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        super().__init__()
        self._round = found
        self._alone = alone
        self._idle_seconds = idle_seconds
        self._clock = clock
        self._touched = clock()
        self._page = Page.PROMISE
        self._came_from = Page.QUESTION
        self._correcting = False
        self._remark = ""
        self._sheet: AnswerSheet | None = None
        self._booth: Booth | None = None
        self._ticket: Ticket | None = None

    def compose_content(self) -> Iterable[Widget]:
        """One page, whose parts are filled or hidden, and the list of the review."""
        scale = self._round.survey.scale
        with VerticalScroll(id="page", can_focus=False):
            yield Static("", id="lead", classes="quiet", markup=False)
            yield Static("", id="text", markup=False)
            yield Static("", id="why", classes="quiet", markup=False)
            yield AnswerRow(scale.points, scale.low, scale.high, id="answers")
        yield OptionList(id="review", compact=True, markup=False)
        yield Static("", id="remark", classes="warns", markup=False)

    def on_mount(self) -> None:
        """Begins with the promise and watches for people who walk away."""
        self._turn_to(Page.PROMISE)
        self.set_interval(1.0, self.check_idle)

    def on_unmount(self) -> None:
        """Nothing outlives the screen."""
        self._wipe()

    def on_key(self, _event: Key) -> None:
        """Somebody is there."""
        self._touched = self._clock()
        if self._remark == text.STILL_THERE:
            self._say("")

    def on_resize(self, _event: Resize) -> None:
        """Folds the page anew."""
        if self.is_mounted:
            self._show()

    def check_idle(self) -> None:
        """Wipes what nobody works on any more; warns before."""
        idle = self._clock() - self._touched
        if self._page in FILLING and idle >= self._idle_seconds:
            self._wipe()
            self._turn_to(Page.PROMISE, text.WIPED)
        elif self._page in FILLING and idle >= self._idle_seconds - WARN_SECONDS:
            self._say(text.STILL_THERE)
        elif self._page in (Page.MORE, Page.THANKS) and idle >= self._idle_seconds:
            self._turn_to(Page.PROMISE)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is possible on the present page."""
        if action == "answer" and not 1 <= int(str(parameters[0])) <= self._round.survey.scale.points:
            return False
        return self._page in POSSIBLE[action] if action in POSSIBLE else True

    def action_begin(self) -> None:
        """Asks whoever sits here now for their code."""
        from ybiyri_tui.screens.dialogs.secret import SecretScreen

        note = f"The fingerprint on your slip has to be {self._round.fingerprint}."
        self.app.push_screen(SecretScreen("Your code", ["The code on your slip"], note=note), self._typed)

    def _typed(self, typed: tuple[str, ...] | None) -> None:
        if typed is not None:
            self._begin(typed[0])

    @work(exclusive=True, group="begin")
    async def _begin(self, code: str) -> None:
        """Lays out a blank sheet, if the code is good."""
        from ybiyri_tui.usecases.survey import casting

        def work(context: Context) -> tuple[Booth, Ticket]:
            found = casting.booth(context, self._round)
            return found, found.check_code(code)

        try:
            booth, self._ticket = await self.ybiyri.desk.do(work)
        except Exception as error:
            self._turn_to(Page.PROMISE, sentence_for(error)[0])
        else:
            self._booth, self._sheet = booth, booth.begin_sheet()
            self._correcting = False
            self._turn_to(Page.QUESTION)

    def action_more(self) -> None:
        """What can still be learned, and by whom."""
        self._turn_to(Page.MORE)

    def action_promise(self) -> None:
        """Back to the first page."""
        self._turn_to(Page.PROMISE)

    def action_next_person(self) -> None:
        """To the first page, with nothing of the person before."""
        self._wipe()
        self._turn_to(Page.PROMISE)

    def action_answer(self, value: int) -> None:
        """Answers the question and asks the next one."""
        self._give(value)

    def action_skip(self) -> None:
        """Leaves the question out."""
        self._give(None)

    def action_back(self) -> None:
        """To the question before; from a correction to the review."""
        if self._sheet is None:
            return
        if self._correcting and self._page is Page.QUESTION:
            self._review()
            return
        self._correcting = False
        self._sheet.back()
        self._turn_to(Page.QUESTION)

    def action_forward(self) -> None:
        """On, without changing the answer."""
        if self._sheet is None or self._sheet.forward():
            self._next()
        else:
            self._say(text.answer_first(self._round.survey.scale.points))

    def action_ask_to_stop(self) -> None:
        """Asks before anything is dropped."""
        self._came_from = self._page
        self._turn_to(Page.STOP)

    def action_go_on(self) -> None:
        """Back to where the question to stop came up."""
        self._turn_to(self._came_from)

    def action_drop(self) -> None:
        """Drops the answers; nothing was stored."""
        self._wipe()
        self._turn_to(Page.PROMISE, text.DROPPED)

    @work(exclusive=True, group="send")
    async def action_send(self) -> None:
        """Hands the answers in, and forgets them once they are on disk."""
        sheet, booth, ticket = self._sheet, self._booth, self._ticket
        if sheet is None or booth is None or ticket is None:
            return
        self._turn_to(Page.SENDING)

        def work(_context: Context) -> str | None:
            return booth.send(ticket, sheet.answers())

        try:
            card = await self.ybiyri.desk.do(work)
        except Exception as error:
            self._turn_to(Page.REVIEW, sentence_for(error)[0])
        else:
            self._wipe()
            self._turn_to(Page.THANKS, text.card_remark(card) if card else "")

    def action_leave(self) -> None:
        """Back to the coach's screens."""
        self._wipe()
        if self._alone:
            self.app.exit()
        else:
            self.app.pop_screen()

    def action_turn(self, step: int) -> None:
        """Scrolls the page, or moves in the review."""
        if self._page is Page.REVIEW:
            review = self.query_one("#review", OptionList)
            (review.action_cursor_down if step > 0 else review.action_cursor_up)()
        else:
            self.query_one("#page", VerticalScroll).scroll_relative(y=step, animate=False)

    def action_nothing(self) -> None:
        """Keys that would lead out of the kiosk."""

    @on(AnswerRow.Chosen)
    def _clicked(self, event: AnswerRow.Chosen) -> None:
        self._touched = self._clock()
        if self._page is Page.QUESTION:
            self._give(event.value)

    @on(OptionList.OptionSelected, "#review")
    def _corrects(self, event: OptionList.OptionSelected) -> None:
        if self._sheet is not None and self._page is Page.REVIEW:
            self._correcting = True
            self._sheet.go_to(event.option_index)
            self._turn_to(Page.QUESTION)

    def _give(self, value: int | None) -> None:
        if self._sheet is not None:
            self._sheet.answer(value)
            self._next()

    def _next(self) -> None:
        if self._sheet is not None and (self._correcting or self._sheet.asked is None):
            self._review()
        else:
            self._turn_to(Page.QUESTION)

    def _review(self) -> None:
        if self._sheet is not None:
            corrected = max(0, self._sheet.position - 1) if self._correcting else 0
            self._correcting = False
            self._sheet.go_to(self._sheet.count)
            self._turn_to(Page.REVIEW)
            self.query_one("#review", OptionList).highlighted = corrected

    def _wipe(self) -> None:
        if self._sheet is not None:
            self._sheet.wipe()
            self._sheet = None
        self._ticket = None
        self._correcting = False

    def _turn_to(self, page: Page, remark: str = "") -> None:
        self._page = page
        self._remark = remark
        self._touched = self._clock()
        self._show()
        self.query_one("#page", VerticalScroll).scroll_home(animate=False)
        if page is Page.REVIEW:
            self.query_one("#review", OptionList).focus()
        else:
            self.set_focus(None)
        self.refresh_bindings()

    def _say(self, remark: str) -> None:
        self._remark = remark
        static = self.query_one("#remark", Static)
        static.update(remark)
        static.display = bool(remark)

    def _show(self) -> None:
        """Fills the parts of the page; what the page does not need is emptied, not only hidden."""
        shown = text.page_text(self._page, self._round, self._sheet, short=self.app.size.height < text.ROOMY)
        self.entitle(shown.title, shown.right)
        for name, part in (("lead", shown.lead), ("text", shown.text), ("why", shown.why), ("remark", self._remark)):
            static = self.query_one(f"#{name}", Static)
            static.update(part)
            static.display = bool(part)
        self.set_class(self._page is Page.QUESTION, "-question")
        self.set_class(self._page is Page.REVIEW, "-review")
        answers = self.query_one(AnswerRow)
        asked = self._sheet.asked if self._sheet is not None and self._page is Page.QUESTION else None
        answers.choose(self._sheet.given(asked.item_id) if self._sheet is not None and asked else None)
        self._fill_review()

    def _fill_review(self) -> None:
        review = self.query_one("#review", OptionList)
        if self._page is not Page.REVIEW or self._sheet is None:
            review.clear_options()
            return
        highlighted = review.highlighted
        review.set_options(
            Option(Hanging(beginning, sentence)) for beginning, sentence in text.review_entries(self._sheet)
        )
        review.highlighted = highlighted or 0
