"""Reads files that strangers wrote: only plain files, never more of them than was asked for."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from ybiyri_tui.errors import ProgramError

NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
GONE = "gone, while it was read"
WRONG_SIZE = "not a ballot of this survey, by its size"


def read_plain(path: Path, most: int) -> bytes:
    """The bytes of a file, one more than `most` if there are more. Raises ProgramError if it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name cannot be used"
        raise ProgramError(f"{path} cannot be read: {reason}.") from error


def files_in(folder: Path, size: int, most_files: int) -> Iterator[tuple[str, bytes | str]]:
    """Every entry of a folder by name: its bytes if it is a plain file of exactly this size, else why it is not read.

    Links are not followed and folders not entered. Raises ProgramError if the folder cannot be read, or holds more
    entries than `most_files`.
    """
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        raise ProgramError(f"{folder} cannot be read: {error.strerror}.") from error
    if len(paths) > most_files:
        raise ProgramError(f"{folder} holds {len(paths)} files, more than {most_files}; nothing was taken from it.")
    for path in paths:
        yield printable(path.name), _bytes_of(path, size)


def printable(name: str) -> str:
    """A file's name without anything that could steer a terminal."""
    return "".join(sign if sign.isprintable() else "?" for sign in name)


def _bytes_of(path: Path, size: int) -> bytes | str:
    try:
        kind = path.lstat().st_mode
        if stat.S_ISLNK(kind):
            return "a link, which is not followed"
        if stat.S_ISDIR(kind):
            return "a folder, which is not entered"
        if not stat.S_ISREG(kind):
            return "not a plain file"
        handle = os.open(path, os.O_RDONLY | NO_LINK)
    except FileNotFoundError:
        return GONE
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    try:
        with os.fdopen(handle, "rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode) or found.st_size != size:
                return WRONG_SIZE
            raw = file.read(size + 1)
    except OSError as error:
        return f"cannot be read: {error.strerror}"
    return raw if len(raw) == size else WRONG_SIZE
