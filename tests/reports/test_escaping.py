"""Whatever people typed is read as text, in every place of a Markdown document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ybiyri_tui.reports.escaping import markdown, markdown_link_or_text, plain

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
NASTY = st.text(alphabet="\\`*_{}[]()<>#+-.!|~=&$:;\"'0123456789 \n\tab/@^%\u202e\u05d0\x1b\x00")
ANY_TEXT = st.one_of(NASTY, st.text())
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u200e\u200f\u061c"


def text_of(tokens: list[Token]) -> str:
    return "".join(token.content for token in tokens)


@given(ANY_TEXT)
def test_a_paragraph_shows_the_plain_text_and_nothing_else(text: str) -> None:
    tokens = PARSER.parse(markdown(text) or "empty")
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    children = tokens[1].children or []
    assert {token.type for token in children} <= {"text", "text_special"}
    assert text_of(children) == (plain(text) or "empty")


@given(ANY_TEXT, ANY_TEXT)
def test_a_table_keeps_its_cells(first: str, second: str) -> None:
    lines = ["| a | b |", "| --- | --- |", f"| {markdown(first)} | {markdown_link_or_text(second)} |", "| end | end |"]
    tokens = PARSER.parse("\n".join(lines))
    assert [token.type for token in tokens].count("tr_open") == 3
    inlines = [token for token in tokens if token.type == "inline"]
    assert len(inlines) == 6
    assert text_of(inlines[2].children or []) == plain(first)


@given(ANY_TEXT)
def test_a_list_item_and_a_heading_hold_text_only(text: str) -> None:
    tokens = PARSER.parse(f"# {markdown(text)}\n\n- {markdown(text)}\n")
    kinds = [token.type for token in tokens if token.level == 0 or token.type == "inline"]
    assert kinds == ["heading_open", "inline", "heading_close", "bullet_list_open", "inline", "bullet_list_close"] or (
        not plain(text)
    )
    shown = [text_of(token.children or []) for token in tokens if token.type == "inline"]
    assert all(line == plain(text) for line in shown)


@given(st.text())
def test_plain_text_is_one_line_without_anything_that_acts(text: str) -> None:
    shown = plain(text)
    assert len(shown.splitlines()) <= 1
    assert not any(char in BIDI or ord(char) < 32 or 0xD800 <= ord(char) < 0xE000 for char in shown)
    shown.encode("utf-8")


@given(st.text(alphabet=st.characters(whitelist_categories=["L", "N", "P"]), max_size=40))
def test_words_without_signs_are_kept(text: str) -> None:
    assert plain(text).strip("\u2068\u2069") == " ".join(text.split())


def test_right_to_left_text_is_isolated_from_its_neighbours() -> None:
    assert plain("Team \u05d0\u05d1") == "\u2068Team \u05d0\u05d1\u2069"


def test_joined_characters_stay_joined() -> None:
    assert plain("\U0001f469\u200d\U0001f4bb") == "\U0001f469\u200d\U0001f4bb"


def test_what_cannot_be_seen_is_shown_as_a_sign() -> None:
    assert plain("a\x1b[31mb\u202ec") == "a\ufffd[31mb\ufffdc"


@pytest.mark.parametrize("link", ["https://wiki.example.org/a_b?c=1&d=2#e", "http://x.example/~me"])
def test_a_harmless_address_is_a_link(link: str) -> None:
    children = PARSER.parse(markdown_link_or_text(link))[1].children or []
    assert [token.type for token in children] == ["link_open", "text", "link_close"]


@pytest.mark.parametrize("text", ["javascript:alert(1)", "https://x.example/a|b", "https://x.example/> <b>", "http://"])
def test_any_other_address_is_text(text: str) -> None:
    children = PARSER.parse(markdown_link_or_text(text))[1].children or []
    assert {token.type for token in children} <= {"text", "text_special"}
