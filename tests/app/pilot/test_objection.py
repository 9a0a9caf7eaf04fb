"""The coach's work: recording what a room says, question by question, so that nothing is lost and nothing pretended."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import pytest
from textual.pilot import Pilot as Driver
from textual.widgets import Input

from playbook.records import Answer, Pilot, State, Voice
from ybiyri_tui.app import YbiyriApp
from ybiyri_tui.context import Context
from ybiyri_tui.screens.dialogs.ask import AskScreen
from ybiyri_tui.screens.dialogs.choose import ChooseScreen
from ybiyri_tui.screens.dialogs.confirm import ConfirmScreen
from ybiyri_tui.screens.objection.objection import ObjectionScreen
from ybiyri_tui.usecases.findings import answering
from ybiyri_tui.usecases.pilot.overview import overview
from ybiyri_tui.widgets.detailed_list import Details
from ybiyri_tui.workspace.sqlite import Workspace

AppMaker = Callable[..., YbiyriApp]
Settled = Callable[[Driver[None]], Awaitable[None]]
TextOf = Callable[[YbiyriApp], str]
Press = Callable[..., Awaitable[None]]

SIZES = [(60, 18), (80, 24), (120, 36)]
MISSION = "developers.mission-explained"


@pytest.fixture
def app(make_app: AppMaker, pilot: Pilot) -> YbiyriApp:
    return make_app(lambda: ObjectionScreen(pilot, "developers"))


@pytest.fixture
def press(settled: Settled) -> Press:
    """Presses keys one after the other, each when the last one's result is there; a text in <> is typed."""

    async def do(driver: Driver[None], *keys: str) -> None:
        for key in keys:
            if key.startswith("<"):
                app = driver.app
                app.screen.query_one(Input).insert_text_at_cursor(key[1:-1])
            else:
                await driver.press(key)
            await settled(driver)

    return do


def stored(context: Context, pilot: Pilot, question_id: str = MISSION) -> Answer:
    lines = [line for each in overview(context, pilot.id).objections for line in each.questions]
    return next(line.answer for line in lines if line.question_id == question_id)


def line_of(text: str, part: str) -> str:
    return next(line for line in text.splitlines() if part in line)


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


