"""A worksheet as a document in each form, as the workspace wants its documents; writers are loaded when asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.reports.document import Section
from ybiyri_tui.reports.files import write_file
from ybiyri_tui.reports.worksheets.time.forms import sections_document, sections_text
from ybiyri_tui.usecases.report_settings import report_settings

ENDINGS = {
    ".txt": "text",
    ".json": "json",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".svg": "svg",
}
DOCUMENTS = ("text", "markdown", "html", "pdf")


def form_of(path: Path, forms: Sequence[str] = DOCUMENTS) -> str:
    """The form that a file's name asks for. Raises ProgramError for an ending of no form there is."""
    found = ENDINGS.get(path.suffix.casefold())
    if found is None or found not in forms:
        known = ", ".join(ending for ending, form in ENDINGS.items() if form in forms)
        raise ProgramError(f"{path.name} does not end like any form there is; name a file that ends with {known}.")
    return found


def document_as(
    form: str, title: str, sections: Sequence[Section], context: Context, *, below: str = ""
) -> str | bytes:
    """The sections in one of `DOCUMENTS`; only PDF is bytes. `below` is Markdown that only that form has."""
    if form == "text":
        return sections_text(sections) + "\n"
    settings = report_settings(context)
    document = sections_document(title, sections, settings.organisation, context.today, settings.paper)
    if form == "html":
        from ybiyri_tui.reports.summary.forms.html import document_html

        return document_html(document)
    if form == "pdf":
        from ybiyri_tui.reports.summary.forms.pdf import document_pdf

        return document_pdf(document)
    from ybiyri_tui.reports.summary.forms.markdown import document_markdown

    return document_markdown(document) + below


def write_document(context: Context, path: Path, title: str, sections: Sequence[Section]) -> Path:
    """Writes a new file in the form that its name asks for; returns where it is.

    Raises ProgramError if there is such a file already or it cannot be written.
    """
    return write_file(path, document_as(form_of(path), title, sections, context))
