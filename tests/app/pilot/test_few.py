"""The three open questions to those who are too few for a survey, taken as text."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from playbook.records import Pilot, State, Voice
from tests.app.pilot.conftest import Press, Settled, stored
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.screens.dialogs.texts import TextsScreen
from ybiyri_tui.screens.objection.objection import ObjectionScreen
from ybiyri_tui.usecases.room.drafting import kept_drafts

TextOf = Callable[[YbiyriApp], str]
INVITED, MAPPED = "incident-management.managers-in", "incident-management.workflow-mapped"


@pytest.fixture
def app(make_app: Callable[..., YbiyriApp], pilot: Pilot) -> YbiyriApp:
    return make_app(lambda: ObjectionScreen(pilot, "incident-management"))


async def test_three_texts_become_the_voice_of_operations_under_the_groups_name(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press, text_of: TextOf
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "f")
        assert "1 Incident managers" in text_of(app)
        await press(driver, "1", "<two calls at once>", "enter", "<one tool>", "enter", "<typing>", "enter")
        assert "“two calls at once” · “one tool”" in text_of(app)
        await press(driver, "1", "2")
        invited, mapped = (stored(context, pilot, question).finding(Voice.OPERATIONS) for question in (INVITED, MAPPED))
        assert invited is not None
        assert mapped is not None
        assert (invited.state, invited.role) == (State.NO, "incident managers")
        assert [proof.text for proof in invited.proofs] == ["two calls at once", "one tool"]
        assert (mapped.state, mapped.role) == (State.PARTLY, "incident managers")
        assert [proof.text for proof in mapped.proofs] == ["typing"]
        assert kept_drafts(context, pilot.id) == {}
        await press(driver, "u", "u")
        assert stored(context, pilot, INVITED).findings == stored(context, pilot, MAPPED).findings == ()


async def test_what_was_typed_is_there_again_after_esc_and_nothing_is_recorded_of_it(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press, text_of: TextOf
) -> None:
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await press(driver, "f", "1", "enter", "enter", "enter")
        assert isinstance(app.screen, TextsScreen)
        assert "Nothing is written yet" in str(app.screen.query_one("#remark").render())
        await press(driver, "enter", "<one tool>", "escape")
        assert set(kept_drafts(context, pilot.id).values()) == {"one tool"}
        await press(driver, "f", "1")
        fields = [field.value for field in app.screen.query("Field").results()]  # type: ignore[attr-defined]
        assert fields == ["", "one tool", ""]
        await press(driver, "enter", "enter", "enter", "escape")
        assert stored(context, pilot, INVITED).findings == ()
        assert set(kept_drafts(context, pilot.id).values()) == {"one tool"}
