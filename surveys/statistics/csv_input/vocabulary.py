"""From the text of a cell to a number: every distinct text is looked at once, whatever the number of rows."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MISSING = 0
"""The code of a cell without an answer."""

_NUMBER = re.compile(r"[+-]?(\d{1,15}(\.\d{0,15})?|\.\d{1,15})([eE][+-]?[12]?\d)?")
_SHOWN = 30


class BadCell(ValueError):
    """A cell that is no answer; `text` is what it holds, `expected` what should be there."""

    def __init__(self, text: str, expected: str) -> None:
        self.text = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        self.expected = expected
        super().__init__(f"{self.text!r} is not {expected}")


class Vocabulary(dict[str, int]):
    """The code of each text seen so far; `numbers[code]` is its number. Raises BadCell for a text that is no answer.

    With a `scale` an answer is a whole number from its low to its high end, otherwise any number. Where cells are not
    separated by commas, 3,5 is 3.5.
    """

    def __init__(self, scale: tuple[int, int] | None, *, delimiter: str = ",") -> None:
        super().__init__({"": MISSING})
        self._separators = {delimiter, "\n", "\r", '"'}
        self.numbers = [Fraction(0)]
        self._scale = scale
        self._decimal_comma = delimiter != ","
        self._short: NDArray[np.int32] | None = None

    def __missing__(self, text: str) -> int:
        answer = text.strip()
        if answer != text:
            code = self[answer]
        else:
            self.numbers.append(self._number(answer))
            code = len(self.numbers) - 1
        self[text] = code
        return code

    def letter_codes(self, letters: NDArray[np.uint8], codec: str) -> NDArray[np.integer]:
        """Codes of cells of one byte; whatever separates cells stands for an empty one. May raise BadCell."""
        import numpy as np

        keys, places = self._short_codes(np.arange(256, dtype=np.uint16)), np.bincount(letters.ravel(), minlength=256)
        for key in np.flatnonzero((keys < 0) & (places > 0)).tolist():
            keys[key] = MISSING if chr(key) in self._separators else self._look_up(key, codec)
        table: NDArray[np.integer] = keys.astype(np.uint8) if keys.max() < 256 else keys
        return table[letters]

    def short_codes(self, keys: NDArray[np.uint16], codec: str) -> NDArray[np.int32]:
        """Codes of texts of at most two bytes, the first in the low half of the key. May raise BadCell."""
        import numpy as np

        codes = self._short_codes(keys)
        if (codes < 0).any():
            for key in np.unique(keys[codes < 0]).tolist():
                self._look_up(key, codec)
            codes = self._short_codes(keys)
        return codes

    def _short_codes(self, keys: NDArray[np.uint16]) -> NDArray[np.int32]:
        """The codes known so far, -1 for the others."""
        import numpy as np

        if self._short is None:
            self._short = np.full(1 << 16, -1, dtype=np.int32)
        return self._short[keys]

    def _look_up(self, key: int, codec: str) -> int:
        code = self[key.to_bytes(2, "little").rstrip(b"\0").decode(codec, "replace")]
        if self._short is not None:
            self._short[key] = code
        return code

    def _number(self, text: str) -> Fraction:
        plain = text.replace(",", ".") if self._decimal_comma and "." not in text else text
        if not _NUMBER.fullmatch(plain) or not plain.isascii():
            raise BadCell(text, self._expected())
        number = Fraction(plain)
        if self._scale and not (number.denominator == 1 and self._scale[0] <= number <= self._scale[1]):
            raise BadCell(text, self._expected())
        return number

    def _expected(self) -> str:
        if self._scale is None:
            return "a number"
        low, high = self._scale
        return f"a whole number from {low} to {high}"
