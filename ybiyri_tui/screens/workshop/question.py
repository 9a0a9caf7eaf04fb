"""The projector: one question at a time in capital letters, both voices, the next step, and the time that is left.

Nothing here is meant for the coach alone; how to ask stands on the scribe's screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget

from playbook import findings
from playbook.records import Answer, State, Voice
from playbook.room import workshop as rules
from playbook.room.workshop import ONE_MINUTE, Workshop, WorkshopState
from ybiyri_tui.screens.dialogs.choose import ChooseScreen
from ybiyri_tui.screens.objection.view import OwnChanges
from ybiyri_tui.screens.objection.voices import chosen_voice, voice_choices
from ybiyri_tui.screens.objection.writes import recording
from ybiyri_tui.screens.undoing import UNDO_KEYS
from ybiyri_tui.screens.workshop.capturing import WRITING_KEYS, CapturingScreen
from ybiyri_tui.screens.workshop.place import place
from ybiyri_tui.widgets.countdown import Countdown
from ybiyri_tui.widgets.still import Still
from ybiyri_tui.wording.states import GRADE_WORDS, VOICE_WORDS

if TYPE_CHECKING:
    from playbook.records import Pilot
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.pilot.overview import QuestionLine
    from ybiyri_tui.usecases.room.room_page import Room

STATE_WORDS = {State.YES: "yes", State.PARTLY: "partly", State.NO: "no"}
LINE = 44
"""Letters on a line of the question; few, so that the eye finds the next line from the last row."""
AT_A_QUESTION = frozenset({"record", "take_back", "choose_voice", "hands", "timer", "minute"})


def _letters(voice: Voice, keys: str) -> list[Binding]:
    name = VOICE_WORDS[voice]
    return [
        Binding(
            key,
            f"record('{state.value}', '{voice.value}')",
            name,
            id=f"workshop.{voice.value}-{state.value}",
            tooltip=f"{name}: {words}",
        )
        for key, (state, words) in zip(keys, STATE_WORDS.items(), strict=True)
    ]


class QuestionScreen(CapturingScreen):
    """Goes through the agenda; where it is, everything that was said and the timer survive a killed terminal."""

    CSS_PATH = "question.tcss"
    WHERE = "Workshop"
    HELP = """
Read the question aloud and press what the room says: small letters for the team, capital letters for leaders, v for operations. {legend}

Where they differ, or where the survey says something else, that is shown with what to ask. Every no ends in a step (a), somebody asked, or a plain "we leave it".

c writes a note that stays in this room, C one that may leave it; neither says who spoke. What you type is kept while you type it.

h counts raised hands: that is open, it is shown and not stored. The thick line is the time that is left; it waits for space.

