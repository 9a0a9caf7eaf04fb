"""What worksheets propose, beside what is recorded; nothing is recorded before it is confirmed here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from playbook.records import Grade, State, Voice
from ybiyri_tui.screens.dialogs.choose import ChooseScreen
from ybiyri_tui.screens.undoing import UNDO_KEYS, UndoableScreen
from ybiyri_tui.widgets.folding import Hanging, Stack
from ybiyri_tui.widgets.lists.choice_list import CarefulList, ChoiceList
from ybiyri_tui.widgets.lists.detailed_list import DetailedList, Entry
from ybiyri_tui.widgets.plain import shown
from ybiyri_tui.wording.states import VOICE_WORDS, glyph, mark

if TYPE_CHECKING:
    from playbook.records import Pilot
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.worksheets.proposing import ProposalLine

EMPTY = """Nothing is proposed yet.

A worksheet proposes an answer as soon as its table has what it needs; esc goes back to it."""
GLYPHS = {State.YES: Grade.PROOF_SEEN, State.PARTLY: Grade.PARTLY, State.NO: Grade.NO}
STATE_WORDS = {State.YES: "yes", State.PARTLY: "partly", State.NO: "no"}


class ProposalChoices(CarefulList):
    """Enter confirms."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "select", "confirm", id="proposals.confirm", tooltip="record it, with the result as proof"),
    ]


class ProposalList(DetailedList):
    """The proposals with the reasons for the highlighted one."""

    def make_list(self) -> ChoiceList:
        """With a word on what enter does."""
        return ProposalChoices(compact=True)


class ProposalsScreen(UndoableScreen["tuple[ProposalLine, ...]"]):
    """Those of one worksheet, or of all."""

    CSS_PATH = "worksheets.tcss"
    WHERE = "Proposals"
    HELP = """
What the worksheets propose. Enter records the highlighted proposal: for a question as the answer of the team (or of another voice), with the result of the worksheet as its proof; for a must-have as met, or as open again.

new: nothing of this is recorded. changed: an earlier result was confirmed, and the worksheet says something else by now. confirmed: recorded as it stands here.
"""  # noqa: E501
    BINDINGS: ClassVar[list[BindingType]] = [
        *UNDO_KEYS,
        Binding("escape", "dismiss", "back", key_display="esc", id="proposals.back"),
    ]

    def __init__(self, pilot: Pilot, worksheet: str | None = None) -> None:
        super().__init__()
        self.pilot = pilot
        self._worksheet = worksheet

    @property
    def pilot_id(self) -> int:
        """The pilot they are made for."""
        return self.pilot.id

    def compose_content(self) -> Iterable[Widget]:
        """The list, or why it is empty."""
        yield ProposalList(id="proposals")
        yield Static(EMPTY, id="proposals-empty", markup=False)

    def fetch(self, context: Context) -> tuple[ProposalLine, ...]:
        """All that is proposed now."""
        from ybiyri_tui.usecases.worksheets.proposing import proposals

        return proposals(context, self.pilot.id, self._worksheet)

    def show(self, view: tuple[ProposalLine, ...]) -> None:
        """One line each, with the reason below."""
        self.entitle(f"Proposals · {shown(self.pilot.name)}", f"{len(view)}")
        self.set_class(not view, "-empty")
        self.query_one(DetailedList).set_entries(_entry(line) for line in view)

    @on(DetailedList.Selected)
    @work(group="dialog", exclusive=True)
    async def _selected(self, event: DetailedList.Selected) -> None:
        line = next((found for found in self.view or () if found.proposal.key == event.key), None)
        if line is None:
            return
        from ybiyri_tui.usecases.worksheets.proposing import Target, confirm

        proposal, voice = line.proposal, Voice.TEAM
        if proposal.target is Target.QUESTION:
            voices = [(voice.value, VOICE_WORDS[voice]) for voice in Voice]
            note = f"{STATE_WORDS[proposal.state]}: {proposal.result}"
            chosen = await self.app.push_screen_wait(ChooseScreen("Whose answer is it?", voices, note=note))
            if chosen is None:
                return
            voice = Voice(chosen)
        self.save(
            lambda context: confirm(context, self.pilot.id, proposal.key, voice=voice, seen=proposal),
            "Recorded, with the result as proof; u takes it back.",
        )


def _entry(line: ProposalLine) -> Entry:
    from ybiyri_tui.usecases.worksheets.proposing import Standing, Target

    proposal = line.proposal
    words = {Standing.NEW: "new", Standing.OUTDATED: "changed", Standing.CONFIRMED: f"{mark('met')} confirmed"}
    if proposal.target is Target.MUST_HAVE:
        answer = f"{mark('must_have')} met" if proposal.state is State.YES else f"{mark('must_have')} not met"
    else:
        answer = f"{glyph(GLYPHS[proposal.state])} {STATE_WORDS[proposal.state]}"
    head = Content.assemble((answer, "bold"), f"  {shown(line.title)}  ", (words[line.standing], "$secondary"))
    body = Stack(
        (
            Content(shown(proposal.because)),
            Hanging("Proof   ", shown(proposal.result)),
            Hanging("Now     ", shown(line.recorded)),
        )
    )
    return Entry(proposal.key, Hanging("", head), body)
