"""Opening a round in three steps: plan it (reads), make keys, codes and dummies (slow), write it (one transaction)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from random import Random

from sqlmodel import Session

from surveys.errors import SurveyError
from surveys.records import Label
from surveys.rounds import rules
from surveys.rounds.records import Keyring, Purpose, Round, Series, SeriesState, Stage
from surveys.rounds.store import box as box_store
from surveys.rounds.store import rounds as round_store
from surveys.rounds.store import series as series_store
from surveys.schema import Survey
from surveys.sealing import holders as holding
from surveys.sealing.ballots import ballot_size
from surveys.sealing.codes import Slip, code_hash, draw_codes, slips
from surveys.sealing.holders import Holder, Passphrases
from surveys.sealing.sealer import Sealer, pair_of

DEFAULT_DURATION = timedelta(days=7)
LOCKED_KEY_SIZE = 64
DUMMY = b""


@dataclass(frozen=True)
class Request:
    """What is asked for at opening; None takes the default or, in a later round, what the series has frozen.

    `holders` are the names of coach, delegate and stand-in, or of the coach alone. `scripted` says that a script
    supplies the passphrases; `hosted`, that the codes go to the delegate. `joined` and `left` count people since the
    before; a before has none. `closes_at` is a time with its zone.
    """

    pilot_id: int
    survey: Survey
    label: Label
    invited: int
    k: int | None = None
    main_topics: tuple[str, ...] | None = None
    pairing: bool | None = None
    holders: Mapping[Holder, str] | None = None
    comments: bool = False
    hosted: bool = False
    scripted: bool = False
    closes_at: datetime | None = None
    joined: int | None = None
    left: int | None = None


@dataclass(frozen=True)
class Plan:
    """A round that may open: everything but keys and ids. `keyring` is None if it begins a series."""

    round: Round
    keyring: Keyring | None = None

    @property
    def begins_series(self) -> bool:
        """Whether a series begins with this round, so that its holders have to type their passphrases."""
        return self.keyring is None

    @property
    def holders(self) -> tuple[Holder, ...]:
        """Who can open the box."""
        return tuple(self.round.series.holders)


@dataclass(frozen=True)
class Prepared:
    """Everything that opening writes, and the slips, which are printed once and never again."""

    round: Round
    slips: tuple[Slip, ...] = field(repr=False)
    keyring: Keyring | None = field(repr=False)
    locked_key: bytes = field(repr=False)
    hashes: tuple[bytes, ...] = field(repr=False)
    slots: tuple[box_store.Box, ...] = field(repr=False)
    collecting_secret: bytes | None = field(default=None, repr=False)


def plan(session: Session, wanted: Request, now: datetime) -> Plan:
    """What would open; `now` has a zone, whose day is the day of opening.

    Raises SurveyError if another round is open, the label is out of turn, or a rule cannot hold.
    """
    earlier = round_store.of_pilot(session, wanted.pilot_id)
    rules.check_free(earlier)
    all_series = series_store.of_survey(session, wanted.pilot_id, wanted.survey.id)
    found = rules.series_for(wanted.label, wanted.survey.id, earlier, all_series)
    if found is None:
        series, keyring = _new_series(wanted), None
    else:
        _check_frozen(wanted, found)
        series, keyring = found, series_store.keyring(session, found)
    closes_at = (wanted.closes_at or now + DEFAULT_DURATION).astimezone(UTC).replace(microsecond=0)
    rules.check_closing(closes_at, now)
    rules.check_hosted(wanted.hosted, series)
    rules.check_people(wanted.joined, wanted.left)
    rules.check_invited(wanted.invited, series.k)
    planned = Round(
        id="",
        series=series,
        label=wanted.label,
        stage=Stage.OPEN,
        invited=wanted.invited,
        opened_on=now.date(),
        comments=wanted.comments,
        hosted=wanted.hosted,
        scripted=wanted.scripted,
        joined=None if found is None else wanted.joined,
        left=None if found is None else wanted.left,
        closes_at=closes_at,
    )
    return Plan(planned, keyring)


def prepare(planned: Plan, typed: Passphrases, retyped: Passphrases | None, random: Random, sealer: Sealer) -> Prepared:
    """Draws keys, codes and dummies; takes some 20 ms for each code and a fraction of a second for each passphrase.

    `retyped` are the passphrases typed a second time, None where a script supplies them. A later round needs none:
    its key is sealed for the holders of the series; those that are typed all the same are tested. Raises SurveyError
    if a passphrase is missing, wrong, or not retyped alike.
    """
    series, keyring = planned.round.series, planned.keyring
    if keyring is None:
        series, keyring = _with_keys(series, holding.checked(typed, planned.holders, retyped), random, sealer)
    elif holding.given(typed):
        _test(series, keyring, typed)
    pair, salt = sealer.key_pair(), sealer.salt()
    collecting = sealer.key_pair() if series.mixing_key is not None else None
    opening = replace(
        planned.round,
        id=f"{random.getrandbits(64):016x}",
        series=series,
        scripted=planned.round.scripted and bool(holding.given(typed)),
        public_key=pair.public,
        collecting_key=collecting.public if collecting else None,
        code_salt=salt,
    )
    codes = draw_codes(opening.invited, random)
    size = box_size(opening)
    return Prepared(
        round=opening,
        slips=slips(codes, opening.fingerprint, random),
        keyring=keyring if planned.begins_series else None,
        locked_key=sealer.seal(_key(series.rounds_key), pair.private, LOCKED_KEY_SIZE),
        hashes=tuple(code_hash(code, salt, sealer.symbols_cost) for code in codes),
        slots=tuple(
            (f"{random.getrandbits(128):032x}", sealer.seal(pair.public, DUMMY, size)) for _ in range(opening.slots)
        ),
        collecting_secret=collecting.private if collecting else None,
    )


def open_round(session: Session, prepared: Prepared) -> Round:
    """Writes the round. Raises SurveyError, and writes nothing, if another round was opened meanwhile."""
    opening = prepared.round
    earlier = round_store.of_pilot(session, opening.pilot_id)
    rules.check_free(earlier)
    all_series = series_store.of_survey(session, opening.pilot_id, opening.survey.id)
    current = rules.series_for(opening.label, opening.survey.id, earlier, all_series)
    if current != (None if prepared.keyring else opening.series):
        raise SurveyError("The surveys of this pilot were changed meanwhile; nothing was opened. Look, then try again.")
    if prepared.keyring is not None:
        series_store.add(session, opening.series, prepared.keyring)
    round_store.add(session, opening, prepared.locked_key, prepared.collecting_secret)
    box_store.add_codes(session, opening.id, prepared.hashes)
    box_store.add_slots(session, opening.id, prepared.slots)
    return opening


def box_size(found: Round) -> int:
    """The size of every ballot of a round before it is sealed."""
    return ballot_size(found.survey, comments=found.comments, pairing=found.seals_tags)


def _new_series(wanted: Request) -> Series:
    if wanted.holders is None or set(wanted.holders) not in (set(holding.ALL), set(holding.COACH_ONLY)):
        raise SurveyError(
            "It is not said who can open the box: name a delegate and a stand-in beside the coach, or the coach alone."
        )
    chosen = wanted.main_topics
    return Series(
        id="",
        pilot_id=wanted.pilot_id,
        survey=wanted.survey,
        state=SeriesState.OPEN,
        k=rules.checked_k(wanted.k),
        main_topics=wanted.survey.main_topics if chosen is None else rules.in_order(wanted.survey, chosen),
        pairing=True if wanted.pairing is None else wanted.pairing,
        holders={holder: wanted.holders[holder] for holder in holding.ALL if holder in wanted.holders},
        scripted=wanted.scripted,
    )


def _check_frozen(wanted: Request, series: Series) -> None:
    topics = None if wanted.main_topics is None else set(wanted.main_topics)
    rules.check_repeated("k", wanted.k, series.k)
    rules.check_repeated("The choice of main topics", topics, set(series.main_topics))
    rules.check_repeated("The rule about pairing", wanted.pairing, series.pairing)
    if wanted.holders is not None:
        rules.check_repeated("Who can open the box", _chosen(wanted.holders), _chosen(series.holders))


def _chosen(holders: Mapping[Holder, str]) -> dict[Holder, str]:
    """Delegate and stand-in; the coach is the coach under whatever name."""
    return {holder: name for holder, name in holders.items() if holder is not Holder.COACH}


def _with_keys(series: Series, typed: Passphrases, random: Random, sealer: Sealer) -> tuple[Series, Keyring]:
    """The series with keys of its own, each locked for its holders."""
    salts = {holder: sealer.salt() for holder in series.holders}
    keys = holding.stretch(typed, salts, sealer.cost)
    pairs = {purpose: sealer.key_pair() for purpose in Purpose}
    locks = {purpose: holding.lock(pair.private, keys, purpose.value, sealer) for purpose, pair in pairs.items()}
    mixing = None if series.coach_only else sealer.key_pair()
    keyed = replace(
        series,
        id=f"{random.getrandbits(64):016x}",
        rows_key=pairs[Purpose.ROWS].public,
        rounds_key=pairs[Purpose.ROUNDS].public,
        mixing_key=mixing.public if mixing else None,
    )
    alone = {Holder.DELEGATE: keys[Holder.DELEGATE]} if mixing else {}
    own = holding.lock(mixing.private, alone, holding.MIXING, sealer) if mixing else None
    return keyed, Keyring(salts, sealer.cost, locks, holding.mark(keys[series.code_giver]), own)


def _test(series: Series, keyring: Keyring, typed: Passphrases) -> None:
    """Opens the locks of a series as a test, and looks whether its public keys are still those of the locks."""
    keys = holding.stretch(typed, keyring.salts, keyring.cost)
    for purpose, public in ((Purpose.ROUNDS, series.rounds_key), (Purpose.ROWS, series.rows_key)):
        private = holding.unlock(keyring.locks[purpose], keys, purpose.value)
        if pair_of(private).public != public:
            raise SurveyError("A key of this survey was exchanged in the file; discard the series and begin again.")


def _key(public: bytes | None) -> bytes:
    if public is None:
        raise SurveyError("The keys of this survey are missing from the file; discard the series and begin again.")
    return public