Notes on how to ask stand on the scribe's screen only: run `ybiyri follow` in a second terminal.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        *_letters(Voice.TEAM, "ypn"),
        Binding("full_stop", "take_back", "team", show=False, key_display=".", tooltip="team: take it back"),
        *_letters(Voice.LEADERS, "YPN"),
        Binding("v", "choose_voice", "operations", id="workshop.voice", tooltip="what operations say, or take back"),
        *WRITING_KEYS,
        Binding("h", "hands", "hands", id="workshop.hands", tooltip="count raised hands; open, not stored"),
        Binding("space", "timer", "timer", key_display="space", id="workshop.timer", tooltip="start or pause the time"),
        Binding("plus,equals_sign", "minute", "minute", key_display="+", id="workshop.minute", tooltip="a minute more"),
        Binding("left,left_square_bracket,pageup", "go(-1)", "back", key_display="←", tooltip="the question before"),
        Binding("right,right_square_bracket,pagedown", "go(1)", "next", key_display="→", tooltip="the next question"),
        *(replace(key, show=False) for key in UNDO_KEYS),
        Binding("escape", "dismiss", "back", show=False, id="workshop.back", tooltip="back to the workshop's pages"),
    ]

    def __init__(self, pilot: Pilot) -> None:
        super().__init__(pilot)
        self._own = OwnChanges()

    def compose_room(self) -> Iterable[Widget]:
        """The time, the question, what was said, what was written down."""
        yield Countdown(id="countdown")
        with VerticalScroll(id="question", can_focus=False):
            yield Still("", id="loud", markup=False)
            yield Still("", id="voices", markup=False)
            yield Still("", id="differences", markup=False)
        yield Still("", id="written", markup=False)

    def on_mount(self) -> None:
        """The time passes by the second."""
        super().on_mount()
        self.set_interval(1.0, self._tick)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Between the questions there is nothing to record."""
        if action in AT_A_QUESTION and (self.room is None or self.room.current is None):
            return False
        return super().check_action(action, parameters)

    def paint(self, room: Room) -> None:
        """Shows the question, or what comes before the first and after the last."""
        from ybiyri_tui.screens.workshop import question_lines as lines

        self._tick()
        line = room.current
        self.set_class(line is None, "-between")
        if line is None:
            self.query_one("#loud", Still).put(_between(room))
            return
        differing = room.differing.get(line.question_id, ())
        self.query_one("#loud", Still).put(Content(lines.balanced(lines.loud(line.question.question), LINE)))
        self.query_one("#voices", Still).put(lines.voices(line.answer))
        told = self.query_one("#differences", Still)
        told.put(lines.differences(line.answer, differing))
        told.display = line.answer.voices_differ or bool(differing)
        unsaved = self.unsaved(line.question_id)
        self.query_one("#written", Still).put(lines.written_down(room, line, unsaved))

    def action_record(self, state: str, voice: str) -> None:
        """Records what one voice says."""
        self._record(State(state), Voice(voice))

    def action_take_back(self) -> None:
        """Withdraws what the team said, unless something was shown for it."""
        line = self.room.current if self.room else None
        found = line.answer.finding(Voice.TEAM) if line else None
        if found and found.proofs:
            self.notify("Something was shown for it; take it back where the proof stands.", markup=False)
        elif found:
            self._record(State.NOT_ASKED, Voice.TEAM)

    @work(group="dialog", exclusive=True)
    async def action_choose_voice(self) -> None:
        """Records what operations say, who have no letters of their own."""
        line = self.room.current if self.room else None
        if line is None:
            return
        role: str | None = None
        if self.room is not None and self.room.roles:
            who = voice_choices(line.answer, self.room.roles, [Voice.OPERATIONS])
            picked = await self.app.push_screen_wait(ChooseScreen("Who speaks?", who))
            if picked is None:
                return
            _, role = chosen_voice(picked)
        found = line.answer.finding(Voice.OPERATIONS)
        states = [(state.value, words) for state, words in STATE_WORDS.items()]
        if found and not found.proofs:
            states.append((State.NOT_ASKED.value, "take it back: not asked"))
        note = f"so far: {GRADE_WORDS[found.grade]}" if found else ""
        chosen = await self.app.push_screen_wait(
            ChooseScreen(f"What do {role or 'operations'} say?", states, note=note)
        )
        if chosen is not None:
            self._record(State(chosen), Voice.OPERATIONS, role)

    def action_hands(self) -> None:
        """Counts raised hands."""
        line = self.room.current if self.room else None
        if line is not None:
            from ybiyri_tui.screens.workshop.hands import HandsScreen

            self.app.push_screen(HandsScreen(line.question.question))

    def action_timer(self) -> None:
        """Lets the time pass, or stops it."""
        workshop = self._workshop
        if self.room is None or workshop is None:
            return
        at, runs = self.now(), not workshop.timer.runs
        timer = workshop.timer.started(at) if runs else workshop.timer.paused(at)

        def write(context: Context, pilot_id: int) -> None:
            from ybiyri_tui.usecases.room.workshops import run_timer

            run_timer(context, pilot_id, runs=runs)

        self.put(self.room.with_workshop(rules.with_timer(workshop, timer)), write)

    def action_minute(self) -> None:
        """Gives the question a minute more."""
        workshop = self._workshop
        if self.room is None or workshop is None:
            return
        timer = workshop.timer.longer(ONE_MINUTE, self.now())

        def write(context: Context, pilot_id: int) -> None:
            from ybiyri_tui.usecases.room.workshops import add_minute

            add_minute(context, pilot_id)

        self.put(self.room.with_workshop(rules.with_timer(workshop, timer)), write)

    def action_go(self, step: int) -> None:
        """Goes to the question before or after this one; after the last one the workshop is read back."""
        room, workshop = self.room, self._workshop
        if room is None or workshop is None or not workshop.agenda:
            return
        position = workshop.position + step
        if position < 0:
            self.notify("This is the first question.", markup=False)
        elif workshop.state is WorkshopState.READING_BACK and step > 0:
            self._read_back()
        else:
            gone = rules.go_to(workshop, position, room.seconds_at(position), self.now())

            def write(context: Context, pilot_id: int) -> None:
                from ybiyri_tui.usecases.room.workshops import go_to

                go_to(context, pilot_id, position)

            self.put(room.with_workshop(gone), write)
            self.refresh_bindings()
            self.query_one("#question", VerticalScroll).scroll_home(animate=False)

    @property
    def _workshop(self) -> Workshop | None:
        return self.room.under_way if self.room else None

    def _read_back(self) -> None:
        if self.room is not None:
            from ybiyri_tui.screens.workshop.read_back import ReadBackScreen

            self.app.push_screen(ReadBackScreen(self.room.pilot))

    def _record(self, state: State, voice: Voice, role: str | None = None) -> None:
        room = self.room
        line = room.current if room else None
        if room is None or line is None:
            return
        before, today = line.answer, self.today
        after = findings.record(before, state, voice=voice, role=role, today=today)
        self.put(room.with_answer(after), self._recording(line, before, recording(state, voice, role=role)))

    def _recording(
        self, line: QuestionLine, shown: Answer, write: Callable[[Context, int, str, Answer], Answer]
    ) -> Callable[[Context, int], None]:
        def change(context: Context, pilot_id: int) -> None:
            seen = self._own.newest(shown)
            self._own.note(seen, write(context, pilot_id, line.question_id, seen))

        return change

    def _tick(self) -> None:
        """Shows the time; nothing is drawn while it stands still."""
        if self.room is not None:
            found = place(self.room, self.now())
            self.retitle(found)
            self.query_one("#countdown", Countdown).set_share(found.share, found.word)


def _between(room: Room) -> Content:
    """What a room reads while no question is on."""
    workshop = room.under_way
    if workshop is None or not workshop.agenda:
        return Content("NOTHING CHOSEN YET\n\nesc: choose what to talk about")
    if workshop.state is WorkshopState.READING_BACK:
        return Content("THAT WAS THE LAST QUESTION\n\n→ read back what was said   ← the last question")
    return Content("THIS QUESTION IS NO LONGER IN THE PLAYBOOK\n\n→ the next one")
