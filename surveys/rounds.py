"""The life of a round: opened, answered, closed or discarded, read back; and the series of one survey.

A series is one `before`, any number of `pulse`, one `after`, of one survey for one pilot. Whatever `before` froze
holds for all its rounds. Nothing can be read before closing; at closing, what the release gate lets through is
computed once and stored. Every function takes a session and leaves the commit to the caller. After a commit that
closed or discarded a round the file should be vacuumed, so that no freed page keeps a trace.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from random import Random

from sqlmodel import Session

from surveys import box, rules, store
from surveys.errors import SurveyError
from surveys.records import Comparison, Label, ReleasedResults, Round, RoundState
from surveys.release import from_json, release_comparison, release_results, to_json
from surveys.schema import Survey
from surveys.statistics.compare import Sample, compare
from surveys.statistics.scores import Sheet, measure


def open_round(
    session: Session,
    survey: Survey,
    *,
    pilot_id: int,
    label: Label,
    invited: int,
    k: int | None = None,
    main_topics: Iterable[str] | None = None,
    today: date,
    random: Random,
) -> Round:
    """Opens a round and freezes its text and rules; `k` answers (default 5) are needed before anything is shown.

    A pulse or an after takes text, k and main topics from the series, whatever `survey` says by now. Raises
    SurveyError when another round is open, when the label is out of turn, or for rules that cannot hold.
    """
    earlier = store.rounds_of(session, pilot_id)
    for found in earlier:
        if found.is_open:
            raise SurveyError(f"The {rules.name_of(found)} of this pilot is still open; close it or discard it first.")
    series = [found for found in earlier if found.survey.id == survey.id]
    first = rules.first_of(series, survey, label)
    chosen = None if main_topics is None else tuple(dict.fromkeys(main_topics))
    if first is None:
        k = rules.checked_k(k)
        topics = survey.main_topics if chosen is None else rules.in_order(survey, chosen)
    else:
        rules.check_frozen(first, k, chosen)
        survey, k, topics = first.survey, first.k, first.main_topics
    rules.check_invited(invited, k)
    opened = Round(
        id=f"{random.getrandbits(64):016x}",
        pilot_id=pilot_id,
        label=label,
        survey=survey,
        invited=invited,
        k=k,
        main_topics=topics,
        state=RoundState.OPEN,
        opened_on=today,
    )
    store.add_round(session, opened)
    return opened


def submit(session: Session, round_id: str, answers: Mapping[str, int], random: Random) -> None:
    """Takes one person's answers, 1 to the number of points by full item id; what is missing is no answer.

    Raises SurveyError, and stores nothing, for a closed round, a full one, an unknown item or an answer off the
    scale; the message never holds an answer.
    """
    found = _open(session, round_id)
    rules.check_answers(found.survey, answers)
    if box.count(session, found) >= found.invited:
        raise SurveyError(
            f"As many people as were invited ({found.invited}) have answered already; nothing more was stored."
        )
    box.put(session, found, answers, random)


def has_enough(session: Session, round_id: str) -> bool:
    """Whether the round could be closed: all that is told about an open round."""
    found = _round(session, round_id)
    return not found.is_open or box.count(session, found) >= found.k


def close_round(session: Session, round_id: str, today: date, random: Random) -> None:
    """Closes a round and stores what the gate lets through; `after` compares the series first.

    The sheets of a before are kept for that, shuffled under new ids; all others are destroyed, and with an after
    those of its before too. Raises SurveyError, and changes nothing, while fewer than k have answered.
    """
    found = _open(session, round_id)
    if box.count(session, found) < found.k:
        raise SurveyError(
            f"Fewer than {found.k} have answered, so the {rules.name_of(found)} cannot be closed; wait, or discard it."
        )
    sheets = box.take_out(session, found)
    results = release_results(found.survey.id, measure(found.survey, sheets), k=found.k, answered=len(sheets))
    comparison = None
    if found.label is Label.BEFORE:
        box.put_back(session, found, sheets, random)
    if found.label is Label.AFTER:
        comparison = to_json(_compared(session, found, sheets))
    store.mark_closed(session, found.id, today, results=to_json(results), comparison=comparison)


def discard_round(session: Session, round_id: str) -> None:
    """Destroys an open round and everything answered in it; the rest of its series stays."""
    found = _round(session, round_id)
    if not found.is_open:
        raise SurveyError(f"The {rules.name_of(found)} is closed and cannot be discarded; its results stay.")
    box.destroy(session, found)
    store.delete_round(session, found.id)


def mark_read_back(session: Session, round_id: str, today: date) -> None:
    """Notes that the team was shown the results of a closed round; the first day counts."""
    found = _closed(session, round_id)
    if found.read_back_on is None:
        store.mark_read_back(session, found.id, today)


def rounds_of(session: Session, pilot_id: int) -> tuple[Round, ...]:
    """All rounds of a pilot, oldest first."""
    return store.rounds_of(session, pilot_id)


def open_round_of(session: Session, pilot_id: int) -> Round | None:
    """The round of a pilot that takes answers, None if there is none."""
    return next((found for found in store.rounds_of(session, pilot_id) if found.is_open), None)


def results(session: Session, round_id: str) -> ReleasedResults:
    """What a closed round gave out. Raises SurveyError while it is open."""
    found = _closed(session, round_id)
    return from_json(store.results_json(session, found.id) or "", ReleasedResults)


def comparison(session: Session, pilot_id: int, survey_id: str) -> Comparison | None:
    """Before against after of one survey for one pilot; None until the after is closed."""
    for found in store.rounds_of(session, pilot_id):
        if found.survey.id == survey_id and found.label is Label.AFTER and not found.is_open:
            return from_json(store.comparison_json(session, found.id) or "", Comparison)
    return None


def _compared(session: Session, after: Round, sheets: Sequence[Sheet]) -> Comparison:
    """The comparison with the before of the same series, whose sheets are taken out for good."""
    before = next(
        found
        for found in store.rounds_of(session, after.pilot_id)
        if found.label is Label.BEFORE and found.survey.id == after.survey.id
    )
    earlier = box.take_out(session, before)
    entries = compare(
        Sample(before.survey, earlier),
        Sample(after.survey, sheets),
        main_topics=after.main_topics,
        threshold=after.k,
    )
    return release_comparison(
        after.survey.id, entries, k=after.k, answered_before=len(earlier), answered_after=len(sheets)
    )


def _round(session: Session, round_id: str) -> Round:
    found = store.round_by_id(session, round_id)
    if found is None:
        raise SurveyError("There is no such survey any more; it was discarded.")
    return found


def _open(session: Session, round_id: str) -> Round:
    found = _round(session, round_id)
    if not found.is_open:
        raise SurveyError(f"The {rules.name_of(found)} is closed; nothing was changed.")
    return found


def _closed(session: Session, round_id: str) -> Round:
    found = _round(session, round_id)
    if found.is_open:
        raise SurveyError(f"The {rules.name_of(found)} is still open; results exist once it is closed.")
    return found
