"""A workspace in which every text that a person can type is hostile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from sqlmodel import Session

from playbook.records import Answer, Finding, MustHaveMark, Pilot, Proof, State, Voice, Waiver
from playbook.room.notes import Note, NoteKind
from playbook.room.promises import Promise
from playbook.store.answers import save_answer
from playbook.store.must_haves import save_must_have
from playbook.store.notes import save_note
from playbook.store.promises import save_promise
from ybiyri_tui.context import Context
from ybiyri_tui.reports.summary.export import written
from ybiyri_tui.reports.summary.report import Wanted, pilot_report
from ybiyri_tui.usecases.pilot.pilots import create_pilot
from ybiyri_tui.wording.formats import Formats

NOON = datetime(2026, 12, 3, 12, tzinfo=UTC)
Files = dict[str, str | bytes]
Forms = Callable[..., Files]

HOSTILE = (
    "<script>document.title='owned'</script><img src=x onerror=alert(1)>",
    "# h *b* _i_ $x$ `r` @lbl <lbl> #panic() \\ \n= Heading\n- li // c",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "\uff1d1\uff0b1",
    "\x1b[2J\x00\x07\u202eevil\u2066",
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627 hello",
    "x" * 10000,
    "word " * 2000,
    "\u4e2d\u6587 emoji \U0001f600",
    "{{ 7*7 }} {% raw %} ]]> <!-- -->",
    'javascript:alert(1) https://example.org/"onmouseover=alert(1)',
)


@pytest.fixture
def hostile(context: Context) -> Pilot:
    """The pilot; texts get past the checks, as another program or an older version could have written them."""
    pilot = create_pilot(context, name="<b>*P* #1 $x$", team="=T [x](y) \u05e9\u05dc\u05d5\u05dd", mission="@m <i>")
    context.workspace.write(lambda session: _write(context, session, pilot.id))
    return pilot


@pytest.fixture
def forms(context: Context) -> Forms:
    """`forms(pilot, "pdf")`: every file of a form, written for the day of the tests."""

    def make(pilot: Pilot, form: str, wanted: Wanted | None = None) -> Files:
        return written(Formats(), lambda: pilot_report(context, pilot.id, wanted), form)

    return make


def _write(context: Context, session: Session, pilot_id: int) -> None:
    day, questions = NOON.date(), context.playbook.question_ids()
    must_haves = [must_have.id for must_have in context.playbook.must_haves]
    for at, text in enumerate(HOSTILE):
        found = Finding(Voice.TEAM, State.YES, day, (Proof(text, day),))
        save_answer(session, pilot_id, Answer(questions[at], (found,), owner=text, due_on=day), who=text, at=NOON)
        waiver = Waiver(text, text, day) if at % 3 == 0 else None
        mark = MustHaveMark(must_haves[at], day if at % 3 == 1 else None, text, text, day, waiver=waiver)
        save_must_have(session, pilot_id, mark, who=text, at=NOON)
        save_promise(session, pilot_id, Promise(at + 1, text, day, promise=text, owner=text), who=text, at=NOON)
        kind = NoteKind.STEP if at % 2 else NoteKind.PARKED
        note = Note(at + 1, kind, text, day, may_leave=True, owner=text)
        save_note(session, pilot_id, note, who=text, at=NOON)
