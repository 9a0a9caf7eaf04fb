"""Before and after on the screen: the worst first, plain words, and no number that may not leave a round."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot as Driver
from textual.widgets import Input

from playbook.records import Pilot
from surveys.records import Label
from tests.sizes import SIZES
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlayedTeam
from ybiyri_tui.screens.promises.promises import PromisesScreen
from ybiyri_tui.screens.survey.comparison import ComparisonScreen
from ybiyri_tui.usecases.room import promising

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]

BEFORE = [5, 5, 4, 4, 5, 4, 5, 4]
AFTER = [2, 1, 2, 2, 1, 1, 2, 4]


@pytest.fixture
def compared(context: Context, pilot: Pilot) -> Pilot:
    """Eight people each time: alerts turned good, trust stayed, pay was answered by three, the rest by nobody."""
    for label, worries in ((Label.BEFORE, BEFORE), (Label.AFTER, AFTER)):
        team = PlayedTeam(context, pilot.id)
        opened = team.open(label, invited=8)
        for person, worry in enumerate(worries):
            answers = {
                "alerts.needless": worry,
                "alerts.pushed-out": worry,
                "alerts.remove-causes": 6 - worry,
                "trust.who-answers": 1 + person % 5,
                "trust.reliability-first": 1 + person % 5,
                "trust.blame": 3,
            }
            if person < 3:
                answers |= {"pay.makes-up": 5, "pay.can-say-no": 5, "pay.rather-without": 1}
            team.answer(opened, answers)
        team.close(opened)
    return pilot


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("size", SIZES)
async def test_each_topic_has_its_verdict_and_the_worst_comes_first(
    make_app: AppMaker, compared: Pilot, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    app = make_app(lambda: ComparisonScreen(compared))
    async with app.run_test(size=size) as driver:
        await settled(driver)
        text = text_of(app)
        assert "8 answered each time" in text
        assert text.index("Trust") < text.index("Pay and a fair deal") < text.index("Alerts and unplanned work (main)")
        assert ("fewer than 5: not shown" if size[0] == 60 else "fewer than 5 answered: not shown") in text
        assert "BETTER" in text
        assert "▲" in text
        assert "can't tell" in text
        assert "“Can't tell” is not “no change”" in text
        assert "about 1.2 steps" in flat(text)


async def test_questions_unfold_with_bars_and_no_effect_where_nearly_all_agree(
    make_app: AppMaker, compared: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app(lambda: ComparisonScreen(compared))
    async with app.run_test(size=(80, 36)) as driver:
        await settled(driver)
        await driver.press("end", "enter")
        await settled(driver)
        text = text_of(app)
        assert "Many of our alerts need nobody to act." in text
        assert "before ▒▒░░░░░░░░░░░░░░░░░░ 0–1 of 8" in text
        assert "after  ██████████████████▒▒ 7–8 of 8" in text
        assert "├──●" not in text  # an effect could prove that all eight answered alike
        assert "Better: the later answers are higher" in text
        await driver.press("left")
        await settled(driver)
        assert "Many of our alerts need nobody to act." not in text_of(app)


async def test_what_few_people_answered_shows_no_number_even_unfolded(
    make_app: AppMaker, compared: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app(lambda: ComparisonScreen(compared))
    async with app.run_test(size=(120, 50)) as driver:
        await settled(driver)
        await driver.press("u", "n")
        await settled(driver)
        for _ in range(3):
            shown = text_of(app).splitlines()
            for line in shown:
                if "say no to on-call" in line:
                    assert "fewer than 5 answered: not shown" in shown[shown.index(line) + 1]
                assert "3 of 3" not in line
            await driver.press("pagedown")


async def test_numbers_appear_on_demand_rounded_and_as_bands(
    make_app: AppMaker, compared: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app(lambda: ComparisonScreen(compared))
    async with app.run_test(size=(80, 36)) as driver:
        await settled(driver)
        assert "θ" not in text_of(app)
        await driver.press("n")
        await settled(driver)
        text = flat(text_of(app))
        assert "mean ≤ 1.5 before, 4.0 after" in text
        assert "θ 0.95 (0.80 to 0.95) · adjusted p ≤ .01" in text
        await driver.press("n")
        await settled(driver)
        assert "θ" not in text_of(app)


@pytest.mark.parametrize("size", SIZES)
async def test_what_was_promised_stands_beside_the_results(
    make_app: AppMaker,
    compared: Pilot,
    context: Context,
    settled: Settled,
    text_of: TextOf,
    size: tuple[int, int],
) -> None:
    app = make_app(lambda: ComparisonScreen(compared))
    async with app.run_test(size=size) as driver:
        await settled(driver)
        assert "Promised to the team: nothing yet." in text_of(app)
        late = context.today - timedelta(days=9)
        promising.raise_concern(context, compared.id, "Pay is unclear", promise="a written pay policy", due_on=late)
        await driver.press("y")
        await settled(driver)
        assert isinstance(app.screen, PromisesScreen)
        await driver.press("escape")
        await settled(driver)
        text = text_of(app)
        assert "Promised to the team: 0 of 1 kept, 1 late." in text
        assert ("! a written pay policy: open, overdue since 24 Nov 2026" in text) == (size[1] > 18)


async def test_effects_by_size_are_one_key_away_with_their_numbers(
    make_app: AppMaker, compared: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app(lambda: ComparisonScreen(compared))
    async with app.run_test(size=(120, 50)) as driver:
        await settled(driver)
        assert "worse  the same better" in text_of(app)
        await driver.press("d")
        await settled(driver)
        text = text_of(app)
        assert text.index("Alerts and unplanned work") < text.rindex("Trust")
        assert "●  θ 0.95 (0.80 to 0.95)" in text


async def test_the_comparison_is_written_to_a_file_in_the_form_its_name_asks_for(
    make_app: AppMaker, compared: Pilot, settled: Settled, text_of: TextOf, tmp_path: Path
) -> None:
    app = make_app(lambda: ComparisonScreen(compared))
    page, wrong = tmp_path / "page.html", tmp_path / "page.docx"
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("e")
        await settled(driver)
        assert "not read back to the team yet" in text_of(app)
        field = app.screen.query_one(Input)
        field.value = str(wrong)
        await driver.press("enter")
        await settled(driver)
        assert "Let the name end with .html" in text_of(app)
        field.value = str(page)
        await driver.press("enter")
        await settled(driver)
        assert isinstance(app.screen, ComparisonScreen)
    assert not wrong.exists()
    written = page.read_text(encoding="utf-8")
    assert "<svg" in written
    assert "Promised to the team" in written
    assert "7-8" in written or "7–8" in written


@pytest.mark.parametrize("size", SIZES)
async def test_method_and_rival_explanations_are_one_key_away(
    make_app: AppMaker, compared: Pilot, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    app = make_app(lambda: ComparisonScreen(compared))
    async with app.run_test(size=size) as driver:
        await settled(driver)
        await driver.press("w")
        await settled(driver)
        assert "does not prove that the pilot made it" in flat(text_of(app))
        await driver.press("escape", "m")
        await settled(driver)
        assert "How we tested" in text_of(app)
        await driver.press("end")
        await settled(driver)
        assert "its middle is no change" in flat(text_of(app))


async def test_without_two_closed_surveys_the_screen_says_what_is_missing(
    make_app: AppMaker, pilot: Pilot, settled: Settled
) -> None:
    app = make_app(lambda: ComparisonScreen(pilot))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        assert [notification.message for notification in app._notifications] == [
            'Nothing to compare yet: the "before" survey has not been closed.'
        ]
