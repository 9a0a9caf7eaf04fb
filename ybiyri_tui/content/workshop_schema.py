"""What the texts around a workshop may contain: agenda, preparation, two models, mission, questions for the few."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from playbook.records import Voice
from playbook.schema import Content, Line, Link, Slug, Text
from ybiyri_tui.content.survey_links import QuestionId

Minutes = Annotated[int, Field(strict=True, ge=1, le=480)]


class Step(Content):
    """One part of a workshop; `room` is for everybody, `coach` for the run sheet only."""

    id: Slug
    minutes: Minutes
    title: Line
    room: Text
    coach: Text


class Agenda(Content):
    """The parts of a workshop in order; their minutes add up."""

    title: Line
    minutes: Minutes
    purpose: Text
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    agreements: tuple[Line, ...] = Field((), description="what holds in the room")

    @model_validator(mode="after")
    def _adds_up(self) -> Agenda:
        total = sum(step.minutes for step in self.steps)
        if total != self.minutes:
            raise ValueError(f"minutes must be the sum of the steps, which is {total}, not {self.minutes}")
        return self


class Invitation(Content):
    """A text to send, with placeholders."""

    subject: Line
    paragraphs: Annotated[tuple[Text, ...], Field(min_length=1)]


class CheckGroup(Content):
    """Things to tick, under a heading that says who or what they are for."""

    title: Line
    items: Annotated[tuple[Line, ...], Field(min_length=1)]


class CheckList(Content):
    """Things to tick, with why and when."""

    intro: Text
    groups: Annotated[tuple[CheckGroup, ...], Field(min_length=1)]


class Preparing(Content):
    """What happens before a workshop."""

    invitation: Invitation
    bring: CheckList
    room: CheckList


class Model(Content):
    """One of the two operating models."""

    name: Line
    suits: Line
    choose_when: Text


class ModelRow(Content):
    """One question about both models."""

    question: Line
    build_run: Line
    ops_run: Line


class TwoModels(Content):
    """You Build It You Run It against Ops Run It, on one page."""

    build_run: Model
    ops_run: Model
    rows: Annotated[tuple[ModelRow, ...], Field(min_length=1)]
    notes: tuple[Line, ...] = ()
    ask: Line = Field(description="what to ask the room about it")
    source: Text
    links: tuple[Link, ...] = ()


class MissionPart(Content):
    """One thing the mission says; filled in from the pilot where it is known."""

    id: Slug
    prompt: Line
    hint: Line
    lines: Annotated[int, Field(strict=True, ge=1, le=10)] = 2


class CultureQuestion(Content):
    """A question about learning or mindset with its own practice."""

    question: Line
    listen_for: Line
    practice: Text


class Mission(Content):
    """The mission one-pager, and the questions that show whether a learning culture grows."""

    intro: Text
    parts: Annotated[tuple[MissionPart, ...], Field(min_length=1)]
    signed: Line
    learning: tuple[CultureQuestion, ...]
    mindset: tuple[CultureQuestion, ...]


class OpenQuestion(Content):
    """Asked of people who are too few for a survey; `speaks_to` are full ids of questions of the playbook."""

    id: Slug
    about: Literal["worry", "need", "hand-over"]
    text: Line
    why: Line
    speaks_to: Annotated[tuple[QuestionId, ...], Field(min_length=1)]


class Group(Content):
    """People with one role; their answers are a voice on the questions, not survey data."""

    id: Slug
    title: Line
    voice: Voice
    role: Line = Field(description="how the voice is labelled beside an answer")
    questions: Annotated[tuple[OpenQuestion, ...], Field(min_length=1, max_length=5)]


class OpenQuestions(Content):
    """Open questions for the few, and what they are told first."""

    told: Annotated[tuple[Line, ...], Field(min_length=1)]
    groups: Annotated[tuple[Group, ...], Field(min_length=1)]

    @property
    def roles(self) -> tuple[str, ...]:
        """Those who may speak as operations."""
        return tuple(group.role for group in self.groups if group.voice is Voice.OPERATIONS)

    def speaking_to(self, question_id: str) -> tuple[tuple[str, str], ...]:
        """Role and text of every open question whose answer is a voice on this question of the playbook."""
        return tuple(
            (group.role, asked.text)
            for group in self.groups
            for asked in group.questions
            if question_id in asked.speaks_to
        )


class Workshop(Content):
    """All of it."""

    agenda: Agenda
    preparing: Preparing
    two_models: TwoModels
    mission: Mission
    open_questions: OpenQuestions
