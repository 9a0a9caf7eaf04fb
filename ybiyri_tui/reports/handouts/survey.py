"""The survey on paper and by show of hands, for teams too few for an anonymous one; both say so."""

from __future__ import annotations

from surveys.rounds.rules import DEFAULT_K
from surveys.schema import Scale, Topic
from ybiyri_tui.reports.document import Bullets, Paragraph
from ybiyri_tui.reports.handouts.blocks import UNTICKED, Boxes, Field, Handout, Notice, Part
from ybiyri_tui.reports.handouts.material import Material

NOT_ANONYMOUS = (
    "This sheet is NOT anonymous. Handwriting, a pen, the place where you sat, or who is left over can show who wrote "
    "it, and whoever collects the sheets reads them one by one. Write only what you would also say aloud here."
)
OPEN_VOTE = (
    "This is an open vote. Everybody sees who raises a hand, and people raise theirs with the others. It is not a "
    "survey, it is compared with nothing, and the numbers are not stored: they are for this talk, today."
)


def paper_survey(material: Material) -> Handout:
    """One sheet a person."""
    survey = material.survey
    rules = (
        f"It is for teams with fewer than {DEFAULT_K} people, for whom results without names would not be anonymous.",
        "You need not fill it in, you may leave out any sentence, and you may keep the sheet.",
        "It is read by the team together and torn up at the end; nothing of it is typed into the program.",
        "Say together what each of the lowest topics needs: a promise with a person and a date, or a plain no.",
    )
    how = (
        f"{survey.stem} Tick one box in a line: 1 is {survey.scale.low}, {survey.scale.points} is {survey.scale.high}."
    )
    topics = tuple(_sheet(topic, survey.scale, words=index == 0) for index, topic in enumerate(survey.topics))
    return Handout(
        title=survey.title,
        subtitle="On paper, for a small team",
        facts=material.facts[:2],
        parts=(
            Part("", (Notice(NOT_ANONYMOUS), Bullets(rules), Paragraph(how))),
            *topics,
            Part("Anything else?", (Field("", lines=3),)),
            Part("", (Paragraph(f"{survey.note} {survey.source} Licence: {survey.licence}."),)),
        ),
    )


def hand_vote(material: Material) -> Handout:
    """One sheet for the coach, to count hands on."""
    survey = material.survey
    how = (
        f"{survey.stem} Read a sentence twice, let everybody think, then ask for hands at once: agree, in between, "
        "disagree. Count, say the numbers aloud, and ask what would have to be different. Leave out pay and personal "
        "life if anybody would rather not."
    )
    topics = tuple(
        Part(
            topic.title,
            (Boxes(("", "agree", "in between", "disagree"), tuple((item.text, "", "", "") for item in topic.items)),),
        )
        for topic in survey.topics
    )
    return Handout(
        title=f"{survey.title} By show of hands",
        subtitle="An open vote, not a survey",
        facts=material.facts,
        parts=(Part("", (Notice(OPEN_VOTE), Paragraph(how))), *topics),
    )


def _sheet(topic: Topic, scale: Scale, *, words: bool) -> Part:
    """A topic with a box for each point of the scale; `words` are put to the ends of the scale."""
    points = [str(point) for point in range(1, scale.points + 1)]
    if words:
        points[0], points[-1] = f"1 {scale.low}", f"{scale.points} {scale.high}"
    rows = tuple((item.text, *(UNTICKED for _ in points)) for item in topic.items)
    return Part(topic.title, (Boxes(("", *points), rows),))
