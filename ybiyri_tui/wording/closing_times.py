"""When a survey closes, as people type it: a day (until its end), a time today, or both."""

from __future__ import annotations

import re
from datetime import datetime, time

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.wording.due_dates import parse_due
from ybiyri_tui.wording.states import short_day

EXPECTED = "write it like 2026-12-10, 2026-12-10 17:00, 3 dec, +14 (in 14 days) or 17:00"
END_OF_DAY = time(23, 59)

_TIME = re.compile(r"(?:^|[ tT])(\d{1,2}):(\d{2})$", re.ASCII)


def parse_closing(text: str, now: datetime) -> datetime | None:
    """The time that is meant, where the user is; None for no text. A day alone lasts until its end.

    Raises ProgramError for anything else.
    """
    text = text.strip()
    if not text:
        return None
    local = now.astimezone()
    found = _TIME.search(text)
    try:
        at = time(int(found[1]), int(found[2])) if found else END_OF_DAY
        day = parse_due(text[: found.start()] if found else text, local.date()) or local.date()
        return datetime.combine(day, at).astimezone()
    except (ValueError, OverflowError, ProgramError) as error:
        raise ProgramError(f"{text!r} is not a closing time; {EXPECTED}.") from error


def time_words(at: datetime) -> str:
    """`3 Dec 2026, 17:00`, where the reader is."""
    local = at.astimezone()
    return f"{short_day(local.date())}, {local:%H:%M}"
