"""Letters three or six rows high, drawn in blocks, for what is read from the back of a room."""

from __future__ import annotations

from textual.widgets import Static

from ybiyri_tui.wording.states import plain_glyphs

POINTS = 6
"""A sign is six points high, of which the last is for what hangs below the line."""
_GAP = "."
_SIGNS = {
    " ": "../../../../../..",
    "-": ".../.../###/.../.../...",
    ".": "././././#/.",
    ":": "././#/./#/.",
    "/": "..#/..#/.#./.#./#../#..",
    "_": ".../.../.../.../.../###",
    "@": ".###./#..##/#.#.#/#.##./#..../.###.",
    "0": "###/#.#/#.#/#.#/###/...",
    "1": ".#./##./.#./.#./###/...",
    "2": "###/..#/###/#../###/...",
    "3": "###/..#/.##/..#/###/...",
    "4": "#.#/#.#/###/..#/..#/...",
    "5": "###/#../###/..#/###/...",
    "6": "###/#../###/#.#/###/...",
    "7": "###/..#/..#/.#./.#./...",
    "8": "###/#.#/###/#.#/###/...",
    "9": "###/#.#/###/..#/###/...",
    "a": ".../.##/#.#/#.#/.##/...",
    "b": "#../##./#.#/#.#/##./...",
    "c": ".../.##/#../#../.##/...",
    "d": "..#/.##/#.#/#.#/.##/...",
    "e": ".../.#./###/#../.##/...",
    "f": ".##/#../##./#../#../...",
    "g": ".../.##/#.#/#.#/.##/##.",
    "h": "#../##./#.#/#.#/#.#/...",
    "i": "#/./#/#/#/.",
    "j": ".#/../.#/.#/.#/#.",
    "k": "#../#.#/##./##./#.#/...",
    "l": "#./#./#./#./##/..",
    "m": "...../##.#./#.#.#/#.#.#/#.#.#/.....",
    "n": ".../##./#.#/#.#/#.#/...",
    "o": ".../.#./#.#/#.#/.#./...",
    "p": ".../##./#.#/#.#/##./#..",
    "q": ".../.##/#.#/#.#/.##/..#",
    "r": ".../#.#/##./#../#../...",
    "s": ".../.##/##./..#/##./...",
    "t": ".#./###/.#./.#./.##/...",
    "u": ".../#.#/#.#/#.#/.##/...",
    "v": ".../#.#/#.#/#.#/.#./...",
    "w": "...../#...#/#.#.#/#.#.#/.#.#./.....",
    "x": ".../#.#/.#./.#./#.#/...",
    "y": ".../#.#/#.#/.##/..#/##.",
    "z": ".../###/..#/.#./###/...",
}
_BLOCKS = {"..": " ", "#.": "▀", ".#": "▄", "##": "█"}


class BigLetters(Static):
    """A text that is as large as there is room; nothing where it has no room, or the terminal no blocks."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__("", id=id, markup=False)

    def write(self, text: str, columns: int, rows: int) -> int:
        """Draws a text as large as it fits, folded where it may be; returns the rows that it takes."""
        rooms = [] if plain_glyphs() else [(True, columns // 2), (False, columns)]
        for large, room in rooms:
            lines = folded(text, room)
            taken = len(lines) * (POINTS if large else POINTS // 2)
            if lines and taken <= rows:
                self.display = True
                self.update("\n".join(row for line in lines for row in drawn(line, large=large)))
                return taken
        self.display = False
        self.update("")
        return 0


def width(text: str) -> int:
    """Points that a text is wide."""
    return sum(len(_SIGNS[sign].partition("/")[0]) + 1 for sign in text) - 1 if text else 0


def can_be_drawn(text: str) -> bool:
    """Whether there is a large form of every sign; there is none of capital letters."""
    return all(sign in _SIGNS for sign in text)


def folded(text: str, points: int) -> list[str]:
    """The text in one line, or in two where a command or an address has its joint; none if it cannot be drawn so."""
    if not text or not can_be_drawn(text):
        return []
    if width(text) <= points:
        return [text]
    joint = text.find("//") + 2 if "//" in text else text.rfind(" ")
    lines = [text[:joint].strip(), text[joint:].strip()]
    return lines if joint > 0 and all(width(line) <= points for line in lines) else []


def drawn(line: str, *, large: bool = False) -> list[str]:
    """A line as rows of blocks: two points in one sign, or, where it is large, one point in two."""
    points = [_GAP.join(rows) for rows in zip(*(_SIGNS[sign].split("/") for sign in line), strict=True)]
    if large:
        return [row.replace("#", "██").replace(".", "  ") for row in points]
    pairs = zip(points[::2], points[1::2], strict=True)
    return ["".join(_BLOCKS[over + under] for over, under in zip(*pair, strict=True)) for pair in pairs]
