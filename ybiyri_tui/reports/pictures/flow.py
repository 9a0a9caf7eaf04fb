"""Flows with a lane for everybody who takes part: each step an arrow from lane to lane, with its words beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from ybiyri_tui.reports.charts import Flow, FlowChart, FlowStep, Mark
from ybiyri_tui.reports.escaping import clip, plain

WIDTH, BETWEEN = 720, 26
WIDEST_LANE, NARROWEST_LANE = 30, 14
LEFT, TO_WORDS = 8, 14
"""Beside the first lane, and between the last one and the words."""
HEADING, LEGEND, PADDING = 22, 26, 9
LINE, SIGN = 13.0, 5.6
"""Height of a line of words, and width of a sign of the widest of the usual fonts, at the size they are drawn in."""
LONGEST_NAME, NAME_SIGN = 26, 4.4
"""Names of lanes stand aslant; a sign takes less height than width."""
MOST_LANES, MOST_BESIDE = 24, 10
OTHERS = "others"
LEGEND_WORDS: tuple[tuple[Mark, str], ...] = (
    ("automatic", "automatic"),
    ("by_hand", "by hand"),
    ("handoff", "hand-off to another person"),
)
STEPS_A_PICTURE = 16


@dataclass(frozen=True)
class _Place:
    """A part of the picture for one flow: from `left`, this wide."""

    flow: Flow
    lanes: tuple[str, ...]
    left: float
    width: float

    @property
    def pitch(self) -> float:
        """From lane to lane."""
        room = self.width * 0.36 / max(1, len(self.lanes) - 1)
        return max(NARROWEST_LANE, min(WIDEST_LANE, room))

    @property
    def words(self) -> float:
        """Where the words begin."""
        return self.lane(len(self.lanes) - 1) + TO_WORDS

    def lane(self, at: int) -> float:
        """The middle of a lane."""
        return self.left + LEFT + self.pitch * at


def flow_charts(flows: Sequence[Flow]) -> tuple[FlowChart, ...]:
    """The flows beside each other where they fit, in as many pictures as it takes to keep each on one page."""
    beside = len(flows) > 1 and all(len(flow.lanes) <= MOST_BESIDE for flow in flows)
    groups = [tuple(flows)] if beside else [(flow,) for flow in flows]
    return tuple(chart for group in groups for chart in _in_pieces(group))


def _in_pieces(flows: Sequence[Flow]) -> Iterator[FlowChart]:
    longest = max(len(flow.steps) for flow in flows)
    for first in range(0, longest, STEPS_A_PICTURE):
        parts = (
            Flow(f"{flow.title}, continued" if first else flow.title, flow.steps[first : first + STEPS_A_PICTURE])
            for flow in flows
        )
        yield FlowChart(tuple(part for part in parts if part.steps))


def flow_drawing(chart: FlowChart) -> dict[str, Any]:
    """Everything that the template draws, in pixels of a picture that is 720 wide."""
    count = max(1, len(chart.flows))
    width = (WIDTH - BETWEEN * (count - 1)) / count
    places = [_Place(flow, _lanes(flow), number * (width + BETWEEN), width) for number, flow in enumerate(chart.flows)]
    longest = max((len(_name(lane)) for place in places for lane in place.lanes), default=0)
    top = HEADING + NAME_SIGN * longest + 12
    panels = [_panel(place, top) for place in places]
    bottom = max((panel["bottom"] for panel in panels), default=top)
    for panel in panels:
        panel["bottom"] = bottom
    return {
        "width": WIDTH,
        "height": round(bottom + LEGEND),
        "top": round(top - 8, 1),
        "panels": panels,
        "legend": [{"mark": mark, "words": words, "x": 150 * at} for at, (mark, words) in enumerate(LEGEND_WORDS)],
    }


def _panel(place: _Place, top: float) -> dict[str, Any]:
    steps, y = [], top + 4
    for step in place.flow.steps:
        drawn = _step(place, step, y)
        steps.append(drawn)
        y += LINE * (len(drawn["what"]) + len(drawn["how"])) + PADDING
    return {
        "title": place.flow.title,
        "x": place.left,
        "words": place.words,
        "lanes": [{"x": round(place.lane(at), 1), "name": _name(lane)} for at, lane in enumerate(place.lanes)],
        "names_y": round(top - 12, 1),
        "steps": steps,
        "bottom": y,
    }


def _step(place: _Place, step: FlowStep, y: float) -> dict[str, Any]:
    signs = max(16, int((place.left + place.width - place.words) / SIGN))
    start, end = (place.lane(_lane_of(place.lanes, lane)) for lane in (step.source, step.target))
    return {
        "y": round(y + LINE, 1),
        "middle": round(y + LINE - 4, 1),
        "start": round(start, 1),
        "end": round(end, 1),
        "back": end < start,
        "same": start == end,
        "mark": step.mark,
        "what": wrap(plain(step.what), signs),
        "how": _lines([plain(part) for part in step.how], signs - 3),
    }


def _lines(parts: Sequence[str], signs: int) -> list[str]:
    """The parts on as few lines as they fit, each kept together where it can be."""
    lines: list[str] = []
    for part in parts:
        joined = f"{lines[-1]} · {part}" if lines else part
        if lines and len(joined) <= signs:
            lines[-1] = joined
        else:
            lines += wrap(part, signs)
    return lines


def _lanes(flow: Flow) -> tuple[str, ...]:
    """All lanes, or as many as fit and one for the others."""
    lanes = flow.lanes
    return lanes if len(lanes) <= MOST_LANES else (*lanes[: MOST_LANES - 1], OTHERS)


def _lane_of(lanes: Sequence[str], name: str) -> int:
    return lanes.index(name) if name in lanes else len(lanes) - 1


def _name(lane: str) -> str:
    return clip(plain(lane), LONGEST_NAME)
