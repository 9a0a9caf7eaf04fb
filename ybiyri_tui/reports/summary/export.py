"""Writes the summary to a file as a whole or not at all."""

from __future__ import annotations

import json
import os
import re
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.reports.summary.as_json import summary_data
from ybiyri_tui.reports.summary.markdown import summary_markdown
from ybiyri_tui.reports.summary.summary import Summary, summarise


def _json(summary: Summary) -> str:
    return json.dumps(summary_data(summary), ensure_ascii=False, indent=2) + "\n"


WRITERS: dict[str, Callable[[Summary], str]] = {"md": summary_markdown, "json": _json}


def summary_text(context: Context, pilot_id: int, form: str, on: date | None = None) -> str:
    """The summary of a pilot as `md` or `json`, as it would be written on that day, else today."""
    if on is not None:
        context = replace(context, now=lambda: datetime.combine(on, time(12)).astimezone())
    return WRITERS[form](summarise(context, pilot_id))


def export_summary(
    context: Context, pilot_id: int, path: Path, form: str, *, on: date | None = None, force: bool = False
) -> Path:
    """Writes the summary to a file and returns where it is; the workspace itself is never replaced."""
    check_target(path, force=force)
    if context.workspace.is_at(path):
        raise ProgramError(f"{path} is the workspace itself; name another file.")
    return write_file(path, summary_text(context, pilot_id, form, on), force=force)


def form_of(path: Path) -> str:
    """The form that a file's name asks for: `json` for .json, else `md`."""
    return "json" if path.suffix.casefold() == ".json" else "md"


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
            raise ProgramError(
                f"{path} exists already and was not changed; "
                "name another file, or replace it with `ybiyri export --force`."
            )
        if exists and not path.is_file():
            raise ProgramError(f"{path} is not a file that can be replaced; name another.")
    except (OSError, ValueError) as error:
        raise _cannot(path, error) from error


def write_file(path: Path, text: str, *, force: bool = False) -> Path:
    """Writes the text under a name of its own beside the file, then gives it the file's name; returns where it is.

    Readers see the old file or the new one, never a part, and without `force` no existing file is replaced. Raises
    ProgramError if it cannot be written; then nothing is left behind.
    """
    check_target(path, force=force)
    target = path.resolve()
    unfinished = target.parent / f".ybiyri-{secrets.token_hex(6)}.unfinished"
    try:
        with unfinished.open("x", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        _give_name(unfinished, target, force=force)
    except OSError as error:
        raise _cannot(path, error) from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    return target


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


def default_name(summary: Summary) -> str:
    """A name for the file, made of the pilot's letters and digits and the day."""
    letters = "-".join(re.findall(r"[a-z0-9]+", summary.pilot.name.casefold()))[:40] or "pilot"
    return f"{letters}-summary-{summary.on.isoformat()}.md"
