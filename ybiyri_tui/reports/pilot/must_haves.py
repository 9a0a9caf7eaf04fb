"""Must-haves as text and as JSON (`ybiyri.must_haves/1`)."""

from __future__ import annotations

from typing import Any

from playbook.records import Phase
from playbook.standing.readiness import MustHaveState, MustHaveStatus
from ybiyri_tui.reports.pilot.status import exception_data, exception_words, must_have_sentence
from ybiyri_tui.usecases.pilot.overview import Overview
from ybiyri_tui.wording.owners import owner_words
from ybiyri_tui.wording.states import due_words, mark, short_day

SCHEMA = "ybiyri.must_haves/1"


def must_haves_data(overview: Overview) -> dict[str, Any]:
    """All must-haves with documented keys; `open` of `due` are those of all phases up to the next one."""
    following = overview.pilot.phase.next
    return {
        "schema": SCHEMA,
        "pilot": overview.pilot.name,
        "phase": overview.pilot.phase.value,
        "next_phase": following.value if following else None,
        "open": len(overview.open_must_haves),
        "due": len(overview.due_must_haves),
        "must_haves": [_data(status, overview) for status in overview.must_haves],
    }


def must_haves_text(overview: Overview) -> str:
    """All must-haves by the phase before which each must be met; exceptions are told first."""
    pilot = overview.pilot
    parts = [f"{pilot.name} · step {pilot.phase.step} of 5, {pilot.phase.value}", must_have_sentence(overview)]
    parts += [f"  {exception_words(status)}" for status in overview.exceptions]
    for phase in Phase:
        lines = [status for status in overview.must_haves if status.must_have.before_phase is phase]
        if lines:
            parts += ["", f"Before {phase.value}", *(_line(status, overview) for status in lines)]
    return "\n".join(parts)


def _data(status: MustHaveStatus, overview: Overview) -> dict[str, Any]:
    must_have, recorded = status.must_have, status.mark
    return {
        "id": must_have.id,
        "title": must_have.title,
        "before_phase": must_have.before_phase.value,
        "state": status.state.value,
        "is_due": status in overview.due_must_haves,
        "reopened": status in overview.reopened_must_haves,
        "met_on": recorded.met_on.isoformat() if recorded.met_on else None,
        "proof": recorded.proof,
        "owner": recorded.owner,
        "accepted": recorded.accepted,
        "due": recorded.due_on.isoformat() if recorded.due_on else None,
        "exception": exception_data(status),
    }


def _line(status: MustHaveStatus, overview: Overview) -> str:
    glyph = mark("met") if status.state is MustHaveState.MET else mark("must_have")
    return f"  {glyph} {status.must_have.title}  [{status.must_have.id}]\n    {_state_words(status, overview)}"


def _state_words(status: MustHaveStatus, overview: Overview) -> str:
    recorded, waiver = status.mark, status.mark.waiver
    if recorded.met_on is not None:
        return " · ".join(part for part in (f"met {short_day(recorded.met_on)}", recorded.proof) if part)
    if waiver is not None and status.state is MustHaveState.EXCEPTED:
        return f"exception until {short_day(waiver.expires_on)} · {waiver.reason} · {waiver.person}"
    words = ["open again, although its phase has begun" if status in overview.reopened_must_haves else "open"]
    if waiver is not None:
        words.append(f"its exception ended on {short_day(waiver.expires_on)}")
    words.append(owner_words(recorded.owner, recorded.accepted, nobody="nobody sees to it yet"))
    words.append(due_words(recorded.due_on, overview.today))
    return " · ".join(words)
