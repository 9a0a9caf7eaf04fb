"""What is being typed and not saved yet."""

from __future__ import annotations

from collections.abc import Mapping

from playbook.store import drafts as store
from ybiyri_tui.context import Context


def keep_draft(context: Context, pilot_id: int, field: str, text: str) -> None:
    """Keeps what is being typed into a field; no text lets go of it."""
    context.workspace.write(lambda session: store.put_draft(session, pilot_id, field, text))


def kept_drafts(context: Context, pilot_id: int) -> Mapping[str, str]:
    """What was typed and never saved, by the field it was typed into."""
    return context.workspace.read(lambda session: store.drafts(session, pilot_id))
