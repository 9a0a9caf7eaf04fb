"""You said, we did: what the team raised, what was promised, and what the team says came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from ybiyri_tui.screens.dialogs.ask import Check
from ybiyri_tui.screens.dialogs.choose import ChooseScreen
from ybiyri_tui.screens.owning import OWNER_KEYS, OwnedListScreen
from ybiyri_tui.screens.undoing import UNDO_KEYS
from ybiyri_tui.widgets.lists.choice_list import CarefulList, ChoiceList
from ybiyri_tui.widgets.lists.detailed_list import DetailedList, Entry

if TYPE_CHECKING:
    from playbook.room.promises import Promise
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.room.promise_page import PromisePage

EMPTY = """Nothing was raised yet.

a writes down what the team said, and what is promised about it.
v starts from one of the lowest topics of a survey that was read back."""


class PromiseChoices(CarefulList):
    """Enter says what is promised."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "promise", id="promises.promise", tooltip="say what is promised"),
    ]


class PromiseList(DetailedList):
    """The promises with all about the highlighted one."""

    def make_list(self) -> ChoiceList:
        """With a word on what enter does."""
        return PromiseChoices(compact=True)


class PromisesScreen(OwnedListScreen["PromisePage", "Promise"]):
    """Opens on a promise if its number is given."""

    CSS_PATH = "promises.tcss"
    WHERE = "You said, we did"
    KIND = "promise"
    HELP = """
What the team raised, and what was promised about it. Who raised it is never written down.

Whether a promise is kept, its owner says (s). Whether the matter is understood and fixed, only the team says: ask the team, then press t. Another promise takes the tick "fixed" away, other words for the concern take both.

A plain no is a promise that was dropped; it needs the reason that the team was told.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "add", "add", id="promises.add", tooltip="write down what the team said"),
        Binding("v", "add_topic", "from survey", id="promises.topic", tooltip="raise one of the lowest survey topics"),
        Binding("s", "set_state", "state", id="promises.state", tooltip="open, kept or dropped: its owner says"),
        Binding("t", "set_ticks", "team says", id="promises.ticks", tooltip="understood or fixed: only the team says"),
        Binding("e", "reword", "edit", show=False, id="promises.edit", tooltip="the concern in other words"),
        *OWNER_KEYS,
        *UNDO_KEYS,
        Binding("delete,backspace", "remove", "remove", show=False, id="promises.remove", tooltip="remove it"),
        Binding("escape", "dismiss", "back", id="promises.back"),
    ]

    NEEDS_ONE = OwnedListScreen.NEEDS_ONE | {"set_state", "set_ticks", "reword"}

    def compose_content(self) -> Iterable[Widget]:
        """The list, or how to begin."""
        yield PromiseList(id="promises")
        yield Static(EMPTY, id="empty", markup=False)

    def fetch(self, context: Context) -> PromisePage:
        """All promises of the pilot."""
        from ybiyri_tui.usecases.room.promise_page import promise_page

        return promise_page(context, self.pilot.id)

    def entries(self, view: PromisePage, *, compact: bool) -> Iterable[Entry]:
        """One for each promise."""
        from ybiyri_tui.screens.promises.entries import entries

        return entries(view, compact=compact)

    def counts(self, view: PromisePage) -> str:
        """How many there are of each kind."""
        from ybiyri_tui.screens.promises.entries import counts_words

        return counts_words(view)

    @property
    def current(self) -> Promise | None:
        """The highlighted promise."""
        number = self.records.highlighted
        return self.view.promise(int(number)) if self.view is not None and number is not None else None

    def write(self, context: Context, number: int, change: Callable[[Promise], Promise], seen: Promise) -> Promise:
        """Saves a change of a promise."""
        from ybiyri_tui.usecases.room.promising import change_promise

        return change_promise(context, self.pilot.id, number, change, seen=seen)

    @work(group="dialog", exclusive=True)
    async def action_add(self) -> None:
        """Writes down a concern, and what is promised about it if something is."""
        await self._add("What did the team say?", None)

    @work(group="dialog", exclusive=True)
    async def action_add_topic(self) -> None:
        """Raises one of the lowest topics of a survey that the team has seen."""
        from ybiyri_tui.reports.survey.words import favourable_words

        view = self.view
        if view is None:
            return
        if not view.topics:
            why = "Read the survey back to the team first." if view.unread else "No survey was closed yet."
            self.notify(why, markup=False)
            return
        choices = [(topic.id, f"{topic.title}: {favourable_words(topic.entry)} content") for topic in view.topics]
        note = "The lowest first; withheld topics are left out."
        chosen = await self.app.push_screen_wait(ChooseScreen("Which topic?", choices, note=note))
        if chosen is not None:
            title = next(topic.title for topic in view.topics if topic.id == chosen)
            await self._add(f"{title}: what does the team say about it?", chosen)

    async def _add(self, question: str, topic: str | None) -> None:
        note = "In the team's words, without a name."
        raised = await self.ask(None, f"raised {topic or ''}", question, "", _text("the concern"), note)
        if raised is None:
            return
        promised = await self.ask(
            None, f"promise {topic or ''}", "What is promised about it?", "", _optional("the promise"), "empty: nothing"
        )

        def write(context: Context) -> None:
            from ybiyri_tui.usecases.room.promising import raise_concern

            made = raise_concern(context, self.pilot.id, raised, topic=topic, promise=promised)
            self._wanted = made.number
            self.ybiyri.drafts.let_go(self.field(None, f"promise {topic or ''}"))

        self.save(write, draft=self.field(None, f"raised {topic or ''}"))

    @on(DetailedList.Highlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    @on(DetailedList.Selected)
    def _selected(self) -> None:
        self.action_promise()

    @work(group="dialog", exclusive=True)
    async def action_promise(self) -> None:
        """Says what is promised; no text withdraws it."""
        from playbook.room.promises import with_promise

        promise = self.current
        if promise is None:
            return
        note = f"“{promise.raised}”  Empty: nothing is promised."
        text = await self.ask(
            promise, "promise", "What is promised?", promise.promise or "", _optional("the promise"), note
        )
        if text is not None:
            self.change(promise, lambda found: with_promise(found, text), "promise")

    @work(group="dialog", exclusive=True)
    async def action_reword(self) -> None:
        """The concern in other words."""
        from playbook.room.promises import reword

        promise = self.current
        if promise is None:
            return
        note = "Other words take the team's ticks away." if promise.understood_on or promise.fixed_on else ""
        text = await self.ask(promise, "raised", "What did the team say?", promise.raised, _text("the concern"), note)
        if text is not None:
            self.change(promise, lambda found: reword(found, text), "raised")

    @work(group="dialog", exclusive=True)
    async def action_set_state(self) -> None:
        """Open, kept or dropped."""
        from playbook.room.promises import PromiseState, set_state

        promise = self.current
        if promise is None:
            return
        choices = [("kept", "kept")] if promise.promise else []
        choices += [("open", "open"), ("dropped", "dropped: a plain no, with the reason")]
        note = "Its owner says so. What the team says is another key: t."
        chosen = await self.app.push_screen_wait(ChooseScreen("What became of it?", choices, note=note))
        if chosen is None:
            return
        if chosen != "dropped":
            self.change(promise, lambda found: set_state(found, PromiseState(chosen)))
            return
        reason = await self.ask(
            promise, "reason", "Which reason was the team told?", promise.reason or "", _text("the reason")
        )
        if reason is not None:
            self.change(promise, lambda found: set_state(found, PromiseState.DROPPED, reason), "reason")

    @work(group="dialog", exclusive=True)
    async def action_set_ticks(self) -> None:
        """Gives or takes away one of the team's ticks."""
        from playbook.room.promises import tick

        promise, view = self.current, self.view
        if promise is None or view is None:
            return
        today = view.today
        choices = [
            ("understood", "not understood any more" if promise.understood_on else "understood"),
            ("fixed", "not fixed any more" if promise.fixed_on else "fixed"),
        ]
        note = "Ask the team. Nobody else's word counts here, not its owner's and not yours."
        chosen = await self.app.push_screen_wait(ChooseScreen("What does the team say?", choices, note=note))
        if chosen == "understood":
            given = promise.understood_on is None
            self.change(promise, lambda found: tick(found, understood=given, today=today))
        elif chosen == "fixed":
            given = promise.fixed_on is None
            self.change(promise, lambda found: tick(found, fixed=given, today=today))

    def action_remove(self) -> None:
        """Takes a promise away; undo brings it back."""
        promise = self.current
        if promise is None:
            return

        def write(context: Context) -> None:
            from ybiyri_tui.usecases.room.promising import remove_promise

            remove_promise(context, self.pilot.id, promise.number, seen=self.newest(promise))

        self.save(write, "Removed; u brings it back.")


def _text(what: str) -> Check:
    def check(text: str) -> str:
        from playbook.room.promises import MAX_TEXT
        from playbook.texts import line

        line(text, what, MAX_TEXT)
        return ""

    return check


def _optional(what: str) -> Check:
    def check(text: str) -> str:
        return _text(what)(text) if text else ""

    return check
