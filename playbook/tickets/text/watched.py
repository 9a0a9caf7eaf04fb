"""A file that tells how far it was read."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import BinaryIO, TypeAlias

Progress: TypeAlias = Callable[[float], object]
_CHUNK = 1 << 18


class Watched(io.BufferedIOBase, BinaryIO):
    """Reads like the file inside it, in large pieces, and tells the share read so far after each."""

    def __init__(self, data: BinaryIO, progress: Progress | None) -> None:
        self._data = data
        self._progress = progress
        self._size = max(1, data.seek(0, io.SEEK_END))
        data.seek(0)

    def read(self, size: int | None = -1, /) -> bytes:
        """As of the file inside."""
        return self.read1(-1 if size is None else size)

    def read1(self, size: int = -1, /) -> bytes:
        """As of the file inside."""
        found = self._data.read(max(size, _CHUNK) if size > 0 else size)
        if self._progress is not None:
            self._progress(min(1.0, self._data.tell() / self._size))
        return found

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """As of the file inside."""
        return self._data.seek(offset, whence)

    def tell(self) -> int:
        """As of the file inside."""
        return self._data.tell()

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True
