"""What every use case needs from outside: the workspace, the content, who is at the keyboard, clock and chance."""

from __future__ import annotations

import getpass
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from ybiyri_tui import content

if TYPE_CHECKING:
    from playbook.schema import Playbook
    from playbook.worksheets.services.schema import DecisionTableFile
    from surveys.schema import Survey
    from surveys.sealing.sealer import Sealer
    from ybiyri_tui.content.rule_table import Rules
    from ybiyri_tui.content.survey_links import SurveyMap
    from ybiyri_tui.content.workshop_schema import Workshop
    from ybiyri_tui.workspace.base import Workspace


def _system_now() -> datetime:
    return datetime.now(UTC)


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


def _system_sealer() -> Sealer:
    from surveys.sealing.sealer import Sealer

    return Sealer()


@dataclass(frozen=True)
class Context:
    """Handed to every use case; tests hand in their own clock, random source and sealer.

    A yes that was last checked more than `stale_after_days` ago is shown as stale.
    `content_folder` is a folder with content of the workspace's own, None for what ships; `packs` are the ids of the
    packs that are switched on. `dataclasses.replace` gives the same context with other ones.
    """

    workspace: Workspace
    who: str = field(default_factory=_system_user)
    now: Callable[[], datetime] = _system_now
    random: Random = field(default_factory=secrets.SystemRandom)
    sealer: Callable[[], Sealer] = _system_sealer
    stale_after_days: int = 90
    content_folder: Path | None = None
    packs: tuple[str, ...] = ()

    @property
    def today(self) -> date:
        """The day where the user is."""
        return self.now().astimezone().date()

    @property
    def playbook(self) -> Playbook:
        """The playbook in use."""
        return content.playbook(self.content_folder, self.packs)

    @property
    def surveys(self) -> dict[str, Survey]:
        """The surveys in use, by id."""
        return content.surveys(self.content_folder)

    @property
    def survey_map(self) -> SurveyMap:
        """Which survey items speak to which questions."""
        return content.survey_map(self.content_folder)

    @property
    def workshop(self) -> Workshop:
        """The texts around a workshop."""
        return content.workshop(self.content_folder)

    @property
    def recommendation_rules(self) -> Rules:
        """The rules behind the summary's recommendation."""
        return content.recommendation(self.content_folder)

    @property
    def decision_table(self) -> DecisionTableFile:
        """Bands and rules that choose who runs a service."""
        return content.decision_table(self.content_folder)
