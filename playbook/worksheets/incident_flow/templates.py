"""Flows to start from, read from the content."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, HttpUrl

from playbook.loading.source import Source
from playbook.schema import Content, Line, Slug, Text
from playbook.worksheets.incident_flow.records import Step
from playbook.worksheets.incident_flow.sheets import TODAY
from playbook.worksheets.sheets.content import content_records

FILE = "worksheets/incident_flow.yaml"


class TemplateEntry(Content):
    """A flow in the file; its steps are rows of the table of steps."""

    id: Slug
    title: Line
    about: Text
    source: HttpUrl
    steps: Annotated[tuple[dict[str, Any], ...], Field(min_length=1)]


class TemplateFile(Content):
    """The file of all flows."""

    templates: Annotated[tuple[TemplateEntry, ...], Field(min_length=1)]


@dataclass(frozen=True)
class FlowTemplate:
    """A flow that ships, its source included."""

    id: str
    title: str
    about: str
    source: str
    steps: tuple[Step, ...]


def read_templates(source: Source) -> tuple[FlowTemplate, ...]:
    """All flows in the order of the file; problems are noted in the source."""
    found = source.read(FILE, TemplateFile)
    return tuple(
        FlowTemplate(
            entry.id,
            entry.title,
            entry.about,
            str(entry.source),
            content_records(source, FILE, ("templates", index, "steps"), TODAY, entry.steps),
        )
        for index, entry in enumerate(found.templates if found else ())
    )
