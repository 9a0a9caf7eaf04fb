"""An address as a QR code: rows of dark and light, for a page or for a terminal."""

from __future__ import annotations

from dataclasses import dataclass

import segno

BORDER = 4
"""Light modules on each side, as the standard asks for."""


@dataclass(frozen=True)
class QrCode:
    """Square rows of modules with their border; True is dark."""

    rows: tuple[tuple[bool, ...], ...]

    @property
    def size(self) -> int:
        """Modules on a side."""
        return len(self.rows)

    @property
    def path(self) -> str:
        """All dark modules as one path of an SVG picture in which a module is one unit wide."""
        runs = []
        for y, row in enumerate(self.rows):
            runs += [f"M{x} {y}h1v1h-1z" for x, dark in enumerate(row) if dark]
        return "".join(runs)

    def half_blocks(self) -> list[str]:
        """Lines of a terminal, two rows of modules in each; to be drawn dark on light."""
        blank = (False,) * self.size
        pairs = zip(self.rows[::2], (*self.rows[1::2], blank), strict=False)
        return ["".join(_BLOCKS[pair] for pair in zip(upper, lower, strict=True)) for upper, lower in pairs]


_BLOCKS = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def qr_code(text: str, border: int = BORDER) -> QrCode:
    """The code of a text, readable when some of it is covered (level M)."""
    made = segno.make(text, error="m", micro=False)
    return QrCode(tuple(tuple(map(bool, row)) for row in made.matrix_iter(border=border)))
