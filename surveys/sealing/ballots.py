"""What is sealed: one person's answers as bytes, and, for the comparison, their answers to one topic at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from unicodedata import category, normalize

from surveys.errors import SurveyError
from surveys.schema import Survey, Topic
from surveys.sealing.cards import TAG_BYTES
from surveys.statistics.scores import Sheet

MAX_COMMENT = 500
"""Characters."""
_STEP = 64
_WIDEST = "\U0001f511"  # as many bytes in UTF-8 as any character has, escaped or not

Tags = Mapping[str, bytes]


@dataclass(frozen=True)
class Ballot:
    """One person's answers by full item id, a comment that belongs to no question, and a tag for each topic."""

    answers: Sheet = field(repr=False)
    comment: str = field(default="", repr=False)
    tags: Tags = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class TopicRow:
    """One person's answers to one topic (a digit per item, 0 for no answer) and their tag for it."""

    topic: str
    answers: str = field(repr=False)
    tag: bytes | None = field(default=None, repr=False)


def ballot_size(survey: Survey, *, comments: bool, pairing: bool) -> int:
    """The one size of all ballots of a round: the largest possible one fits."""
    topics = [topic.id for topic in survey.topics]
    largest = Ballot(
        answers={},
        comment=_WIDEST * MAX_COMMENT if comments else "",
        tags=dict.fromkeys(topics, bytes(TAG_BYTES)) if pairing else {},
    )
    return _rounded_up(len(pack(survey, largest)))


def row_size(survey: Survey) -> int:
    """The one size of all rows that a series keeps."""
    rows = (TopicRow(topic.id, "0" * len(topic.items), bytes(TAG_BYTES)) for topic in survey.topics)
    return _rounded_up(max(len(pack_row(row)) for row in rows))


def checked_comment(text: str) -> str:
    """A comment on one line. Raises SurveyError, without repeating it, if it is too long."""
    words = normalize("NFC", text.encode(errors="replace").decode())
    line = " ".join("".join(" " if category(sign) in ("Cc", "Cf") else sign for sign in words).split())
    if len(line) > MAX_COMMENT:
        raise SurveyError(f"The comment has {len(line)} characters; at most {MAX_COMMENT} fit. Nothing was stored.")
    return line


def pack(survey: Survey, ballot: Ballot) -> bytes:
    """The ballot as bytes, not yet padded; its answers must be on the scale of the survey."""
    answers = "".join(str(ballot.answers.get(item_id, 0)) for item_id in survey.item_ids())
    tags = "".join(ballot.tags[topic.id].hex() for topic in survey.topics) if ballot.tags else ""
    return _packed({"answers": answers, "comment": ballot.comment, "tags": tags})


def unpack(survey: Survey, packed: bytes, *, comments: bool, pairing: bool) -> Ballot | None:
    """The ballot that was packed; None for anything else, such as a dummy, or what the round does not ask for."""
    found = _unpacked(packed, {"answers", "comment", "tags"})
    if found is None or not _on_scale(found["answers"], len(survey.item_ids()), survey):
        return None
    comment, tags = found["comment"], _tags(found["tags"])
    wanted = len(survey.topics) if pairing else 0
    if len(comment) > (MAX_COMMENT if comments else 0) or tags is None or len(tags) not in (0, wanted):
        return None
    given = zip(survey.item_ids(), map(int, found["answers"]), strict=True)
    return Ballot(
        answers={item_id: answer for item_id, answer in given if answer},
        comment=comment,
        tags=dict(zip((topic.id for topic in survey.topics), tags, strict=True)) if tags else {},
    )


def split(survey: Survey, ballots: Iterable[Ballot]) -> list[TopicRow]:
    """Every ballot's answers topic by topic, so that nothing joins two topics of one person; sorted."""
    rows = [
        TopicRow(
            topic.id,
            "".join(str(ballot.answers.get(item_id, 0)) for item_id in _item_ids(topic)),
            ballot.tags.get(topic.id),
        )
        for ballot in ballots
        for topic in survey.topics
    ]
    return sorted(rows, key=pack_row)


def sheet_of(topic: Topic, row: TopicRow) -> Sheet:
    """The answers of a row by full item id."""
    given = zip(_item_ids(topic), map(int, row.answers), strict=True)
    return {item_id: answer for item_id, answer in given if answer}


def pack_row(row: TopicRow) -> bytes:
    """The row as bytes, not yet padded."""
    return _packed({"topic": row.topic, "answers": row.answers, "tag": row.tag.hex() if row.tag else ""})


def unpack_row(survey: Survey, packed: bytes) -> TopicRow | None:
    """The row that was packed; None for anything else."""
    found = _unpacked(packed, {"topic", "answers", "tag"})
    topic = next((topic for topic in survey.topics if found and topic.id == found["topic"]), None)
    if found is None or topic is None or not _on_scale(found["answers"], len(topic.items), survey):
        return None
    tags = _tags(found["tag"])
    if tags is None or len(tags) > 1:
        return None
    return TopicRow(topic.id, found["answers"], tags[0] if tags else None)


def _item_ids(topic: Topic) -> list[str]:
    return [f"{topic.id}.{item.id}" for item in topic.items]


def _packed(fields: Mapping[str, str]) -> bytes:
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()


def _unpacked(packed: bytes, fields: set[str]) -> dict[str, str] | None:
    try:
        found = json.loads(packed)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.keys() != fields or not all(isinstance(v, str) for v in found.values()):
        return None
    return found


def _on_scale(answers: str, items: int, survey: Survey) -> bool:
    points = "0123456789"[: survey.scale.points + 1]
    return len(answers) == items and all(answer in points for answer in answers)


def _tags(text: str) -> list[bytes] | None:
    try:
        joined = bytes.fromhex(text)
    except ValueError:
        return None
    whole = len(joined) % TAG_BYTES == 0
    return [joined[at : at + TAG_BYTES] for at in range(0, len(joined), TAG_BYTES)] if whole else None


def _rounded_up(size: int) -> int:
    """At least one byte more, as padding needs it, and a multiple of 64."""
    return (size // _STEP + 1) * _STEP
