"""Measures of an incident flow, and its picture."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.worksheets.incident_flow import drawing
from playbook.worksheets.incident_flow.measures import Standing, ends, measure
from playbook.worksheets.incident_flow.records import Moment, Step, StepKind, Touchpoint
from playbook.worksheets.incident_flow.sheets import check_steps
from ybiyri_tui import content

BY_ID = {template.id: template.steps for template in content.flow_templates()}


def test_the_flow_of_the_talk_is_self_service() -> None:
    found = measure(BY_ID["self-service"])
    assert found.standing is Standing.SELF_SERVICE
    assert (len(found.touchpoints), found.handoffs, found.time_to_notify) == (7, 0, 40)


def test_the_flow_of_ops_run_it_is_by_hand() -> None:
    found = measure(BY_ID["ops-run-it"], Decimal(40))
    assert found.standing is Standing.BY_HAND
    assert found.touchpoints == frozenset()
    assert found.time_to_acknowledge == 20 * 60
    assert found.handoffs_before_responder == 2


def test_the_dearest_step_is_minutes_times_incidents_a_year() -> None:
    dearest = measure(BY_ID["ops-run-it"], Decimal(40)).dearest
    assert dearest is not None
    assert dearest.step.what == "cannot help and phones a developer"
    assert dearest.seconds_a_year == 20 * 60 * 40
    assert measure(BY_ID["ops-run-it"]).dearest is None


def test_a_touchpoint_that_is_once_done_by_hand_is_not_automated() -> None:
    steps = [
        Step(1, None, "a", "x", "y", StepKind.AUTOMATIC, touchpoint=Touchpoint.TICKET),
        Step(2, 1, "b", "y", "x", StepKind.BY_HAND, touchpoint=Touchpoint.TICKET),
    ]
    assert measure(steps).touchpoints == frozenset()


def test_times_add_up_along_the_way_and_the_first_counts() -> None:
    steps = [
        Step(1, None, "a", "x", "y", StepKind.AUTOMATIC, 60),
        Step(2, 1, "slow", "y", "z", StepKind.HANDOFF, 600, moment=Moment.NOTIFIED),
        Step(3, 1, "quick", "y", "z", StepKind.AUTOMATIC, 30, moment=Moment.NOTIFIED),
    ]
    found = measure(steps)
    assert (ends(steps)[2], found.time_to_notify, found.handoffs_before_responder) == (660, 90, 0)


@pytest.mark.parametrize(
    ("steps", "field"),
    [
        ([Step(1), Step(1)], "id"),
        ([Step(1, 7)], "after"),
        ([Step(1, 2), Step(2, 1)], "after"),
    ],
)
def test_steps_that_lead_nowhere_are_flaws(steps: list[Step], field: str) -> None:
    assert field in {flaw.field for flaw in check_steps(steps)}


_ids = st.none() | st.integers(1, 6)
_steps = st.lists(
    st.builds(
        Step,
        id=_ids,
        after=_ids,
        what=st.text(max_size=8),
        source=st.sampled_from(["a", "b", ""]),
        target=st.sampled_from(["c", "```", "d|e"]),
        kind=st.none() | st.sampled_from(StepKind),
        seconds=st.none() | st.integers(0, 9999),
        touchpoint=st.none() | st.sampled_from(Touchpoint),
        moment=st.none() | st.sampled_from(Moment),
        single_point=st.none() | st.booleans(),
    ),
    max_size=7,
)


@given(_steps)
def test_half_typed_flows_can_be_measured_and_drawn(steps: list[Step]) -> None:
    found = measure(steps, Decimal(3))
    assert found.automatic + found.by_hand + found.handoffs == len(steps)
    if not list(check_steps(steps)):
        shown = [drawn.step for drawn in drawing.tree(steps) if drawn.step]
        assert sorted(map(id, shown)) == sorted(map(id, steps))
    assert drawing.mermaid(steps).count("\n") >= len(steps)


@given(st.integers(30, 90))
def test_the_picture_keeps_to_its_width(width: int) -> None:
    lines = drawing.lines(BY_ID["ops-run-it"], width)
    assert max(len(line) for line in lines) <= max(width, 46)
