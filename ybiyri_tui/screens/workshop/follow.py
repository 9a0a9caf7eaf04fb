"""The scribe's screen: in step with the first terminal, with notes on how to ask, and a line for writing down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.visual import Visual
from textual.widget import Widget

from playbook.room.notes import Note, NoteKind
from ybiyri_tui.screens.objection.entries import section
from ybiyri_tui.screens.undoing import UNDO_KEYS
from ybiyri_tui.screens.workshop import question_lines as lines
from ybiyri_tui.screens.workshop.capturing import WRITING_KEYS, CapturingScreen
from ybiyri_tui.screens.workshop.place import place
from ybiyri_tui.screens.workshop.read_back_entries import leaves_sign
from ybiyri_tui.widgets.folding import Hanging, Stack
from ybiyri_tui.widgets.plain import shown
from ybiyri_tui.widgets.still import Still

if TYPE_CHECKING:
    from ybiyri_tui.content.workshop_schema import Step
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.pilot.overview import QuestionLine
    from ybiyri_tui.usecases.room.room_page import Room

BLANK = Content("")
KIND_WORDS = {NoteKind.NOTE: "note", NoteKind.STEP: "step", NoteKind.PARKED: "parked"}
NEWEST = 3


class FollowScreen(CapturingScreen):
    """Never on the projector. It follows, and leads nowhere: the first terminal alone goes on to the next question."""

    CSS_PATH = "follow.tcss"
    WHERE = "Scribe"
    ROLE = "scribe"
    ASKS_ON = True
    HELP = """
This screen follows the workshop on the first terminal, and shows what the projector never does: how to ask, and what counts as yes. Do not mirror it.

c writes notes, one after the other until esc; C those that may leave the room. Write what was said, never who said it. A note belongs to the question at which you began to type it, also if the room has gone on. What you type is kept while you type it.

l lists everything that was written down, to change, mark or strike it.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        *WRITING_KEYS,
        Binding(
            "l", "everything", "all notes", id="follow.everything", tooltip="change, mark or strike what was written"
        ),
        Binding("space,pagedown,down,j", "turn(1)", "more", key_display="space", tooltip="more of the text"),
        Binding("b,pageup,up", "turn(-1)", "back in the text", show=False),
        *(replace(key, show=False) for key in UNDO_KEYS),
        Binding("q,escape", "app.quit", "quit", id="follow.quit"),
    ]

    def __init__(self, pilot: str | None = None) -> None:
        super().__init__()
        self._pilot_name = pilot
        self._agenda: tuple[Step, ...] = ()
        self._shown: str | None = None

    def compose_room(self) -> Iterable[Widget]:
        """The question, how to ask it, what was written down last."""
        yield Still("", id="now", markup=False)
        with VerticalScroll(id="how", can_focus=False):
            yield Still("", id="how-text")
        yield Still("", id="written", markup=False)

    def on_mount(self) -> None:
        """The time passes by the second."""
        super().on_mount()
        self.set_interval(1.0, self._tick)

    def fetch(self, context: Context) -> Room:
        """The room, and the run sheet for when no question is on."""
        from ybiyri_tui.usecases.pilot.pilots import choose_pilot

        if self._pilot is None:
            self._pilot = choose_pilot(context, self._pilot_name)
        self._agenda = context.workshop.agenda.steps
        return super().fetch(context)

    def failed(self, error: Exception) -> None:
        """Without a pilot there is nothing to follow, so the app ends with the sentence."""
        if self.view is None:
            self.ybiyri.leave_with(error)
        else:
            super().failed(error)

    def paint(self, room: Room) -> None:
        """The question that is on, or the run sheet."""
        self._tick()
        line = room.current
        now, how = self.query_one("#now", Still), self.query_one("#how-text", Still)
        if line is None:
            now.put(_waiting(room))
            how.put(Stack(_run_sheet(self._agenda)))
        else:
            differing = room.differing.get(line.question_id, ())
            asked = Content.styled(shown(line.question.question), "bold")
            now.put(Stack([asked, lines.voices(line.answer), lines.differences(line.answer, differing)]))
            how.put(Stack(_how_to_ask(room, line)))
        self.query_one("#written", Still).put(Stack(self._written(room, line)))
        if self._shown != (line.question_id if line else None):
            self._shown = line.question_id if line else None
            self.query_one("#how", VerticalScroll).scroll_home(animate=False)

    def action_everything(self) -> None:
        """Lists everything that was written down."""
        if self.room is not None:
            from ybiyri_tui.screens.workshop.read_back import ReadBackScreen

            self.app.push_screen(ReadBackScreen(self.room.pilot, everything=True))

    def action_turn(self, pages: int) -> None:
        """Scrolls the text on how to ask."""
        how = self.query_one("#how", VerticalScroll)
        how.scroll_relative(y=pages * max(1, how.size.height - 1), animate=False)

    def _written(self, room: Room, line: QuestionLine | None) -> list[Visual]:
        """The newest of what was written down, and how much there is."""
        newest = room.notes[-NEWEST:] if self.app.size.height > 20 else room.notes[-1:]
        unsaved = self.unsaved(line.question_id if line else None)
        typed = [Content.styled(f"not saved yet: {', '.join(unsaved)}", "bold $warning")] if unsaved else []
        return [*(_note(note) for note in newest), Content.styled(lines.note_counts(room), "$secondary"), *typed]

    def _tick(self) -> None:
        if self.room is not None:
            self.retitle(place(self.room, self.now()))


def _waiting(room: Room) -> Content:
    if room.under_way is None:
        return Content("No workshop is under way. It begins on the first terminal, with w on Home.")
    return Content("No question is on. Below is the run sheet; it is not for the projector.")


def _run_sheet(steps: Iterable[Step]) -> Iterator[Visual]:
    for step in steps:
        yield Hanging(
            Content.styled(f"{step.minutes:>3} min  ", "$secondary"), Content.styled(shown(step.title), "bold")
        )
        yield Hanging(" " * 9, shown(step.coach))
        yield BLANK


def _how_to_ask(room: Room, line: QuestionLine) -> list[Visual]:
    from ybiyri_tui.reports.pilot.contradictions import asked_words, differs_sentence, talk_about

    question = line.question
    objection = room.objection_of(line.question_id)
    practices = objection.objection.practices_for(question.id) if objection else ()
    differing = [
        f"{differs_sentence(found)} ({asked_words(found)}). {talk_about(found)}"
        for found in room.differing.get(line.question_id, ())
    ]
    return [
        *section("How to ask", [question.facilitate]),
        *section("Survey", [shown(text) for text in differing]),
        *section("Counts as yes", [question.counts_as_yes]),
        *section("Why it matters", [question.why]),
        *section("What helps", [f"{practice.title}: {practice.how}" for practice in practices]),
    ]


def _note(note: Note) -> Visual:
    sign = leaves_sign() if note.may_leave else " "
    return Hanging(Content.styled(f"{sign} {KIND_WORDS[note.kind]:<7}", "$secondary"), shown(note.text))
