"""Small numbers that stand for values, because an export says few things very often."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

MOST_REMEMBERED, LONGEST_REMEMBERED = 1 << 16, 80
Value = TypeVar("Value", bound=Hashable)


class Coded(dict[str, int], Generic[Value]):
    """From a text to the number of its value in `meanings`; each text is read once, and number 0 is that of no text.

    A dictionary, so that asking again is cheap; it stops remembering texts before they fill the memory.
    """

    def __init__(self, read: Callable[[str], Value], nothing: Value) -> None:
        super().__init__({"": 0})
        self.meanings: list[Value] = [nothing]
        self._read = read
        self._codes: dict[Value, int] = {nothing: 0}

    def __missing__(self, text: str) -> int:
        code = self.code(self._read(text))
        if len(self) < MOST_REMEMBERED and len(text) <= LONGEST_REMEMBERED:
            self[text] = code
        return code

    def code(self, value: Value) -> int:
        """The number of a value."""
        code = self._codes.setdefault(value, len(self.meanings))
        if code == len(self.meanings):
            self.meanings.append(value)
        return code

    def column(self, texts: Sequence[str]) -> list[int]:
        """The numbers of many texts."""
        if texts.count("") == len(texts):
            return [0] * len(texts)
        return list(map(self.__getitem__, texts))
