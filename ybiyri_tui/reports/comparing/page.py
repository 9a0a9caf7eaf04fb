"""The view of a comparison as one page of HTML that needs nothing else, with its pictures as SVG."""

from __future__ import annotations

from functools import cache

from jinja2 import Template

from ybiyri_tui.reports.comparing.view import ComparisonView, Part
from ybiyri_tui.reports.templating import templates

# Blue and brown differ for every kind of colour vision; unfavourable parts are hatched too, for print without colour.
_COLOURS = {-2: "#9a5b13", -1: "#dcb674", 0: "#e6e6e6", 1: "#9cc6e3", 2: "#1f5f99"}
_LIGHT_TEXT = (-2, 2)
_UNCLEAR = "#c9c9c9"
_SHADE_WORDS = {
    -2: "least favourable",
    -1: "unfavourable",
    0: "in between",
    None: "kept unclear on purpose",
    1: "favourable",
    2: "most favourable",
}


def view_html(view: ComparisonView) -> str:
    """The whole page; every text is escaped by the template, and each picture has its numbers beside it in words."""
    used = {part.shade for entry in view.entries for side in entry.sides for part in side.parts}
    shades = [(shade, words) for shade, words in _SHADE_WORDS.items() if shade in used]
    return _template().render(view=view, shades=shades) + "\n"


@cache
def _template() -> Template:
    return templates(fill=_fill, ink=_ink, fits=_fits).get_template("comparison.html.j2")


def _fill(shade: int | None) -> str:
    return _UNCLEAR if shade is None else _COLOURS[shade]


def _ink(shade: int | None) -> str:
    return "#fff" if shade in _LIGHT_TEXT else "#111"


def _fits(part: Part, width: int) -> bool:
    """Whether the text of a part fits into a bar of this width."""
    return len(part.text) * 7 + 4 <= (part.high - part.low) * width
