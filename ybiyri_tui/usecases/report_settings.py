"""How a workspace wants its documents: whose they are, how days and numbers are written, whether people are named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlmodel import Session

from playbook.room.owners import MAX_NAME
from playbook.store import settings as store
from playbook.texts import line
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.wording.formats import DAYS, NUMBERS, Formats

ORGANISATION, TITLE, DAY, NUMBER, PAPER, PEOPLE = (
    "organisation",
    "title",
    "date-format",
    "number-format",
    "paper",
    "people",
)
CHOICES: dict[str, tuple[str, ...]] = {
    DAY: tuple(DAYS),
    NUMBER: tuple(NUMBERS),
    PAPER: ("a4", "letter"),
    PEOPLE: ("names", "roles"),
}
NAMES = (ORGANISATION, TITLE, *CHOICES)
MAX_TEXT = 100
_PREFIX, _ROLE = "report.", "report.role."


@dataclass(frozen=True)
class ReportSettings:
    """What documents of a workspace look like; `roles` are what people are shown as when `people` is `roles`."""

    organisation: str = ""
    title: str = "Readiness summary"
    formats: Formats = field(default_factory=Formats)
    paper: str = "a4"
    people: str = "names"
    roles: Mapping[str, str] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """One of `NAMES` as it is typed."""
        known = {
            ORGANISATION: self.organisation,
            TITLE: self.title,
            DAY: self.formats.day,
            NUMBER: self.formats.number,
            PAPER: self.paper,
            PEOPLE: self.people,
        }
        return known[name]


def report_settings(context: Context) -> ReportSettings:
    """The settings of the workspace; what was never set, or is not known to this version, is as it ships."""
    found = context.workspace.read(store.settings)
    given = {name: found[_PREFIX + name] for name in NAMES if _PREFIX + name in found}
    given = {name: value for name, value in given.items() if value in CHOICES.get(name, (value,))}
    plain = ReportSettings()
    return ReportSettings(
        organisation=given.get(ORGANISATION, plain.organisation),
        title=given.get(TITLE, plain.title),
        formats=Formats(given.get(DAY, plain.formats.day), given.get(NUMBER, plain.formats.number)),
        paper=given.get(PAPER, plain.paper),
        people=given.get(PEOPLE, plain.people),
        roles={name.removeprefix(_ROLE): role for name, role in sorted(found.items()) if name.startswith(_ROLE)},
    )


def set_report_setting(context: Context, name: str, value: str) -> None:
    """Sets one of `NAMES`; an empty value makes it as it ships. Raises ProgramError for another name or value."""
    if name not in NAMES:
        raise ProgramError(f"There is no setting {name!r}; there is {', '.join(NAMES)}.")
    if value:
        value = _checked(name, value)
    context.workspace.write(lambda session: store.put_setting(session, _PREFIX + name, value))


def set_role(context: Context, person: str, role: str) -> None:
    """From now on a person can be shown as this role; no role forgets it. Raises PlaybookError for a long one."""
    person = line(person, "the name", MAX_NAME)
    shown = line(role, "the role", MAX_NAME) if role.strip() else ""

    def work(session: Session) -> None:
        store.put_setting(session, _ROLE + person, shown)

    context.workspace.write(work)


def _checked(name: str, value: str) -> str:
    if name not in CHOICES:
        return line(value, f"the {name}", MAX_TEXT)
    if value not in CHOICES[name]:
        raise ProgramError(f"{name} is one of {' | '.join(CHOICES[name])}, not {value!r}.")
    return value
