"""Copies the content that ships into a folder to edit; nothing that is there is ever replaced."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from ybiyri_tui.content.places import shipped_files
from ybiyri_tui.errors import ProgramError


def copy(folder: Path) -> tuple[str, ...]:
    """Writes every file that ships into the folder, which is made if needed, and returns their names.

    Raises ProgramError, and leaves nothing behind, if one of the files is there already or cannot be written.
    """
    shipped = shipped_files()
    present = [name for name in shipped if (folder / name).exists() or (folder / name).is_symlink()]
    if present:
        more = f" and {len(present) - 1} more" if len(present) > 1 else ""
        raise ProgramError(
            f"{folder} has {present[0]}{more} already, and nothing was changed; name another folder to copy to."
        )
    written: list[Path] = []
    made: list[Path] = []
    try:
        for name, source in shipped.items():
            target = folder / name
            _make_folder(target.parent, made)
            with target.open("xb") as file:
                written.append(target)
                file.write(source.read_bytes())
    except OSError as error:
        _take_back(written, made)
        reason = error.strerror or type(error).__name__
        raise ProgramError(f"{folder} cannot be written ({reason}), and nothing was left there.") from error
    return tuple(shipped)


def _make_folder(folder: Path, made: list[Path]) -> None:
    missing = [parent for parent in (folder, *folder.parents) if not parent.exists()]
    for parent in reversed(missing):
        parent.mkdir()
        made.append(parent)


def _take_back(written: list[Path], made: list[Path]) -> None:
    with suppress(OSError):
        for file in written:
            file.unlink()
        for folder in reversed(made):
            folder.rmdir()
