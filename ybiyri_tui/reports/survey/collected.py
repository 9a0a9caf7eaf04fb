"""What became of collected ballots, as text and as data; never what is in them, and nothing that joins two of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from surveys.rounds.by_file.files import Refusal
from ybiyri_tui.wording.states import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from surveys.rounds.records import Round
    from ybiyri_tui.usecases.survey.by_file.collecting import Bundled, Collected

_KEYS = {
    Refusal.UNKNOWN_CODE: "unknown_code",
    Refusal.USED_CODE: "used_code",
    Refusal.COPIED: "copied",
    Refusal.DAMAGED: "damaged",
}


def collected_text(done: Collected) -> str:
    """What was taken over, what was not, and whether enough have answered."""
    lines = []
    if done.taken is not None:
        lines.append(f"Taken over: {counted(done.taken, 'ballot')}.")
    else:
        lines.append("Took the bundle over.")
    if done.already_in:
        lines.append(f"Already in: {counted(done.already_in, 'ballot')}; nobody is counted twice.")
    lines += _copies(done.copies)
    lines += _refused(done.refused)
    lines += [f"Left out: {counted(count, 'ballot')}: {why.value}." for why, count in done.left_out.items()]
    lines.append(f"Enough answers to close: {'yes' if done.enough else 'not yet'}")
    return "\n".join(lines)


def bundled_text(done: Bundled) -> str:
    """What is in the bundle, and what was refused; for the delegate's eyes."""
    mixed = done.sorted
    lines = [f"Mixed: {counted(len(mixed.letters), 'ballot')}."]
    return "\n".join([*lines, *_copies(mixed.copies), *_refused(mixed.refused)])


def collected_data(done: Collected) -> dict[str, Any]:
    """The same as data; see docs/json.md."""
    return {
        "schema": "ybiyri.survey-collect/1",
        **_of_round(done.round),
        "taken": done.taken,
        "already_in": done.already_in,
        "copies": list(done.copies),
        "refused": _files(done.refused),
        "left_out": {key: done.left_out.get(why, 0) for why, key in _KEYS.items()},
        "enough_to_close": done.enough,
    }


def bundled_data(found: Round, done: Bundled) -> dict[str, Any]:
    """A bundle as data; see docs/json.md."""
    mixed = done.sorted
    return {
        "schema": "ybiyri.survey-bundle/1",
        **_of_round(found),
        "mixed": len(mixed.letters),
        "copies": list(mixed.copies),
        "refused": _files(mixed.refused),
    }


def _of_round(found: Round) -> dict[str, Any]:
    return {"survey": found.survey.id, "label": found.label.value, "fingerprint": found.fingerprint}


def _files(refused: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"file": name, "reason": why} for name, why in refused]


def _copies(names: Sequence[str]) -> list[str]:
    return [f"Copies of another file, counted once: {', '.join(names)}."] if names else []


def _refused(refused: Sequence[tuple[str, str]]) -> list[str]:
    if not refused:
        return []
    return [f"Refused: {counted(len(refused), 'file')}.", *(f"  {name}: {why}" for name, why in refused)]
