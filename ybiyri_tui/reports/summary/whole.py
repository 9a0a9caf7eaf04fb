"""From summaries to the document that every form is written from."""

from __future__ import annotations

from collections.abc import Sequence

from ybiyri_tui.reports.document import Chapter, Document, Section
from ybiyri_tui.reports.summary.parts.sections import sections
from ybiyri_tui.reports.summary.parts.ten_lines import about_line, ten_lines
from ybiyri_tui.reports.summary.summary import Summary


def chapter(summary: Summary, changed: Section | None = None) -> Chapter:
    """One pilot's part: the ten lines, what changed since an older summary if it was asked for, everything else."""
    first = (changed,) if changed else ()
    parts = (*first, *sections(summary))
    return Chapter(summary.pilot.name, ten_lines(summary), parts, about_line(summary))


def document(summary: Summary, changed: Section | None = None) -> Document:
    """The summary of one pilot."""
    return _document(summary, (chapter(summary, changed),))


def portfolio(summaries: Sequence[Summary], before: Chapter) -> Document:
    """Several pilots in one document, after a chapter that sets them beside each other."""
    return _document(summaries[0], (before, *(chapter(summary) for summary in summaries)))


def _document(summary: Summary, chapters: tuple[Chapter, ...]) -> Document:
    settings = summary.settings
    return Document(settings.title, settings.organisation, summary.on, settings.paper, chapters)
