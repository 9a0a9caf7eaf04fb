"""An invitation as data: everything that was frozen and the public keys, so that a round is whole on another machine.

The fingerprint is computed from what stands in it, never taken from it, so that it stands for what is really there.
"""

from __future__ import annotations

import json
from typing import Any
from unicodedata import category

from pydantic import ValidationError

from surveys.errors import SurveyError
from surveys.rounds.by_file.invitation_schema import Invitation
from surveys.rounds.by_file.mixing import MixingKey
from surveys.rounds.by_file.sending import try_keys
from surveys.rounds.records import Round, Series, SeriesState, Stage
from surveys.sealing.holders import ALL, COACH_ONLY, Holder, Lock
from surveys.sealing.sealer import Sealer
from surveys.sealing.stretching import Cost

SCHEMA = "ybiyri.invitation/1"
MOST_BYTES = 1 << 20
_TOLD = 80
_STEERING = {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)), "\u200e", "\u200f"}


def invitation_text(found: Round, team: str, key: MixingKey | None = None) -> str:
    """The invitation to an open round as JSON; with `key` it is the delegate's own."""
    series = found.series
    data: dict[str, Any] = {
        "schema": SCHEMA,
        "team": team,
        "fingerprint": found.fingerprint,
        "series": series.id,
        "round": found.id,
        "label": found.label.value,
        "survey": series.survey.model_dump(mode="json"),
        "invited": found.invited,
        "replaced": found.replaced,
        "k": series.k,
        "main_topics": list(series.main_topics),
        "pairing": series.pairing,
        "comments": found.comments,
        "hosted": found.hosted,
        "scripted": found.scripted,
        "series_scripted": series.scripted,
        "holders": {holder.value: name for holder, name in series.holders.items()},
        "opened_on": found.opened_on.isoformat(),
        "closes_at": found.closes_at.isoformat() if found.closes_at else None,
        "extended_to": found.extended_to.isoformat() if found.extended_to else None,
        "joined": found.joined,
        "left": found.left,
        "public_key": _hex(found.public_key),
        "rows_key": _hex(series.rows_key),
        "rounds_key": _hex(series.rounds_key),
        "collecting_key": _hex(found.collecting_key),
        "mixing_key": _hex(series.mixing_key),
        "code_salt": _hex(found.code_salt),
    }
    if key is not None:
        data["delegate"] = {
            "salt": key.salt.hex(),
            "passes": key.cost.passes,
            "memory": key.cost.memory,
            "lock": key.lock.boxes[Holder.DELEGATE.value].hex(),
        }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def read_invitation(raw: bytes, sealer: Sealer) -> tuple[Round, str, MixingKey | None]:
    """The round, the team's name, and the delegate's key if it is the delegate's invitation.

    Raises SurveyError, as a sentence without a subject ("is damaged …"), if it is not an invitation, was written by
    another version, or was changed without its fingerprint.
    """
    if len(raw) > MOST_BYTES:
        raise SurveyError("is far too large for an invitation")
    data = _checked_text(raw)
    if data.pop("schema", None) != SCHEMA:
        raise SurveyError(f"was written by another version of ybiyri; this one reads {SCHEMA}")
    try:
        read = Invitation.model_validate(data)
        found = _round(read)
        try_keys(found, sealer)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SurveyError(f"is damaged: {where[:_TOLD]}: {first['msg'][:_TOLD]}") from None
    except ValueError:
        raise SurveyError("is damaged: one of its keys is no key") from None
    if found.fingerprint != read.fingerprint:
        raise SurveyError("was changed or damaged on its way: its fingerprint does not stand for what is in it")
    return found, read.team, _mixing_key(read)


def _checked_text(raw: bytes) -> dict[str, Any]:
    try:
        data = json.loads(raw.decode("utf-8"))
    except (ValueError, RecursionError):
        raise SurveyError("is not an invitation, or was cut off on its way") from None
    if not isinstance(data, dict) or "schema" not in data:
        raise SurveyError("is not an invitation of ybiyri")
    if not all(_is_plain(text) for text in _texts(data)):
        raise SurveyError("holds characters that steer a terminal; it was not written by ybiyri")
    return data


def _texts(data: object) -> list[str]:
    """Every text anywhere in the data, keys included."""
    found, left = [], [data]
    while left:
        part = left.pop()
        if isinstance(part, str):
            found.append(part)
        elif isinstance(part, dict):
            left += [*part.keys(), *part.values()]
        elif isinstance(part, list):
            left += part
    return found


def _is_plain(text: str) -> bool:
    """Whether a text steers nothing: no escapes, no reversed writing, nothing that is no character."""
    return all(sign in "\n\t" or category(sign) not in ("Cc", "Cs", "Zl", "Zp") for sign in text) and not (
        _STEERING.intersection(text)
    )


def _round(read: Invitation) -> Round:
    survey, items = read.survey, read.survey.item_ids()
    topics = [topic.id for topic in survey.topics]
    if set(read.holders) not in (set(ALL), set(COACH_ONLY)):
        raise SurveyError("is damaged: it names neither coach, delegate and stand-in, nor the coach alone")
    if len(set(items)) != len(items) or len(set(topics)) != len(topics) or not set(read.main_topics) <= set(topics):
        raise SurveyError("is damaged: its questions do not fit together")
    if read.invited < read.k or read.replaced > read.invited:
        raise SurveyError("is damaged: its numbers do not fit together")
    series = Series(
        id=read.series,
        pilot_id=0,
        survey=survey,
        state=SeriesState.OPEN,
        k=read.k,
        main_topics=read.main_topics,
        pairing=read.pairing,
        holders={holder: read.holders[holder] for holder in ALL if holder in read.holders},
        scripted=read.series_scripted,
        rows_key=bytes.fromhex(read.rows_key),
        rounds_key=bytes.fromhex(read.rounds_key),
        mixing_key=_bytes(read.mixing_key),
    )
    return Round(
        id=read.round,
        series=series,
        label=read.label,
        stage=Stage.OPEN,
        invited=read.invited,
        opened_on=read.opened_on,
        comments=read.comments,
        hosted=read.hosted,
        scripted=read.scripted,
        joined=read.joined,
        left=read.left,
        closes_at=read.closes_at,
        extended_to=read.extended_to,
        replaced=read.replaced,
        public_key=bytes.fromhex(read.public_key),
        collecting_key=_bytes(read.collecting_key),
        code_salt=_bytes(read.code_salt),
    )


def _mixing_key(read: Invitation) -> MixingKey | None:
    if read.delegate is None:
        return None
    own = read.delegate
    lock = Lock({Holder.DELEGATE.value: bytes.fromhex(own.lock)})
    return MixingKey(lock, bytes.fromhex(own.salt), Cost(own.passes, own.memory))


def _hex(key: bytes | None) -> str | None:
    return key.hex() if key else None


def _bytes(digits: str | None) -> bytes | None:
    return bytes.fromhex(digits) if digits else None
