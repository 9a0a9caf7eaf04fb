"""Invitations as files: written by the coach, read by whoever answers or mixes on a machine of their own."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from surveys.errors import SurveyError
from surveys.rounds.by_file import invitations, mixing
from surveys.rounds.by_file.files import check_takes_files
from surveys.rounds.store import series as series_store
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.survey.by_file.reading import read_plain
from ybiyri_tui.wording.closing_times import time_words

if TYPE_CHECKING:
    from datetime import datetime

    from surveys.rounds.by_file.mixing import MixingKey
    from surveys.rounds.records import Round
    from surveys.sealing.sealer import Sealer
    from ybiyri_tui.context import Context


@dataclass(frozen=True)
class Invited:
    """What an invitation holds; `key` is there in the delegate's own only."""

    round: Round
    team: str
    key: MixingKey | None = field(default=None, repr=False)


def invitation(context: Context, found: Round, team: str, *, for_delegate: bool = False) -> str:
    """The invitation to an open round as text; the delegate's own also holds their key, locked.

    Raises SurveyError if ballots of this round cannot travel as files, and it is for the delegate.
    """
    key = None
    if for_delegate:
        check_takes_files(found)
        keyring = context.workspace.read(lambda session: series_store.keyring(session, found.series))
        key = mixing.mixing_key(keyring)
    text = invitations.invitation_text(found, team, key)
    try:
        invitations.read_invitation(text.encode(), context.sealer())
    except SurveyError as error:
        raise ProgramError(f"The invitation could not be read again: it {error}. Nothing was written.") from error
    return text


def read_invitation(path: Path, sealer: Sealer, now: datetime | None = None) -> Invited:
    """The invitation in a file. Raises ProgramError if it is none, was changed, or its closing time is over."""
    raw = read_plain(path, invitations.MOST_BYTES)
    try:
        found, team, key = invitations.read_invitation(raw, sealer)
    except SurveyError as error:
        raise ProgramError(f"{path} {error}; ask whoever sent it for another.") from error
    if now is not None and found.last_closing is not None and found.last_closing <= now:
        raise ProgramError(
            f"The survey of {path} closed on {time_words(found.last_closing)}; if it was extended, ask for a new "
            "invitation."
        )
    return Invited(found, team, key)
