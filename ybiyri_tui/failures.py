"""Turns any exception into one sentence for a person; what nobody expected also goes to the log."""

from __future__ import annotations

import traceback
from datetime import UTC, datetime
from pathlib import Path

MAX_LOG_BYTES = 200_000


def sentence_for(error: BaseException) -> tuple[str, bool]:
    """What to tell the user, and whether the error was one that the program raises on purpose."""
    from playbook.errors import PlaybookError
    from surveys.errors import SurveyError
    from ybiyri_tui.errors import AnswerIsNo, ProgramError

    if isinstance(error, (ProgramError, PlaybookError, SurveyError, AnswerIsNo)):
        return str(error), True
    if isinstance(error, OSError) and error.strerror:
        name = f"{error.filename}: " if error.filename else ""
        return f"{name}{error.strerror}.", True
    return f"Something unexpected happened; what is known is in {write_log(error)}.", False


def write_log(error: BaseException) -> str:
    """Appends where the error happened, and returns the name of the log.

    Only types, files, lines and functions: messages and values could hold a survey answer.
    """
    from ybiyri_tui.paths import log_file

    path = log_file()
    lines = [f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC {type(error).__name__}"]
    frames = traceback.extract_tb(error.__traceback__)
    lines += [f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = "a" if path.exists() and path.stat().st_size < MAX_LOG_BYTES else "w"
        with path.open(mode, encoding="utf-8") as log:
            log.write("\n".join(lines) + "\n")
    except OSError as problem:
        return f"no log, which cannot be written ({problem.strerror})"
    return str(path)
