"""What can be recorded for the highlighted question, and the small questions that asks first."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from playbook import findings
from playbook.records import Answer, Finding, State, Voice
from ybiyri_tui.screens.dialogs.accepted import ACCEPTED, ask_accepted
from ybiyri_tui.screens.dialogs.ask import AskScreen, Check
from ybiyri_tui.screens.dialogs.checks import concern_remark, owner_remark, promise_remark, proof_remark, reason_remark
from ybiyri_tui.screens.dialogs.choose import ChooseScreen
from ybiyri_tui.screens.dialogs.confirm import ConfirmScreen
from ybiyri_tui.screens.objection.view import ObjectionView, OwnChanges
from ybiyri_tui.screens.objection.voices import chosen_voice, voice_choices
from ybiyri_tui.screens.objection.writes import (
    Write,
    adding_proof,
    changing,
    rechecking,
    recording,
    removing_proof,
    taking_back,
)
from ybiyri_tui.screens.undoing import UNDO_KEYS, UndoableScreen
from ybiyri_tui.wording.due_dates import EXPECTED, explain_due, parse_due
from ybiyri_tui.wording.states import GRADE_WORDS, VOICE_WORDS, counted

if TYPE_CHECKING:
    from playbook.records import Pilot
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.pilot.overview import QuestionLine

STATE_WORDS = {State.YES: "yes", State.PARTLY: "partly", State.NO: "no"}


def _letters(voice: Voice, keys: str) -> list[Binding]:
    name = VOICE_WORDS[voice]
    return [
        Binding(
            key,
            f"record('{state.value}', '{voice.value}')",
            name,
            id=f"objection.{voice.value}-{state.value}",
            tooltip=f"{name}: {words}",
        )
        for key, (state, words) in zip(keys, STATE_WORDS.items(), strict=True)
    ]


class RecordingScreen(UndoableScreen[ObjectionView]):
    """The keys that record something for one question.

    What a letter records is shown at once, because a room looks on, with a mark until it is on disk; anything else
    is shown once it is there. What a change returns is what was saved, so the screen need not be read again for it.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *_letters(Voice.TEAM, "ypn"),
        Binding("full_stop", "take_back", "team", key_display=".", id="objection.clear", tooltip="team: take it back"),
        *_letters(Voice.LEADERS, "YPN"),
        Binding(
            "v",
            "choose_voice",
            "voice",
            show=False,
            id="objection.voice",
            tooltip="choose who says what, also operations",
        ),
        Binding("e", "add_proof", "proof", id="objection.proof", tooltip="add proof: a text or a link"),
        Binding("r", "remove_proof", "remove proof", show=False, id="objection.remove-proof"),
        Binding("o", "set_owner", "owner", id="objection.owner", tooltip="who sees to it"),
        Binding("d", "set_due", "due", id="objection.due", tooltip="by when"),
        Binding(
            "c",
            "set_accepted",
            "accepted",
            show=False,
            id="objection.accepted",
            tooltip="whether the owner took it on, or was only asked",
        ),
        Binding("a", "recheck", "still so", show=False, id="objection.recheck", tooltip="looked at again: still so"),
        Binding(
            "m",
            "promise",
            "promise",
            show=False,  # a narrow terminal has no room for more keys
            id="objection.promise",
            tooltip="write down a worry, and what is promised",
        ),
        Binding("x", "set_aside", "doesn't apply", id="objection.not-applicable", tooltip="doesn't apply, and why"),
        *(replace(key, show=False) for key in UNDO_KEYS),
    ]

    def __init__(self, pilot: Pilot) -> None:
        super().__init__()
        self.pilot = pilot
        self._own = OwnChanges()
        self._on_the_way = 0

    @property
    def is_ahead(self) -> bool:
        """While something is on its way to the disk."""
        return self._on_the_way > 0

    @property
    @abstractmethod
    def current(self) -> QuestionLine | None:
        """The highlighted question; None before anything has been read."""

    @abstractmethod
    def show_one(self, view: ObjectionView, question_id: str) -> None:
        """Shows what was found for one question, and no more than that."""

    @property
    def pilot_id(self) -> int:
        """The pilot whose answers they are."""
        return self.pilot.id

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Proof can be removed only where there is some."""
        if action == "remove_proof":
            return self.current is not None and any(found.proofs for found in self.current.answer.findings)
        return super().check_action(action, parameters)

    def action_record(self, state: str, voice: str) -> None:
        """Records what one voice says."""
        line, view = self.current, self.view
        if line is None or view is None:
            return
        told = findings.record(line.answer, State(state), voice=Voice(voice), today=view.page.today)
        self.view = view.with_answer(told, saved=False)
        self.show_one(self.view, line.question_id)
        self._write(line, recording(State(state), Voice(voice)), is_shown=True)
        self.call_after_refresh(self._catch_up)

    @work(group="dialog", exclusive=True)
    async def action_take_back(self) -> None:
        """Withdraws "doesn't apply", else what the team said."""
        if self.current is not None:
            await self._take_back(self.current, Voice.TEAM)

    @work(group="dialog", exclusive=True)
    async def action_choose_voice(self) -> None:
        """Records what any voice says, operations included."""
        line = self.current
        if line is None:
            return
        roles = self.view.page.open_questions.roles if self.view else ()
        choices = voice_choices(line.answer, roles)
        chosen = await self.app.push_screen_wait(ChooseScreen("Whose answer is it?", choices))
        if chosen is None:
            return
        voice, role = chosen_voice(chosen)
        states = [(state.value, words) for state, words in STATE_WORDS.items()]
        if line.answer.finding(voice):
            states.append((State.NOT_ASKED.value, "take it back: not asked"))
        state = await self.app.push_screen_wait(ChooseScreen(f"What do the {role or VOICE_WORDS[voice]} say?", states))
        if state == State.NOT_ASKED.value:
            await self._take_back(line, voice)
        elif state is not None:
            self._write(line, recording(State(state), voice, role=role))

    def action_recheck(self) -> None:
        """Notes that a yes was looked at again today, so that it is not stale."""
        line = self.current
        if line is None:
            return
        if line.answer.state is State.YES:
            self._write(line, rechecking())
        else:
            self.notify("Only a yes is checked again; press what the room says now.", markup=False)

    @work(group="dialog", exclusive=True)
    async def action_promise(self) -> None:
        """Writes down what the team said at this question, and what is promised about it."""
        line = self.current
        if line is None:
            return
        note = "In the team's words, without a name. y on Home lists everything that was promised."
        raised = await self._ask(line, "raised", "What did the team say?", "", concern_remark, note)
        if raised is None:
            return
        note = "empty: nothing yet"
        promised = await self._ask(line, "promised", "What is promised about it?", "", promise_remark, note)

        def write(context: Context) -> None:
            from ybiyri_tui.usecases.room.promising import raise_concern

            raise_concern(context, self.pilot.id, raised, question_id=line.question_id, promise=promised)
            self.ybiyri.drafts.let_go(self._field(line, "promised"))

        self._on_the_way += 1
        self.save(write, "Written down.", draft=self._field(line, "raised"))

    @work(group="dialog", exclusive=True)
    async def action_add_proof(self) -> None:
        """Adds a proof; where nobody has answered yet, asks for the answer as well."""
        line = self.current
        if line is None:
            return
        text = await self._ask(
            line, "proof", "What was shown? A text or a link.", "", proof_remark, line.question.question
        )
        if text is None:
            return
        answer = line.answer
        if not answer.findings or answer.not_applicable_reason is not None:
            states = [(state.value, f"{words}, and this was shown") for state, words in STATE_WORDS.items()]
            state = await self.app.push_screen_wait(ChooseScreen("What does the team say?", states))
            if state is not None:
                self._write(line, recording(State(state), Voice.TEAM, proofs=[text]), "proof")
            return
        voices = await self._whose(answer.findings)
        if voices:
            self._write(line, adding_proof(text, voices), "proof")

    @work(group="dialog", exclusive=True)
    async def action_remove_proof(self) -> None:
        """Takes a proof away."""
        line = self.current
        if line is None:
            return
        proofs = [(found.voice, proof.text) for found in line.answer.findings for proof in found.proofs]
        choices = [(str(number), f"{VOICE_WORDS[voice]}: {text}") for number, (voice, text) in enumerate(proofs)]
        note = "A yes without any proof becomes word only."
        chosen = await self.app.push_screen_wait(ChooseScreen("Which proof goes?", choices, note=note))
        if chosen is not None:
            self._write(line, removing_proof(*proofs[int(chosen)]))

    @work(group="dialog", exclusive=True)
    async def action_set_owner(self) -> None:
        """Says who sees to it."""
        line = self.current
        if line is None:
            return
        text = await self._ask(line, "owner", "Who sees to it?", line.answer.owner or "", owner_remark, "empty: nobody")
        if text is not None:
            self._write(line, changing(lambda answer: answer.with_owner(text)), "owner")

    @work(group="dialog", exclusive=True)
    async def action_set_accepted(self) -> None:
        """Says whether the owner took it on; people who are not in the room were only asked."""
        line = self.current
        if line is None:
            return
        chosen = await ask_accepted(self, line.answer.owner)
        if chosen is not None:
            self._write(line, changing(lambda answer: answer.with_accepted(ACCEPTED[chosen])))

    @work(group="dialog", exclusive=True)
    async def action_set_due(self) -> None:
        """Says by when."""
        line = self.current
        if line is None or self.view is None:
            return
        today = self.view.page.today
        due = line.answer.due_on
        text = await self._ask(
            line,
            "due",
            "By when?",
            due.isoformat() if due else "",
            lambda typed: explain_due(typed, today),
            f"{EXPECTED}; empty: no date",
        )
        if text is not None:
            self._write(line, changing(lambda answer: answer.with_due(parse_due(text, today))), "due")

    @work(group="dialog", exclusive=True)
    async def action_set_aside(self) -> None:
        """Notes that the question doesn't apply, which needs a reason."""
        line = self.current
        if line is None:
            return
        before = line.answer.not_applicable_reason or ""
        note = "It counts for nobody then, and the reason stands beside it."
        reason = await self._ask(line, "reason", "Why does this question not apply?", before, reason_remark, note)
        if reason is not None:
            self._write(line, recording(State.NOT_APPLICABLE, Voice.TEAM, reason=reason), "reason")

    async def _ask(self, line: QuestionLine, field: str, title: str, value: str, check: Check, note: str) -> str | None:
        ask = AskScreen(title, field=self._field(line, field), value=value, note=note, check=check)
        return await self.app.push_screen_wait(ask)

    async def _whose(self, findings: tuple[Finding, ...]) -> list[Voice]:
        voices = [found.voice for found in findings]
        if len(voices) == 1:
            return voices
        choices = [("all", f"all of them: {', '.join(VOICE_WORDS[voice] for voice in voices)}")]
        choices += [
            (found.voice.value, f"{VOICE_WORDS[found.voice]}: {GRADE_WORDS[found.grade]}") for found in findings
        ]
        chosen = await self.app.push_screen_wait(ChooseScreen("Whose answer does it prove?", choices))
        if chosen is None:
            return []
        return voices if chosen == "all" else [Voice(chosen)]

    async def _take_back(self, line: QuestionLine, voice: Voice) -> None:
        found = line.answer.finding(voice)
        if found and found.proofs and line.answer.not_applicable_reason is None:
            lost = f"{counted(len(found.proofs), 'proof')} would go with it."
            question = f"Take back what the {VOICE_WORDS[voice]} said?"
            if not await self.app.push_screen_wait(ConfirmScreen(question, note=lost, yes="take it back")):
                return
        self._write(line, taking_back(voice))

    def _catch_up(self) -> None:
        """What an answer changes beside its own line, once that was painted."""
        if self.view is not None and not self.is_left:
            self._put(self.view)

    def _write(self, line: QuestionLine, write: Write, field: str = "", *, is_shown: bool = False) -> None:
        """Has a change written; text typed for it is kept until it is on disk."""
        shown = line.answer

        def change(context: Context) -> Answer:
            seen = self._own.newest(shown)
            saved = write(context, self.pilot.id, line.question_id, seen)
            self._own.note(seen, saved)
            return saved

        self._on_the_way += 1
        self.save(self.after_painting(change) if is_shown else change, draft=self._field(line, field))

    def after_saving(self, written: object) -> None:
        """Shows what was saved; what others did, and what the survey says to it, follows when the keys rest."""
        self._on_the_way -= 1
        if self.is_ahead:
            return
        if isinstance(written, Answer) and self.view is not None:
            self._put(self.view.with_answer(written, saved=True))
            self.reload_later()
        else:
            self.reload()

    def _put(self, view: ObjectionView) -> None:
        self.view = view
        self.show(view)
        self.refresh_bindings()

    def _field(self, line: QuestionLine, name: str) -> str:
        return f"{self.pilot.id} {line.question_id} {name}"