async def test_the_letters_record_what_the_team_says(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press, text_of: TextOf
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        for key, state, sign in (("y", State.YES, "○"), ("p", State.PARTLY, "◐"), ("n", State.NO, "✗")):
            await press(driver, key)
            assert stored(context, pilot).state is state
            assert line_of(text_of(app), "explained the mission").startswith(f" {sign} ")
        await press(driver, "full_stop")
        assert stored(context, pilot).findings == ()
        assert line_of(text_of(app), "explained the mission").startswith(" · ")


async def test_a_proof_turns_word_only_into_proof_seen_and_can_be_taken_away_again(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press, text_of: TextOf
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "y")
        assert line_of(text_of(app), "explained the mission").startswith(" ○ ")
        await press(driver, "e", "<https://wiki.example/mission>", "enter")
        assert line_of(text_of(app), "explained the mission").startswith(" ✓ ")
        assert "https://wiki.example/mission" in text_of(app)
        assert "1 proof" in text_of(app)
        await press(driver, "r", "enter")
        assert line_of(text_of(app), "explained the mission").startswith(" ○ ")
        assert stored(context, pilot).findings[0].proofs == ()


async def test_proof_for_a_question_that_was_not_asked_asks_for_the_answer_too(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "e", "<signed one-pager>", "enter")
        assert isinstance(app.screen, ChooseScreen)
        assert stored(context, pilot).findings == (), "nothing is recorded before the answer is known"
        await press(driver, "enter")
        (finding,) = stored(context, pilot).findings
        assert (finding.voice, finding.state) == (Voice.TEAM, State.YES)
        assert [proof.text for proof in finding.proofs] == ["signed one-pager"]


async def test_the_lowest_voice_counts_and_the_difference_is_shown(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press, text_of: TextOf
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "n", "Y")
        assert line_of(text_of(app), "explained the mission").startswith(" ✗ ")
        differing = line_of(text_of(app), "they differ")
        assert "team ✗ no" in differing
        assert "leaders ○ word only" in differing
        await press(driver, "P", "p")
        assert "they differ" not in text_of(app)
        assert stored(context, pilot).finding(Voice.LEADERS) is not None


async def test_operations_answer_through_the_menu_and_can_take_it_back(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press
) -> None:
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await press(driver, "v", "3", "2")
        found = stored(context, pilot).finding(Voice.OPERATIONS)
        assert found is not None
        assert found.state is State.PARTLY
        await press(driver, "enter", "3", "4")
        assert stored(context, pilot).finding(Voice.OPERATIONS) is None


async def test_a_proof_can_be_for_all_who_answered_or_for_one(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "y", "Y", "e", "<shown to all>", "enter", "1")
        assert [len(found.proofs) for found in stored(context, pilot).findings] == [1, 1]
        await press(driver, "e", "<for leaders>", "enter", "3")
        assert [len(found.proofs) for found in stored(context, pilot).findings] == [1, 2]


async def test_taking_back_an_answer_with_proof_is_asked_first(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "y", "e", "<seen>", "enter", "full_stop")
        assert isinstance(app.screen, ConfirmScreen)
        await press(driver, "escape")
        assert stored(context, pilot).findings[0].proofs
        await press(driver, "full_stop", "enter")
        assert stored(context, pilot).findings == ()


async def test_setting_a_question_aside_needs_a_reason(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press, text_of: TextOf
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "y", "x", "enter")
        assert isinstance(app.screen, AskScreen)
        assert "Without a reason" in text_of(app)
        assert stored(context, pilot).not_applicable_reason is None
        await press(driver, "<the team started it>", "enter")
        assert stored(context, pilot).not_applicable_reason == "the team started it"
        assert line_of(text_of(app), "explained the mission").startswith(" – ")
        assert "doesn't apply: the team started it" in text_of(app)


async def test_withdrawing_not_applicable_brings_the_answers_back(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "y", "e", "<seen>", "enter", "x", "<why>", "enter", "full_stop")
        answer = stored(context, pilot)
        assert answer.not_applicable_reason is None
        assert answer.findings[0].proofs[0].text == "seen"


async def test_owner_and_due_date_are_recorded_and_an_overdue_one_is_shown(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press, text_of: TextOf
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "n", "o", "<Head of Product>", "enter", "d", "<+14>")
        assert "17 Dec 2026, in 14 days" in text_of(app)
        await press(driver, "enter")
        answer = stored(context, pilot)
        assert answer.owner == "Head of Product"
        assert answer.due_on == context.today + timedelta(days=14)
        assert "due 17 Dec" in text_of(app)
        await press(driver, "d", "ctrl+u", "<2026-12-01>", "enter")
        assert "! overdue since 1 Dec" in text_of(app)
        await press(driver, "d", "ctrl+u", "enter", "o", "ctrl+u", "enter")
        answer = stored(context, pilot)
        assert (answer.owner, answer.due_on) == (None, None)


async def test_a_date_that_is_none_is_refused_in_one_sentence_and_stays_to_be_corrected(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press, text_of: TextOf
) -> None:
    async with app.run_test(size=(60, 18)) as driver:
        await settled(driver)
        await press(driver, "d", "<31 feb>", "enter")
        text = " ".join(text_of(app).split())
        assert "There is no such day as '31 feb'; write it like 2026-12-03" in text
        assert app.screen.query_one(Input).value == "31 feb"
        assert stored(context, pilot).due_on is None


async def test_text_left_with_esc_is_there_when_the_field_is_opened_again(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled, press: Press
) -> None:
    async with app.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(driver, "y", "e", "<a long story>", "escape", "down", "e")
        assert app.screen.query_one(Input).value == "", "the draft belongs to the other question"
        await press(driver, "escape", "up", "e")
        assert app.screen.query_one(Input).value == "a long story"
        await press(driver, "enter", "e")
        assert app.screen.query_one(Input).value == "", "what is on disk is no draft any more"
        assert stored(context, pilot).findings[0].proofs[0].text == "a long story"


async def test_text_that_could_not_be_saved_is_kept_for_the_next_try(
    app: YbiyriApp,
    context: Context,
    pilot: Pilot,
    settled: Settled,
    press: Press,
    make_context: Callable[..., Context],
) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as driver:
        await settled(driver)
        await press(driver, "y", "e", "<typed with care>")
        answering.record_finding(make_context(who="Sam"), pilot.id, MISSION, State.NO)
        await press(driver, "enter", "e")
        assert app.screen.query_one(Input).value == "typed with care"
        await press(driver, "enter")
        (finding,) = stored(context, pilot).findings
        assert (finding.state, finding.proofs[0].text) == (State.NO, "typed with care")


async def test_a_change_made_elsewhere_is_told_and_not_overwritten(
    app: YbiyriApp,
    context: Context,
    pilot: Pilot,
    settled: Settled,
    press: Press,
    text_of: TextOf,
    make_context: Callable[..., Context],
) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as driver:
        await settled(driver)
        answering.record_finding(make_context(who="Sam"), pilot.id, MISSION, State.NO)
        await press(driver, "y")
        (told,) = app._notifications
        assert "was changed elsewhere" in told.message
        assert stored(context, pilot).state is State.NO
        assert line_of(text_of(app), "explained the mission").startswith(" ✗ "), "the new state is shown"
        await press(driver, "y")
        assert stored(context, pilot).state is State.YES, "now it was seen"


async def test_two_apps_on_one_workspace_do_not_overwrite_each_other(
    make_app: AppMaker, pilot: Pilot, settled: Settled, press: Press, make_context: Callable[..., Context]
) -> None:
    mine = make_app(lambda: ObjectionScreen(pilot, "developers"), on=make_context(who="Mia"))
    theirs = make_app(lambda: ObjectionScreen(pilot, "developers"), on=make_context(who="Sam"))
    async with mine.run_test(size=(80, 24), notifications=True) as first:
        await settled(first)
        async with theirs.run_test(size=(80, 24), notifications=True) as second:
            await settled(second)
            await press(second, "p")
            assert not list(theirs._notifications)
        with mine._context():
            await press(first, "y")
            (told,) = mine._notifications
            assert "changed elsewhere" in told.message
    assert stored(make_context(), pilot).state is State.PARTLY


async def test_keys_pressed_faster_than_the_disk_are_no_conflict_with_oneself(
    app: YbiyriApp, context: Context, pilot: Pilot, settled: Settled
) -> None:
    async with app.run_test(size=(80, 24), notifications=True) as driver:
        await settled(driver)
        await driver.press("y", "Y", "p", "n", "P")
        await settled(driver)
        assert not list(app._notifications)
        answer = stored(context, pilot)
        assert [found.state for found in answer.findings] == [State.NO, State.PARTLY]


async def test_what_is_shown_is_what_is_stored_even_if_saving_fails(
    app: YbiyriApp,
    settled: Settled,
    press: Press,
    text_of: TextOf,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from ybiyri_tui.errors import ProgramError

    def full(*_: object) -> None:
        raise ProgramError("x.ybiyri cannot be used: the disk is full, so nothing was changed.")

    async with app.run_test(size=(80, 24), notifications=True) as driver:
        await settled(driver)
        with monkeypatch.context() as patch:
            patch.setattr(Workspace, "write", full)
            await press(driver, "y")
        (told,) = app._notifications
        assert "the disk is full" in told.message
        assert line_of(text_of(app), "explained the mission").startswith(" · ")


async def test_leaving_at_any_moment_loses_nothing(
    make_app: AppMaker, context: Context, pilot: Pilot, settled: Settled, press: Press, text_of: TextOf
) -> None:
    """A whole session by keys, left with ctrl+q right after the last key; a new app on the same file shows it all."""
    first = make_app()
    async with first.run_test(size=(80, 24)) as driver:
        await settled(driver)
        await press(
            driver, "5", "y", "e", "<board with a lane>", "enter", "N", "o", "<Jo>", "enter", "d", "<3 dec>", "enter"
        )
        await driver.press("down", "p", "ctrl+q")
    again = make_app()
    async with again.run_test(size=(80, 24)) as driver:
        await settled(driver)
        assert "✗ ◐ ·" in line_of(text_of(again), "We'd be firefighters")
        await press(driver, "5")
        text = text_of(again)
        assert "board with a lane" in text
        assert "Jo" in text
        assert "due 3 Dec" in text
        differing = line_of(text, "they differ")
        assert "team ✓ proof seen" in differing
        assert "leaders ✗ no" in differing
    assert stored(context, pilot, "firefighters.manage-unplanned").due_on == date(2026, 12, 3)


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


@pytest.mark.parametrize("size", [(60, 18), (120, 36)])
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
