"""After how many days without a check a yes is stale, for a whole workspace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from playbook.store import settings as store
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError

STALE_AFTER = "stale_after_days"
LONGEST = 3650


def with_stale_after(context: Context, settings: Mapping[str, str]) -> Context:
    """The context with the number of days that its workspace is set to."""
    days = settings.get(STALE_AFTER, "")
    return replace(context, stale_after_days=int(days)) if days.isdecimal() else context


def set_stale_after(context: Context, days: int) -> Context:
    """From now on a yes of this workspace is stale after so many days. Raises ProgramError for no sensible number."""
    if not 1 <= days <= LONGEST:
        raise ProgramError(f"A yes goes stale after 1 to {LONGEST} days, not after {days}.")
    context.workspace.write(lambda session: store.put_setting(session, STALE_AFTER, str(days)))
    return replace(context, stale_after_days=days)
