"""Closing a round: unlock it (slow), then, in one exclusive transaction, read, release, keep what is needed, destroy.

After the commit the file has to be rewritten (`VACUUM`) before `finish` makes the results visible; an interrupted
rewriting is finished by the next opening of the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from random import Random

from sqlmodel import Session

from surveys.errors import SurveyError
from surveys.records import Label
from surveys.release import release_comments, release_results, to_json
from surveys.rounds.comparing import compared
from surveys.rounds.life import retire, the_open
from surveys.rounds.records import Kind, LockedRound, Purpose, Round, SeriesState, Unlocked
from surveys.rounds.rules import name_of
from surveys.rounds.store import box as box_store
from surveys.rounds.store import rounds as round_store
from surveys.rounds.store import series as series_store
from surveys.sealing import holders as holding
from surveys.sealing.ballots import Ballot, TopicRow, pack_row, row_size, split, unpack, unpack_row
from surveys.sealing.holders import Passphrases
from surveys.sealing.sealer import Sealer, opened, pair_of
from surveys.statistics.scores import measure


def locked_round(session: Session, round_id: str) -> LockedRound:
    """What has to be unlocked to close a round. Raises SurveyError if it is not open."""
    found = the_open(session, round_id)
    key = round_store.locked_key(session, round_id)
    return LockedRound(found, series_store.keyring(session, found.series), key or b"")


def unlock(locked: LockedRound, typed: Passphrases) -> Unlocked:
    """The keys that closing needs; takes a fraction of a second for each passphrase.

    Raises SurveyError if too few holders are present or a passphrase is wrong, and if the key was exchanged.
    """
    found, keyring = locked.round, locked.keyring
    keys = holding.stretch(typed, keyring.salts, keyring.cost)
    rounds = holding.unlock(keyring.locks[Purpose.ROUNDS], keys, Purpose.ROUNDS.value)
    ballots = opened(rounds, locked.locked_key)
    if ballots is None or pair_of(ballots).public != found.public_key:
        raise SurveyError(
            f"The key of the {name_of(found.label)} was changed in the file, so it can only be discarded."
        )
    rows = None
    if _compares(found):
        rows = holding.unlock(keyring.locks[Purpose.ROWS], keys, Purpose.ROWS.value)
    return Unlocked(found.id, ballots, rows)


def enough(session: Session, round_id: str) -> bool:
    """Whether there are enough answers to close: all that is told about an open round."""
    found = the_open(session, round_id)
    return box_store.count_used(session, round_id) >= found.threshold


def may_close(session: Session, round_id: str, now: datetime) -> bool:
    """Whether closing would be tried: enough answers, and time is up or as many codes are spent as were invited."""
    return enough(session, round_id) and _is_due(session, the_open(session, round_id), now)


def check_closing(session: Session, round_id: str, now: datetime) -> Round:
    """The open round. Raises SurveyError that names the way out if it cannot be closed yet, or not at all."""
    found = the_open(session, round_id)
    used, spent = box_store.count_used(session, round_id), box_store.count_spent(session, round_id)
    if used != spent:
        raise SurveyError(
            f"The {name_of(found.label)} was changed in the file: not every code that was used has left a ballot, or "
            "the other way round. It can only be discarded."
        )
    if used < found.threshold:
        raise SurveyError(_too_few(found))
    if not _is_due(session, found, now):
        raise SurveyError(
            f"The {name_of(found.label)} stays open until its closing time, or until all {found.invited} have "
            "answered; wait, or discard it."
        )
    return found


def close_round(
    session: Session, round_id: str, keys: Unlocked, *, now: datetime, random: Random, sealer: Sealer
) -> None:
    """Closes a round: releases what the gate lets through, keeps sealed what the comparison needs, destroys the rest.

    The results stay hidden until the file was rewritten and `finish` was called. Raises SurveyError, and changes
    nothing, if it cannot be closed yet, or too few ballots can be read.
    """
    round_store.hold(session, round_id)
    found = check_closing(session, round_id, now)
    if keys.round_id != round_id:
        raise SurveyError("These are the keys of another survey; nothing was closed.")
    boxes = box_store.used_boxes(session, round_id)
    ballots = _readable(found, boxes, keys.ballots)
    if len(ballots) < found.threshold:
        raise SurveyError(f"{_too_few(found)} {len(boxes) - len(ballots)} of the ballots could not be read.")
    closing = replace(found, answered=len(ballots), unreadable=len(boxes) - len(ballots))
    round_store.release(session, round_id, _released(session, closing, ballots, keys, random))
    round_store.mark_closed(session, round_id, now.date(), answered=len(ballots), unreadable=closing.unreadable)
    box_store.empty(session, round_id)
    if found.label is Label.BEFORE and found.series.state is SeriesState.OPEN:
        _keep(session, found, split(found.survey, ballots), random, sealer)
    if _compares(found):
        series_store.set_state(session, found.series.id, SeriesState.COMPARED)
    retire(session, found.series.id)


def unscrubbed(session: Session) -> tuple[str, ...]:
    """The rounds that are closed in a file that was not rewritten since; ask before rewriting it."""
    return round_store.unscrubbed(session)


def finish(session: Session, round_ids: Iterable[str]) -> None:
    """Makes the results of these rounds visible, once the file was rewritten."""
    round_store.mark_scrubbed(session, round_ids)


def _is_due(session: Session, found: Round, now: datetime) -> bool:
    closing = found.last_closing
    return (closing is not None and now >= closing) or box_store.count_spent(session, found.id) >= found.invited


def _too_few(found: Round) -> str:
    return (
        f"Fewer than {found.threshold} have answered, so the {name_of(found.label)} cannot be closed; wait, extend "
        "it, or discard it."
    )


def _compares(found: Round) -> bool:
    return found.label is Label.AFTER and found.series.state is SeriesState.OPEN


def _readable(found: Round, boxes: Iterable[bytes], key: bytes) -> list[Ballot]:
    """The ballots that open and are ballots; a box that lies there twice counts once, because somebody copied it."""
    plain = (opened(key, box) for box in dict.fromkeys(boxes))
    ballots = (
        unpack(found.survey, packed, comments=found.comments, pairing=found.seals_tags)
        for packed in plain
        if packed is not None
    )
    return [ballot for ballot in ballots if ballot is not None]


def _released(
    session: Session, closing: Round, ballots: list[Ballot], keys: Unlocked, random: Random
) -> dict[Kind, str]:
    """Everything that the gate lets through, as JSON."""
    sheets = [ballot.answers for ballot in ballots]
    results = release_results(
        closing.survey.id, measure(closing.survey, sheets), k=closing.threshold, answered=len(ballots)
    )
    records = {Kind.RESULTS: to_json(results)}
    if closing.comments:
        words = [ballot.comment for ballot in ballots if ballot.comment]
        given_out = release_comments(words, k=closing.threshold, answered=len(ballots), random=random)
        records[Kind.COMMENTS] = json.dumps(given_out, ensure_ascii=False)
    if _compares(closing):
        before = next(
            found for found in round_store.of_series(session, closing.series.id) if found.label is Label.BEFORE
        )
        earlier = _kept(session, before, keys)
        comparison = compared(before, earlier, closing, split(closing.survey, ballots))
        records[Kind.COMPARISON] = to_json(comparison)
    return records


def _keep(session: Session, found: Round, rows: list[TopicRow], random: Random, sealer: Sealer) -> None:
    """Seals the rows for the comparison, in random order under random ids."""
    public = found.series.rows_key or b""
    size = row_size(found.survey)
    random.shuffle(rows)
    boxes = [(f"{random.getrandbits(128):032x}", sealer.seal(public, pack_row(row), size)) for row in rows]
    series_store.keep(session, found.series.id, boxes)


def _kept(session: Session, before: Round, keys: Unlocked) -> list[TopicRow]:
    """The rows that a before has left. Raises SurveyError unless all are there and can be read."""
    boxes = series_store.kept_boxes(session, before.series.id)
    plain = (opened(keys.rows or b"", box) for box in boxes)
    rows = [unpack_row(before.survey, packed) for packed in plain if packed is not None]
    readable = [row for row in rows if row is not None]
    if len(readable) != (before.answered or 0) * len(before.survey.topics):
        raise SurveyError(
            'Some of the answers kept from the "before" survey are missing or were changed in the file. Discard the '
            "series to close this survey without a comparison, or restore the file from a copy."
        )
    return readable
