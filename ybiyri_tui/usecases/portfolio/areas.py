"""What a promise is about, as one area: the topic of a survey, else what people say, else nothing in particular."""

from __future__ import annotations

from ybiyri_tui.context import Context

OTHER = "other"


class Areas:
    """Knows the titles of topics and objections that are in use; what was removed keeps its id as a title."""

    def __init__(self, context: Context) -> None:
        self._titles = {
            f"{survey.id}.{topic.id}": topic.title for survey in context.surveys.values() for topic in survey.topics
        }
        self._titles |= {objection.id: objection.title for objection in context.playbook.objections}
        self._titles[OTHER] = "Something else"

    def key_of(self, topic: str | None, question_id: str | None) -> str:
        """The id of the topic, or of the objection of the question, or `other`."""
        if topic is not None:
            return topic
        return OTHER if question_id is None else question_id.partition(".")[0]

    def title_of(self, key: str) -> str:
        """How the area is called."""
        return self._titles.get(key, key)
