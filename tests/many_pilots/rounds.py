"""Two rounds of the survey for each pilot, with what the release gate really gives out for drawn answers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from sqlmodel import SQLModel

from surveys.records import Label
from surveys.release import release_results, to_json
from surveys.rounds.comparing import compared
from surveys.rounds.records import Round, Series, SeriesState, Stage
from surveys.schema import Survey
from surveys.sealing.ballots import Ballot, split
from surveys.sealing.holders import Holder
from surveys.statistics.scores import measure
from surveys.tables import CodeRow, HolderRow, ReleaseRow, RoundRow, SeriesRow, SlotRow
from ybiyri_tui.context import Context

Rows = dict[type[SQLModel], list[dict[str, Any]]]

FATES = ("none", "ripe", "late", "open", "before", "discarded", "unread", "changed", "compared")
"""What may have become of a pilot's surveys: no survey; a first one that can be closed, that is over its time with too
few answers, that runs; a first one alone that is closed; one whose series was discarded; both closed, but not read
back, or with a changed team; both closed and read back."""

K, INVITED = 5, 9


@dataclass(frozen=True)
class Given:
    """What a before and an after gave out, as JSON."""

    before: str
    after: str
    comparison: str
    answered: tuple[int, int]


def survey_rows(
    context: Context, pilots: Iterable[int], chance: Random, fate: Callable[[int], str] | None, variety: int
) -> Rows:
    """The rows of all tables of the surveys."""
    survey, rows = context.surveys["developer-concerns"], Rows()
    for number in pilots:
        _series(rows, survey, number, fate(number) if fate else "compared", context.now(), chance, variety)
    return {table: found for table, found in rows.items() if found}


@cache
def given_out(survey: Survey, seed: int, *, changed: bool = False, shift: float = 0.4) -> Given:
    """What a drawn team gave out; people differ, and teams differ in how far they move."""
    chance = Random(1000 + seed)
    mean, moved = chance.gauss(3, 0.4), chance.gauss(shift, 0.4)
    answered = chance.randint(6, INVITED), chance.randint(6, INVITED)
    earlier, later = (_ballots(survey, n, at, chance) for n, at in zip(answered, (mean, mean + moved), strict=True))
    before = _round(survey, Label.BEFORE, answered[0])
    after = replace(_round(survey, Label.AFTER, answered[1]), joined=1 if changed else 0, left=0)
    return Given(
        _results(survey, earlier),
        _results(survey, later),
        to_json(compared(before, split(survey, earlier), after, split(survey, later))),
        answered,
    )


def _results(survey: Survey, ballots: list[Ballot]) -> str:
    sheets = [ballot.answers for ballot in ballots]
    return to_json(release_results(survey.id, measure(survey, sheets), k=K, answered=len(sheets)))


def _ballots(survey: Survey, people: int, mean: float, chance: Random) -> list[Ballot]:
    return [Ballot(_sheet(survey, mean + chance.gauss(0, 0.7), chance), "", {}) for _ in range(people)]


def _sheet(survey: Survey, mean: float, chance: Random) -> dict[str, int]:
    points = survey.scale.points
    scores = {
        f"{topic.id}.{item.id}": (min(max(round(chance.gauss(mean, 0.8)), 1), points), item.agree_is)
        for topic in survey.topics
        for item in topic.items
    }
    return {item: survey.scale.score(score, agree_is) for item, (score, agree_is) in scores.items()}


def _round(survey: Survey, label: Label, answered: int) -> Round:
    series = Series("", 0, survey, SeriesState.OPEN, K, survey.main_topics, False, {Holder.COACH: "Kim"})
    return Round("", series, label, Stage.CLOSED, INVITED, datetime(2026, 1, 1, tzinfo=UTC).date(), answered=answered)


def _series(rows: Rows, survey: Survey, number: int, fate: str, now: datetime, chance: Random, variety: int) -> None:
    if fate == "none":
        return
    state = {"discarded": "discarded", "unread": "compared", "changed": "compared", "compared": "compared"}
    series_id = f"{chance.getrandbits(64):016x}"
    series: dict[str, Any] = {"id": series_id, "pilot_id": number, "survey_id": survey.id, "k": K, "pairing": False}
    series |= {"state": state.get(fate, "open"), "definition": survey.model_dump_json(), "scripted": False}
    series |= {"main_topics": json.dumps(survey.main_topics), "rows_key": bytes(32), "rounds_key": bytes(32)}
    rows.setdefault(SeriesRow, []).append(series | {"passes": None, "memory": None})
    holder = {"series_id": series_id, "holder": "coach", "name": "Kim", "salt": None, "mark": None}
    rows.setdefault(HolderRow, []).append(holder)
    given = given_out(survey, number % variety, changed=fate == "changed")
    if fate in ("ripe", "late", "open"):
        _open_round(rows, series, fate, now, chance)
        return
    ago = timedelta(days=7 + 3 * (number % 30))
    _closed(rows, series, Label.BEFORE, given, now - ago - timedelta(days=70), chance)
    if state.get(fate) == "compared":
        _closed(rows, series, Label.AFTER, given, now - ago, chance, read=fate != "unread")
        if fate == "changed":
            rows[RoundRow][-1] |= {"joined": 1, "left": 0}


def _closed(
    rows: Rows, series: dict[str, Any], label: Label, given: Given, at: datetime, chance: Random, *, read: bool = True
) -> None:
    is_after = label is Label.AFTER
    row = _round_row(series, label, at, chance)
    row |= {"state": "closed", "closed_on": at.date(), "read_back_on": at.date() if read else None}
    row |= {"answered": given.answered[is_after], "code_salt": None, "locked_key": None}
    rows.setdefault(RoundRow, []).append(row)
    records = {"results": given.after if is_after else given.before}
    if is_after:
        records["comparison"] = given.comparison
    rows.setdefault(ReleaseRow, []).extend(
        {"round_id": row["id"], "kind": kind, "record": record} for kind, record in records.items()
    )


def _open_round(rows: Rows, series: dict[str, Any], fate: str, now: datetime, chance: Random) -> None:
    closes = now + (timedelta(days=3) if fate == "open" else -timedelta(days=1))
    row = _round_row(series, Label.BEFORE, closes, chance)
    row |= {"state": "open", "closed_on": None, "read_back_on": None}
    row |= {"answered": None, "code_salt": bytes(16), "locked_key": bytes(64)}
    rows.setdefault(RoundRow, []).append(row)
    used = 2 if fate == "late" else 6
    for at in range(INVITED):
        code = {"round_id": row["id"], "hash": chance.randbytes(32), "spent": at < used}
        rows.setdefault(CodeRow, []).append(code)
    for at in range(2 * INVITED - K):
        slot = {"round_id": row["id"], "id": f"{chance.getrandbits(64):016x}", "used": at < used}
        rows.setdefault(SlotRow, []).append(slot | {"box": chance.randbytes(400)})


def _round_row(series: dict[str, Any], label: Label, at: datetime, chance: Random) -> dict[str, Any]:
    closes = at.astimezone(UTC).isoformat(timespec="seconds")
    frozen = {"pilot_id": series["pilot_id"], "series_id": series["id"], "invited": INVITED, "comments": False}
    row = {"id": f"{chance.getrandbits(64):016x}", "number": 2 if label is Label.AFTER else 1, "label": label.value}
    asked = {"hosted": False, "scripted": False, "replaced": 0, "joined": None, "left": None, "unreadable": 0}
    when = {"opened_on": (at - timedelta(days=7)).date(), "closes_at": closes, "extended_to": None}
    return row | frozen | asked | when | {"public_key": bytes(32)}
