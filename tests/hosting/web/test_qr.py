"""The QR code on the join page and on the coach's screen is the one that was computed."""

from __future__ import annotations

import re

import segno

from ybiyri_tui.hosting.qr import BORDER, qr_code

ADDRESS = "https://survey.example:8443/"


def test_both_pictures_show_every_module_and_the_border() -> None:
    code = qr_code(ADDRESS)
    bare = [[bool(module) for module in row] for row in segno.make(ADDRESS, error="m", micro=False).matrix]
    assert [list(row[BORDER:-BORDER]) for row in code.rows[BORDER:-BORDER]] == bare
    assert not any(any(row) for row in (*code.rows[:BORDER], *code.rows[-BORDER:]))

    drawn = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", code.path)}
    assert drawn == {(x, y) for y, row in enumerate(code.rows) for x, dark in enumerate(row) if dark}

    lines = code.half_blocks()
    assert {len(line) for line in lines} == {code.size}
    shown = {(x, 2 * y + part) for y, line in enumerate(lines) for x, sign in enumerate(line) for part in halves(sign)}
    assert shown == drawn


def halves(sign: str) -> tuple[int, ...]:
    """Which halves of a block are dark: 0 the upper, 1 the lower one."""
    return {" ": (), "▀": (0,), "▄": (1,), "█": (0, 1)}[sign]
