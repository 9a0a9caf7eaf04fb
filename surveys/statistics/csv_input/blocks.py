"""Some rows of a table at a time, in two forms with the same questions: as raw bytes, or taken apart by `csv`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Protocol

from surveys.statistics.csv_input.vocabulary import BadCell, Vocabulary

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LINE_FEED, RETURN, QUOTE = 10, 13, 34
_WORD = 8
"""Bytes up to which a cell is handled as one number."""


class Block(Protocol):
    """Consecutive rows."""

    @property
    def row_numbers(self) -> Sequence[int]:
        """Where each row stands in the file, the header being row 1."""

    def texts(self, column: int) -> list[str]:
        """The cells of a column, without spaces around them."""

    def codes(self, columns: Sequence[int], vocabulary: Vocabulary) -> NDArray[np.integer]:
        """The codes of all cells of these columns, one line of the array for each column; raises BadCell."""


@dataclass(frozen=True)
class ParsedBlock:
    """Rows that `csv` has taken apart."""

    row_numbers: Sequence[int]
    rows: list[list[str]]

    def texts(self, column: int) -> list[str]:
        """The cells of a column, without spaces around them."""
        return [row[column].strip() for row in self.rows]

    def codes(self, columns: Sequence[int], vocabulary: Vocabulary) -> NDArray[np.integer]:
        """The codes of all cells of these columns, one line of the array for each column; raises BadCell."""
        import numpy as np

        shape = (len(self.rows), len(columns))
        if len(columns) == 1:
            cells = iter([row[columns[0]] for row in self.rows])
        else:
            cells = chain.from_iterable(map(itemgetter(*columns), self.rows))
        codes = np.fromiter(map(vocabulary.__getitem__, cells), dtype=np.int32, count=shape[0] * shape[1])
        return codes.reshape(shape).T


@dataclass(frozen=True)
class RawBlock:
    """Rows as bytes, with where each cell begins and ends; nothing in them needs the rules of `csv`."""

    row_numbers: Sequence[int]
    data: bytes
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    codec: str

    def texts(self, column: int) -> list[str]:
        """The cells of a column, without spaces around them."""
        starts, ends = self.starts[:, column], self.ends[:, column]
        if (ends - starts).max(initial=0) <= _WORD:
            return self._words(starts, ends - starts)
        edges = zip(starts.tolist(), ends.tolist(), strict=True)
        return [self.data[start:end].decode(self.codec, "replace").strip() for start, end in edges]

    def codes(self, columns: Sequence[int], vocabulary: Vocabulary) -> NDArray[np.integer]:
        """The codes of all cells of these columns, one line of the array for each column; raises BadCell."""
        import numpy as np

        which = _as_slice(columns)
        starts = self.starts[:, which]
        lengths = self.ends[:, which] - starts
        longest = lengths.max(axis=0, initial=0)
        if longest.max() <= 1:
            # An empty cell begins where it ends: at what stands behind it.
            return vocabulary.letter_codes(self._bytes[starts], self.codec).T
        codes = np.empty((len(columns), len(starts)), dtype=np.int32)
        short = np.flatnonzero(longest <= 2)
        codes[short] = vocabulary.short_codes(self._keys(starts[:, short], lengths[:, short]), self.codec).T
        for at in np.flatnonzero(longest > 2).tolist():
            codes[at] = [vocabulary[text] for text in self.texts(columns[at])]
        return codes

    @property
    def _bytes(self) -> NDArray[np.uint8]:
        import numpy as np

        return np.frombuffer(self.data, dtype=np.uint8)

    def _words(self, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> list[str]:
        """Short cells as text, each different one decoded once."""
        import numpy as np

        keys = np.zeros(len(starts), dtype=np.uint64)
        for place in range(int(lengths.max(initial=0))):
            letters = np.where(lengths > place, self._bytes[np.minimum(starts + place, len(self.data) - 1)], 0)
            keys |= letters.astype(np.uint64) << np.uint64(8 * place)
        distinct, where = np.unique(keys, return_inverse=True)
        raw = (key.to_bytes(_WORD, "little").rstrip(b"\0") for key in distinct.tolist())
        texts = [cell.decode(self.codec, "replace").strip() for cell in raw]
        return [texts[at] for at in where.tolist()]

    def _keys(self, starts: NDArray[np.int64], lengths: NDArray[np.int64]) -> NDArray[np.uint16]:
        """The one or two bytes of each cell as a number."""
        import numpy as np

        keys = np.where(lengths > 0, self._bytes[starts], 0).astype(np.uint16)
        second = np.where(lengths == 2, self._bytes[np.minimum(starts + 1, len(self.data) - 1)], 0)
        keys |= second.astype(np.uint16) << 8
        return keys


def raw_block(data: bytes, first_row: int, width: int, delimiter: str, codec: str) -> RawBlock | None:
    """The rows in `data`, which ends with a line feed; None where only `csv` can tell the cells apart.

    That is where a row has not `width` cells, or where a quotation mark does more than stand around a cell.
    """
    import numpy as np

    buffer = np.frombuffer(data, dtype=np.uint8)
    is_line_end = buffer == LINE_FEED
    ends = np.flatnonzero(is_line_end | (buffer == ord(delimiter)))
    rows = np.count_nonzero(is_line_end)
    if len(ends) != rows * width or not is_line_end[ends[width - 1 :: width]].all():
        return None
    starts = np.empty_like(ends)
    starts[0] = 0
    starts[1:] = ends[:-1] + 1
    last = slice(width - 1, None, width)
    ends[last] -= (buffer[ends[last] - 1] == RETURN) & (ends[last] > starts[last])
    if QUOTE in data and not _unquote(buffer, starts, ends):
        return None
    shape = (rows, width)
    return RawBlock(range(first_row, first_row + rows), data, starts.reshape(shape), ends.reshape(shape), codec)


def find_bad_cell(block: Block, columns: Sequence[int], vocabulary: Vocabulary) -> tuple[int, int, BadCell]:
    """Row number, column and what is wrong of the first bad cell in reading order."""
    texts = [block.texts(column) for column in columns]
    for at, row in enumerate(block.row_numbers):
        for column, cells in zip(columns, texts, strict=True):
            try:
                vocabulary[cells[at]]
            except BadCell as bad:
                return row, column, bad
    raise AssertionError("a block was refused, but every cell of it is an answer")


def _as_slice(columns: Sequence[int]) -> slice | list[int]:
    """The columns as a slice if they stand side by side, which spares a copy."""
    first, last = columns[0], columns[-1]
    return slice(first, last + 1) if list(columns) == list(range(first, last + 1)) else list(columns)


def _unquote(buffer: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> bool:
    """Moves the edges of quoted cells inside their quotation marks; False if there are any others."""
    import numpy as np

    opened = (buffer[starts] == QUOTE) & (ends > starts)
    closed = (buffer[ends - 1] == QUOTE) & (ends - starts >= 2)
    if not (opened == (closed & opened)).all():
        return False
    if np.count_nonzero(buffer == QUOTE) != 2 * np.count_nonzero(opened):
        return False
    starts += opened
    ends -= opened
    return True
