"""The must-haves: what stops a phase whatever else is true, and the step to the next phase."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.widget import Widget

from ybiyri_tui.screens.dialogs.accepted import ACCEPTED, ask_accepted
from ybiyri_tui.screens.dialogs.ask import AskScreen, Check
from ybiyri_tui.screens.dialogs.checks import owner_remark, proof_remark
from ybiyri_tui.screens.dialogs.confirm import ConfirmScreen
from ybiyri_tui.screens.home.excepting import PARTS, ask_exception
from ybiyri_tui.screens.undoing import UNDO_KEYS, UndoableScreen
from ybiyri_tui.widgets.lists.choice_list import CarefulList, ChoiceList
from ybiyri_tui.widgets.lists.detailed_list import DetailedList
from ybiyri_tui.widgets.plain import shown
from ybiyri_tui.wording.due_dates import EXPECTED, explain_due, parse_due

if TYPE_CHECKING:
    from datetime import date

    from playbook.records import MustHaveMark, Phase, Pilot
    from playbook.standing.readiness import MustHaveStatus
    from ybiyri_tui.context import Context
    from ybiyri_tui.screens.home.excepting import AskedException
    from ybiyri_tui.usecases.pilot.overview import Overview


class MustHaveChoices(CarefulList):
    """Enter changes the state of the highlighted must-have."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "met or open", id="must-haves.meet", tooltip="mark as met, or open again"),
    ]


class MustHaveList(DetailedList):
    """The list of must-haves with more about the highlighted one."""

    def make_list(self) -> ChoiceList:
        """With a word on what enter does."""
        return MustHaveChoices(compact=True)


