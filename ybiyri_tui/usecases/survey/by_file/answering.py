"""A booth without a workspace: what is handed in is sealed for the delegate and written to a file."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from secrets import SystemRandom
from typing import TYPE_CHECKING, ClassVar

from surveys.rounds.by_file import sending
from surveys.rounds.by_file.files import check_takes_files
from surveys.sealing.codes import read_code
from surveys.sealing.holders import Holder
from surveys.sealing.sealer import Sealer
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.survey.answering.casting import Booth, Ticket
from ybiyri_tui.usecases.survey.answering.ways import Way
from ybiyri_tui.usecases.survey.by_file.invitations import read_invitation

if TYPE_CHECKING:
    from surveys.rounds.casting import SealedBallot

SAME_TIME = 946_684_800
"""The time that every ballot file bears: 1 January 2000, UTC, as seconds since 1970."""


@dataclass(frozen=True)
class FileBooth(Booth):
    """One person answers on a machine of their own. Whether the code is known or used nobody can tell here."""

    way: ClassVar[Way] = Way.BY_FILE

    path: Path = field(kw_only=True)

    @property
    def thanks(self) -> str:
        """What is said once the file is written."""
        return (
            f"Thank you. Your answers are sealed in {self.path}; give this file to "
            f"{self.round.series.holders[Holder.DELEGATE]}, who mixes them. They count once they are collected."
        )

    def look_up(self, code: bytes) -> None:
        """Nothing can be looked up without the workspace."""

    def check_code(self, typed: str) -> Ticket:
        """The code as it was meant. Raises SurveyError if it is mistyped; whether it is used nobody can tell here."""
        return Ticket(read_code(typed).encode())

    def cast(self, ballot: SealedBallot) -> None:
        """Writes the file, whole or not at all. Raises ProgramError if it exists or cannot be written."""
        raw = sending.ballot_file(self.round, ballot.code.decode(), ballot.box, self.sealer)
        write_ballot(self.path, raw)


def booth_for(invitation: Path, ballot: Path) -> FileBooth:
    """A booth for one person with an invitation; the ballot goes to a new file.

    Raises ProgramError if the invitation cannot be used, or nothing can be written there; SurveyError if ballots of
    its round cannot travel as files.
    """
    sealer = Sealer()
    invited = read_invitation(invitation, sealer, datetime.now(UTC))
    check_takes_files(invited.round)
    check_place(ballot)
    return FileBooth(invited.round, SystemRandom(), sealer, path=ballot)


def check_place(path: Path) -> None:
    """Raises ProgramError if nothing can be written there, before anybody answers."""
    if path.exists() or path.is_symlink():
        raise ProgramError(f"{path} exists already and was not changed; name another file for the ballot.")
    if not path.parent.is_dir():
        raise ProgramError(f"There is no folder {path.parent}; make it first, or name another.")
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise ProgramError(f"{path} cannot be written: its folder is read-only.")


def write_ballot(path: Path, raw: bytes) -> None:
    """A new file that only its owner can read, with the time that all ballots bear, and nothing left if that fails."""
    unfinished = path.parent / f".{secrets.token_hex(8)}"
    try:
        try:
            with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            os.utime(unfinished, (SAME_TIME, SAME_TIME))
            _name(unfinished, path)
        finally:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
    except FileExistsError as error:
        raise ProgramError(f"{path} exists already and was not changed; name another file for the ballot.") from error
    except OSError as error:
        raise ProgramError(f"{path} cannot be written: {error.strerror}.") from error


def _name(unfinished: Path, path: Path) -> None:
    """Gives a whole file its name; a link replaces nothing, but not every file system has links."""
    try:
        os.link(unfinished, path)
    except FileExistsError:
        raise
    except OSError:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        unfinished.replace(path)
