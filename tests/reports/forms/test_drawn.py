"""Flows and timelines as pictures: everything that is in them stands in them, and nothing stands outside."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.util import Inches

from playbook.records import Pilot
from playbook.worksheets.incident_flow.records import Step, StepKind
from playbook.worksheets.pilot_plan.records import PlanPhase
from ybiyri_tui.context import Context
from ybiyri_tui.reports.charts import Flow, FlowChart, FlowStep, TimelineChart
from ybiyri_tui.reports.drawing import chart_svg
from ybiyri_tui.reports.pictures.flow import MOST_LANES, STEPS_A_PICTURE, flow_charts
from ybiyri_tui.reports.summary.export import content
from ybiyri_tui.reports.summary.report import pilot_report
from ybiyri_tui.reports.worksheets.time.flow_picture import flow_svg
from ybiyri_tui.reports.worksheets.time.phases_picture import phases_picture
from ybiyri_tui.usecases.worksheets.incident_flow.page import use_template
from ybiyri_tui.usecases.worksheets.plan.changing import begin_plan
from ybiyri_tui.wording.states import near_day

MONDAY = date(2026, 11, 2)


def _drawn(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 (our own, and read to see that nothing foreign got into it)


def _words(svg: str) -> str:
    return " ".join(text for element in _drawn(svg).iter() if (text := (element.text or "").strip()))


def _flow(steps: int, lanes: int, title: str = "Today") -> Flow:
    found = (
        FlowStep(f"{at}. step", ("by hand",), "by_hand", f"lane {at % lanes}", f"lane {(at + 1) % lanes}")
        for at in range(steps)
    )
    return Flow(title, tuple(found))


def test_each_kind_of_step_has_a_word_a_shape_and_a_line_of_its_own() -> None:
    lines = set()
    for number, kind in enumerate(StepKind, 1):
        svg = flow_svg([Step(number, None, "goes on", "monitoring", "developer", kind, 300)], "Today")
        drawn = svg[: svg.index("goes on")]
        lines.add((re.findall(r"<(rect|circle|path) [cxd]", drawn)[-1], "dasharray" in drawn))
        assert "5 min" in _words(svg)
    assert len(lines) == len(StepKind)


@settings(max_examples=20)
@given(st.integers(1, 60), st.integers(1, 40), st.booleans())
def test_every_step_and_lane_stands_within_the_picture(steps: int, lanes: int, beside: bool) -> None:
    flows = [_flow(steps, lanes), _flow(3, lanes, "Target")] if beside else [_flow(steps, lanes)]
    charts = flow_charts(flows)
    told = " ".join(_words(chart_svg(chart, "a flow")) for chart in charts)
    assert all(re.search(rf"(^| ){step.what}( |$)", told) for flow in flows for step in flow.steps)
    for chart in charts:
        assert all(len(flow.steps) <= STEPS_A_PICTURE for flow in chart.flows)
        root = _drawn(chart_svg(chart, "a flow"))
        places = [float(element.get("x", 0)) for element in root.iter() if element.tag.endswith("text")]
        assert max(places) < float(root.get("width", 0)) - 100


def test_more_lanes_than_fit_share_one() -> None:
    assert "others" in _words(chart_svg(FlowChart((_flow(60, MOST_LANES + 5),)), "a flow"))


@settings(max_examples=20)
@given(st.text(max_size=80), st.text(max_size=40))
def test_whatever_is_typed_stands_there_as_text(what: str, lane: str) -> None:
    step = FlowStep(what, ("by hand",), "by_hand", lane, "</svg><script>")
    root = _drawn(chart_svg(FlowChart((Flow("Today", (step,)),)), what))
    assert not [element for element in root.iter() if element.tag.endswith("script")]


def test_phases_are_to_scale_and_today_is_marked() -> None:
    phases = [
        PlanPhase("Baseline", MONDAY, MONDAY + timedelta(days=6), "", False),
        PlanPhase("Nights", MONDAY + timedelta(days=7), MONDAY + timedelta(days=20), "", True),
        PlanPhase("Review", None, None, "", False),
    ]
    picture = phases_picture(phases, MONDAY + timedelta(days=7), 60, ascii_only=True)
    assert picture is not None
    chart = picture.chart
    assert isinstance(chart, TimelineChart)
    assert [(round(span.begin, 3), round(span.end, 3), span.striped) for span in chart.spans] == [
        (0, 0.333, False),
        (0.333, 1, True),
    ]
    told = _words(chart_svg(chart, picture.caption))
    assert "today, 9 Nov" in told
    assert "9 Nov – 22 Nov, nights" in told
    assert picture.lines[-1].split() == ["|", "is", "today,", "9", "Nov", "2026"]
    assert phases_picture(phases[2:], MONDAY, 60) is None


def test_phases_and_flow_stand_on_a_slide_of_their_own(context: Context, pilot: Pilot) -> None:
    use_template(context, pilot.id, "today", "ops-run-it")
    begin_plan(context, pilot.id, context.today)
    made = content(pilot_report(context, pilot.id), "pptx")
    assert isinstance(made, bytes)
    slides = list(Presentation(io.BytesIO(made)).slides)
    assert len(slides) == 6
    last = slides[-1]
    assert last.shapes.title.text_frame.text == "Phases and how an incident travels"
    told = [shape.text_frame.text for shape in last.shapes if shape.has_text_frame]
    assert {"Baseline", f"today, {near_day(context.today, context.today)}"} <= set(told)
    right = max(shape.left + shape.width for shape in last.shapes)
    assert right <= Inches(13.333)
