"""An incident flow as SVG: a box for whoever or whatever gets something, an arrow for how it comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

from playbook.worksheets.incident_flow.drawing import beginnings, following, step_words
from playbook.worksheets.incident_flow.records import KIND_WORDS, Step, StepKind
from ybiyri_tui.reports.escaping import plain
from ybiyri_tui.reports.templating import templates

BOX_WIDTH, BOX_HEIGHT = 190, 66
GAP_X, GAP_Y, MARGIN, LEGEND = 34, 14, 16, 34
LINE_LENGTH, LINES = 34, 3
_STYLES: dict[StepKind, dict[str, Any]] = {
    StepKind.AUTOMATIC: {"colour": "#2f6096", "thick": 2.5, "dashes": ""},
    StepKind.BY_HAND: {"colour": "#8a3b12", "thick": 1.5, "dashes": "6 4"},
    StepKind.HANDOFF: {"colour": "#b3261e", "thick": 2.5, "dashes": "2 4"},
}


@dataclass(frozen=True)
class _Placed:
    """A box at a place of the tree: `depth` columns from the left, `row` from the top; `parent` is the box before."""

    title: str
    depth: int
    row: float
    step: Step | None = None
    parent: int | None = None


def flow_svg(steps: Sequence[Step]) -> str:
    """The picture as one SVG document that ends with a newline; without steps it says so."""
    return templates().get_template("flow.svg.j2").render(drawing=_drawing(steps)).strip() + "\n"


def _drawing(steps: Sequence[Step]) -> dict[str, Any]:
    boxes = _placed(steps) or [_Placed("no step yet", 0, 0)]
    columns = max(box.depth for box in boxes) + 1
    rows = max(box.row for box in boxes) + 1
    return {
        "width": max(2 * MARGIN + columns * (BOX_WIDTH + GAP_X) - GAP_X, 420),
        "height": round(2 * MARGIN + rows * (BOX_HEIGHT + GAP_Y) - GAP_Y + LEGEND),
        "box_width": BOX_WIDTH,
        "box_height": BOX_HEIGHT,
        "boxes": [{"x": _x(box), "y": _y(box), "title": plain(box.title), "lines": _lines(box)} for box in boxes],
        "arrows": [_arrow(boxes[box.parent], box) for box in boxes if box.parent is not None],
        "legend": [
            {"x": MARGIN + 130 * place, "words": KIND_WORDS[kind], **_STYLES[kind]}
            for place, kind in enumerate(StepKind)
        ],
    }


def _placed(steps: Sequence[Step]) -> list[_Placed]:
    """Every step once, left to right; a box stands in the middle of those that follow it."""
    boxes: list[_Placed] = []
    free = [0]

    def place(title: str, step: Step | None, children: Sequence[Step], depth: int, parent: int | None) -> float:
        index = len(boxes)
        boxes.append(_Placed(title, depth, 0, step, parent))
        rows = [place(child.target, child, following(steps, child), depth + 1, index) for child in children]
        if rows:
            row = (rows[0] + rows[-1]) / 2
        else:
            row = free[0]
            free[0] += 1
        boxes[index] = _Placed(title, depth, row, step, parent)
        return row

    for source, children in beginnings(steps).items():
        place(source, None, children, 0, None)
    return boxes


def _x(box: _Placed) -> int:
    return MARGIN + box.depth * (BOX_WIDTH + GAP_X)


def _y(box: _Placed) -> int:
    return round(MARGIN + box.row * (BOX_HEIGHT + GAP_Y))


def _lines(box: _Placed) -> list[str]:
    return wrap(plain(step_words(box.step)), LINE_LENGTH)[:LINES] if box.step else []


def _arrow(parent: _Placed, box: _Placed) -> dict[str, Any]:
    kind = (box.step.kind if box.step else None) or StepKind.BY_HAND
    middle = BOX_HEIGHT // 2
    return {
        "x1": _x(parent) + BOX_WIDTH,
        "y1": _y(parent) + middle,
        "x2": _x(box),
        "y2": _y(box) + middle,
        **_STYLES[kind],
    }
