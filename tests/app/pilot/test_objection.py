"""One objection: what it shows, and the way from question to question."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from playbook.records import Pilot, State, Voice
from surveys.records import Label, Released, Segment
from tests.app.pilot.conftest import Press, Settled
from tests.sizes import NARROW, SIZES
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.screens.dialogs.choose import ChooseScreen
from ybiyri_tui.screens.objection.objection import ObjectionScreen
from ybiyri_tui.usecases.findings import answering
from ybiyri_tui.usecases.findings.contradictions import Contradiction, Said
from ybiyri_tui.widgets.lists.detailed_list import Details

AppMaker = Callable[..., YbiyriApp]
TextOf = Callable[[YbiyriApp], str]
MISSION = "developers.mission-explained"


@pytest.fixture
def app(make_app: AppMaker, pilot: Pilot) -> YbiyriApp:
    return make_app(lambda: ObjectionScreen(pilot, "developers"))


def highlighted(app: YbiyriApp) -> str:
    assert isinstance(app.screen, ObjectionScreen)
    assert app.screen.current is not None
    return app.screen.current.question_id


@pytest.mark.parametrize("size", SIZES)
async def test_it_shows_what_people_say_why_and_every_question(
    app: YbiyriApp, settled: Settled, text_of: TextOf, size: tuple[int, int]
) -> None:
    async with app.run_test(size=size) as driver:
        await settled(driver)
        text = " ".join(text_of(app).split())
        assert "“Our developers will never agree to be on call.”" in text
        assert "because we haven't asked our developers what they need" in text
        for question in (
            "explained the mission to the team?",
            "asked what worries them",
            "committed to putting worries",
        ):
            assert question in text
        assert text.count("not asked") >= 3 - (size == (60, 18))
        assert "Counts as yes" in text


async def test_brackets_go_to_the_next_question_that_is_open_in_any_objection(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press, text_of: TextOf
) -> None:
    for slug in ("developers.listened", "developers.put-right", "scale.forecast-exposure"):
        answering.record_finding(context, pilot.id, slug, State.YES)
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "right_square_bracket")
        assert highlighted(app) == "scale.always-on-myth"
        assert text_of(app).startswith(" 2 It won't scale")
        await press(driver, "left_square_bracket")
        assert highlighted(app) == MISSION
        await press(driver, "left_square_bracket")
        assert highlighted(app) == "first-time.mindset", "from the first on to the last"


async def test_with_nothing_open_the_brackets_say_so(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press
) -> None:
    for question_id in context.playbook.question_ids():
        answering.record_finding(context, pilot.id, question_id, State.YES)
    async with app.run_test(size=(80, 24), notifications=True) as driver:
        await settled(driver)
        await press(driver, "right_square_bracket")
        (told,) = app._notifications
        assert told.message == "No other question is open."
        assert highlighted(app) == MISSION


async def test_arrows_and_vi_keys_turn_to_the_neighbouring_objections_and_stop_at_the_ends(
    app: YbiyriApp, settled: Settled, press: Press, text_of: TextOf
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "left")
        assert text_of(app).startswith(" 1 ")
        for number, key in enumerate(("right", "l", "right", "l", "right", "l"), 2):
            await press(driver, key)
            assert text_of(app).startswith(f" {number} ")
        await press(driver, "l")
        assert text_of(app).startswith(" 7 ")
        await press(driver, "h")
        assert text_of(app).startswith(" 6 ")


async def test_on_a_wide_screen_the_list_stays_beside_and_a_click_goes_there(
    app: YbiyriApp, settled: Settled, text_of: TextOf
) -> None:
    async with app.run_test(size=(120, 36)) as driver:
        await settled(driver)
        row = next(y for y, line in enumerate(text_of(app).splitlines()) if "We'd be firefighters" in line)
        await driver.click(offset=(10, row))
        await settled(driver)
        assert text_of(app).startswith(" 5 We'd be firefighters")
        assert "No incident management" in text_of(app)


async def test_a_click_highlights_a_question_and_a_second_one_asks_for_the_answer(
    app: YbiyriApp, settled: Settled, text_of: TextOf
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        row = next(y for y, line in enumerate(text_of(app).splitlines()) if "asked what worries them" in line)
        await driver.click(offset=(20, row))
        await settled(driver)
        assert highlighted(app) == "developers.listened"
        await driver.click(offset=(20, row))
        await settled(driver)
        assert isinstance(app.screen, ChooseScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_every_word_about_a_question_can_be_reached_by_paging(
    app: YbiyriApp, context: Context, settled: Settled, press: Press, size: tuple[int, int], text_of: TextOf
) -> None:
    async with app.run_test(size=size) as driver:
        await settled(driver)
        seen = text_of(app)
        details = app.screen.query_one(Details)
        for _ in range(20):
            await press(driver, "space")
            seen += text_of(app)
        assert details.scroll_offset.y == details.max_scroll_y
        words = " ".join(seen.split())
        for part in ("Why it matters", "How to ask", "Read more", "The talk's notes"):
            assert part in words
        await press(driver, "down")
        assert details.scroll_offset.y == 0, "another question begins at its beginning"


async def test_what_to_do_shows_practices_pitfalls_and_figures_with_their_caveats(
    app: YbiyriApp, settled: Settled, press: Press, text_of: TextOf
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "w")
        seen = ""
        for _ in range(30):
            seen += text_of(app)
            await press(driver, "space")
        words = " ".join(seen.split())
        for part in (
            "Pay for the sacrifice",
            "What to avoid",
            "A few heroes who take every night",
            "Figures from outside",
            "A link, not a cause.",
            "n = 2,182",
            "Not confirmed: 69 % of developers are on call",
        ):
            assert part in words, part
        await press(driver, "escape")
        assert isinstance(app.screen, ObjectionScreen)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "text",
    [
        "[bold]not markup[/]",
        "[/] [@click=app.quit]quit[/] [",
        "規模の議論を文書にまとめた 👩‍👩‍👧‍👦 🇩🇪",
        "ההחלטה נחתמה בפגישה",
        "word " * 400,
        "x" * 2000,
    ],
    ids=["markup", "broken-markup", "wide", "right-to-left", "long", "one-long-word"],
)
async def test_hostile_text_is_shown_as_text_and_breaks_nothing(
    make_app: AppMaker,
    context: Context,
    pilot: Pilot,
    settled: Settled,
    press: Press,
    text_of: TextOf,
    text: str,
    size: tuple[int, int],
) -> None:
    answering.record_finding(context, pilot.id, MISSION, State.YES, proofs=[text], owner=text[:80])
    answering.record_finding(context, pilot.id, "developers.listened", State.NOT_APPLICABLE, reason=text[:500])
    app = make_app()
    async with app.run_test(size=size) as driver:
        await settled(driver)
        await press(driver, "1")
        for strip in app.screen._compositor.render_strips():
            assert strip.cell_length == size[0]
        lines = text_of(app).splitlines()
        assert len(lines) == size[1]
        assert any("explained the mission" in line for line in lines)
        beginning = "".join(character for character in text[:12] if character.isprintable())
        assert beginning in " ".join(text_of(app).split())
        await press(driver, "e", "escape", "r", "escape", "o", "escape")
        assert isinstance(app.screen, ObjectionScreen)


async def test_marks_that_turn_the_line_around_and_control_characters_are_not_sent_to_the_terminal(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, press: Press, text_of: TextOf
) -> None:
    proof = "ab\u202ecd\x1b[31mef\x07gh"
    answering.record_finding(context, pilot.id, MISSION, State.YES, proofs=[proof])
    app = make_app()
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "1")
        text = text_of(app)
        assert "abcd" in text
        assert not set(text) & set("\u202e\x1b\x07")


@pytest.mark.parametrize("size", SIZES)
async def test_where_the_survey_differs_the_objection_says_so_and_what_was_asked(
    app: YbiyriApp,
    settled: Settled,
    press: Press,
    text_of: TextOf,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
) -> None:
    favourable = Segment("favourable", 2 / 8, 2 / 8, "2")
    few = Released("mission.explain", 8, "2", (favourable, Segment("rest", 6 / 8, 6 / 8, "6")), 2.0, "2.0")
    told = Contradiction(
        subject_id=MISSION,
        said=Said.YES,
        voices=(Voice.TEAM,),
        survey_id="developer-concerns",
        label=Label.BEFORE,
        closed_on=date(2026, 11, 20),
        entry=few,
        asked="I could explain to a friend why our team should run what it builds.",
        is_topic=False,
        agree_is_worry=False,
        says="they could explain the mission",
    )
    asked_for: list[bool] = []

    def found(*_: object, read_back_only: bool) -> tuple[Contradiction, ...]:
        asked_for.append(read_back_only)
        return (told,)

    monkeypatch.setattr("ybiyri_tui.usecases.findings.objection_page.contradictions_in", found)
    async with app.run_test(size=size) as driver:
        await settled(driver)
        assert "The survey differs: 2 of 8 agree that they could explain the mission" in flat(text_of(app))
        if size != NARROW:
            assert "What would people need to see to agree?" in flat(text_of(app))
    assert asked_for == [True], "a room may be looking on, so only what was read back to the team is told"


def flat(text: str) -> str:
    return " ".join(text.split())
