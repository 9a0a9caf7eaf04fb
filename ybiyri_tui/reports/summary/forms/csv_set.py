"""The summary as a set of CSV files for spreadsheets; no cell is taken for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any

from ybiyri_tui.reports.escaping import spreadsheet

Data = dict[str, Any]
Row = tuple[Any, ...]

BOM = "\ufeff"
"""Without it, common spreadsheets do not read UTF-8."""

HEADERS: dict[str, tuple[str, ...]] = {
    "summary": ("label", "text", "second"),
    "must-haves": (
        "id",
        "title",
        "before_phase",
        "state",
        "owner",
        "accepted",
        "due",
        "met_on",
        "proof",
        "exception",
        "exception_person",
        "exception_until",
    ),
    "answers": (
        "question_id",
        "question",
        "state",
        "proof",
        "voice",
        "voice_state",
        "checked_on",
        "proofs",
        "reason",
        "owner",
        "accepted",
        "due",
    ),
    "promises": (
        "number",
        "raised",
        "promise",
        "owner",
        "accepted",
        "due",
        "state",
        "late",
        "reason",
        "understood_on",
        "fixed_on",
    ),
    "next-steps": ("kind", "what", "why", "owner", "accepted", "due"),
    "survey": (
        "survey",
        "label",
        "closed_on",
        "invited",
        "round_answered",
        "topic",
        "answered",
        "favourable",
        "mean",
        "withheld",
    ),
    "before-and-after": (
        "survey",
        "topic",
        "family",
        "favourable_before",
        "n_before",
        "favourable_after",
        "n_after",
        "verdict",
        "sentence",
    ),
    "unplanned-work": ("week", "monday", "items", "unplanned", "share", "few"),
    "notes": ("number", "kind", "text", "taken_on", "owner", "accepted", "due", "done_on"),
    "withheld": ("what", "why"),
    "changes": ("what", "before", "after"),
}


def csv_files(pilots: list[Data]) -> dict[str, str]:
    """Name and text of each file; every row begins with pilot, team and day, so that files can be joined.

    There is a file for everything, with its header where there is nothing; `changes` only beside an older summary.
    """
    return {
        f"{name}.csv": _text(name, pilots)
        for name in HEADERS
        if name != "changes" or any("changes" in data for data in pilots)
    }


def _text(name: str, pilots: list[Data]) -> str:
    out = io.StringIO(newline="")
    out.write(BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("pilot", "team", "date", *HEADERS[name]))
    for data in pilots:
        for row in _rows(name, data):
            writer.writerow([_cell(value) for value in (data["pilot"], data["team"], data["date"], *row)])
    return out.getvalue()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return spreadsheet(value) if isinstance(value, str) else value


def _rows(name: str, data: Data) -> Iterable[Row]:
    survey, promises = data["survey"] or {}, data["promises"] or {}
    simple: dict[str, Iterable[Data]] = {
        "summary": data["lines"],
        "promises": promises.get("promises", ()),
        "next-steps": data["next"],
        "unplanned-work": (data["unplanned_work"] or {}).get("weeks", ()),
        "notes": data["notes"],
        "withheld": data["withheld"],
        "changes": data.get("changes", {}).get("differences", ()),
    }
    if name in simple:
        return (tuple(entry[key] for key in HEADERS[name]) for entry in simple[name])
    if name == "must-haves":
        return (_must_have(one) for one in data["must_haves"])
    if name == "answers":
        return (row for one in data["objections"] for question in one["questions"] for row in _answers(question))
    if name == "survey":
        return (row for round_ in survey.get("rounds", ()) for row in _round(round_))
    return (row for comparison in survey.get("comparisons", ()) for row in _comparison(comparison))


def _must_have(one: Data) -> Row:
    exception = one["exception"] or {}
    more = (exception.get("reason"), exception.get("person"), exception.get("until"))
    return (*(one[key] for key in HEADERS["must-haves"][:9]), *more)


def _answers(question: Data) -> Iterable[Row]:
    owned = (question["reason"], question["owner"], question["accepted"], question["due"])
    known = (question["id"], question["question"], question["state"], question["proof"])
    for voice in question["voices"]:
        yield (*known, voice["voice"], voice["state"], voice["checked_on"], "; ".join(voice["proofs"]), *owned)
    if not question["voices"]:
        yield (*known, None, None, None, None, *owned)


def _round(found: Data) -> Iterable[Row]:
    known = (found["survey"], found["label"], found["closed_on"], found["invited"], found["answered"])
    for topic in found["topics"]:
        yield (*known, topic["title"], topic["answered"], _band(topic["favourable"]), topic["mean"], topic["withheld"])


def _comparison(found: Data) -> Iterable[Row]:
    for topic in found["topics"]:
        yield (
            found["survey"],
            topic["title"],
            topic["family"],
            _band(topic["favourable_before"]),
            topic["n_before"],
            _band(topic["favourable_after"]),
            topic["n_after"],
            topic["verdict"],
            topic["sentence"],
        )


def _band(favourable: str | None) -> str | None:
    """`7–8` with a dash that no spreadsheet takes for a day in August."""
    return favourable and favourable.replace("-", "–")
