"""What may be typed into the dialogs: each check returns a remark, or raises ProgramError or
PlaybookError with what is wrong."""

from __future__ import annotations

from playbook.findings import MAX_PROOF, MAX_REASON
from playbook.room.owners import name_of
from playbook.room.promises import MAX_TEXT
from playbook.texts import line
from ybiyri_tui.errors import ProgramError


def proof_remark(text: str) -> str:
    """A proof: anything but nothing."""
    if not text:
        raise ProgramError("Say in a few words what was shown, or paste a link.")
    _limit("A proof", text, MAX_PROOF, "link to it instead")
    return "a link" if text.startswith(("http://", "https://")) else ""


def owner_remark(text: str) -> str:
    """The name of an owner; empty means nobody."""
    name_of(text)
    return ""


def concern_remark(text: str) -> str:
    """What the team said."""
    line(text, "the concern", MAX_TEXT)
    return ""


def promise_remark(text: str) -> str:
    """What is promised; empty means nothing yet."""
    return concern_remark(text) if text else ""


def reason_remark(text: str) -> str:
    """The reason why a question does not apply."""
    if not text:
        raise ProgramError("Without a reason it would look like a way out; say why in one line.")
    _limit("A reason", text, MAX_REASON, "shorten it")
    return ""


def _limit(what: str, text: str, limit: int, way_out: str) -> None:
    if len(text) > limit:
        raise ProgramError(f"{what} can have {limit} characters, this has {len(text)}; {way_out}.")
