"""What a playbook file may contain: objections, their questions and practices, must-haves, benchmarks."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, HttpUrl, StringConstraints

from playbook.records import Phase

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=40)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\n]+$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]


class Content(BaseModel):
    """Base of all content: unknown keys are errors, and nothing changes after loading."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Link(Content):
    """Where to read more."""

    title: Line
    url: HttpUrl


class Question(Content):
    """A "have you …" of an objection; its full id is `objection.slug`."""

    id: Slug
    question: Line
    missing: Annotated[str, StringConstraints(min_length=1, max_length=34)] = Field(
        description="what Home says is missing while the answer is not yes"
    )
    from_talk: Literal["question", "action", "no"] = Field(
        description="asked in the talk, made from one of its actions, or added"
    )
    why: Text
    facilitate: Text
    counts_as_yes: Text
    links: tuple[Link, ...] = ()


class Practice(Content):
    """Something to do about an objection."""

    title: Line
    how: Text
    questions: tuple[Slug, ...] = Field(
        (), description="ids of the objection's questions it answers; none means the whole objection"
    )
    links: tuple[Link, ...] = ()


class Objection(Content):
    """One thing people say, why it is so, what to ask, and what to do about it."""

    id: Slug
    number: Annotated[int, Field(strict=True, ge=1, le=99)]
    title: Annotated[str, StringConstraints(min_length=1, max_length=28)] = Field(description="short, for lists")
    says: Line = Field(description="the objection in the words of those who raise it")
    root_cause: Line = Field(description='what follows "because we haven\'t", such as "measured …"')
    background: Text
    questions: Annotated[tuple[Question, ...], Field(min_length=1)]
    practices: Annotated[tuple[Practice, ...], Field(min_length=1)]
    avoid: tuple[Line, ...] = ()
    links: tuple[Link, ...] = ()

    def practices_for(self, question_id: str) -> tuple[Practice, ...]:
        """What to do about one of its questions (the short id); practices for the whole objection are left out."""
        return tuple(practice for practice in self.practices if question_id in practice.questions)


class MustHave(Content):
    """A condition that stops a phase whatever else is true."""

    id: Slug
    title: Line
    before_phase: Phase
    why: Text
    counts_as_met: Text
    questions: tuple[str, ...] = Field((), description="full ids of questions whose answers speak to it")


class MustHaves(Content):
    """The file of all must-haves, in the order in which they are shown."""

    must_haves: Annotated[tuple[MustHave, ...], Field(min_length=1)]


class Benchmark(Content):
    """An outside figure, with what is needed to judge it."""

    id: Slug
    objection: Slug = Field(description="the objection beside which it is shown")
    statement: Line
    caveat: Line
    year: Annotated[int, Field(strict=True, ge=1990, le=2100)]
    n: Annotated[int, Field(strict=True, ge=1)] | None = Field(None, description="answers analysed, where published")
    population: Line
    source: HttpUrl
    verified: bool = Field(strict=True, description="borne out by a public source; otherwise shown greyed")
    as_quoted_in_talk: Line | None = Field(None, description="what the talk's notes make of it")
    unplanned_share_of: Literal["time", "deployments", "code"] | None = Field(
        None, description="what an outside figure of unplanned work is a share of; never drawn beside another one"
    )
    worksheets: tuple[Literal["pay", "leaving"], ...] = Field(
        (), description="shown beside pay policies: pay, or why people leave"
    )


class Benchmarks(Content):
    """The file of all outside figures."""

    benchmarks: tuple[Benchmark, ...]


class Pack(Content):
    """An addition to the playbook that is off until somebody switches it on, and that says where it comes from."""

    id: Slug = Field(description="the name of its file without the ending")
    title: Line
    summary: Text = Field(description="what it adds, and for whom")
    source: Text
    licence: Line
    links: Annotated[tuple[Link, ...], Field(min_length=1)] = Field(description="where its source can be read")
    objections: tuple[Objection, ...] = ()
    must_haves: tuple[MustHave, ...] = ()
    benchmarks: tuple[Benchmark, ...] = ()


class Playbook(Content):
    """Everything that was loaded, in display order; what packs add stands among the rest."""

    objections: tuple[Objection, ...]
    must_haves: tuple[MustHave, ...]
    benchmarks: tuple[Benchmark, ...]
    packs: tuple[Pack, ...] = Field((), description="the packs that are switched on")

    def question_ids(self) -> tuple[str, ...]:
        """Full ids (`objection.slug`) of all questions in display order."""
        return tuple(f"{o.id}.{q.id}" for o in self.objections for q in o.questions)

    def find(self, question_id: str) -> tuple[Objection, Question]:
        """The question with this full id and its objection; KeyError if there is none."""
        for objection in self.objections:
            for question in objection.questions:
                if f"{objection.id}.{question.id}" == question_id:
                    return objection, question
        raise KeyError(question_id)

    def pack_of(self, objection_id: str) -> Pack | None:
        """The pack that an objection came with, None if it is the playbook's own."""
        return next((pack for pack in self.packs if any(o.id == objection_id for o in pack.objections)), None)
