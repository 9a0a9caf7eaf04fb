"""The incident flow as a picture: today and the target beside each other, a lane for everybody who takes part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from playbook.worksheets.incident_flow import drawing
from playbook.worksheets.incident_flow.measures import ends
from playbook.worksheets.incident_flow.records import KIND_WORDS, MOMENT_WORDS, Step, StepKind
from playbook.worksheets.sheets.durations import short_duration
from ybiyri_tui.reports.charts import Flow, FlowChart, FlowStep, Mark
from ybiyri_tui.reports.document import Picture
from ybiyri_tui.reports.pictures.flow import flow_charts
from ybiyri_tui.reports.worksheets.time.forms import picture_lines
from ybiyri_tui.usecases.worksheets.incident_flow.page import FlowPage
from ybiyri_tui.wording.states import plain_glyphs

_MARKS: dict[StepKind, Mark] = {
    StepKind.AUTOMATIC: "automatic",
    StepKind.BY_HAND: "by_hand",
    StepKind.HANDOFF: "handoff",
}


def flow_pictures(page: FlowPage, width: int, *, ascii_only: bool | None = None) -> tuple[Picture, ...]:
    """Both flows, drawn; forms that cannot draw show them as two trees of lines, one below the other.

    `ascii_only` is about the lines; None is as the locale wants it.
    """
    flows = {"Today": page.flow.today, "Target": page.flow.target}
    drawn = {name: steps for name, steps in flows.items() if steps}
    if not drawn:
        return ()
    plain = plain_glyphs() if ascii_only is None else ascii_only
    ink = drawing.ASCII if plain else drawing.LINES
    trees = [line for name, steps in drawn.items() for line in (name, *drawing.lines(steps, width, ink), "")]
    charts = flow_charts([_flow(name, steps) for name, steps in drawn.items()])
    caption = f"How an incident travels: {' and '.join(drawn).lower()}, from top to bottom."
    first = Picture(picture_lines((*trees, f"Arrows: {drawing.legend(ink)}")), caption, charts[0])
    return (first, *(Picture((), caption, chart) for chart in charts[1:]))


def flow_svg(steps: Sequence[Step], name: str) -> str:
    """One flow as an SVG document of its own that ends with a newline."""
    from ybiyri_tui.reports.drawing import chart_svg

    flow = _flow(name, steps) if steps else Flow(f"{name}: no step yet", ())
    return chart_svg(FlowChart((flow,)), f"Incident flow, {name.lower()}", alone=True) + "\n"


def _flow(name: str, steps: Sequence[Step]) -> Flow:
    """The steps in the order of the tree: each after the one it follows, branch by branch."""
    ordered = [found.step for found in drawing.tree(steps) if found.step is not None]
    done = ends(steps)
    return Flow(name, tuple(_step(step, ordered[at - 1] if at else None, done) for at, step in enumerate(ordered)))


def _step(step: Step, before: Step | None, done: Mapping[int, int]) -> FlowStep:
    how = [KIND_WORDS[step.kind] if step.kind else "how is not said"]
    how += [short_duration(step.seconds)] if step.seconds else []
    how += ["one person only"] if step.single_point else []
    if step.after is not None and (before is None or before.id != step.after):
        how.append(f"follows {step.after}")
    if step.moment and step.id is not None:
        how.append(f"{MOMENT_WORDS[step.moment]} after {short_duration(done[step.id])}")
    return FlowStep(
        f"{step.id}. {step.what}", tuple(how), _MARKS[step.kind or StepKind.BY_HAND], step.source, step.target
    )
