"""Where an answer and the survey contradict each other: something to talk about, not a verdict on who is right.

The rules, for each survey's newest closed round and only for what its release gate let through:

- A **yes** (proof seen or word only), or a must-have that is met, is contradicted by every topic or item that speaks
  to it and of which *few* are favourable: at most a third, even by the upper end of a band.
- A **no** is contradicted if all topics and items that speak to the question were released and of each *nearly all*
  are favourable: at least four in five, even by the lower end of a band. A no may rest on any one of them, so one
  that is withheld or lower settles nothing. Shown is the one of which fewest are favourable.
- Partly, not asked and doesn't apply are contradicted by nothing, and neither is a must-have that is open.

Favourable has the direction applied: where agreeing is a worry, those who disagree are counted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from playbook.records import Answer, State, Voice
from surveys.records import Label, Released, ReleasedResults
from surveys.rounds.records import Round

if TYPE_CHECKING:
    from sqlmodel import Session

    from surveys.schema import Survey
    from ybiyri_tui.content.survey_links import SurveyLinks, SurveyMap
    from ybiyri_tui.context import Context

FEW = Fraction(1, 3)
"""At most this share is few."""

NEARLY_ALL = Fraction(4, 5)
"""At least this share is nearly all."""


class Said(StrEnum):
    """What the survey contradicts."""

    YES = "yes"
    NO = "no"
    MET = "met"


@dataclass(frozen=True)
class Heard:
    """A closed round with what it gave out."""

    round: Round
    results: ReleasedResults


@dataclass(frozen=True)
class Contradiction:
    """An answer, and what the survey says against it.

    `subject_id` is the full id of a question, or the id of a must-have if `said` is met; `voices` are those whose
    answer is contradicted, none for a must-have. `entry` is what was released for the topic or item; `asked` the
    item as it was worded, or the topic's title. `says` continues "agree that", None if there are no words for it.
    """

    subject_id: str
    said: Said
    voices: tuple[Voice, ...]
    survey_id: str
    label: Label
    closed_on: date | None
    entry: Released
    asked: str
    is_topic: bool
    agree_is_worry: bool
    says: str | None


@dataclass(frozen=True)
class _Spoken:
    """A topic or item as it was asked and what was released for it, with the ends of the share that is favourable."""

    entry: Released
    asked: str
    is_topic: bool
    agree_is_worry: bool
    low: Fraction
    high: Fraction

    @property
    def few(self) -> bool:
        return self.high <= FEW

    @property
    def nearly_all(self) -> bool:
        return self.low >= NEARLY_ALL


def contradictions(context: Context, pilot_id: int, *, read_back_only: bool = False) -> tuple[Contradiction, ...]:
    """All contradictions of a pilot, in the order of the survey map, the clearest of a question first.

    With `read_back_only` rounds count only once their results were read back to the team: whatever a manager or a
    room with other people in it sees asks for that.
    """
    return context.workspace.read(
        lambda session: contradictions_in(context, session, pilot_id, read_back_only=read_back_only)
    )


def contradictions_in(
    context: Context, session: Session, pilot_id: int, *, read_back_only: bool = False
) -> tuple[Contradiction, ...]:
    """The same inside a session that is already open."""
    from playbook.store import answers as answer_store
    from playbook.store import must_haves as must_have_store
    from surveys.rounds import life

    newest = newest_closed(life.rounds_of(session, pilot_id), read_back_only=read_back_only)
    if not newest:
        return ()
    playbook = context.playbook
    answers = answer_store.answers(session, pilot_id)
    marks = must_have_store.must_have_marks(session, pilot_id)
    known = playbook.question_ids()
    return find(
        context.survey_map,
        [answer for question_id, answer in answers.items() if question_id in known],
        {must_have.id for must_have in playbook.must_haves if must_have.id in marks and marks[must_have.id].met_on},
        [Heard(found, life.results(session, found.id)) for found in newest],
    )


def newest_closed(rounds: Iterable[Round], *, read_back_only: bool = False) -> tuple[Round, ...]:
    """The newest closed round of each survey, of rounds that are given oldest first.

    An older one never stands in for it: what was true in spring must not contradict an answer of today.
    """
    newest: dict[str, Round] = {}
    for found in rounds:
        if found.has_results:
            newest[found.survey.id] = found
    return tuple(found for found in newest.values() if found.read_back_on is not None or not read_back_only)


def find(
    survey_map: SurveyMap, answers: Iterable[Answer], met: Collection[str], heard: Iterable[Heard]
) -> tuple[Contradiction, ...]:
    """The contradictions between answers, must-haves that are met, and released results; see the rules above."""
    by_id = {answer.question_id: answer for answer in answers}
    found: list[Contradiction] = []
    for listened in heard:
        for links in survey_map.surveys:
            if links.survey == listened.results.survey_id and listened.round.has_results:
                found += _in_round(links, by_id, met, listened)
    return tuple(found)


def by_subject(found: Iterable[Contradiction]) -> dict[str, tuple[Contradiction, ...]]:
    """Contradictions by question or must-have, so that a screen finds those of a line."""
    grouped: dict[str, tuple[Contradiction, ...]] = {}
    for contradiction in found:
        grouped[contradiction.subject_id] = (*grouped.get(contradiction.subject_id, ()), contradiction)
    return grouped


def _in_round(
    links: SurveyLinks, answers: Mapping[str, Answer], met: Collection[str], heard: Heard
) -> Iterator[Contradiction]:
    for question_id, entry_ids in links.questions.items():
        answer = answers.get(question_id)
        if answer is None or answer.not_applicable_reason is not None:
            continue
        spoken = [_spoken(entry_id, heard) for entry_id in entry_ids]
        for said, state, against in (
            (Said.YES, State.YES, _against_yes(spoken)),
            (Said.NO, State.NO, _against_no(spoken)),
        ):
            voices = tuple(finding.voice for finding in answer.findings if finding.state is state)
            if voices:
                yield from (_contradiction(question_id, said, voices, one, links, heard) for one in against)
    for must_have_id, entry_ids in links.must_haves.items():
        if must_have_id in met:
            against = _against_yes([_spoken(entry_id, heard) for entry_id in entry_ids])
            yield from (_contradiction(must_have_id, Said.MET, (), one, links, heard) for one in against)


def _against_yes(spoken: list[_Spoken | None]) -> list[_Spoken]:
    return sorted((one for one in spoken if one and one.few), key=lambda one: one.high)


def _against_no(spoken: list[_Spoken | None]) -> list[_Spoken]:
    released = [one for one in spoken if one and one.nearly_all]
    if len(released) < len(spoken):
        return []
    return [min(released, key=lambda one: one.low)]


def _spoken(entry_id: str, heard: Heard) -> _Spoken | None:
    """None for what is withheld, or was not asked because the team had dropped the topic."""
    try:
        entry = heard.results.entry(entry_id)
    except KeyError:
        return None
    if entry.segments is None or entry.favourable is None:
        return None
    favourable = entry.segments[0]
    wording = _wording(entry_id, heard.round.survey)
    if wording is None:
        return None
    low, high = (Fraction(end).limit_denominator(1000) for end in (favourable.low, favourable.high))
    return _Spoken(entry, *wording, low, high)


def _wording(entry_id: str, survey: Survey) -> tuple[str, bool, bool] | None:
    """The text or title as it was frozen, whether it is a topic, and whether agreeing is a worry."""
    for topic in survey.topics:
        if topic.id == entry_id:
            return topic.title, True, False
        for item in topic.items:
            if f"{topic.id}.{item.id}" == entry_id:
                return item.text, False, item.agree_is == "worry"
    return None


def _contradiction(
    subject_id: str, said: Said, voices: tuple[Voice, ...], spoken: _Spoken, links: SurveyLinks, heard: Heard
) -> Contradiction:
    # Words were written for one version of a survey; another version's text is quoted instead.
    fits = links.version == heard.round.survey.version
    return Contradiction(
        subject_id=subject_id,
        said=said,
        voices=voices,
        survey_id=heard.results.survey_id,
        label=heard.round.label,
        closed_on=heard.round.closed_on,
        entry=spoken.entry,
        asked=spoken.asked,
        is_topic=spoken.is_topic,
        agree_is_worry=spoken.agree_is_worry,
        says=links.says.get(spoken.entry.id) if fits else None,
    )
