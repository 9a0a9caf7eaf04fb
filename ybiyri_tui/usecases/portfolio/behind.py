"""The pilots behind a number of the portfolio."""

from __future__ import annotations

from collections.abc import Callable, Collection

from sqlmodel import Session

from playbook.records import Phase
from playbook.store.many import grades, lines, must_haves, promises
from surveys.rounds.store import many as rounds
from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.usecases.pilot.listing import PilotLine, due_by_phase, pilot_lines
from ybiyri_tui.usecases.portfolio.areas import Areas
from ybiyri_tui.usecases.portfolio.portfolio import questions_of, quiet_pilots

Ids = Collection[int]
KINDS = ("phase", "must-have", "objection", "overdue", "survey", "quiet")
SURVEYS = ("to-close", "too-few", "running", "not-read-back")


def pilots_behind(context: Context, what: str, phase: Phase | None = None) -> tuple[PilotLine, ...]:
    """The pilots that are counted under `what`, such as `must-have:pay-agreed`, `survey:to-close` or `quiet`.

    Raises ProgramError if nothing is counted under it.
    """
    kind, _, key = what.partition(":")
    find = {
        "phase": _in_phase,
        "must-have": _without_must_have,
        "objection": _weak,
        "overdue": _overdue,
        "survey": _waiting,
        "quiet": _quiet,
    }.get(kind)
    if find is None:
        raise ProgramError(f"There is no {what!r} in the portfolio; name one such as {', '.join(KINDS)}, with its id.")
    ids = context.workspace.read(find(context, key, phase))
    return tuple(line for line in pilot_lines(context) if line.pilot.id in ids and phase in (None, line.pilot.phase))


def _in_phase(_context: Context, key: str, _phase: Phase | None) -> Callable[[Session], Ids]:
    _check("phase", key, [phase.value for phase in Phase])
    return lambda session: lines.pilots_of(session, Phase(key))


def _without_must_have(context: Context, key: str, _phase: Phase | None) -> Callable[[Session], Ids]:
    found = context.playbook.must_haves
    _check("must-have", key, [must_have.id for must_have in found])
    phases = [phase for phase, due in due_by_phase(found).items() if key in due]

    def work(session: Session) -> Ids:
        due = frozenset[int]().union(*(lines.pilots_of(session, phase) for phase in phases))
        return due - must_haves.done_pilots(session, key, context.today)

    return work


def _weak(context: Context, key: str, phase: Phase | None) -> Callable[[Session], Ids]:
    questions = questions_of(context.playbook)
    _check("objection", key, questions)
    return lambda session: frozenset(grades.weak_pilots(session, questions[key], phase))


def _overdue(context: Context, key: str, phase: Phase | None) -> Callable[[Session], Ids]:
    areas = Areas(context)

    def work(session: Session) -> Ids:
        late = promises.overdue_pilots(session, context.today, phase)
        return {pilot_id for pilot_id, topic, question in late if areas.key_of(topic, question) == key}

    return work


def _waiting(context: Context, key: str, _phase: Phase | None) -> Callable[[Session], Ids]:
    _check("survey", key, SURVEYS)

    def work(session: Session) -> Ids:
        if key == "not-read-back":
            return frozenset(rounds.not_read_back(session))
        fits = {"to-close": (True, True), "too-few": (True, False), "running": (False, True)}[key]
        return {
            found.pilot_id
            for found in rounds.open_rounds(session, context.now())
            if found.is_over == fits[0] and (not found.is_over or found.is_enough == fits[1])
        }

    return work


def _quiet(context: Context, _key: str, phase: Phase | None) -> Callable[[Session], Ids]:
    return lambda session: quiet_pilots(context, session, phase)


def _check(kind: str, key: str, known: Collection[str]) -> None:
    if key not in known:
        raise ProgramError(f"There is no {kind}:{key} in the portfolio; there is {', '.join(known)}.")
