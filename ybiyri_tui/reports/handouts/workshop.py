"""What is printed around a workshop: agenda, run sheet, invitation, what to bring, how to check the room."""

from __future__ import annotations

import re
from datetime import timedelta

from ybiyri_tui.content.workshop_schema import CheckList, Step
from ybiyri_tui.reports.document import Bullets, Grid, Paragraph
from ybiyri_tui.reports.handouts.blocks import Checks, Field, Handout, Part
from ybiyri_tui.reports.handouts.material import Material, day_words

CHOSEN = ("First", "Second", "Third")
SEND_AHEAD = timedelta(days=7)
GAP = "…………………"
"""Where a word is missing in a text."""

_BRACES = re.compile(r"\{([a-z]+)\}")


def agenda(material: Material) -> Handout:
    """For everybody: what happens when, and what holds in the room."""
    found = material.workshop.agenda
    rows = tuple((material.between(first, last), step.title, step.room) for first, last, step in _timed(material))
    return Handout(
        title=found.title,
        subtitle="Agenda",
        facts=material.facts,
        parts=(
            Part("What it is for", (Paragraph(found.purpose), *_mission(material))),
            Part("What happens", (Grid(("Time", "What", "What we do"), rows),)),
            Part("What holds in this room", (Bullets(found.agreements),)),
            Part("What we chose to talk about", tuple(Field(label) for label in CHOSEN)),
            Part("What I take with me", (Field("Step, person, date", lines=2),)),
        ),
    )


def run_sheet(material: Material) -> Handout:
    """For the coach: each part with its time, what to do, and room for a note."""
    parts = [
        Part(
            f"{material.between(first, last)}  {step.title} ({step.minutes} min)",
            (Paragraph(step.coach), Field("Note")),
        )
        for first, last, step in _timed(material)
    ]
    return Handout(
        title=material.workshop.agenda.title,
        subtitle="Run sheet for the coach; not for the projector",
        facts=material.facts,
        parts=tuple(parts),
    )


def invitation(material: Material) -> Handout:
    """A text to send."""
    found = material.workshop.preparing.invitation
    values = _values(material)
    return Handout(
        title=_filled(found.subject, values),
        subtitle="Invitation",
        facts=(),
        parts=(Part("", tuple(Paragraph(_filled(text, values)) for text in found.paragraphs)),),
    )


def bring_list(material: Material) -> Handout:
    """What each person is asked for, to be sent a week ahead."""
    day = material.occasion.day
    send = Field("To be sent by", day_words(day - SEND_AHEAD) if day else None)
    return _checklist("Please bring this", "A week ahead", material, material.workshop.preparing.bring, send)


def check_room(material: Material) -> Handout:
    """What the coach looks at before anybody comes."""
    return _checklist("Check the room", "Half an hour before", material, material.workshop.preparing.room)


def _checklist(title: str, subtitle: str, material: Material, found: CheckList, *first: Field) -> Handout:
    groups = tuple(Part(group.title, (Checks(group.items),)) for group in found.groups)
    return Handout(title, subtitle, material.facts, (Part("", (Paragraph(found.intro), *first)), *groups))


def _timed(material: Material) -> list[tuple[int, int, Step]]:
    """First and last minute of each step."""
    timed, minute = [], 0
    for step in material.workshop.agenda.steps:
        timed.append((minute, minute + step.minutes, step))
        minute += step.minutes
    return timed


def _mission(material: Material) -> tuple[Field, ...]:
    return (Field("The mission", material.pilot.mission if material.pilot else None, lines=2),)


def _values(material: Material) -> dict[str, str]:
    pilot, occasion = material.pilot, material.occasion
    start = f"{occasion.start:%H:%M}" if occasion.start else ""
    return {
        "pilot": pilot.name if pilot else "",
        "team": pilot.team if pilot else "",
        "mission": pilot.mission if pilot else "",
        "day": day_words(occasion.day),
        "time": start,
        "place": occasion.place,
        "coach": occasion.coach,
    }


def _filled(text: str, values: dict[str, str]) -> str:
    """Fills in what is known, in one pass, so that braces that somebody typed stay what they are."""
    return _BRACES.sub(lambda found: values.get(found[1], found[0]) or GAP, text)
