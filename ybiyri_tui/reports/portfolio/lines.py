"""The portfolio as sections of lines, which text, CSV and the screen share."""

from __future__ import annotations

from dataclasses import dataclass

from playbook.records import Grade
from ybiyri_tui.usecases.portfolio.portfolio import QUIET_DAYS, Portfolio, Waiting, Weak
from ybiyri_tui.wording.states import COUNT_WORDS

WEAK = (Grade.NO, Grade.PARTLY, Grade.WORD_ONLY, Grade.NOT_ASKED)


@dataclass(frozen=True)
class Line:
    """A number with what it counts; `of` is out of how many pilots, None where it counts something else.

    `key` names the pilots behind it; `more` is what else there is to say.
    """

    key: str
    count: int
    what: str
    of: int | None = None
    more: str = ""

    @property
    def number(self) -> str:
        """`12 of 40`, or `12`."""
        return f"{self.count}" if self.of is None else f"{self.count} of {self.of}"


@dataclass(frozen=True)
class Section:
    """Lines under a title; `empty` stands there if there are none."""

    title: str
    lines: tuple[Line, ...]
    empty: str


def sections(found: Portfolio) -> tuple[Section, ...]:
    """Everything, what a manager can do something about first."""
    pilots = found.pilots
    return (
        Section(
            "Phases",
            tuple(
                Line(f"phase:{phase.value}", count, f"step {phase.step}, {phase.value}", pilots)
                for phase, count in found.phases.items()
                if count
            ),
            "No pilot yet.",
        ),
        Section(
            "Must-haves that are open most often",
            tuple(
                Line(
                    f"must-have:{unmet.must_have.id}",
                    unmet.open,
                    unmet.must_have.title,
                    unmet.due,
                    f"before {unmet.must_have.before_phase.value}",
                )
                for unmet in found.unmet
            ),
            "None is open.",
        ),
        Section(
            "What people say, with a no or partly",
            tuple(
                Line(f"objection:{weak.objection.id}", weak.pilots, weak.objection.title, pilots, _grades(weak))
                for weak in found.weak
                if weak.pilots
            ),
            "No answer is no or partly.",
        ),
        Section(
            "Promises after their date",
            tuple(Line(f"overdue:{late.key}", late.promises, late.area) for late in found.overdue),
            "None is overdue.",
        ),
        Section("Surveys that wait", tuple(line for line in _waiting(found.waiting) if line.count), "None waits."),
        Section(
            "Standing still",
            (Line("quiet", found.quiet, f"without any change for {QUIET_DAYS} days", pilots),) if found.quiet else (),
            f"Every pilot changed in the last {QUIET_DAYS} days.",
        ),
    )


def _grades(weak: Weak) -> str:
    return "questions: " + " · ".join(f"{weak.counts[grade]} {COUNT_WORDS[grade]}" for grade in WEAK)


def _waiting(waiting: Waiting) -> tuple[Line, ...]:
    return (
        Line("survey:to-close", waiting.to_close, "can be closed: time is over, enough answers"),
        Line("survey:too-few", waiting.too_few, "over their time with too few answers: extend or discard"),
        Line("survey:running", waiting.running, "open, their time is not over"),
        Line("survey:not-read-back", waiting.not_read_back, "closed and not read back to the team yet"),
    )
