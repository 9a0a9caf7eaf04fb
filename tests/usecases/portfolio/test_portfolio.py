"""All pilots together say what a look at each of them says, with the same few statements however many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import pytest

from playbook.records import Grade, Phase
from playbook.store import history
from tests.many_pilots.filling import context_on, every_fate, fill
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.pilot.listing import Order, narrowed, ordered, pilot_lines
from ybiyri_tui.usecases.pilot.overview import Overview, overview
from ybiyri_tui.usecases.pilot.pilots import choose_pilot, list_pilots, open_pilot
from ybiyri_tui.usecases.pilot.rollup import rollup
from ybiyri_tui.usecases.portfolio.behind import pilots_behind
from ybiyri_tui.usecases.portfolio.portfolio import portfolio
from ybiyri_tui.usecases.survey.comparing.across import across

Statements = Callable[[Callable[[], object]], int]
WEAK = {Grade.NO, Grade.PARTLY}


def each(context: Context, phase: Phase | None = None) -> list[Overview]:
    """One look at every pilot."""
    return [overview(context, pilot.id) for pilot in list_pilots(context) if phase in (None, pilot.phase)]


def home(context: Context) -> None:
    """What the app reads before Home is filled."""
    overview(context, open_pilot(context, choose_pilot(context).id).id)


def test_no_more_statements_for_more_pilots(context: Context, statements: Statements) -> None:
    def counted() -> list[int]:
        return [statements(partial(read, context)) for read in (home, pilot_lines, rollup, portfolio, across)]

    fill(context, 2)
    open_pilot(context, 1)
    few = counted()
    fill(context, 40, first=3)
    assert counted() == few
    assert max(few) <= 30


def test_the_list_says_of_each_pilot_what_home_says(filled: Context) -> None:
    lines = pilot_lines(filled)
    assert [line.pilot for line in lines] == list(list_pilots(filled))
    for line, seen in zip(lines, each(filled), strict=True):
        assert (line.open_must_haves, line.due_must_haves) == (len(seen.open_must_haves), len(seen.due_must_haves))
        assert line.changed_on == _newest(filled, seen).date()


def test_the_roll_up_has_the_grades_and_must_haves_of_each_pilot(filled: Context) -> None:
    for line, seen in zip(rollup(filled), each(filled), strict=True):
        expected = [[found.answer.grade for found in objection.questions] for objection in seen.objections]
        assert [list(found.grades) for found in line.objections] == expected
        assert line.due_must_haves == seen.due_must_haves
        assert line.counts == seen.counts


@pytest.mark.parametrize("phase", [None, Phase.PILOT])
def test_the_portfolio_counts_what_a_look_at_each_pilot_counts(filled: Context, phase: Phase | None) -> None:
    found, seen = portfolio(filled, phase), each(filled, phase)
    assert found.phases == {step: sum(one.pilot.phase is step for one in seen) for step in Phase}
    unmet = Counter(status.must_have.id for one in seen for status in one.open_must_haves)
    due = Counter(status.must_have.id for one in seen for status in one.due_must_haves)
    assert {line.must_have.id: (line.open, line.due) for line in found.unmet} == {
        must_have: (count, due[must_have]) for must_have, count in unmet.items()
    }
    for weak in found.weak:
        own = [line for one in seen for line in one.objections if line.objection.id == weak.objection.id]
        grades = [[question.answer.grade for question in line.questions] for line in own]
        assert weak.pilots == sum(any(grade in WEAK for grade in line) for line in grades)
        assert weak.counts == {grade: sum(line.count(grade) for line in grades) for grade in Grade}
    late = [promise for one in seen for promise in one.promises if promise.is_late(filled.today)]
    areas = Counter(promise.topic or (promise.question_id or "other").partition(".")[0] for promise in late)
    assert {line.key: line.promises for line in found.overdue} == areas
    assert found.quiet == sum(_is_quiet(filled, one) for one in seen)
    rounds = [(one, found) for one in seen for found in one.surveying.rounds]
    over = [
        (one.surveying.enough, found.last_closing is not None and found.last_closing < filled.now())
        for one, found in rounds
        if found.is_open
    ]
    assert (found.waiting.to_close, found.waiting.too_few) == (over.count((True, True)), over.count((False, True)))
    assert found.waiting.running == sum(not is_over for _, is_over in over)
    unread = sum(not found.is_open and found.read_back_on is None for _, found in rounds)
    assert found.waiting.not_read_back == unread


def test_behind_each_number_are_as_many_pilots(filled: Context) -> None:
    found = portfolio(filled)
    behind = {f"must-have:{unmet.must_have.id}": unmet.open for unmet in found.unmet}
    behind |= {f"objection:{weak.objection.id}": weak.pilots for weak in found.weak}
    behind |= {f"phase:{phase.value}": count for phase, count in found.phases.items()}
    behind |= {"survey:to-close": found.waiting.to_close, "survey:too-few": found.waiting.too_few}
    behind |= {"survey:running": found.waiting.running, "quiet": found.quiet}
    assert {key: len(pilots_behind(filled, key)) for key in behind} == behind
    assert found.waiting.to_close
    assert found.waiting.too_few
    for late in found.overdue:
        assert 1 <= len(pilots_behind(filled, f"overdue:{late.key}")) <= late.promises


@pytest.mark.parametrize("what", ["nothing", "phase:later", "must-have:x", "objection:x", "survey:x"])
def test_what_nothing_is_counted_under_is_refused(filled: Context, what: str) -> None:
    with pytest.raises(ProgramError, match="in the portfolio"):
        pilots_behind(filled, what)


def test_the_list_is_narrowed_by_words_and_put_in_order(filled: Context) -> None:
    lines = pilot_lines(filled)
    wanted = lines[3].pilot
    assert [line.pilot for line in narrowed(lines, f"{wanted.team.upper()} {wanted.name[:3]}")] == [wanted]
    assert {line.pilot.phase for line in narrowed(lines, phase=Phase.PILOT)} == {Phase.PILOT}
    opened = [line.open_must_haves for line in ordered(lines, Order.OPEN)]
    assert opened == sorted(opened)
    changed = [line.changed_on for line in ordered(lines, Order.CHANGED)]
    assert changed == sorted(day for day in changed if day)
    steps = [line.pilot.phase.step for line in ordered(lines, Order.PHASE)]
    assert steps == sorted(steps, reverse=True)


def test_a_name_is_found_without_regard_to_capitals_and_the_others_are_listed_only_so_far(filled: Context) -> None:
    pilot = list_pilots(filled)[4]
    assert choose_pilot(filled, f" {pilot.name.upper()} ") == pilot
    with pytest.raises(ProgramError, match=r"there is '.*', '.*' and 7 more"):
        choose_pilot(filled, "Ledger")


def test_both_databases_say_the_same(filled: Context, postgres_schema: str) -> None:
    other = context_on(postgres_schema)
    fill(other, 20, series=every_fate)
    for read in (list_pilots, pilot_lines, rollup, portfolio, across):
        assert read(other) == read(filled)
    for key in ("must-have:pay-agreed", "objection:scale", "overdue:other", "survey:to-close", "quiet"):
        assert pilots_behind(other, key) == pilots_behind(filled, key)
    pilot = list_pilots(other)[4]
    assert choose_pilot(other, pilot.name.upper()) == pilot


def _is_quiet(context: Context, seen: Overview) -> bool:
    days = [found.closed_on or found.opened_on for found in seen.surveying.rounds]
    since = context.now() - timedelta(days=30)
    return _newest(context, seen) < since and all(day < since.date() for day in days)


def _newest(context: Context, seen: Overview) -> datetime:
    return context.workspace.read(lambda session: history.changes(session, seen.pilot.id, limit=1))[0].at
