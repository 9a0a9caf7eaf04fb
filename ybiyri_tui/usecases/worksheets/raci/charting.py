"""The RACI of a pilot: checked, filled from templates, accepted role by role."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlmodel import Session

from playbook.texts import line
from playbook.worksheets.raci.checking import Acceptance, Accepted, Violation, acceptances, check
from playbook.worksheets.raci.content import RaciFacts, Template
from playbook.worksheets.raci.duties import DUTIES, ROLES, Duty, RaciRole, accept, same_role
from playbook.worksheets.sheets.rows import Row
from ybiyri_tui import content
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.history.changes import HistoryLine, list_changes
from ybiyri_tui.usecases.worksheets.sheets import add_row, change_record, replace_records, rows_in


@dataclass(frozen=True)
class Chart:
    """A RACI: duties, roles, every rule that is not kept, and who said yes."""

    duties: tuple[Duty, ...]
    roles: tuple[RaciRole, ...]
    violations: tuple[Violation, ...]
    acceptances: tuple[Accepted, ...]
    templates: tuple[Template, ...]

    @property
    def waiting(self) -> tuple[Accepted, ...]:
        """Roles that have not said yes to what stands there now."""
        return tuple(found for found in self.acceptances if found.state is not Acceptance.ACCEPTED)

    @property
    def is_accepted(self) -> bool:
        """Whether it keeps every rule and everybody named has said yes."""
        return bool(self.duties) and not self.violations and not self.waiting

    @property
    def groups(self) -> tuple[str, ...]:
        """Services and groups, in order."""
        return tuple(dict.fromkeys(duty.group for duty in self.duties))

    @property
    def last_accepted_on(self) -> date | None:
        """The day of the last yes."""
        return max((found.on for found in self.acceptances if found.on), default=None)


def raci_facts(context: Context) -> RaciFacts:
    """Templates and limits of the content in use."""
    return content.raci_facts(context.content_folder)


def chart(context: Context, pilot_id: int) -> Chart:
    """The RACI of a pilot as it stands."""
    facts = raci_facts(context)
    duties, roles = context.workspace.read(lambda session: _read(session, pilot_id))
    named = tuple(row.record for row in duties if row.record.group and row.record.duty)
    known = tuple(row.record for row in roles if row.record.role)
    return Chart(named, known, check(named, known, facts), acceptances(named, known), facts.templates)


def chart_history(context: Context, pilot_id: int) -> tuple[HistoryLine, ...]:
    """Every change to duties, roles and acceptance, the newest first."""
    sheets = (DUTIES.id, ROLES.id)
    found = list_changes(context, pilot_id, with_undone=True)
    return tuple(line for line in reversed(found) if line.key.partition("/")[0] in sheets)


def add_template(context: Context, pilot_id: int, template_id: str, group: str) -> tuple[Duty, ...]:
    """Adds the duties of a template for a service or group, and its budget holder if nobody holds the budget yet.

    Raises ProgramError for a template there is not, or a group that has duties already.
    """
    group = line(group, "the service or group", 120)
    found = {template.id: template for template in raci_facts(context).templates}
    if template_id not in found:
        raise ProgramError(f"There is no template {template_id!r}; there is {', '.join(found)}.")
    duties, roles = context.workspace.read(lambda session: _read(session, pilot_id))
    if any(same_role(row.record.group, group) for row in duties):
        raise ProgramError(f"{group} has duties already; change them, or name another service or group.")
    new = found[template_id].for_group(group)
    kept = [row.record for row in duties]
    replace_records(context, pilot_id, DUTIES, (*kept, *new), seen=duties)
    if not any(row.record.holds_budget for row in roles):
        set_budget_holder(context, pilot_id, found[template_id].budget_holder)
    return new


def set_budget_holder(context: Context, pilot_id: int, role: str, *, holds: bool = True) -> RaciRole:
    """Notes whether a role holds the on-call budget."""
    role = line(role, "the role", 60)
    return _write_role(context, pilot_id, role, RaciRole(role, holds_budget=holds), holds_budget=holds)


def accept_role(context: Context, pilot_id: int, role: str, *, on: date | None = None) -> RaciRole:
    """Notes that a role said yes to what stands there now. Raises PlaybookError for a role that no duty names."""
    duties, roles = context.workspace.read(lambda session: _read(session, pilot_id))
    new = accept([row.record for row in roles], [row.record for row in duties], role, on or context.today)
    return _write_role(context, pilot_id, new.role, new, accepted_on=new.accepted_on, accepted=new.accepted)


def _write_role(context: Context, pilot_id: int, role: str, new: RaciRole, **values: object) -> RaciRole:
    _, roles = context.workspace.read(lambda session: _read(session, pilot_id))
    known = next((row for row in roles if same_role(row.record.role, role)), None)
    if known is None:
        return add_row(context, pilot_id, ROLES, new).record
    return change_record(
        context,
        pilot_id,
        ROLES,
        known,
        lambda record: replace(record, **values),  # type: ignore[arg-type]
    ).record


def _read(session: Session, pilot_id: int) -> tuple[tuple[Row[Duty], ...], tuple[Row[RaciRole], ...]]:
    return rows_in(session, pilot_id, DUTIES), rows_in(session, pilot_id, ROLES)
