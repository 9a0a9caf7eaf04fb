"""What to talk about: dots counted in the room, and the lowest topics of a survey that was read back to the team."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlmodel import Session

from surveys.rounds import life
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.findings.contradictions import newest_closed
from ybiyri_tui.usecases.pilot.overview import ObjectionLine
from ybiyri_tui.usecases.room.room_page import Room, read_room

if TYPE_CHECKING:
    from surveys.records import Released, ReleasedResults
    from surveys.rounds.records import Round
    from surveys.schema import Survey

CHOSEN = 3
"""How many objections fit into two hours, and how many topics count as lowest."""


@dataclass(frozen=True)
class LowTopic:
    """One of a survey's lowest topics; `objections` are those with questions that it speaks to."""

    title: str
    entry: Released
    objections: tuple[str, ...]


@dataclass(frozen=True)
class Candidate:
    """An objection that could be talked about."""

    line: ObjectionLine
    dots: int
    low_topics: tuple[LowTopic, ...]


@dataclass(frozen=True)
class Choosing:
    """All objections in the playbook's order, and the lowest topics, the lowest first."""

    room: Room
    candidates: tuple[Candidate, ...]
    low_topics: tuple[LowTopic, ...]

    @property
    def suggested(self) -> tuple[str, ...]:
        """Most dots first, then the lowest topics; an objection with neither is not suggested."""
        order = {topic.title: rank for rank, topic in enumerate(self.low_topics)}
        ranked = sorted(
            (found for found in self.candidates if found.dots or found.low_topics),
            key=lambda found: (
                -found.dots,
                min((order[topic.title] for topic in found.low_topics), default=len(order)),
                found.line.objection.number,
            ),
        )
        return tuple(found.line.objection.id for found in ranked[:CHOSEN])


def choosing(context: Context, pilot_id: int) -> Choosing:
    """Reads what there is to choose from."""
    room = read_room(context, pilot_id)
    low_topics = context.workspace.read(lambda session: _low_topics(context, session, pilot_id))
    return with_room(room, low_topics)


def with_room(room: Room, low_topics: tuple[LowTopic, ...]) -> Choosing:
    """What there is to choose from after dots were counted."""
    workshop = room.under_way
    return Choosing(
        room,
        tuple(
            Candidate(
                line,
                workshop.dots_of(line.objection.id) if workshop else 0,
                tuple(topic for topic in low_topics if line.objection.id in topic.objections),
            )
            for line in room.objections
        ),
        low_topics,
    )


def _low_topics(context: Context, session: Session, pilot_id: int) -> tuple[LowTopic, ...]:
    """Of the survey that was closed last; none unless it was read back to the team."""
    closed = newest_closed(life.rounds_of(session, pilot_id), read_back_only=True)
    if not closed:
        return ()
    newest = max(closed, key=lambda found: found.closed_on or found.opened_on)
    return lowest(context, newest, life.results(session, newest.id))


def lowest(context: Context, found: Round, results: ReleasedResults) -> tuple[LowTopic, ...]:
    """The topics with the fewest favourable answers, by the upper end of their band; withheld ones are left out."""
    ranked = sorted((topic for topic in results.topics if topic.segments), key=_height)
    return tuple(
        LowTopic(_title(found.survey, topic.id), topic, _objections(context, found.survey, topic.id))
        for topic in ranked[:CHOSEN]
    )


def _height(topic: Released) -> tuple[float, float]:
    favourable = topic.segments[0].high if topic.segments else 1.0
    return favourable, topic.mean or 0.0


def _title(survey: Survey, topic_id: str) -> str:
    return next((topic.title for topic in survey.topics if topic.id == topic_id), topic_id)


def _objections(context: Context, survey: Survey, topic_id: str) -> tuple[str, ...]:
    """Objections with a question, or a must-have with a question, to which the topic or one of its items speaks."""
    questions: list[str] = []
    must_haves = {must_have.id: must_have.questions for must_have in context.playbook.must_haves}
    for links in context.survey_map.surveys:
        if links.survey == survey.id:
            questions += _speaks_to(links.questions.items(), topic_id)
            for must_have_id in _speaks_to(links.must_haves.items(), topic_id):
                questions += must_haves.get(must_have_id, ())
    return tuple(dict.fromkeys(question_id.partition(".")[0] for question_id in questions))


def _speaks_to(links: Iterable[tuple[str, Iterable[str]]], topic_id: str) -> list[str]:
    return [subject for subject, entries in links if any(entry.partition(".")[0] == topic_id for entry in entries)]
