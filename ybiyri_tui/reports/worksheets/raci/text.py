"""A RACI in lines: duties by role, what is wrong, who said yes; and goals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from playbook.worksheets.raci.checking import Acceptance, Accepted
from playbook.worksheets.raci.duties import Duty
from ybiyri_tui.reports.worksheets.lines import BLANK, Line, heading
from ybiyri_tui.usecases.history.changes import HistoryLine
from ybiyri_tui.usecases.worksheets.raci.charting import Chart
from ybiyri_tui.usecases.worksheets.raci.goals import Goals
from ybiyri_tui.wording.states import counted, mark, short_day

LETTERS = (
    ("A", "answers for it", "accountable"),
    ("R", "does it", "responsible"),
    ("C", "asked before", "consulted"),
    ("I", "told", "informed"),
)
LEGEND = "A answers for it, one only; R does it; C is asked before; I is told."


def raci_lines(found: Chart) -> list[Line]:
    """What is wrong, the duties by service or group, then who said yes."""
    if not found.duties:
        names = ", ".join(template.id for template in found.templates)
        return [Line("No duty yet. Begin with a template."), Line(f"There is {names}.", "quiet")]
    lines: list[Line] = [*check_lines(found), BLANK]
    for group in found.groups:
        duties = [duty for duty in found.duties if duty.group == group]
        lines += [heading(f"{group} ({duties[0].kind.value.replace('_', ' ')})"), *_duties(duties), BLANK]
    return [*lines, Line(LEGEND, "quiet"), BLANK, *acceptance_lines(found)]


def _duties(duties: list[Duty]) -> Iterator[Line]:
    for duty in duties:
        yield Line(duty.duty, label="  ")
        for letter, _, field in LETTERS:
            roles = getattr(duty, field)
            if roles or letter in "AR":
                kind = "plain" if roles else "alert"
                yield Line(", ".join(roles) or "nobody", kind, label=f"    {letter}  ")  # type: ignore[arg-type]


def check_lines(found: Chart) -> Iterator[Line]:
    """Every rule that is not kept, or that all are."""
    if not found.violations:
        waiting = len(found.waiting)
        verb = "has" if waiting == 1 else "have"
        says = f"{counted(waiting, 'role')} {verb} not said yes." if waiting else "Everybody named has said yes."
        yield Line(f"Every rule is kept. {says}", label=f"{mark('met') if not waiting else '·'} ")
        return
    yield heading(f"{counted(len(found.violations), 'rule')} not kept")
    for violation in found.violations:
        yield Line(violation.says, "alert", label="✗ ")


def acceptance_lines(found: Chart) -> Iterator[Line]:
    """Each named role, and whether it said yes to what stands there now."""
    accepted = len(found.acceptances) - len(found.waiting)
    yield heading(f"Accepted by {accepted} of {counted(len(found.acceptances), 'role')}")
    for one in found.acceptances:
        budget = ", holds the on-call budget" if one.holds_budget else ""
        yield Line(f"{one.role}{budget}: {_acceptance(one)}", label=f"{_sign(one)} ")


def _sign(one: Accepted) -> str:
    return mark("met") if one.state is Acceptance.ACCEPTED else "!" if one.state is Acceptance.CHANGED_SINCE else "·"


def _acceptance(one: Accepted) -> str:
    if one.on is None:
        return "not yet"
    day = short_day(one.on)
    return (
        f"accepted on {day}" if one.state is Acceptance.ACCEPTED else f"changed since it accepted on {day}; ask again"
    )


def history_lines(found: Sequence[HistoryLine]) -> list[Line]:
    """Each change with its day and who made it."""
    if not found:
        return [Line("Nothing was changed yet.")]
    return [Line(f"{line.what} ({line.who})", label=f"{short_day(line.day)}  ") for line in found]


def goal_lines(found: Goals) -> list[Line]:
    """Each goal beside the outcome it protects, and what it lacks."""
    if not found.goals:
        return [Line("No goal yet. Write down one operational goal, and what customers get from it.")]
    counts = found.counts
    lines = [
        heading(
            f"{counted(counts.goals, 'goal')}: {counts.linked} tied to what customers get, {counts.said} said aloud"
        )
    ]
    for goal in found.goals:
        lines.append(Line(goal.objective, label=f"{mark('met') if not goal.missing else '◐'} "))
        if goal.outcome:
            lines.append(Line(goal.outcome, label="    so that  "))
        if goal.measure:
            lines.append(Line(goal.measure, label="    seen by  "))
        if goal.answers:
            lines.append(Line(goal.answers, label="    answers  "))
        if goal.said_to:
            when = f" on {short_day(goal.said_on)}" if goal.said_on else ""
            lines.append(Line(f"{goal.said_to}{when}", label="    told     "))
        if goal.missing:
            lines.append(Line(", ".join(goal.missing), "alert", label=f"    {mark('overdue')} missing: "))
    return lines
