"""Makes text that people typed harmless in a document: it is read as text and nothing of it takes effect."""

from __future__ import annotations

import re
import unicodedata

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
JOINERS = "\u200c\u200d"
_KEPT = frozenset(JOINERS)
_ISOLATES = frozenset({FIRST_STRONG_ISOLATE, POP_ISOLATE})
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SIGNS = re.compile(r"[\\`*_\[\]|~#$]")
_ENTITY_SIGNS = re.compile(r"[&<>]")
_NUMBER_AT_START = re.compile(r"^([0-9]{1,9})([.)])(?= |$)")
_SIGN_AT_START = re.compile(r"^([-+=:])(?=[-+=: ]|$)")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_FORMULA_SIGNS = frozenset("=+-@|%\uff1d\uff0b\uff0d\uff20")
_SAFE_LINK = re.compile(r"https?://[A-Za-z0-9][A-Za-z0-9./?=&%:+,_~#-]*")


def plain(text: str) -> str:
    """The text on one line: any run of blanks is one blank, and what cannot be seen is shown as a replacement sign.

    Control characters, marks that turn the direction of a line, and broken halves of characters cannot be seen. Text
    with right-to-left letters is isolated, so that it does not rearrange what stands beside it; isolated parts of it
    stay so where every one ends.
    """
    line = " ".join(text.split())
    kept = _KEPT | _ISOLATES if _all_end(line) else _KEPT
    seen = "".join(char if char.isprintable() or char in kept else REPLACEMENT for char in line)
    return isolated(seen)


def isolated(text: str) -> str:
    """The text so that right-to-left letters in it do not rearrange what it is put into; other text as it is."""
    if any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in text):
        return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"
    return text


def _all_end(text: str) -> bool:
    """Whether every isolate that begins in the text ends in it, and none ends that did not begin."""
    depth = 0
    for char in text:
        depth += (char == FIRST_STRONG_ISOLATE) - (char == POP_ISOLATE)
        if depth < 0:
            return False
    return depth == 0


def spreadsheet(text: str) -> str:
    """The plain text for a cell of a spreadsheet: what would be taken for a formula or a command has a `'` in front.

    Full-width signs count as well, and a number stays text. Source: OWASP, CSV Injection.
    """
    shown = plain(text)
    bare = shown.lstrip("'\" \u2066\u2067\u2068")
    return f"'{shown}" if bare[:1] in _FORMULA_SIGNS else shown


def clip(text: str, limit: int) -> str:
    """The beginning of a text that is longer than `limit` characters."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def is_safe_link(text: str) -> bool:
    """Whether the text is an address of nothing but harmless characters."""
    return _SAFE_LINK.fullmatch(text) is not None


def markdown(text: str) -> str:
    """The plain text for Markdown: in a paragraph, a list, a heading or a table cell it is shown as it is.

    Backslashes guard what CommonMark and GitHub's tables, strikethrough and formulas would act upon; `&`, `<` and
    `>` become entities, which also hold where a backslash before them does not.
    """
    shown = _SIGNS.sub(r"\\\g<0>", plain(text))
    shown = _ENTITY_SIGNS.sub(lambda found: _ENTITIES[found[0]], shown)
    return _SIGN_AT_START.sub(r"\\\1", _NUMBER_AT_START.sub(r"\1\\\2", shown))


def markdown_link_or_text(text: str) -> str:
    """An address of nothing but harmless characters as a link, everything else as text."""
    return f"<{text}>" if is_safe_link(text) else markdown(text)
