"""What a handout is made from: the content in use, and a pilot's record unless it stays blank."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from playbook.records import Answer, Pilot
from playbook.schema import Playbook
from surveys.schema import Survey
from ybiyri_tui.content.workshop_schema import Workshop
from ybiyri_tui.usecases.findings.contradictions import Contradiction


@dataclass(frozen=True)
class Occasion:
    """When and where a workshop is, as far as it is known."""

    day: date | None = None
    start: time | None = None
    place: str = ""
    coach: str = ""


@dataclass(frozen=True)
class Material:
    """Everything a handout may show; without a pilot it is blank. `number` picks one objection, None means all."""

    playbook: Playbook
    workshop: Workshop
    survey: Survey
    occasion: Occasion = Occasion()
    pilot: Pilot | None = None
    answers: Mapping[str, Answer] = field(default_factory=dict)
    differing: Mapping[str, tuple[Contradiction, ...]] = field(default_factory=dict)
    number: int | None = None

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """For whom, where and when."""
        pilot = self.pilot
        return (
            ("Pilot", pilot.name if pilot else ""),
            ("Team", pilot.team if pilot else ""),
            ("When", self.when),
            ("Where", self.occasion.place),
        )

    @property
    def when(self) -> str:
        """The day, with the hour if it is known."""
        day, start = self.occasion.day, self.occasion.start
        return ", ".join(part for part in (day_words(day), f"{start:%H:%M}" if start else "") if part)

    def between(self, first_minute: int, last_minute: int) -> str:
        """`14:10–14:25`, or minutes from the beginning (`0:10–0:25`) while the hour is not known."""
        return f"{self._clock(first_minute)}–{self._clock(last_minute)}"

    def _clock(self, minute: int) -> str:
        start = self.occasion.start
        if start is None:
            return f"{minute // 60}:{minute % 60:02d}"
        return f"{datetime.combine(date.min, start) + timedelta(minutes=minute):%H:%M}"


def day_words(day: date | None) -> str:
    """`Thursday, 3 December 2026`; empty if there is none."""
    return f"{day:%A}, {day.day} {day:%B %Y}" if day else ""
