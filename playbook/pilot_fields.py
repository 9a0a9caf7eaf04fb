"""What a pilot's name, team and mission may be; a form checks it before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from playbook.errors import PlaybookError
from playbook.money import Money
from playbook.texts import is_one_harmless_line

# Characters that fit, by field.
LIMITS = {"name": 80, "team": 80, "mission": 500}


@dataclass(frozen=True)
class PilotFields:
    """What can be edited of a pilot; its phase moves by rules of its own."""

    name: str
    team: str
    mission: str
    exposure_per_hour: Money | None = None
    archived_on: date | None = None

    def fitted(self) -> PilotFields:
        """The same with texts that fit. Raises PlaybookError where one does not."""
        return PilotFields(
            fitting("name", self.name),
            fitting("team", self.team),
            fitting("mission", self.mission),
            self.exposure_per_hour,
            self.archived_on,
        )


def fitting(field: str, text: str) -> str:
    """The text without blanks around it. Raises PlaybookError if it is empty, too long, or cannot be shown."""
    text = text.strip()
    if not text:
        raise PlaybookError(f"A pilot needs a {field}.")
    if len(text) > LIMITS[field]:
        raise PlaybookError(f"The {field} is {len(text)} characters long; at most {LIMITS[field]} fit.")
    if not is_one_harmless_line(text):
        raise PlaybookError(f"The {field} contains characters that cannot be shown; write it on one line.")
    return text
