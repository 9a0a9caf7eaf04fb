"""PDF from a template of Typst and data, without a browser; texts are data, so nothing of them is read as markup."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from importlib.resources import files
from typing import Any, Literal

import typst

from ybiyri_tui.reports.escaping import plain

PAPERS = {"a4": "a4", "letter": "us-letter"}
ZERO_WIDTH_SPACE = "\u200b"
NARROWEST, WIDEST, AIR = 9, 44, 3

_LONG_WORD = re.compile(r"\S{25,}")


def pdf(template: str, data: dict[str, Any], on: date) -> bytes:
    """The whole file, dated `on`. It follows PDF/UA-1 unless a text has characters that none of the fonts can show."""
    source = files("ybiyri_tui").joinpath("reports", "templates", template).read_bytes()
    text = json.dumps(data | {"year": on.year, "month": on.month, "day": on.day}, ensure_ascii=False)
    try:
        return _compiled(source, text, on, "ua-1")
    except typst.TypstError:
        return _compiled(source, text, on, None)


def _compiled(template: bytes, data: str, on: date, standard: Literal["ua-1"] | None) -> bytes:
    return typst.compile(
        template,
        format="pdf",
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        timestamp=datetime.combine(on, time(), UTC),
        pdf_standards=[standard] if standard else [],
    )


def shown(text: str) -> str:
    """The plain text, with places at which a word that is longer than a column may be broken."""
    return breakable(plain(text))


def breakable(text: str) -> str:
    """The same for text that is plain already."""
    return _LONG_WORD.sub(lambda found: _broken(found[0]), text)


def weights(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """How wide each column of a table is beside the others: by its longest text, within bounds."""
    longest = (max(len(row[column]) for row in (header, *rows)) for column in range(len(header)))
    return [max(NARROWEST, min(WIDEST, width + AIR)) for width in longest]


def _broken(word: str) -> str:
    return ZERO_WIDTH_SPACE.join(word[at : at + 8] for at in range(0, len(word), 8))
