"""What every use case needs from outside: the workspace, the content, who is at the keyboard, clock and chance."""

from __future__ import annotations

import getpass
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from random import Random
from typing import TYPE_CHECKING

from ybiyri_tui import content

if TYPE_CHECKING:
    from playbook.schema import Playbook
    from surveys.schema import Survey
    from ybiyri_tui.workspace.sqlite import Workspace


def _system_now() -> datetime:
    return datetime.now(UTC)


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


@dataclass(frozen=True)
class Context:
    """Handed to every use case; tests hand in their own clock and random source.

    A yes that was last checked more than `stale_after_days` ago is shown as stale.
    """

    workspace: Workspace
    who: str = field(default_factory=_system_user)
    now: Callable[[], datetime] = _system_now
    random: Random = field(default_factory=secrets.SystemRandom)
    stale_after_days: int = 90

    @property
    def today(self) -> date:
        """The day where the user is."""
        return self.now().astimezone().date()

    @property
    def playbook(self) -> Playbook:
        """The playbook in use."""
        return content.playbook()

    @property
    def surveys(self) -> dict[str, Survey]:
        """The surveys in use, by id."""
        return content.surveys()
