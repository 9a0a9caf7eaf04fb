"""The pages of the kiosk on the screen: filled, emptied, and given up when nobody is there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.containers import VerticalScroll
from textual.events import Key, Paste, Resize
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from ybiyri_tui.failures import sentence_for
from ybiyri_tui.screens.base import FramedScreen
from ybiyri_tui.screens.kiosk import text
from ybiyri_tui.screens.kiosk.counter import Counter, DeskCounter
from ybiyri_tui.screens.kiosk.pages import FILLING, PASSING, POSSIBLE, SECRET, Page
from ybiyri_tui.screens.kiosk.terminal import forget_scrollback
from ybiyri_tui.usecases.survey.answering.ways import Way
from ybiyri_tui.widgets.fields.comment_field import CommentField
from ybiyri_tui.widgets.fields.secret_field import SecretField
from ybiyri_tui.widgets.folding import Hanging
from ybiyri_tui.widgets.lists.answer_row import AnswerRow

if TYPE_CHECKING:
    from surveys.rounds.records import Round
    from ybiyri_tui.screens.kiosk.person import Person

IDLE_SECONDS = 180.0
"""After so long without a key, what was answered and not sent is wiped."""
WARN_SECONDS = 30.0
HAND_OVER_SECONDS = 20.0
"""So long thanks are said; then the next person finds the promise."""


class PagedKiosk(FramedScreen[None]):
    """One page at a time; what a page does not need is emptied, not only hidden.

    `person` is whoever answers now. The app keeps palette, help and quitting away from a locked screen.
    """

    CSS_PATH = "kiosk.tcss"
    LOCKED: ClassVar[bool] = True
    ALLOW_SELECT = False
    AUTO_FOCUS = ""

    def __init__(
        self,
        found: Round,
        *,
        counter: Counter | None = None,
        idle_seconds: float = IDLE_SECONDS,
        clock: Callable[[], float] = monotonic,
        way: Way = Way.HERE,
    ) -> None:
        super().__init__()
        self._way = way
        self.person: Person | None = None
        self.page = Page.PROMISE
        self._round = found
        self._counter = counter
        self._idle_seconds = idle_seconds
        self._clock = clock
        self._touched = clock()
        self._remark = ""
        self._new_card = ""

    @property
    def counter(self) -> Counter:
        """The way to the round; the app's desk unless another was given."""
        if self._counter is None:
            self._counter = DeskCounter(self.ybiyri.desk, self._round)
        return self._counter

    def compose_content(self) -> Iterable[Widget]:
        """One page, whose parts are filled or hidden, and the list of the review."""
        scale = self._round.survey.scale
        with VerticalScroll(id="page", can_focus=False):
            yield Static("", id="lead", classes="quiet", markup=False)
            yield Static("", id="text", markup=False)
            yield SecretField(id="secret")
            yield CommentField(id="comment")
            yield Static("", id="why", classes="quiet", markup=False)
            yield AnswerRow(scale.points, scale.low, scale.high, id="answers")
        yield OptionList(id="review", compact=True, markup=False)
        yield Static("", id="remark", classes="warns", markup=False)

    def on_mount(self) -> None:
        """Begins with the promise and watches for people who walk away."""
        self.begin_anew()
        self.set_interval(1.0, self.check_idle)

    def on_unmount(self) -> None:
        """Nothing outlives the screen."""
        self.wipe()

    def on_resize(self, _event: Resize) -> None:
        """Folds the page anew."""
        if self.is_mounted:
            self.show_page()

    @on(Key)
    @on(Paste)
    @on(Input.Changed)
    @on(TextArea.Changed)
    def touch(self) -> None:
        """Somebody is there."""
        self._touched = self._clock()
        if self._remark == text.STILL_THERE:
            self.say("")

    def check_idle(self) -> None:
        """Wipes what nobody works on any more; warns before."""
        idle = self._clock() - self._touched
        if self.page in FILLING and idle >= self._idle_seconds:
            self.begin_anew(text.WIPED)
        elif self.page in FILLING and idle >= self._idle_seconds - WARN_SECONDS:
            self.say(text.STILL_THERE)
        elif self.page is Page.KEEP and idle >= self._idle_seconds:
            self.thank()
        elif self.page in PASSING and idle >= (HAND_OVER_SECONDS if self.page is Page.THANKS else self._idle_seconds):
            self.begin_anew()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What is possible on the present page."""
        if action == "answer" and not 1 <= int(str(parameters[0])) <= self._round.survey.scale.points:
            return False
        return self.page in POSSIBLE[action] if action in POSSIBLE else True

    def begin_anew(self, remark: str = "") -> None:
        """Hands the keyboard to the next person, with nothing of the one before."""
        self.wipe()
        self.turn_to(Page.PROMISE, remark)
        self._look_again()

    def thank(self) -> None:
        """The blank page after sending; nothing can be scrolled back to."""
        self.wipe()
        self.turn_to(Page.THANKS)
        forget_scrollback(self.app)

    @work(exclusive=True, group="look-again")
    async def _look_again(self) -> None:
        """Shows what was extended or replaced meanwhile; a round that is over is not promised any more."""
        try:
            self._round = await self.counter.look_again(self._round)
        except Exception as error:
            if not self.is_left:
                self.turn_to(Page.CLOSED, sentence_for(error)[0])
            return
        if self.is_left:
            return
        if not self._round.is_open:
            self.turn_to(Page.CLOSED)
        elif self.page is Page.PROMISE:
            self.show_page()

    def wipe(self) -> None:
        """Forgets the person and everything they typed."""
        if self.person is not None:
            self.person.wipe()
            self.person = None
        self._new_card = ""

    def turn_to(self, page: Page, remark: str = "") -> None:
        """Shows a page and puts the cursor where it is needed."""
        self.page = page
        self._remark = remark
        self._touched = self._clock()
        self.query_one("#secret", SecretField).wipe()
        self.query_one("#comment", CommentField).wipe()
        self.show_page()
        self.query_one("#page", VerticalScroll).scroll_home(animate=False)
        focused = {Page.REVIEW: "#review", Page.COMMENT: "#comment"}.get(page, "#secret" if page in SECRET else "")
        self.set_focus(self.query_one(focused) if focused else None)
        self.refresh_bindings()

    def say(self, remark: str) -> None:
        """One sentence at the bottom of the page."""
        self._remark = remark
        static = self.query_one("#remark", Static)
        static.update(remark)
        static.display = bool(remark)

    def show_page(self) -> None:
        """Fills the parts of the page."""
        sheet = self.person.sheet if self.person is not None else None
        if self.page is Page.KEEP:
            shown = text.kept_card(self._new_card)
        else:
            short = self.app.size.height < text.ROOMY
            shown = text.page_text(self.page, self._round, sheet, short=short, way=self._way)
        self.entitle(shown.title, shown.right)
        why = shown.why if self.page is not Page.REVIEW else self._beside()
        for name, part in (("lead", shown.lead), ("text", shown.text), ("why", why), ("remark", self._remark)):
            static = self.query_one(f"#{name}", Static)
            static.update(part)
            static.display = bool(part)
        self.query_one("#secret").display = self.page in SECRET
        self.query_one("#comment").display = self.page is Page.COMMENT
        for page in (Page.QUESTION, Page.REVIEW, Page.KEEP):
            self.set_class(self.page is page, f"-{page.value}")
        answers = self.query_one(AnswerRow)
        asked = sheet.asked if sheet is not None and self.page is Page.QUESTION else None
        answers.choose(sheet.given(asked.item_id) if sheet is not None and asked else None)
        self._fill_review()

    def _beside(self) -> str:
        if self.person is None:
            return ""
        return text.beside_words(self._round, comment=bool(self.person.comment), card=bool(self.person.card))

    def _fill_review(self) -> None:
        review = self.query_one("#review", OptionList)
        if self.page is not Page.REVIEW or self.person is None:
            review.clear_options()
            return
        highlighted = review.highlighted
        review.set_options(
            Option(Hanging(beginning, sentence)) for beginning, sentence in text.review_entries(self.person.sheet)
        )
        review.highlighted = highlighted or 0
