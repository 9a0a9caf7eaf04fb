"""What an invitation may contain as data; it comes from elsewhere and is checked before anything is shown of it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, ConfigDict, Field

from surveys.records import Label
from surveys.rounds import rules
from surveys.rounds.by_file.files import ID_BYTES
from surveys.schema import Definition, Line, Survey
from surveys.sealing.holders import Holder
from surveys.sealing.stretching import KEY_BYTES, MIB, SALT_BYTES

_LOCK_BYTES = KEY_BYTES + 40
_YEARS = (2000, 2199)


def _with_zone(at: datetime) -> datetime:
    if at.tzinfo is None or not _YEARS[0] <= at.year <= _YEARS[1]:
        raise ValueError("it has to be a time of this century, with its zone")
    return at


Id = Annotated[str, Field(pattern=rf"^[0-9a-f]{{{ID_BYTES}}}$")]
Key = Annotated[str, Field(pattern=rf"^[0-9a-f]{{{2 * KEY_BYTES}}}$")]
Salt = Annotated[str, Field(pattern=rf"^[0-9a-f]{{{2 * SALT_BYTES}}}$")]
Time = Annotated[datetime, AfterValidator(_with_zone)]
Count = Annotated[int, Field(ge=0, le=rules.MAX_INVITED)]


class Delegate(Definition):
    """The delegate's own key, locked with their passphrase; only in the invitation that is theirs."""

    salt: Salt
    passes: Annotated[int, Field(ge=1, le=16)]
    memory: Annotated[int, Field(ge=8192, le=1024 * MIB)]
    lock: Annotated[str, Field(pattern=rf"^[0-9a-f]{{{2 * _LOCK_BYTES}}}$")]


class Invitation(Definition):
    """The keys of an invitation; those of `Series` and `Round`, bytes as hexadecimal digits."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=False)

    team: Line
    fingerprint: Line
    series: Id
    round: Id
    label: Label
    survey: Survey
    invited: Annotated[int, Field(ge=1, le=rules.MAX_INVITED)]
    replaced: Count
    k: Annotated[int, Field(ge=rules.K_RANGE[0], le=rules.K_RANGE[1])]
    main_topics: tuple[str, ...]
    pairing: bool
    comments: bool
    hosted: bool
    scripted: bool
    series_scripted: bool
    holders: dict[Holder, Line]
    opened_on: date
    closes_at: Time
    extended_to: Time | None
    joined: Count | None
    left: Count | None
    public_key: Key
    rows_key: Key
    rounds_key: Key
    collecting_key: Key | None
    mixing_key: Key | None
    code_salt: Salt | None = None
    delegate: Delegate | None = None
