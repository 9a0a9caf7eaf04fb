"""Asks the few: which group, its three texts, and what each means for the question it speaks to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playbook.findings import MAX_PROOF
from playbook.records import State
from ybiyri_tui.screens.dialogs.choose import ChooseScreen
from ybiyri_tui.screens.dialogs.texts import TextsScreen, Wanted

if TYPE_CHECKING:
    from textual.app import App

    from ybiyri_tui.content.workshop_schema import Group, OpenQuestions
    from ybiyri_tui.context import Context
    from ybiyri_tui.screens.objection.view import ObjectionView
    from ybiyri_tui.usecases.findings.few import Said

STATES = (
    (State.NO.value, "no"),
    (State.PARTLY.value, "partly"),
    (State.YES.value, "yes, and this is what shows it"),
)


async def ask_few(
    app: App[None], view: ObjectionView, pilot_id: int, question_id: str
) -> tuple[Group, list[Said]] | None:
    """What a group said, all of it; None if it was left before the end, which keeps what was typed.

    The group that has a question about `question_id` comes first.
    """
    from ybiyri_tui.usecases.findings.few import Said, by_question

    few = view.page.open_questions
    group = await _group(app, few, question_id)
    if group is None:
        return None
    wanted = [Wanted(one.id, one.text, one.why, field_of(pilot_id, group, one.id)) for one in group.questions]
    title = f"{group.title}: in their own words"
    texts = await app.push_screen_wait(TextsScreen(title, wanted, note=few.told[0], longest=MAX_PROOF))
    if texts is None:
        return None
    said = []
    for spoken_to, own in by_question(group, texts).items():
        line = view.question(spoken_to)
        question = line.question.question if line else spoken_to
        note = " · ".join(f"“{text}”" for text in own)
        state = await app.push_screen_wait(ChooseScreen(f"By that, {group.role} say to: {question}", STATES, note=note))
        if state is None:
            return None
        said.append(Said(spoken_to, own, State(state)))
    return group, said


def record(context: Context, pilot_id: int, group: Group, said: list[Said]) -> None:
    """Records it; runs in the desk's thread."""
    from ybiyri_tui.usecases.findings.few import record_few

    record_few(context, pilot_id, group, said)


def field_of(pilot_id: int, group: Group, asked_id: str) -> str:
    """Where a text is kept while it is being typed."""
    return f"{pilot_id} few {group.id} {asked_id}"


async def _group(app: App[None], few: OpenQuestions, question_id: str) -> Group | None:
    speaking = [group for group in few.groups if any(question_id in one.speaks_to for one in group.questions)]
    groups = {group.id: group for group in (*speaking, *few.groups)}
    choices = [(group.id, group.title) for group in groups.values()]
    note = "People who are too few for an anonymous survey; their answers count as the voice of operations."
    chosen = await app.push_screen_wait(ChooseScreen("Who answers the open questions?", choices, note=note))
    return groups[chosen] if chosen is not None else None
