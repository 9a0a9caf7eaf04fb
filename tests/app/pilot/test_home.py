"""Home: what to do next and what people say, from an empty pilot to a filled one, at every size."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from textual.pilot import Pilot as Driver
from textual.widgets import Static

from playbook.records import MustHaveMark, Pilot, State, Voice
from tests.sizes import SIZES
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.screens.home.home import HomeScreen
from ybiyri_tui.screens.home.titles import TITLES
from ybiyri_tui.screens.objection.objection import ObjectionScreen
from ybiyri_tui.usecases.findings import answering
from ybiyri_tui.usecases.pilot.pilots import create_pilot, open_pilot
from ybiyri_tui.widgets.lists.choice_list import ChoiceList

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]


@pytest.fixture
def filled(context: Context, pilot: Pilot) -> Pilot:
    """A pilot with an answer of every grade; one question is overdue."""
    record = answering.record_finding
    record(context, pilot.id, "developers.mission-explained", State.YES, proofs=["signed one-pager"])
    record(context, pilot.id, "developers.mission-explained", State.YES, voice=Voice.LEADERS)
    record(context, pilot.id, "developers.listened", State.PARTLY)
    late = context.today - timedelta(days=2)
    record(context, pilot.id, "developers.put-right", State.NO, owner="Head of Product", due_on=late)
    record(context, pilot.id, "firefighters.manage-unplanned", State.YES, proofs=["board"])
    record(context, pilot.id, "specialists.not-required", State.NOT_APPLICABLE, reason="no specialists here")
    return pilot


@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_pilot_says_how_to_begin(
    make_app: AppMaker, pilot: Pilot, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    app = make_app()
    async with app.run_test(size=size) as driver:
        await settled(driver)
        text = " ".join(text_of(app).split())
        assert "None of the 20 questions has been asked yet. 1 opens the first objection" in text
        assert "Payments · Team Kestrel" in text
        assert "This is the right service" in text


@pytest.mark.parametrize("size", SIZES)
async def test_every_objection_stands_on_one_line_with_a_glyph_per_question(
    make_app: AppMaker, filled: Pilot, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    app = make_app()
    async with app.run_test(size=size) as driver:
        await settled(driver)
        lines = text_of(app).splitlines()
        rows = [next(line for line in lines if f" {number} {title}" in line) for number, title, _ in TITLES]
        assert "○ ◐ ✗" in rows[0], "the lowest voice counts: leaders gave their word only"
        assert "✓ · ·" in rows[4]
        assert "–" in rows[5]
        assert len(rows) == 7


async def test_the_sums_add_up_and_explain_the_glyphs(
    make_app: AppMaker, filled: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as driver:
        await settled(driver)
        text = " ".join(text_of(app).split())
        for part in ("✓ 1 proof seen", "○ 1 word only", "◐ 1 partly", "✗ 1 no", "· 15 not asked", "– 1 don't apply"):
            assert part in text
        assert "20 questions:" in text


async def test_what_is_overdue_comes_first_with_a_mark_and_a_word(
    make_app: AppMaker, filled: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        lines = text_of(app).splitlines()
        first = next(
            index for index, line in enumerate(lines) if "Have you committed to putting worries right?" in line
        )
        assert lines[first].startswith(" ! ")
        assert "overdue since 1 Dec" in lines[first + 1]
        assert "Head of Product" in lines[first + 1]


async def test_enter_on_the_first_thing_to_do_opens_its_question(
    make_app: AppMaker, filled: Pilot, settled: Settled
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("enter")
        await settled(driver)
        assert isinstance(app.screen, ObjectionScreen)
        assert app.screen.current is not None
        assert app.screen.current.question_id == "developers.put-right"


async def test_enter_on_a_must_have_opens_it_among_the_must_haves(
    make_app: AppMaker, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("j", "enter")
        await settled(driver)
        assert "Must-haves" in text_of(app)
        assert "Fewer than three cannot share nights" in " ".join(text_of(app).split())


@pytest.mark.parametrize("number", [1, 3, 7])
async def test_a_digit_opens_the_objection_with_that_number(
    make_app: AppMaker, pilot: Pilot, settled: Settled, text_of: TextOf, number: int
) -> None:
    app = make_app()
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press(str(number))
        await settled(driver)
        assert text_of(app).startswith(f" {number} {TITLES[number - 1][1]}")
        await driver.press("escape")
        await settled(driver)
        assert isinstance(app.screen, HomeScreen)


async def test_a_number_without_an_objection_does_nothing(make_app: AppMaker, pilot: Pilot, settled: Settled) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("9")
        await settled(driver)
        assert isinstance(app.screen, HomeScreen)


async def test_the_mouse_opens_an_objection(
    make_app: AppMaker, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        row = next(y for y, line in enumerate(text_of(app).splitlines()) if "We'd be firefighters" in line)
        await driver.click(offset=(10, row))
        await settled(driver)
        assert text_of(app).startswith(" 5 We'd be firefighters")


async def test_arrows_and_vi_keys_reach_every_line_and_skip_the_headings(
    make_app: AppMaker, pilot: Pilot, settled: Settled
) -> None:
    app = make_app()
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        seen = [app.screen.query_one(ChoiceList).highlighted_id]
        for number in range(9):
            await driver.press("down" if number % 2 else "j")
            seen.append(app.screen.query_one(ChoiceList).highlighted_id)
        assert seen == [f"step-{n}" for n in range(3)] + [f"objection-{n}" for n in range(7)]
        await driver.press("k")
        assert app.screen.query_one(ChoiceList).highlighted_id == "objection-5"


@pytest.mark.parametrize("size", SIZES)
async def test_the_skeleton_is_laid_out_as_what_replaces_it(
    make_app: AppMaker,
    pilot: Pilot,
    settled: Settled,
    text_of: TextOf,
    size: tuple[int, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def rows(app: YbiyriApp) -> list[int]:
        lines = text_of(app).splitlines()
        return [next(y for y, line in enumerate(lines) if f"{number} {title}" in line) for number, title, _ in TITLES]

    with monkeypatch.context() as patch:
        patch.setattr(HomeScreen, "reload", lambda self: None)
        skeleton = make_app()
        async with skeleton.run_test(size=size) as driver:
            await driver.pause()
            before = rows(skeleton)
    app = make_app()
    async with app.run_test(size=size) as driver:
        await settled(driver)
        assert rows(app) == before


async def test_on_a_wide_screen_the_questions_of_the_highlighted_objection_stand_beside_the_list(
    make_app: AppMaker, filled: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app()
    async with app.run_test(size=(120, 36)) as driver:
        await settled(driver)
        await driver.press("down", "down", "down")
        await settled(driver)
        text = " ".join(" ".join(line[76:] for line in text_of(app).splitlines()).split())
        assert "Our developers will never agree" in text
        assert "Have you explained the mission to the team?" in text
        assert "yes, word only" in text


async def test_on_a_small_screen_a_line_says_what_is_missing(
    make_app: AppMaker, filled: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app()
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await driver.press("down", "down", "down")
        await settled(driver)
        assert "Missing: concerns not put right" in text_of(app)


async def test_home_shows_what_another_process_wrote_when_it_is_looked_at_again(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    app = make_app()
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await driver.press("m")
        await settled(driver)
        answering.record_finding(context, pilot.id, "scale.forecast-exposure", State.NO)
        await driver.press("escape")
        await settled(driver)
        assert "exposure not forecast" in text_of(app)


async def test_the_glyphs_are_letters_where_the_terminal_has_no_others(
    make_app: AppMaker, filled: Pilot, settled: Settled, text_of: TextOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YBIYRI_ASCII", "1")
    app = make_app()
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        text = text_of(app)
        assert "y p n" in text
        assert "Y 1 proof seen" in text
        assert not set(text) & set("✓○◐✗⚑─←→")
        await driver.press("question_mark")
        await settled(driver)
        assert "Y yes, proof seen" in text_of(app)


async def test_without_colour_the_highlighted_line_still_stands_out(
    make_app: AppMaker, pilot: Pilot, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    app = make_app()
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        strips = app.screen._compositor.render_strips()
        backgrounds = {
            segment.style.bgcolor
            for strip in strips[3:9]
            for segment in strip
            if segment.style and segment.text.strip() and segment.style.bgcolor
        }
        assert len(backgrounds) == 2


async def test_everything_that_stops_or_is_late_can_be_done(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, text_of: TextOf
) -> None:
    for question_id in context.playbook.question_ids():
        answering.record_finding(context, pilot.id, question_id, State.YES, proofs=["seen"])
    for must_have in context.playbook.must_haves:
        answering.mark_must_have(context, pilot.id, MustHaveMark(must_have.id, met_on=context.today, proof="seen"))
    app = make_app()
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        assert "Nothing is open." in text_of(app)
        await driver.press("enter")
        await settled(driver)
        assert isinstance(app.screen, HomeScreen)


async def test_the_title_says_who_and_how_far(
    make_app: AppMaker, context: Context, settled: Settled, text_of: TextOf
) -> None:
    first = create_pilot(context, name="First", team="A", mission="m")
    second = create_pilot(context, name="Second", team="B", mission="m")
    open_pilot(replace(context, now=lambda: context.now()), first.id)
    app = make_app(lambda: HomeScreen("second"))
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        assert text_of(app).splitlines()[0] == f" {'Second · B':<57}step 1 of 5 · prepare"
        assert second.name in str(app.screen.query_one("TitleBar > .left", Static).render())
