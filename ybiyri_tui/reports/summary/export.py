"""Every form of the summary as text or bytes, and as files; the writer of a form is loaded when it is asked for."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.reports.files import made_folders, write_files
from ybiyri_tui.reports.summary.report import Report, pilot_report
from ybiyri_tui.reports.summary.summary import Summary
from ybiyri_tui.usecases.report_settings import report_settings
from ybiyri_tui.wording.formats import Formats, written_as

TEXT_FORMS = ("md", "html", "json")
FORMS = ("md", "html", "pdf", "json", "csv", "pptx", "all")
ENDINGS = {
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".pdf": "pdf",
    ".pptx": "pptx",
}
CSV, ALL = "csv", "all"

Maker = Callable[[], Report]


def form_of(path: Path) -> str:
    """The form that a file's name asks for; `md` where it asks for none."""
    return ENDINGS.get(path.suffix.casefold(), "md")


def needs_folder(form: str) -> bool:
    """Whether a form is several files."""
    return form in (CSV, ALL)


def content(report: Report, form: str) -> str | bytes:
    """A form that is one file, as text or, where it is not text, as bytes."""
    writers: dict[str, Callable[[Report], str | bytes]] = {
        "md": _markdown,
        "html": _html,
        "pdf": _pdf,
        "json": _json,
        "pptx": _pptx,
    }
    return writers[form](report)


def contents(report: Report, form: str) -> dict[str, str | bytes]:
    """Name and content of every file of a form; `all` has them all, the CSV files in a folder of their own."""
    if form == CSV:
        return dict(_csv(report))
    single = {f"summary.{name}": content(report, name) for name in ("md", "html", "pdf", "json", "pptx")}
    return {**single, **{f"csv/{name}": text for name, text in _csv(report).items()}}


def written(formats: Formats, make: Maker, form: str) -> dict[str, str | bytes]:
    """The report made and written as the workspace wants days and numbers; a form of one file has no name."""
    with written_as(formats):
        report = make()
        return contents(report, form) if needs_folder(form) else {"": content(report, form)}


def export_pilot(context: Context, pilot_id: int, path: Path, form: str) -> Path:
    """Writes the summary of a pilot as of today and returns where it is; nothing that exists is replaced."""
    files = written(report_settings(context).formats, lambda: pilot_report(context, pilot_id), form)
    return export_to(files, path, context=context)


def export_to(
    files: dict[str, str | bytes], path: Path, *, force: bool = False, context: Context | None = None
) -> Path:
    """Writes what `written` made to the file, or into the folder, and returns where it is.

    A folder is made if only it is missing. Raises ProgramError, and nothing is written, if a file is there already
    without `force`, if it is the workspace itself, or if it cannot be written.
    """
    if "" in files:
        _refuse_workspace(path, context)
        return write_files({path: files[""]}, force=force)[0]
    targets = {path / name: text for name, text in files.items()}
    for target in targets:
        _refuse_workspace(target, context)
    with made_folders(sorted({path, *(target.parent for target in targets)})):
        write_files(targets, force=force)
    return path.resolve()


def default_name(summary: Summary, form: str) -> str:
    """A name for the file or folder, made of the pilot's letters and digits and the day."""
    letters = "-".join(re.findall(r"[a-z0-9]+", summary.pilot.name.casefold()))[:40] or "pilot"
    return f"{letters}-summary-{summary.on.isoformat()}{'' if needs_folder(form) else '.' + form}"


def _refuse_workspace(path: Path, context: Context | None) -> None:
    if context is not None and context.workspace.is_at(path):
        raise ProgramError(f"{path} is the workspace itself; name another file.")


def _markdown(report: Report) -> str:
    from ybiyri_tui.reports.summary.forms.markdown import document_markdown

    return document_markdown(report.document)


def _html(report: Report) -> str:
    from ybiyri_tui.reports.summary.forms.html import document_html

    return document_html(report.document)


def _pdf(report: Report) -> bytes:
    from ybiyri_tui.reports.summary.forms.pdf import document_pdf

    return document_pdf(report.document)


def _json(report: Report) -> str:
    return json.dumps(report.data, ensure_ascii=False, indent=2) + "\n"


def _pptx(report: Report) -> bytes:
    from ybiyri_tui.reports.summary.forms.slides import report_slides

    return report_slides(report.document)


def _csv(report: Report) -> dict[str, str]:
    from ybiyri_tui.reports.summary.forms.csv_set import csv_files

    return csv_files(report.data["pilots"] if report.is_portfolio else [report.data])
