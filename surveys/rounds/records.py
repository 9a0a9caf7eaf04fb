"""Plain frozen records of the sealed ballot box: series, rounds, and what is handed from one step to the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from surveys.records import Label
from surveys.schema import Survey
from surveys.sealing.fingerprints import fingerprint
from surveys.sealing.holders import COACH_ONLY, Holder, Lock
from surveys.sealing.stretching import Cost


class Stage(StrEnum):
    """How far a round has come; results are shown once it is closed, which includes that the file was rewritten."""

    OPEN = "open"
    UNSCRUBBED = "unscrubbed"
    CLOSED = "closed"


class SeriesState(StrEnum):
    """Whether a comparison is still to come, and if not, why."""

    OPEN = "open"
    COMPARED = "compared"
    DISCARDED = "discarded"
    UNSEALED = "unsealed"


class Purpose(StrEnum):
    """What a locked key opens: the keys of rounds, or the rows that are kept for the comparison."""

    ROUNDS = "rounds"
    ROWS = "rows"


class Kind(StrEnum):
    """What stands in the ledger of releases."""

    RESULTS = "results"
    COMPARISON = "comparison"
    COMMENTS = "comments"


@dataclass(frozen=True)
class Series:
    """What all rounds of one survey for one pilot have in common; `holders` are the names of who can open the box.

    `scripted` says that a script supplied the passphrases. The keys are public; None in a series that was stored by
    a version that did not seal. `mixing_key` is the delegate's for ballots that travel as files; None where there can
    be none.
    """

    id: str
    pilot_id: int
    survey: Survey
    state: SeriesState
    k: int
    main_topics: tuple[str, ...]
    pairing: bool
    holders: Mapping[Holder, str]
    scripted: bool = False
    rows_key: bytes | None = None
    rounds_key: bytes | None = None
    mixing_key: bytes | None = None

    @property
    def coach_only(self) -> bool:
        """Whether the coach can open the box alone, and so could read single answers in order of arrival."""
        return tuple(self.holders) == COACH_ONLY

    @property
    def code_giver(self) -> Holder:
        """Whose passphrase it takes to replace a code."""
        return Holder.COACH if self.coach_only else Holder.DELEGATE


@dataclass(frozen=True)
class Round:
    """One round with everything that was frozen when it opened, and how it ended.

    `replaced` codes raise the threshold. `closes_at` is frozen; `extended_to` is a later time, if there is one.
    `answered` and `unreadable` count the ballots that could be read, and those that could not, once it is closed.
    """

    id: str
    series: Series
    label: Label
    stage: Stage
    invited: int
    opened_on: date
    comments: bool = False
    hosted: bool = False
    scripted: bool = False
    joined: int | None = None
    left: int | None = None
    closes_at: datetime | None = None
    extended_to: datetime | None = None
    replaced: int = 0
    closed_on: date | None = None
    read_back_on: date | None = None
    answered: int | None = None
    unreadable: int = 0
    public_key: bytes | None = None
    collecting_key: bytes | None = None
    code_salt: bytes | None = field(default=None, repr=False)

    @property
    def pilot_id(self) -> int:
        """The pilot whose team is asked."""
        return self.series.pilot_id

    @property
    def survey(self) -> Survey:
        """The text, as it was frozen."""
        return self.series.survey

    @property
    def k(self) -> int:
        """The threshold that was frozen."""
        return self.series.k

    @property
    def main_topics(self) -> tuple[str, ...]:
        """The topics that decide."""
        return self.series.main_topics

    @property
    def threshold(self) -> int:
        """How many answers are needed before anything is shown: k, and one more for every code replaced."""
        return self.k + self.replaced

    @property
    def codes(self) -> int:
        """How many codes there are."""
        return self.invited + self.replaced

    @property
    def slots(self) -> int:
        """How many slots were laid out at opening: replaced codes fit, as far as the threshold can be reached."""
        return 2 * self.invited - self.k

    @property
    def is_open(self) -> bool:
        """Whether answers are still taken."""
        return self.stage is Stage.OPEN

    @property
    def has_results(self) -> bool:
        """Whether it is closed and the file was rewritten since, so that results are shown."""
        return self.stage is Stage.CLOSED

    @property
    def asks_for_card(self) -> bool:
        """Whether a participant may type the card they were given before."""
        return self.series.pairing and self.label is Label.AFTER

    @property
    def gives_card(self) -> bool:
        """Whether a participant is given a new card."""
        return self.series.pairing and self.label is Label.BEFORE

    @property
    def seals_tags(self) -> bool:
        """Whether ballots of this round may carry the tags of a card."""
        return self.asks_for_card or self.gives_card

    @property
    def takes_files(self) -> bool:
        """Whether ballots may travel as files: there is a delegate who can mix them."""
        return self.series.mixing_key is not None and self.collecting_key is not None

    @property
    def last_closing(self) -> datetime | None:
        """The closing time that holds."""
        return self.extended_to or self.closes_at

    @property
    def fingerprint(self) -> str:
        """Stands for everything that was frozen and for the public keys; computed from what is on disk now."""
        series = self.series
        for_files = (series.mixing_key, self.collecting_key) if self.takes_files else ()
        return fingerprint(
            {
                "survey": series.survey.model_dump(mode="json"),
                "series": series.id,
                "round": self.id,
                "label": self.label.value,
                "opened_on": self.opened_on.isoformat(),
                "invited": self.invited,
                "k": series.k,
                "main_topics": list(series.main_topics),
                "pairing": series.pairing,
                "comments": self.comments,
                "closes_at": self.closes_at.isoformat() if self.closes_at else None,
                "holders": {holder.value: name for holder, name in series.holders.items()},
                "scripted": [series.scripted, self.scripted],
                "hosted": self.hosted,
                "changes": [self.joined, self.left],
                "keys": [
                    key.hex() if key else None
                    for key in (self.public_key, series.rows_key, series.rounds_key, *for_files)
                ],
            }
        )


@dataclass(frozen=True)
class Keyring:
    """Everything locked of a series: what it takes to turn passphrases into private keys.

    `mixing` is the delegate's own key for ballots that travel as files; None where there is no delegate.
    """

    salts: Mapping[Holder, bytes]
    cost: Cost
    locks: Mapping[Purpose, Lock]
    mark: bytes = field(repr=False)
    mixing: Lock | None = None


@dataclass(frozen=True)
class LockedRound:
    """What has to be unlocked, outside any transaction, before a round can be closed."""

    round: Round
    keyring: Keyring
    locked_key: bytes = field(repr=False)


@dataclass(frozen=True)
class Unlocked:
    """The private keys that closing a round needs; `rows` only where the series is compared."""

    round_id: str
    ballots: bytes = field(repr=False)
    rows: bytes | None = field(default=None, repr=False)
