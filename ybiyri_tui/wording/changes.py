"""An entry of the audit trail in words; what notes say is never among them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from playbook.pilot_fields import PilotFields
from playbook.plain_json import from_plain
from playbook.records import Action, Answer, Change, MustHaveMark, Voice
from playbook.room.notes import Note
from playbook.room.promises import Promise, PromiseState
from ybiyri_tui.wording.owners import owner_words
from ybiyri_tui.wording.states import GRADE_WORDS, counted, short_day, voice_words
from ybiyri_tui.wording.worksheets import row_words, sheet_words

if TYPE_CHECKING:
    from playbook.schema import Playbook


class Owned(Protocol):
    """Whatever has an owner and a due date."""

    @property
    def owner(self) -> str | None:
        """Who sees to it."""

    @property
    def accepted(self) -> bool | None:
        """Whether the owner took it on."""

    @property
    def due_on(self) -> date | None:
        """By when."""


def change_words(change: Change, playbook: Playbook) -> str:
    """What was changed, such as `Have you explained the mission? team: not asked → partly`.

    An undo says so in front. An entry of another version is named and not explained.
    """
    before = {Action.CHANGE: "", Action.UNDO: "taken back: ", Action.REDO: "done again: "}[change.action]
    try:
        words = _WORDS[change.kind](change, playbook)
    except (KeyError, TypeError, ValueError, AttributeError):
        words = f"{change.kind} {change.key}"
    return before + words


def _answer(change: Change, playbook: Playbook) -> str:
    old = from_plain(Answer, change.before) if change.before else Answer(change.key)
    new = from_plain(Answer, change.after) if change.after else Answer(change.key)
    parts: list[str] = []
    if old.not_applicable_reason != new.not_applicable_reason:
        reason = new.not_applicable_reason
        parts.append("applies again" if reason is None else f"doesn't apply: {reason}")
    for voice in Voice:
        parts += _voice(old, new, voice)
    return _joined(_question(change.key, playbook), [*parts, *_owned(old, new)])


def _voice(old: Answer, new: Answer, voice: Voice) -> list[str]:
    was, now = old.finding(voice), new.finding(voice)
    if was == now:
        return []
    words = [GRADE_WORDS[found.grade] if found else "not asked" for found in (was, now)]
    old_proofs = {proof.text for proof in was.proofs} if was else set()
    new_proofs = {proof.text for proof in now.proofs} if now else set()
    parts = [" → ".join(words)] if words[0] != words[1] else []
    if added := len(new_proofs - old_proofs):
        parts.append(counted(added, "proof") + " added")
    if now and (removed := len(old_proofs - new_proofs)):
        parts.append(counted(removed, "proof") + " removed")
    if was and now and was.role != now.role:
        parts.append("the role changed")
    role = now.role if now else was.role if was else None
    return [f"{voice_words(voice, role)}: {', '.join(parts or ['checked again'])}"]


def _must_have(change: Change, playbook: Playbook) -> str:
    old = from_plain(MustHaveMark, change.before) if change.before else MustHaveMark(change.key)
    new = from_plain(MustHaveMark, change.after) if change.after else MustHaveMark(change.key)
    title = next((found.title for found in playbook.must_haves if found.id == change.key), change.key)
    parts: list[str] = []
    if (old.met_on is None) != (new.met_on is None):
        parts.append("open again" if new.met_on is None else f"met ({new.proof})" if new.proof else "met")
    elif old.proof != new.proof:
        parts.append("proof changed")
    if old.waiver != new.waiver:
        waiver = new.waiver
        parts.append(
            f"exception until {short_day(waiver.expires_on)} ({waiver.reason}; {waiver.person})"
            if waiver
            else "exception ended"
        )
    return _joined(title, [*parts, *_owned(old, new)])


def _phase(change: Change, _: Playbook) -> str:
    return f"phase: {change.before} → {change.after}"


def _promise(change: Change, _: Playbook) -> str:
    if change.after is None:
        return f"promise {change.key}: removed"
    new = from_plain(Promise, change.after)
    if change.before is None:
        parts = [f"raised: {new.raised}", *([f"promised: {new.promise}"] if new.promise else [])]
        return _joined(f"promise {change.key}", [*parts, *_owned(Promise(0, "", new.raised_on), new)])
    old = from_plain(Promise, change.before)
    parts = [f"raised: {new.raised}"] if old.raised != new.raised else []
    if old.promise != new.promise:
        parts.append(f"promised: {new.promise}" if new.promise else "promise withdrawn")
    if (old.state, old.reason) != (new.state, new.reason):
        words = {PromiseState.OPEN: "open again", PromiseState.KEPT: "kept", PromiseState.DROPPED: "dropped"}
        parts.append(words[new.state] + (f": {new.reason}" if new.reason else ""))
    parts += _ticked("understood", old.understood_on, new.understood_on)
    parts += _ticked("fixed", old.fixed_on, new.fixed_on)
    return _joined(f"promise {change.key}", [*parts, *_owned(old, new)])


def _ticked(what: str, old: date | None, new: date | None) -> list[str]:
    if (old is None) == (new is None):
        return []
    return [f"the team says {what}" if new else f"the team no longer says {what}"]


def _note(change: Change, _: Playbook) -> str:
    if change.before is None and change.after is None:
        return f"note {change.key}: forgotten"
    if change.after is None:
        return f"{_kind(change.before)} {change.key}: removed"
    name = f"{_kind(change.after)} {change.key}"
    new = from_plain(Note, change.after)
    if change.before is None:
        return _joined(name, ["added", *_owned(Note(0, new.kind, "", new.taken_on), new)])
    old = from_plain(Note, change.before)
    parts = ["reworded"] if old.text != new.text else []
    if old.kind != new.kind:
        parts.append(f"was a {old.kind.value}" if old.kind.value != "parked" else "was parked")
    if old.may_leave != new.may_leave:
        parts.append("may leave the room" if new.may_leave else "stays in the room")
    if (old.done_on is None) != (new.done_on is None):
        parts.append("open again" if new.done_on is None else "done")
    return _joined(name, [*parts, *_owned(old, new)])


def _kind(value: Any) -> str:
    return {"note": "note", "step": "step", "parked": "parked"}[value["kind"]]


def _fields(change: Change, _: Playbook) -> str:
    old, new = from_plain(PilotFields, change.before), from_plain(PilotFields, change.after)
    parts = [
        f"{name}: {getattr(old, name)} → {getattr(new, name)}"
        for name in ("name", "team", "mission")
        if getattr(old, name) != getattr(new, name)
    ]
    if old.exposure_per_hour != new.exposure_per_hour:
        lost = new.exposure_per_hour
        parts.append(f"money lost per hour: {lost.short if lost else 'not known'}")
    if (old.archived_on is None) != (new.archived_on is None):
        parts.append("archived" if new.archived_on else "taken out of the archive")
    return _joined("pilot", parts)


def _pilot(change: Change, _: Playbook) -> str:
    return f"pilot {change.key}: created"


def _workshop(change: Change, playbook: Playbook) -> str:
    old: Any = change.before or {"dots": [], "agenda": [], "ended_on": None}
    new: Any = change.after
    parts = [] if change.before else ["begun"]
    if old["dots"] != new["dots"]:
        parts.append(counted(sum(each["count"] for each in new["dots"]), "dot") + " counted")
    if old["agenda"] != new["agenda"]:
        chosen = dict.fromkeys(question_id.partition(".")[0] for question_id in new["agenda"])
        titles = {objection.id: objection.title for objection in playbook.objections}
        parts.append("talks about: " + ", ".join(titles.get(each, each) for each in chosen))
    if old["ended_on"] is None and new["ended_on"] is not None:
        parts.append("over")
    return _joined(f"workshop {change.key}", parts)


def _tickets(change: Change, _: Playbook) -> str:
    done: Any = change.after
    if done is None:
        gone: Any = change.before
        return f"tickets: {gone['items']} removed, with the rules {', '.join(gone['rules'])}"
    return f"tickets: {done['imported']} imported, {done['updated']} updated"


def _ticket_import(change: Change, _: Playbook) -> str:
    before: Any = change.before
    after: Any = change.after
    done = after["last"]
    if done is None or (before["last"] and before["last"]["number"] > done["number"]):
        gone = before["last"]
        return f"tickets: {gone['imported']} imported, {gone['updated']} updated"
    return f"tickets: {done['imported']} imported, {done['updated']} updated"


def _owned(old: Owned, new: Owned) -> list[str]:
    parts = []
    if (old.owner, old.accepted) != (new.owner, new.accepted):
        parts.append(f"owner {owner_words(new.owner, new.accepted, nobody='nobody')}")
    if old.due_on != new.due_on:
        parts.append(f"due {short_day(new.due_on)}" if new.due_on else "no date")
    return parts


def _question(question_id: str, playbook: Playbook) -> str:
    try:
        return playbook.find(question_id)[1].question
    except KeyError:
        return question_id


def _joined(what: str, parts: Iterable[str]) -> str:
    told = "; ".join(parts) or "unchanged"
    return f"{what} {told}" if what.endswith("?") else f"{what}: {told}"


_WORDS: dict[str, Callable[[Change, Playbook], str]] = {
    "answer": _answer,
    "must_have": _must_have,
    "phase": _phase,
    "promise": _promise,
    "note": _note,
    "fields": _fields,
    "pilot": _pilot,
    "workshop": _workshop,
    "tickets": _tickets,
    "ticket_import": _ticket_import,
    "worksheet_row": lambda change, _: row_words(change),
    "worksheet": lambda change, _: sheet_words(change),
}
