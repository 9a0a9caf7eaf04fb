"""What the page of promises shows: all of them, where each came from, and the survey topics that could be raised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from playbook.room.promises import Promise
from playbook.store import promises as store
from surveys.records import Released
from surveys.rounds import life
from ybiyri_tui.context import Context
from ybiyri_tui.usecases.findings.contradictions import newest_closed

OFFERED = 5


@dataclass(frozen=True)
class OfferedTopic:
    """A topic of a survey whose results the team has seen, with what was released for it."""

    id: str
    title: str
    entry: Released


@dataclass(frozen=True)
class PromisePage:
    """The promises, oldest first; `origins` names the topic or question from which one came, by its number.

    `topics` are the lowest ones first; `unread` says that there are results that were not read back to the team yet.
    """

    today: date
    promises: tuple[Promise, ...]
    origins: dict[int, str]
    topics: tuple[OfferedTopic, ...]
    unread: bool

    def promise(self, number: int) -> Promise | None:
        """The promise with this number."""
        return next((found for found in self.promises if found.number == number), None)


def promise_page(context: Context, pilot_id: int) -> PromisePage:
    """Reads it in one consistent state of the file."""

    def work(session: Session) -> PromisePage:
        promises = store.promises(session, pilot_id)
        rounds = life.rounds_of(session, pilot_id)
        return PromisePage(
            context.today,
            promises,
            {found.number: _origin(context, found) for found in promises},
            _lowest_topics(session, pilot_id),
            any(found.read_back_on is None for found in newest_closed(rounds)),
        )

    return context.workspace.read(work)


def _lowest_topics(session: Session, pilot_id: int) -> tuple[OfferedTopic, ...]:
    """Of the newest round of each survey: the topics with the fewest favourable answers; withheld ones are left out."""
    found: list[tuple[float, OfferedTopic]] = []
    for closed in newest_closed(life.rounds_of(session, pilot_id), read_back_only=True):
        results = life.results(session, closed.id)
        titles = {topic.id: topic.title for topic in closed.survey.topics}
        for entry in results.topics:
            height = _height(entry)
            if height is not None and entry.id in titles:
                topic_id = f"{closed.survey.id}.{entry.id}"
                found.append((height, OfferedTopic(topic_id, titles[entry.id], entry)))
    return tuple(topic for _, topic in sorted(found, key=lambda pair: pair[0])[:OFFERED])


def _height(entry: Released) -> float | None:
    return entry.segments[0].high if entry.segments else None


def _origin(context: Context, promise: Promise) -> str:
    if promise.topic is not None:
        survey_id, _, topic_id = promise.topic.partition(".")
        survey = context.surveys.get(survey_id)
        titles = {topic.id: topic.title for topic in survey.topics} if survey else {}
        return f"survey: {titles.get(topic_id, promise.topic)}"
    if promise.question_id is None:
        return ""
    try:
        return context.playbook.find(promise.question_id)[1].question
    except KeyError:
        return promise.question_id
