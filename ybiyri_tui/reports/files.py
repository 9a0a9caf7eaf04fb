"""Writes documents to files as a whole or not at all; nothing that exists is replaced unasked."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from ybiyri_tui.errors import ProgramError

ANYBODY, OWNER = 0o666, 0o600
_BINARY = getattr(os, "O_BINARY", 0)


def check_target(path: Path, *, force: bool = False) -> None:
    """Raises ProgramError if nothing can be written there: no folder, not a file, or a file that must be kept."""
    try:
        path.resolve()
        if path.is_dir():
            raise ProgramError(f"{path} is a folder; name a file in it.")
        if not path.parent.is_dir():
            raise ProgramError(f"There is no folder {path.parent}; make it first, or name another.")
        exists = path.exists() or path.is_symlink()
        if exists and not force:
            raise ProgramError(f"{path} exists already and was not changed; name another file, or add --force.")
        if exists and not path.is_file():
            raise ProgramError(f"{path} is not a file that can be replaced; name another.")
    except (OSError, ValueError) as error:
        raise _cannot(path, error) from error


def write_file(path: Path, content: str | bytes, *, force: bool = False, mode: int = ANYBODY) -> Path:
    """Writes the content under a name of its own beside the file, then gives it the file's name; returns where it is.

    Readers see the old file or the new one, never a part, and without `force` no existing file is replaced. `mode` is
    what its owner and others may do with it. Raises
    ProgramError if it cannot be written; then nothing is left behind.
    """
    return write_files({path: content}, force=force, mode=mode)[0]


def write_files(contents: Mapping[Path, str | bytes], *, force: bool = False, mode: int = ANYBODY) -> tuple[Path, ...]:
    """The same for several files: none gets its name before all are written out."""
    for path in contents:
        check_target(path, force=force)
    unfinished: dict[Path, Path] = {}
    at = next(iter(contents), Path())
    try:
        for at, content in contents.items():
            target = at.resolve()
            unfinished[target] = target.parent / f".ybiyri-{secrets.token_hex(6)}.unfinished"
            _write_out(unfinished[target], content, mode)
        for target, whole in unfinished.items():
            at = target
            _give_name(whole, target, force=force)
    except OSError as error:
        raise _cannot(at, error) from error
    finally:
        for whole in unfinished.values():
            with suppress(OSError):
                whole.unlink(missing_ok=True)
    return tuple(unfinished)


@contextmanager
def made_folders(folders: Iterable[Path]) -> Iterator[None]:
    """Makes folders of which only the last part is missing, outer ones first; those made are taken away if it fails.

    Raises ProgramError if there is something else in the place of one, or it cannot be made.
    """
    made: list[Path] = []
    try:
        for folder in folders:
            if not folder.is_dir():
                _make(folder)
                made.append(folder)
        yield
    except BaseException:
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        raise


def _make(folder: Path) -> None:
    try:
        if folder.exists() and not folder.is_dir():
            raise ProgramError(f"{folder} is a file; several files need a folder.")
        folder.mkdir()
    except FileNotFoundError as error:
        raise ProgramError(f"There is no folder {folder.parent}; make it first, or name another.") from error
    except (OSError, ValueError) as error:
        raise _cannot(folder, error) from error


def _write_out(path: Path, content: str | bytes, mode: int) -> None:
    raw = content if isinstance(content, bytes) else content.encode("utf-8", "backslashreplace")
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, mode), "wb") as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())


def _give_name(unfinished: Path, target: Path, *, force: bool) -> None:
    if not force:
        # A link refuses to replace a file that appeared meanwhile; not every file system has links.
        try:
            os.link(unfinished, target)
        except FileExistsError:
            raise
        except OSError:
            check_target(target)
        else:
            return
    unfinished.replace(target)


def _cannot(path: Path, error: OSError | ValueError) -> ProgramError:
    reason = getattr(error, "strerror", None) or "its name cannot be used"
    return ProgramError(f"{path} cannot be written: {reason}.")
