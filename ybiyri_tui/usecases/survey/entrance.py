"""How people find a hosted survey: what stands on their slips and where a coach looks it up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ybiyri_tui import paths
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.hosting.ssh.host_key import fingerprint, host_key

if TYPE_CHECKING:
    from surveys.rounds.records import Round

SSH_PORT = 2222
_PLACE = re.compile(r"([A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::(\d{1,5}))?")


@dataclass(frozen=True)
class Entrance:
    """The line that people type, and the fingerprint that their SSH client shows; empty where it is not known."""

    join: str = ""
    host_key: str = ""


def entrance_for_slips(found: Round, at: str = "") -> Entrance | None:
    """What the slips of a hosted round say; None for another round. The host's key is made now if there is none yet.

    `at` is how people will reach the host, as HOST or HOST:PORT. Raises ProgramError if that is something else.
    """
    join = join_line(at) if at else ""
    if not found.hosted:
        return None
    try:
        host_key(paths.host_key())
    except (ModuleNotFoundError, ProgramError):
        return Entrance(join)
    return known_entrance(join)


def known_entrance(join: str = "") -> Entrance:
    """What is known without making anything."""
    return Entrance(join, fingerprint(paths.host_key()) or "")


def check_place(at: str, *, hosted: bool) -> None:
    """Raises ProgramError if people cannot reach a host so, or nothing will be hosted."""
    if not hosted:
        raise ProgramError("--host says where a hosted survey is reached; give --hosted as well.")
    join_line(at)


def join_line(at: str) -> str:
    """What people type to reach HOST or HOST:PORT. Raises ProgramError for anything else."""
    match = _PLACE.fullmatch(at.strip())
    if match is None or not 0 < int(match[2] or SSH_PORT) < 65536:
        raise ProgramError(f"{at!r} is no place to reach a host at; expected HOST or HOST:PORT, such as laptop:2222.")
    return f"ssh -p {match[2] or SSH_PORT} survey@{match[1].strip('[]')}"
