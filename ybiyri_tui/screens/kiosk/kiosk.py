"""The kiosk: one person after the other answers at the same keyboard, and nothing of it stays on the screen."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widgets import Input, OptionList

from surveys.errors import WrongCode
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.failures import sentence_for
from ybiyri_tui.screens.kiosk import text
from ybiyri_tui.screens.kiosk.counter import Counter
from ybiyri_tui.screens.kiosk.paged import IDLE_SECONDS, PagedKiosk
from ybiyri_tui.screens.kiosk.pages import Page
from ybiyri_tui.screens.kiosk.person import Person
from ybiyri_tui.usecases.survey.answering.ways import Way
from ybiyri_tui.widgets.fields.comment_field import CommentField
from ybiyri_tui.widgets.lists.answer_row import AnswerRow

if TYPE_CHECKING:
    from surveys.rounds.records import Round
    from ybiyri_tui.screens.kiosk.pin import Pin
    from ybiyri_tui.usecases.survey.answering.casting import Booth

MOST_POINTS = 7
SYMBOLS = 11
"""Symbols of a code or a card with its check symbol; from there on it is checked while it is typed."""


class KioskScreen(PagedKiosk):
    """Promise, code, questions, review, thanks, and again for the next person.

    It is left from the promise only, with the `pin` if there is one. `alone` means that there is no screen below, so
    leaving ends the app.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "begin", "start", id="kiosk.begin"),
        Binding("enter", "next_person", "next person", id="kiosk.next-person"),
        Binding("enter", "kept", "go on; it is not shown again", id="kiosk.kept"),
        Binding("w", "more", "all that is promised", id="kiosk.more"),
        Binding("Q", "leave", "leave (coach)", id="kiosk.leave"),
        *(Binding(str(value), f"answer({value})", "answer") for value in range(1, MOST_POINTS + 1)),
        Binding("s", "skip", "no answer", id="kiosk.skip"),
        Binding("left,b", "back", "back", id="kiosk.back"),
        Binding("shift+tab", "back_from_field", "back", priority=True, id="kiosk.back-from-field"),
        Binding("right", "forward", "next", id="kiosk.forward"),
        Binding("y", "send", "send", id="kiosk.send"),
        Binding("y", "drop", "stop, nothing is stored", id="kiosk.drop"),
        Binding("n", "go_on", "go on answering", id="kiosk.go-on"),
        Binding("escape", "ask_to_stop", "stop", key_display="esc", id="kiosk.stop"),
        Binding("escape", "go_on", "go on answering", key_display="esc", id="kiosk.go-on-too"),
        Binding("escape", "not_yet", "not now", key_display="esc", id="kiosk.not-yet"),
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
        pin: Pin | None = None,
        counter: Counter | None = None,
        idle_seconds: float = IDLE_SECONDS,
        clock: Callable[[], float] = monotonic,
        way: Way = Way.HERE,
    ) -> None:
        super().__init__(found, counter=counter, idle_seconds=idle_seconds, clock=clock, way=way)
        self._alone = alone
        self._pin = pin
        self._came_from = Page.QUESTION
        self._correcting = False

    def action_begin(self) -> None:
        """Asks whoever sits here now for their code."""
        self.turn_to(Page.CODE)

    def action_not_yet(self) -> None:
        """Back to the promise; nothing was begun."""
        self.begin_anew()

    def action_more(self) -> None:
        """All that is promised, and what can still be learned."""
        self.turn_to(Page.MORE)

    def action_promise(self) -> None:
        """Back to the first page."""
        self.turn_to(Page.PROMISE)

    def action_next_person(self) -> None:
        """To the first page."""
        self.begin_anew()

    def action_kept(self) -> None:
        """The card was written down, or left."""
        self.thank()

    @on(Input.Changed, "#secret")
    def _typing(self, event: Input.Changed) -> None:
        """Tells at once whether a code or a card was copied without a mistake."""
        if self.page is Page.LEAVE:
            return
        if sum(sign.isalnum() for sign in event.value) < SYMBOLS:
            self.say("")
        else:
            self._check_symbols(self.page, event.value)

    @work(exclusive=True, group="symbols")
    async def _check_symbols(self, page: Page, typed: str) -> None:
        def work(booth: Booth) -> None:
            (booth.check_symbols if page is Page.CODE else booth.check_card)(typed)

        try:
            await self.counter.do(work)
        except Exception as error:
            said = sentence_for(error)[0]
        else:
            said = text.WHOLE if page is Page.CODE else text.WHOLE_CARD
        if self.page is page:
            self.say(said)

    @on(Input.Submitted, "#secret")
    def _handed_in(self, event: Input.Submitted) -> None:
        typed = event.value
        if self.page is Page.CODE:
            self._enter(typed)
        elif self.page is Page.CARD:
            self._card_typed(typed.strip())
        else:
            self._unlock(typed)

    @work(exclusive=True, group="symbols")
    async def _enter(self, code: str) -> None:
        """Lays out a blank sheet, if the code is good; one that is filled in stays when another code is tried."""
        self.turn_to(Page.CODE, "Looking it up …")

        def work(booth: Booth) -> Person:
            return Person(booth.check_code(code), booth.begin_sheet())

        try:
            person = await self.counter.do(work)
        except Exception as error:
            if self.page is Page.CODE:
                self.turn_to(Page.CODE, sentence_for(error)[0])
            return
        if self.page is Page.CODE and self.person is not None:
            self.person.ticket = person.ticket
            self._review()
        elif self.page is Page.CODE:
            self.person = person
            self._correcting = False
            self.turn_to(Page.QUESTION)

    def action_answer(self, value: int) -> None:
        """Answers the question and asks the next one."""
        self._give(value)

    def action_skip(self) -> None:
        """Leaves the question out."""
        self._give(None)

    def action_back(self) -> None:
        """To the page before; from a correction to the review."""
        if self.person is None:
            return
        if self._correcting and self.page is Page.QUESTION:
            self._review()
            return
        self._correcting = False
        pages = self._after_questions
        if self.page is Page.REVIEW and len(pages) > 1:
            self._open_field(pages[-2])
            return
        self.person.sheet.back()
        self.turn_to(Page.QUESTION)

    def action_back_from_field(self) -> None:
        """From comment or card to the page before; what was typed there is kept."""
        if self.person is None:
            return
        if self.page is Page.COMMENT:
            self.person.comment = self.query_one("#comment", CommentField).text
        before = self._after_questions.index(self.page) - 1
        if before >= 0:
            self._open_field(self._after_questions[before])
        else:
            self.person.sheet.back()
            self.turn_to(Page.QUESTION)

    def action_forward(self) -> None:
        """On, without changing the answer."""
        if self.person is None or self.person.sheet.forward():
            self._next()
        else:
            self.say(text.answer_first(self._round.survey.scale.points))

    def action_ask_to_stop(self) -> None:
        """Asks before anything is dropped."""
        if self.person is not None and self.page is Page.COMMENT:
            self.person.comment = self.query_one("#comment", CommentField).text
        self._came_from = self.page
        self.turn_to(Page.STOP)

    def action_go_on(self) -> None:
        """Back to where the question to stop came up."""
        self._open_field(self._came_from)

    def action_drop(self) -> None:
        """Drops the answers; nothing was stored."""
        self.begin_anew(text.DROPPED)

    @on(CommentField.HandedIn)
    @work(exclusive=True, group="beside")
    async def _comment_typed(self) -> None:
        """Keeps the comment if it is not too long."""
        words = self.query_one("#comment", CommentField).text
        try:
            await self.counter.do(lambda booth: booth.check_comment(words))
        except Exception as error:
            self.say(sentence_for(error)[0])
            return
        if self.person is not None and self.page is Page.COMMENT:
            self.person.comment = words
            self._open_field(self._after_questions[self._after_questions.index(Page.COMMENT) + 1])

    @work(exclusive=True, group="symbols")
    async def _card_typed(self, card: str) -> None:
        """Keeps the card if it was typed without a mistake; none is as good."""
        try:
            if card:
                await self.counter.do(lambda booth: booth.check_card(card))
        except Exception as error:
            self.turn_to(Page.CARD, sentence_for(error)[0])
            return
        if self.person is not None and self.page is Page.CARD:
            self.person.card = card
            self._review()

    @work(exclusive=True, group="send")
    async def action_send(self) -> None:
        """Seals and hands the answers in, and forgets them once they are on disk."""
        person = self.person
        if person is None:
            return
        self.turn_to(Page.SENDING)
        try:
            card = await self.counter.do(person.send)
        except WrongCode as error:
            self.turn_to(Page.CODE, str(error))
            return
        except Exception as error:
            self.turn_to(Page.REVIEW, sentence_for(error)[0])
            return
        self.wipe()
        if card:
            self._new_card = card
            self.turn_to(Page.KEEP)
        else:
            self.thank()

    def action_leave(self) -> None:
        """Back to the coach's screens, once the PIN was typed."""
        if self._pin is None:
            self._go()
        else:
            self.turn_to(Page.LEAVE)

    def _unlock(self, typed: str) -> None:
        if self._pin is None:
            return
        try:
            self._pin.check(typed)
        except ProgramError as error:
            self.turn_to(Page.LEAVE, str(error))
        else:
            self._go()

    def _go(self) -> None:
        self.wipe()
        if self._alone:
            self.app.exit()
        else:
            self.app.pop_screen()

    def action_turn(self, step: int) -> None:
        """Scrolls the page, or moves in the review."""
        if self.page is Page.REVIEW:
            review = self.query_one("#review", OptionList)
            (review.action_cursor_down if step > 0 else review.action_cursor_up)()
        else:
            self.query_one("#page", VerticalScroll).scroll_relative(y=step, animate=False)

    def action_nothing(self) -> None:
        """Keys that would lead out of the kiosk."""

    @on(AnswerRow.Chosen)
    def _clicked(self, event: AnswerRow.Chosen) -> None:
        self.touch()
        if self.page is Page.QUESTION:
            self._give(event.value)

    @on(OptionList.OptionSelected, "#review")
    def _corrects(self, event: OptionList.OptionSelected) -> None:
        if self.person is not None and self.page is Page.REVIEW:
            self._correcting = True
            self.person.sheet.go_to(event.option_index)
            self.turn_to(Page.QUESTION)

    @property
    def _after_questions(self) -> tuple[Page, ...]:
        """The pages after the last question, the review last."""
        asked = ((Page.COMMENT, self._round.comments), (Page.CARD, self._round.asks_for_card))
        return (*(page for page, wanted in asked if wanted), Page.REVIEW)

    def _open_field(self, page: Page) -> None:
        """Turns to a page; in the field of the comment stands what was written before."""
        if page is Page.REVIEW:
            self._review()
            return
        self.turn_to(page)
        if self.person is not None and page is Page.COMMENT:
            comment = self.query_one("#comment", CommentField)
            comment.load_text(self.person.comment)
            comment.move_cursor(comment.document.end)

    def _give(self, value: int | None) -> None:
        if self.person is not None:
            self.person.sheet.answer(value)
            self._next()

    def _next(self) -> None:
        if self.person is not None and self._correcting:
            self._review()
        elif self.person is not None and self.person.sheet.asked is None:
            self._open_field(self._after_questions[0])
        else:
            self.turn_to(Page.QUESTION)

    def _review(self) -> None:
        if self.person is not None:
            corrected = max(0, self.person.sheet.position - 1) if self._correcting else 0
            self._correcting = False
            self.person.sheet.go_to(self.person.sheet.count)
            self.turn_to(Page.REVIEW)
            self.query_one("#review", OptionList).highlighted = corrected