class MustHavesScreen(UndoableScreen["Overview"]):
    """Opens on a must-have if one is given, else on the first that is open."""

    CSS_PATH = "must_haves.tcss"
    WHERE = "Must-haves"
    HELP = """
A must-have stops the phase above which it stands until it is met, whatever else is true. Enter marks it as met and asks what was seen; on one that is met, enter opens it again.

x lets the pilot pass without one for a while: an exception has a reason, a person who answers for it, and a last day, and stands wherever the phase is shown. After that day the must-have is open again.

f moves the pilot on to the next phase, once nothing stops it. There is no way back: a must-have that opens again later is shown, and moves nothing.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "set_owner", "owner", id="must-haves.owner", tooltip="who sees to it"),
        Binding("c", "set_accepted", "accepted", id="must-haves.accepted", tooltip="whether the owner took it on"),
        Binding("d", "set_due", "due", id="must-haves.due", tooltip="by when"),
        Binding(
            "x", "except", "exception", id="must-haves.except", tooltip="let the pilot pass without it for a while"
        ),
        *(replace(key, show=False) for key in UNDO_KEYS),
        Binding("f", "move_phase", "next phase", id="must-haves.phase", tooltip="move the pilot to its next phase"),
        Binding("escape", "dismiss", "back", id="must-haves.back"),
    ]

    def __init__(self, pilot: Pilot, must_have_id: str | None = None) -> None:
        super().__init__()
        self.pilot = pilot
        self._wanted = must_have_id

    @property
    def pilot_id(self) -> int:
        """The pilot whose must-haves they are."""
        return self.pilot.id

    def compose_content(self) -> Iterable[Widget]:
        """The list."""
        yield MustHaveList(id="must-haves")

    def fetch(self, context: Context) -> Overview:
        """The whole pilot: questions speak to must-haves."""
        from ybiyri_tui.usecases.pilot.overview import overview

        return overview(context, self.pilot.id)

    def show(self, view: Overview) -> None:
        """Shows what is stored, with the same must-have highlighted."""
        from ybiyri_tui.screens.home.must_have_entries import entries, first_open, met_words

        phase = view.pilot.phase
        self.entitle(
            f"Must-haves · {shown(view.pilot.name)}", f"step {phase.step} of 5 · {phase.value} · {met_words(view)}"
        )
        wanted, self._wanted = self._wanted, None
        if wanted is None and self._list.highlighted is None:
            wanted = first_open(view)
        self._list.set_entries(entries(view), wanted)

    @on(DetailedList.Selected)
    def _selected(self) -> None:
        self.action_meet()

    @work(group="dialog", exclusive=True)
    async def action_meet(self) -> None:
        """Marks the highlighted must-have as met, or opens it again."""
        status = await self._newest()
        if status is None:
            return
        if status.mark.met_on is not None:
            question = f"Open “{status.must_have.title}” again?"
            note = "What was seen stays recorded."
            if await self.app.push_screen_wait(ConfirmScreen(question, note=note, yes="open it again")):
                self._change(status, lambda mark, _context: replace(mark, met_on=None))
            return
        proof = await self._ask(
            status,
            "proof",
            "What was seen? A text or a link.",
            status.mark.proof or "",
            proof_remark,
            status.must_have.title,
        )
        if proof is not None:
            self._change(status, lambda mark, context: replace(mark, met_on=context.today, proof=proof), "proof")

    @work(group="dialog", exclusive=True)
    async def action_set_owner(self) -> None:
        """Says who sees to it."""
        status = await self._newest()
        if status is None:
            return
        owner = await self._ask(
            status, "owner", "Who sees to it?", status.mark.owner or "", owner_remark, "empty: nobody"
        )
        if owner is not None:
            self._change(status, lambda mark, _context: mark.with_owner(owner), "owner")

    @work(group="dialog", exclusive=True)
    async def action_set_accepted(self) -> None:
        """Says whether the owner took it on; people who are not in the room were only asked."""
        status = await self._newest()
        if status is None:
            return
        chosen = await ask_accepted(self, status.mark.owner)
        if chosen is not None:
            self._change(status, lambda mark, _context: mark.with_accepted(ACCEPTED[chosen]))

    @work(group="dialog", exclusive=True)
    async def action_except(self) -> None:
        """Lets the pilot pass without a must-have for a while, or ends that."""
        status = await self._newest()
        if status is None or self.view is None:
            return
        title, waiver, today = status.must_have.title, status.mark.waiver, self.view.today
        if status.mark.met_on is not None:
            self.notify("It is met, so it needs no exception.", markup=False)
            return
        if waiver is not None and waiver.expires_on >= today:
            question = f"End the exception from “{title}”?"
            if await self.app.push_screen_wait(ConfirmScreen(question, note=shown(waiver.reason), yes="end it")):
                self._change(status, lambda mark, _context: replace(mark, waiver=None))
            return
        field = self._field(status, "exception")
        asked = await ask_exception(self, title, field, today)
        if asked is not None:
            self._change(status, lambda mark, context: self._excepted(mark, asked, context.today, field))

    def _excepted(self, mark: MustHaveMark, asked: AskedException, today: date, field: str) -> MustHaveMark:
        """The mark with the exception; once it fits, what was typed need not be kept any longer."""
        excepted = asked.applied(mark, today)
        for part in PARTS:
            self.ybiyri.drafts.let_go(f"{field} {part}")
        return excepted

    @work(group="dialog", exclusive=True)
    async def action_set_due(self) -> None:
        """Says by when."""
        status = await self._newest()
        if status is None or self.view is None:
            return
        today, due = self.view.today, status.mark.due_on
        typed = await self._ask(
            status,
            "due",
            "By when?",
            due.isoformat() if due else "",
            lambda text: explain_due(text, today),
            f"{EXPECTED}; empty: no date",
        )
        if typed is not None:
            self._change(status, lambda mark, _context: replace(mark, due_on=parse_due(typed, today)), "due")

    @work(group="dialog", exclusive=True)
    async def action_move_phase(self) -> None:
        """Moves the pilot to its next phase; what stops it is told."""
        view = await self.read_again()
        if view is None:
            return
        phase = view.pilot.phase
        if phase.next is not None and not view.open_must_haves:
            question = f"Move from {phase.value} to {phase.next.value}?"
            note = "There is no way back to an earlier phase."
            if not await self.app.push_screen_wait(ConfirmScreen(question, note=note, yes="move on")):
                return
        done = f"The pilot is in step {phase.next.step} of 5 now: {phase.next.value}." if phase.next else ""
        self.save(_moving(self.pilot.id, phase), done)

    @property
    def _list(self) -> DetailedList:
        return self.query_one("#must-haves", DetailedList)

    async def _newest(self) -> MustHaveStatus | None:
        """The highlighted must-have as it is on disk now; what somebody writes from here on is a conflict."""
        view = await self.read_again()
        if view is None:
            return None
        return next((status for status in view.must_haves if status.must_have.id == self._list.highlighted), None)

    async def _ask(
        self, status: MustHaveStatus, field: str, title: str, value: str, check: Check, note: str
    ) -> str | None:
        ask = AskScreen(title, field=self._field(status, field), value=value, note=note, check=check)
        return await self.app.push_screen_wait(ask)

    def _change(
        self, status: MustHaveStatus, change: Callable[[MustHaveMark, Context], MustHaveMark], field: str = ""
    ) -> None:
        pilot_id, seen = self.pilot.id, status.mark

        def write(context: Context) -> None:
            from ybiyri_tui.usecases.findings.must_haves import change_must_have

            change_must_have(context, pilot_id, seen.must_have_id, lambda mark: change(mark, context), seen=seen)

        self.save(write, draft=self._field(status, field))

    def _field(self, status: MustHaveStatus, name: str) -> str:
        return f"{self.pilot.id} {status.must_have.id} {name}"


def _moving(pilot_id: int, phase: Phase) -> Callable[[Context], object]:
    def write(context: Context) -> None:
        from ybiyri_tui.usecases.pilot.pilots import move_phase

        move_phase(context, pilot_id, seen=phase)

    return write
