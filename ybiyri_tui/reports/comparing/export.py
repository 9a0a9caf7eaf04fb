"""Writes the comparison of a pilot's closed rounds to a file: only what the release gate let through."""

from __future__ import annotations

import json
import re
from pathlib import Path

from ybiyri_tui.context import Context
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.reports.comparing.effects import effects_lines
from ybiyri_tui.reports.comparing.from_rounds import view_of_rounds
from ybiyri_tui.reports.comparing.page import view_html
from ybiyri_tui.reports.comparing.sheet import comparison_csv
from ybiyri_tui.reports.files import write_file
from ybiyri_tui.reports.survey.comparison.as_json import comparison_data
from ybiyri_tui.reports.survey.comparison.text import WIDTH, comparison_text
from ybiyri_tui.usecases.survey.comparing.rounds import Compared, compared

FORMS = {".html": "html", ".htm": "html", ".json": "json", ".csv": "csv", ".txt": "table"}


def form_of(path: Path) -> str:
    """The form that a file's name asks for. Raises ProgramError for a name that asks for none."""
    try:
        return FORMS[path.suffix.casefold()]
    except KeyError:
        raise ProgramError("Let the name end with .html, .txt, .csv or .json.") from None


def rounds_as(found: Compared, form: str) -> str:
    """The comparison as `table`, `html`, `json` or `csv`, ending with a new line."""
    if form == "html":
        return view_html(view_of_rounds(found))
    if form == "table":
        return comparison_text(found, list(effects_lines(view_of_rounds(found), WIDTH))) + "\n"
    data = comparison_data(found)
    return comparison_csv(data) if form == "csv" else json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def export_comparison(context: Context, pilot_id: int, path: Path) -> Path:
    """Writes it in the form that the name asks for and returns where it is; no file is ever replaced."""
    return write_file(path, rounds_as(compared(context, pilot_id), form_of(path)))


def default_name(found: Compared) -> str:
    """A name for the file, made of the pilot's letters and digits and the day."""
    letters = "-".join(re.findall(r"[a-z0-9]+", found.pilot.name.casefold()))[:40] or "pilot"
    return f"{letters}-before-and-after-{found.today.isoformat()}.html"
