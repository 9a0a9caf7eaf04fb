"""The two models on one page, and the mission on one page with the questions on learning and mindset."""

from __future__ import annotations

from ybiyri_tui.content.workshop_schema import CultureQuestion, MissionPart, Model
from ybiyri_tui.reports.document import Bullets, Grid, Paragraph
from ybiyri_tui.reports.handouts.blocks import Field, Handout, Part, Sources
from ybiyri_tui.reports.handouts.material import Material


def models(material: Material) -> Handout:
    """You Build It You Run It beside Ops Run It."""
    found = material.workshop.two_models
    build_run, ops_run = found.build_run, found.ops_run
    rows = tuple((row.question, row.build_run, row.ops_run) for row in found.rows)
    return Handout(
        title="Two ways of running a service",
        subtitle=f"{build_run.name} for {build_run.suits}, {ops_run.name} for {ops_run.suits}",
        facts=(),
        parts=(
            Part("", (Grid(("", _column(build_run), _column(ops_run)), rows),)),
            Part("Which one?", (Bullets((_choice(build_run), _choice(ops_run), *found.notes)),)),
            Part("For our service", (Paragraph(found.ask), Field("We would change first", lines=2))),
            Part("", (Sources(found.source, tuple((link.title, str(link.url)) for link in found.links)),)),
        ),
    )


def mission(material: Material) -> tuple[Handout, ...]:
    """The mission with what the pilot knows already, and on a second page what to ask to see whether it is lived."""
    found = material.workshop.mission
    fields = tuple(Field(part.prompt, _known(part, material), part.lines, part.hint) for part in found.parts)
    one_page = Handout(
        title="Our mission on one page",
        subtitle="Written by the sponsor, read out by the team",
        facts=(),
        parts=(Part("", (Paragraph(found.intro), *fields, Field(found.signed))),),
    )
    culture = Handout(
        title="Learning culture and mindset",
        subtitle="To be asked once a quarter; each question with its own practice",
        facts=material.facts[:2],
        parts=(*_culture("Learning", found.learning), *_culture("Mindset", found.mindset)),
    )
    return (one_page, culture) if culture.parts else (one_page,)


def _column(model: Model) -> str:
    return f"{model.name} (for {model.suits})"


def _choice(model: Model) -> str:
    return f"{model.name}: {model.choose_when}"


def _known(part: MissionPart, material: Material) -> str | None:
    """What the pilot's record says about a part of the mission; None leaves lines to write on."""
    pilot = material.pilot
    if pilot is None:
        return None
    exposure = pilot.exposure_per_hour
    known = {
        "service": f"{pilot.name}, {pilot.team}",
        "mission": pilot.mission,
        "exposure": f"{exposure.short} per hour" if exposure else None,
    }
    return known.get(part.id)


def _culture(title: str, questions: tuple[CultureQuestion, ...]) -> tuple[Part, ...]:
    """Each question with its own practice."""
    rows = tuple((entry.question, entry.listen_for, entry.practice) for entry in questions)
    if not rows:
        return ()
    return (Part(title, (Grid(("Ask", "Listen for", "What to do"), rows), Field("What we heard", lines=3))),)
