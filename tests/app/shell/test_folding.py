"""Text that folds loses nothing, at any width and in any script."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content
from textual.css.styles import RulesMap
from textual.style import Style
from textual.visual import RenderOptions, Visual

from ybiyri_tui.widgets.folding import Flow, Hanging, Stack
from ybiyri_tui.widgets.plain import clipped, shown

TEXT = st.text(st.characters(codec="utf-8"), max_size=120)
WIDTHS = st.integers(10, 130)


def lines(visual: Visual, width: int) -> list[str]:
    rules: RulesMap = {}
    strips = visual.render_strips(width, None, Style(), RenderOptions(lambda _style: Style(), rules))
    assert len(strips) == visual.get_height(rules, width)
    assert all(strip.cell_length <= width for strip in strips)
    return [strip.text for strip in strips]


def letters(text: str) -> str:
    return "".join(text.split())


@given(TEXT, TEXT, WIDTHS)
def test_nothing_is_lost_when_text_hangs_after_its_beginning(beginning: str, text: str, width: int) -> None:
    beginning, text = shown(beginning)[:20], shown(text)
    assert letters("".join(lines(Hanging(beginning, text), width))) == letters(beginning + text)


def test_further_lines_stay_clear_of_the_beginning() -> None:
    folded = lines(Hanging(" 1 ", "one two three four five six seven"), 28)
    assert folded == [" 1 one two three four five", "   six seven"]


def test_with_little_room_the_text_starts_on_a_line_of_its_own() -> None:
    assert lines(Hanging("Counts as yes   ", "a road that two teams use"), 30) == [
        "Counts as yes   ",
        "  a road that two teams use",
    ]


@given(st.lists(st.text("abc def", min_size=1, max_size=12), max_size=12), WIDTHS)
def test_parts_that_flow_are_never_torn(parts: list[str], width: int) -> None:
    words = [f"<{part.replace(' ', '_')}>" for part in parts]
    flowing = lines(Flow(Content(word) for word in words), max(width, 14))
    assert " ".join(flowing).split() == words


def test_a_stack_is_as_high_as_its_parts() -> None:
    assert lines(Stack([Content("a"), Hanging("- ", "b"), Content("")]), 20) == ["a", "- b", ""]


@given(st.text())
def test_shown_text_is_one_printable_line(text: str) -> None:
    assert shown(text).isprintable()


@given(st.text(), st.integers(1, 80))
def test_clipped_text_fits(text: str, cells: int) -> None:
    assert Content(clipped(text, cells)).cell_length <= cells


def test_marks_that_turn_a_line_around_are_left_out_and_letters_of_any_script_stay() -> None:
    assert shown("ab\u202ec\x1b[31md\nה規") == "abc [31md ה規"
