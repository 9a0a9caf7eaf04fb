"""The keys that write something down: notes, steps with who and by when, what is parked, promises."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding

from playbook.room.notes import MAX_TEXT, Note, NoteKind
from playbook.room.promises import MAX_TEXT as MAX_PROMISE
from playbook.room.promises import Promise, with_promise
from playbook.texts import line as one_line
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.screens.dialogs.checks import owner_remark
from ybiyri_tui.screens.workshop.writing import WritingScreen
from ybiyri_tui.wording.due_dates import EXPECTED, explain_due, parse_due

if TYPE_CHECKING:
    from ybiyri_tui.context import Context

STAYS, LEAVES = "stays", "leaves"
KINDS = {STAYS: NoteKind.NOTE, LEAVES: NoteKind.NOTE, "step": NoteKind.STEP, "parked": NoteKind.PARKED}
LABELS = {
    STAYS: "Note, stays in this room",
    LEAVES: "Note, may leave the room",
    "step": "Step: what is done next?",
    "parked": "Parked for another day",
    "concern": "Promise: what was raised?",
}
SKIP = "enter leaves it open"
WRITES = frozenset({"note", "step", "park", "promise"})

# In the order in which a screen's line of keys shows them; each screen takes them among its own.
WRITING_KEYS = (
    Binding("c", f"note('{STAYS}')", "note", id="workshop.note", tooltip="note that stays in this room"),
    Binding("C", f"note('{LEAVES}')", "note", id="workshop.note-leaves", tooltip="note that may leave the room"),
    Binding("a", "step", "step", id="workshop.step", tooltip="a step, who takes it, by when"),
    Binding("m", "promise", "promise", id="workshop.promise", tooltip="what was raised, and what is promised"),
    Binding("k", "park", "park", id="workshop.park", tooltip="park it for another day"),
)


class CapturingScreen(WritingScreen):
    """What is written down belongs to the question at which writing began; `ASKS_ON` asks for the next note."""

    ASKS_ON: ClassVar[bool] = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be written down before a workshop has begun."""
        if action in WRITES and (self.room is None or self.room.under_way is None):
            return False
        return super().check_action(action, parameters)

    def unsaved(self, question_id: str | None) -> list[str]:
        """What was typed at a question and neither saved nor being typed now: `a note`, `a step`."""
        names = {STAYS: "a note", LEAVES: "a note", "step": "a step", "parked": "a parked line", "concern": "a promise"}
        fields = {self.field(kind, question_id): name for kind, name in names.items()}
        fields.pop(self.capture.field, None)
        kept = [name for field, name in fields.items() if self.draft(field).strip()]
        return list(dict.fromkeys(kept))

    @work(group="dialog", exclusive=True)
    async def action_note(self, kind: str) -> None:
        """Writes a note; on the scribe's screen one after the other."""
        while await self._write_down(kind, closes=not self.ASKS_ON) is not None and self.ASKS_ON:
            pass

    @work(group="dialog", exclusive=True)
    async def action_park(self) -> None:
        """Parks something."""
        await self._write_down("parked", closes=True)

    @work(group="dialog", exclusive=True)
    async def action_step(self) -> None:
        """Writes a step; it is saved before anybody is asked who takes it and by when."""
        note = await self._write_down("step", closes=False)
        if note is not None:
            await self._ask_details(note)
        self.capture.close()

    @work(group="dialog", exclusive=True)
    async def action_promise(self) -> None:
        """Writes what was raised, and then what is promised, by whom, by when."""
        made = await self._raise_concern()
        if made is not None:
            await self._ask_promise(made)
        self.capture.close()

    async def _write_down(self, kind: str, *, closes: bool) -> Note | None:
        question_id = self._question_id
        field = self.field(kind, question_id)

        def check(text: str) -> str:
            one_line(text, "the note", MAX_TEXT)
            return ""

        text = await self.ask(LABELS[kind], field, check=check, closes=closes)
        if text is None:
            return None

        def write(context: Context, pilot_id: int) -> Note:
            from ybiyri_tui.usecases.room.noting import take_note

            may_leave = {STAYS: False, LEAVES: True}.get(kind)
            return take_note(
                context,
                pilot_id,
                text,
                kind=KINDS[kind],
                may_leave=may_leave,
                question_id=question_id,
                draft=field,
            )

        return await self.saved(field, text, write)

    async def _ask_details(self, note: Note) -> None:
        """Who, by when, and whether they said yes; esc stops asking, and what was said stays."""
        owner = await self._ask_about("Who takes it?", f"owner {note.number}", note=SKIP, check=owner_remark)
        if owner is None:
            return
        if owner:
            await self._change(note.number, f"owner {note.number}", owner, lambda found: found.with_owner(owner))
        due = await self._ask_due(f"due {note.number}")
        if due is None:
            return
        if due:
            day = parse_due(due, self.today)
            await self._change(note.number, f"due {note.number}", due, lambda found: found.with_due(day))
        if owner:
            said = await self._ask_accepted(owner, f"accepted {note.number}", closes=True)
            if said:
                await self._change(
                    note.number, f"accepted {note.number}", said, lambda found: found.with_accepted(said == "y")
                )

    async def _raise_concern(self) -> Promise | None:
        question_id = self._question_id
        field = self.field("concern", question_id)

        def check(text: str) -> str:
            one_line(text, "the concern", MAX_PROMISE)
            return ""

        raised = await self.ask(
            LABELS["concern"], field, check=check, closes=False, note="never who raised it; it stays in this room"
        )
        if raised is None:
            return None

        def write(context: Context, pilot_id: int) -> Promise:
            from ybiyri_tui.usecases.room.promising import raise_concern

            return raise_concern(context, pilot_id, raised, question_id=question_id, draft=field)

        return await self.saved(field, raised, write)

    async def _ask_promise(self, made: Promise) -> None:
        """What is promised, by whom, by when; esc stops asking, and what was said stays."""

        def fits(text: str) -> str:
            if text:
                one_line(text, "the promise", MAX_PROMISE)
            return ""

        number = made.number
        field = f"promise {number}"
        text = await self._ask_about("What is promised?", field, note="enter: nothing yet", check=fits)
        if not text:
            return
        await self._change_promise(number, field, text, lambda found: with_promise(found, text))
        field = f"promise-owner {number}"
        owner = await self._ask_about("Who promises it?", field, note=SKIP, check=owner_remark)
        if owner is None:
            return
        if owner:
            await self._change_promise(number, field, owner, lambda found: found.with_owner(owner))
        field = f"promise-due {number}"
        due = await self._ask_due(field)
        if due:
            day = parse_due(due, self.today)
            await self._change_promise(number, field, due, lambda found: found.with_due(day))

    async def _ask_due(self, name: str) -> str | None:
        today = self.today
        return await self._ask_about(
            "By when?", name, note=f"{EXPECTED}; {SKIP}", check=lambda text: explain_due(text, today) if text else ""
        )

    async def _ask_accepted(self, owner: str, name: str, *, closes: bool) -> str | None:
        def check(text: str) -> str:
            if text.casefold() not in ("", "y", "n"):
                raise ProgramError("Type y for yes, n for asked but not accepted, or nothing.")
            return {"y": "accepted", "n": "asked, not accepted"}.get(text.casefold(), "")

        note = f"y yes   n asked, not accepted   {SKIP}"
        said = await self._ask_about(f"Did {owner} say yes?", name, note=note, check=check, closes=closes)
        return said.casefold() if said else said

    async def _ask_about(
        self, label: str, name: str, *, note: str, check: Callable[[str], str], closes: bool = False
    ) -> str | None:
        return await self.ask(label, f"{self.ROLE} {name}", check=check, closes=closes, note=note)

    async def _change(self, number: int, name: str, text: str, change: Callable[[Note], Note]) -> None:
        field = f"{self.ROLE} {name}"

        def write(context: Context, pilot_id: int) -> Note:
            from ybiyri_tui.usecases.room.noting import change_note

            return change_note(context, pilot_id, number, change, draft=field)

        await self.saved(field, text, write)

    async def _change_promise(self, number: int, name: str, text: str, change: Callable[[Promise], Promise]) -> None:
        field = f"{self.ROLE} {name}"

        def write(context: Context, pilot_id: int) -> Promise:
            from ybiyri_tui.usecases.room.promising import change_promise

            return change_promise(context, pilot_id, number, change, draft=field)

        await self.saved(field, text, write)

    @property
    def _question_id(self) -> str | None:
        return self.room.current.question_id if self.room and self.room.current else None
