"""Whether answers are sealed, in a box that tells nothing by its size, and gone when they are needed no more."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from surveys.audit.records import Check, Evidence, Readable
from surveys.sealing.sealer import SEALED_EXTRA
from surveys.sealing.stretching import PASSPHRASE_COST
from surveys.tables import TABLES

_STEP = 64


def columns(evidence: Evidence) -> Check:
    """No survey table has a column that it should not have: no clear answer, time, author or link."""
    expected = {str(table.__tablename__): set(table.model_fields) for table in TABLES}
    found = evidence.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'survey%'")
    extra = [name for (name,) in found if name not in expected]
    for (name,) in found:
        present = {row[1] for row in evidence.rows(f"PRAGMA table_info({name})")}
        extra += [f"{name}.{column}" for column in sorted(present - expected.get(name, present))]
    return _check("columns", extra, "The survey tables hold nothing but what they should", "Not expected in the file")


def sealed_open(evidence: Readable) -> Check:
    """Every slot of an open round holds a box of one size, like no other, that looks like chance."""
    wrong = []
    for (round_id,) in evidence.rows("SELECT id FROM survey_round WHERE state = 'open' ORDER BY id"):
        boxes = [box for (box,) in evidence.rows("SELECT box FROM survey_slot WHERE round_id = ?", round_id)]
        wrong += [f"round {round_id}: {what}" for what in _unsealed(boxes)]
    return _check("sealed-open", wrong, "All answers of open surveys are sealed", "Not sealed")


def sealed_closed(evidence: Readable) -> Check:
    """Between the rounds of a series only sealed rows are kept."""
    wrong = []
    for (series_id,) in evidence.rows("SELECT id FROM survey_series WHERE state = 'open' ORDER BY id"):
        boxes = [box for (box,) in evidence.rows("SELECT box FROM survey_kept WHERE series_id = ?", series_id)]
        wrong += [f"series {series_id}: {what}" for what in _unsealed(boxes)]
    return _check("sealed-closed", wrong, "All answers that wait for a comparison are sealed", "Not sealed")


def destroyed(evidence: Readable) -> Check:
    """A closed round has no ballots, codes or key left, an ended series no rows and no locks; nothing is half done."""
    left = {
        "closed, but the file was not rewritten": "SELECT id FROM survey_round WHERE state = 'unscrubbed'",
        "ballots of a round that is not open": _orphans("survey_slot", "round_id"),
        "codes of a round that is not open": _orphans("survey_code", "round_id"),
        "the key of a round that is not open": (
            "SELECT id FROM survey_round WHERE state <> 'open' AND locked_key IS NOT NULL"
        ),
        "rows of a series that has ended": (
            "SELECT 1 FROM survey_kept WHERE series_id NOT IN (SELECT id FROM survey_series WHERE state = 'open')"
        ),
        "locks of a series that has ended": (
            "SELECT 1 FROM survey_lock WHERE series_id NOT IN (SELECT id FROM survey_series WHERE state = 'open') "
            "AND (purpose = 'rows' OR series_id NOT IN (SELECT series_id FROM survey_round WHERE state = 'open'))"
        ),
    }
    if evidence.has_column("survey_round", "collecting_secret"):
        left |= {
            "the key to letters of a round that is not open": (
                "SELECT id FROM survey_round WHERE state <> 'open' AND collecting_secret IS NOT NULL"
            ),
            "the delegate's lock of a series that has ended": (
                "SELECT id FROM survey_series WHERE state <> 'open' AND mixing_lock IS NOT NULL "
                "AND id NOT IN (SELECT series_id FROM survey_round WHERE state = 'open')"
            ),
        }
    wrong = [what for what, statement in left.items() if evidence.rows(statement)]
    return _check("destroyed", wrong, "What is needed no more is destroyed", "Still in the file")


def slots(evidence: Readable) -> Check:
    """As many slots as were laid out at opening, as many codes as people, and a used slot for every code spent."""
    wrong = []
    rounds = evidence.rows(
        "SELECT r.id, 2 * r.invited - s.k, r.invited + r.replaced FROM survey_round r "
        "JOIN survey_series s ON s.id = r.series_id WHERE r.state = 'open' ORDER BY r.id"
    )
    for round_id, expected_slots, expected_codes in rounds:
        ((laid_out, used),) = evidence.rows(
            "SELECT count(*), count(*) FILTER (WHERE used) FROM survey_slot WHERE round_id = ?",
            round_id,
        )
        ((codes, spent),) = evidence.rows(
            "SELECT count(*), count(*) FILTER (WHERE spent) FROM survey_code WHERE round_id = ?",
            round_id,
        )
        if (laid_out, codes, used) != (expected_slots, expected_codes, spent):
            wrong.append(
                f"round {round_id} has {laid_out} slots ({expected_slots} expected), {codes} codes "
                f"({expected_codes} expected), {used} used slots and {spent} used codes"
            )
    return _check("slots", wrong, "Slots and codes are as many as at opening", "Not as at opening")


def cost(evidence: Readable) -> Check:
    """Trying out a passphrase is as expensive as this version makes it, wherever there is something to open."""
    series = evidence.rows(
        "SELECT id, passes, memory FROM survey_series WHERE id IN (SELECT series_id FROM survey_lock) ORDER BY id"
    )
    cheap = [
        f"series {series_id}"
        for series_id, passes, memory in series
        if passes < PASSPHRASE_COST.passes or memory < PASSPHRASE_COST.memory
    ]
    return _check("cost", cheap, "Passphrases are expensive to try out", "Passphrases can be tried out cheaply")


def _orphans(table: str, column: str) -> str:
    return f"SELECT 1 FROM {table} WHERE {column} NOT IN (SELECT id FROM survey_round WHERE state = 'open')"  # noqa: S608


def _unsealed(boxes: list[object]) -> Iterator[str]:
    whole = [box for box in boxes if isinstance(box, bytes)]
    sizes = {len(box) for box in whole}
    if len(whole) < len(boxes):
        yield "some boxes hold text or numbers"
    if len(sizes) > 1 or any(size <= SEALED_EXTRA or (size - SEALED_EXTRA) % _STEP for size in sizes):
        yield "boxes differ in size, or have one that no box has"
    if len({box[:32] for box in whole}) < len(whole):
        yield "some boxes are alike"
    if any(len(zlib.compress(box, 9)) < len(box) for box in whole):
        yield "some boxes are not like chance, as sealed ones are"


def _check(check_id: str, wrong: list[str], good: str, bad: str) -> Check:
    return Check(check_id, not wrong, f"{bad}: {'; '.join(wrong)}." if wrong else f"{good}.")
