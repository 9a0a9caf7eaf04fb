"""Which topics and questions two wordings of a survey share, so that teams asked with either can stand together."""

from __future__ import annotations

from surveys.schema import Survey, Topic


def comparable(asked: Survey, reference: Survey) -> frozenset[str]:
    """Ids of the questions with the same text and direction, and of the topics that consist of the same questions.

    Titles, reasons and the version may differ; another scale or another sentence above the questions makes all differ.
    """
    if (asked.scale, asked.stem) != (reference.scale, reference.stem):
        return frozenset()
    before, here = _by_id(asked), _by_id(reference)
    items = {name for name, said in here.items() if before.get(name) == said}
    topics = {topic.id for topic in reference.topics if _same(topic, asked, items)}
    return frozenset(items | topics)


def _by_id(survey: Survey) -> dict[str, tuple[str, str]]:
    return {f"{topic.id}.{item.id}": (item.text, item.agree_is) for topic in survey.topics for item in topic.items}


def _same(topic: Topic, asked: Survey, items: set[str]) -> bool:
    own = {item.id for item in topic.items}
    other = next(({item.id for item in found.items} for found in asked.topics if found.id == topic.id), set())
    return own == other and all(f"{topic.id}.{item}" in items for item in own)
