"""The view of a comparison as linear text: effects and intervals lead, p-values come last."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill, wrap

from ybiyri_tui.reports.comparing.effects import effect_picture, effects_lines
from ybiyri_tui.reports.comparing.view import ComparisonView, EntryView, Part, Side
from ybiyri_tui.wording.states import plain_glyphs

WIDTH = 78
BAR_WIDTH = 20
NO_BREAK = "\N{NO-BREAK SPACE}"

_SHADES = {-2: "▓", -1: "▒", 0: "░", 1: "▄", 2: "█"}
_LETTERS = {-2: "x", -1: "-", 0: ".", 1: "+", 2: "#"}
_SHADE_WORDS = {2: "most favourable", 1: "favourable", 0: "in between", -1: "unfavourable", -2: "least favourable"}


def view_text(view: ComparisonView) -> str:
    """The whole comparison: what could have been found, each topic with its questions, effects by size, notes."""
    lines = [view.title, fill(view.subtitle, WIDTH), ""]
    lines += [fill(limit, WIDTH) for limit in view.limits]
    for group in view.groups:
        lines += ["", *_entry_lines(group.topic, "")] if group.topic else []
        indent = "    " if group.topic else ""
        for question in group.questions:
            lines += ["", *_entry_lines(question, indent)]
    lines += ["", *_bar_legend(view), *(fill(line, WIDTH) for line in view.legend)]
    lines += ["", *effects_lines(view, WIDTH)]
    lines += [*(fill(note, WIDTH) for note in (*view.notes, *view.method))]
    return "\n".join(lines)


def _entry_lines(entry: EntryView, indent: str) -> Iterator[str]:
    inner = f"{indent}    "
    main = " (main topic)" if entry.is_main else ""
    yield from wrap(
        f"{entry.glyph} {entry.title}{main}: {entry.word}", WIDTH, initial_indent=indent, subsequent_indent=inner
    )
    if entry.is_main or entry.effect is None:
        yield from wrap(entry.sentence, WIDTH, initial_indent=inner, subsequent_indent=inner)
    if entry.effect is not None:
        yield f"{inner}{effect_picture(entry)}  {entry.effect.text}"
    for side in entry.sides:
        yield f"{inner}{side.label:<6} {_bar(side)}{side.text}"
    for name, value in entry.rows:
        yield from wrap(f"{name}: {value}", WIDTH, initial_indent=inner, subsequent_indent=f"{inner}  ")


def _bar(side: Side) -> str:
    if not side.parts:
        return ""
    cells = [" "] * BAR_WIDTH
    for part in side.parts:
        for column in range(round(part.low * BAR_WIDTH), round(part.high * BAR_WIDTH)):
            cells[column] = _sign(part)
    return f"{''.join(cells)} "


def _sign(part: Part) -> str:
    if part.shade is None:
        return "?"
    return (_LETTERS if plain_glyphs() else _SHADES)[part.shade]


def _bar_legend(view: ComparisonView) -> list[str]:
    used = {part.shade for entry in view.entries for side in entry.sides for part in side.parts}
    signs = _LETTERS if plain_glyphs() else _SHADES
    shown = [f"{signs[shade]} {words}".replace(" ", NO_BREAK) for shade, words in _SHADE_WORDS.items() if shade in used]
    return [line.replace(NO_BREAK, " ") for line in wrap("   ".join(shown), WIDTH)] if shown else []
