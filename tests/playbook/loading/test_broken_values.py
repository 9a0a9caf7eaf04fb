"""Each rule for a value: what breaks it is reported with its place and with what was expected."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ybiyri_tui.content_source import Problem

OnlyProblem = Callable[[], Problem]
Edit = Callable[..., None]

# old text, new text, line, column, key, expectation
BROKEN = {
    "unknown key": (
        "    how: Go",
        "    lnks: []\n    how: Go",
        17,
        5,
        "practices[1].lnks",
        "one of the keys how, links, questions, title; perhaps links is meant",
    ),
    "missing key": (
        "says: Tea always gets cold.\n",
        "",
        1,
        1,
        "says",
        "the key says, which is missing",
    ),
    "word for a number": (
        "number: 3",
        "number: three",
        2,
        9,
        "number",
        "a whole number, not 'three'",
    ),
    "quoted number": (
        "number: 3",
        'number: "3"',
        2,
        9,
        "number",
        "a whole number, not '3'",
    ),
    "truth value for a number": (
        "number: 3",
        "number: yes",
        2,
        9,
        "number",
        "a whole number, not 'yes'",
    ),
    "number too large": ("number: 3", "number: 100", 2, 9, "number", "at most 99, not '100'"),
    "number too small": ("number: 3", "number: 0", 2, 9, "number", "at least 1, not '0'"),
    "number for a text": (
        "id: tea\n",
        "id: 12\n",
        1,
        5,
        "id",
        'text: write "12" in quotes, or YAML reads it as something else',
    ),
    "nothing for a text": ("says: Tea always gets cold.", "says:", 4, 6, "says", "text, not nothing"),
    "list for a text": (
        "says: Tea always gets cold.",
        "says: [Tea, cold]",
        4,
        7,
        "says",
        "text, not a list",
    ),
    "unquoted no": (
        'from_talk: "no"',
        "from_talk: no",
        11,
        16,
        "questions[1].from_talk",
        'question, action or no; write "no" in quotes, or YAML reads it as something else',
    ),
    "unknown choice": (
        'from_talk: "no"',
        "from_talk: perhaps",
        11,
        16,
        "questions[1].from_talk",
        "question, action or no, not 'perhaps'",
    ),
    "bad id": (
        "id: lid-bought",
        "id: Lid Bought",
        8,
        9,
        "questions[1].id",
        "small letters, digits and hyphens, beginning with a letter, not 'Lid Bought'",
    ),
    "text too long": (
        "missing: no lid",
        "missing: " + "x" * 35,
        10,
        14,
        "questions[1].missing",
        "at most 34 characters, not 35",
    ),
    "empty text": (
        "missing: no lid",
        'missing: ""',
        10,
        14,
        "questions[1].missing",
        "at least 1 character, not 0",
    ),
    "bad address": (
        "https://example.org/lids",
        "example.org/lids",
        19,
        30,
        "practices[1].links[1].url",
        "a web address that begins with https:// or http://, not 'example.org/lids'",
    ),
    "text for a list": (
        'practices:\n  - title: Buy a lid\n    how: Go to a shop.\n    links:\n      - {title: A shop, url: "https://example.org/lids"}\n',
        "practices: none\n",
        15,
        12,
        "practices",
        "a list (lines that begin with a dash), not 'none'",
    ),
    "text for an entry": (
        '      - {title: A shop, url: "https://example.org/lids"}',
        "      - A shop",
        19,
        9,
        "practices[1].links[1]",
        "keys with values (key: value), not 'A shop'",
    ),
    "key twice": ("number: 3", "number: 3\nnumber: 4", 3, 1, "number", "every key once"),
    "alias": (
        "    why: A lid keeps tea warm.\n    facilitate: Ask who has one.",
        "    why: &a A lid.\n    facilitate: *a",
        13,
        17,
        "",
        "content written out, not an alias (*name)",
    ),
    "tag": ("number: 3", "number: !!int 3", 2, 9, "", "a value without a tag (a word that begins with !)"),
    "merge key": ("number: 3", "number: 3\n<<: {id: cup}", 3, 1, "", "a plain word as key"),
    "colon in text": (
        "says: Tea always gets cold.",
        "says: Tea: cold.",
        4,
        10,
        "",
        "valid YAML: text that contains a colon and a space in quotes",
    ),
    "tab": (
        "    why: A",
        "\twhy: A",
        12,
        1,
        "",
        "valid YAML: no tab as indentation, and text that begins with a sign in quotes",
    ),
    "open quote": (
        'lids"}',
        "lids}",
        20,
        1,
        "",
        "valid YAML: a quote that closes the text begun in line 19",
    ),
    "open bracket": (
        "root_cause: bought a lid",
        "root_cause: [bought",
        6,
        11,
        "",
        "valid YAML: a comma, or the bracket that closes the list begun in line 5",
    ),
    "second document": (
        "number: 3\n",
        "number: 3\n---\n",
        3,
        1,
        "",
        "valid YAML: a single document, without a second ---",
    ),
    "control character": ("id: tea\n", "id: t\x07ea\n", 1, 6, "", "text without the control character U+0007"),
    "escaped control character": (
        "says: Tea always gets cold.",
        'says: "\\e[31m"',
        4,
        7,
        "",
        "text without the control character U+001B",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_broken_is_reported_with_its_place_and_what_was_expected(
    only_problem: OnlyProblem, edit: Edit, case: str
) -> None:
    old, new, line, column, key, expected = BROKEN[case]
    edit(old, new)
    assert only_problem() == Problem("objections/3-tea.yaml", line, column, key, expected)
