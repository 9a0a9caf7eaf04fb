"""Every form: the same bytes for the same day, the same content, and whatever was typed is text."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pptx import Presentation

from playbook.records import Pilot
from ybiyri_tui.context import Context
from ybiyri_tui.reports.escaping import plain
from ybiyri_tui.reports.summary.export import content, written
from ybiyri_tui.reports.summary.merging.rollup import rollup_report
from ybiyri_tui.reports.summary.report import Wanted, pilot_report, portfolio_report
from ybiyri_tui.wording.formats import Formats

Forms = Callable[..., dict[str, str | bytes]]


HOSTILE_NAME = "| *b* #panic() \u05e9 \x1b[2J " + "x" * 300


def bytes_of(made: str | bytes) -> bytes:
    assert isinstance(made, bytes)
    return made


def raw(files: dict[str, str | bytes], name: str = "") -> bytes:
    """A file that is not text."""
    found = files[name]
    assert isinstance(found, bytes)
    return found


class Page(HTMLParser):
    """What a browser would see: the elements with their attributes, and the text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_same_workspace_and_day_give_the_same_bytes(context: Context, filled: Pilot, forms: Forms) -> None:
    first = forms(filled, "all")
    later = replace(context, who="somebody else", now=lambda: context.now() + timedelta(days=40))
    wanted = Wanted(on=context.today)
    assert written(Formats(), lambda: pilot_report(later, filled.id, wanted), "all") == first
    assert {"summary.md", "summary.html", "summary.pdf", "summary.json", "summary.pptx"} < set(first)
    assert "csv/answers.csv" in first


def test_an_empty_pilot_exports_and_says_what_is_missing(pilot: Pilot, forms: Forms) -> None:
    files = forms(pilot, "all")
    page = Page(str(files["summary.html"]))
    for said in ("Not asked yet: no survey was opened.", "no tickets were imported", "Not worked out yet"):
        assert said in page.text
    assert raw(files, "summary.pdf").startswith(b"%PDF-")
    assert len(Presentation(io.BytesIO(raw(files, "summary.pptx"))).slides) == 5
    assert str(files["csv/survey.csv"]).startswith("\ufeffpilot,team,date,")


def test_hostile_text_is_text_in_the_page(hostile: Pilot, filled: Pilot, forms: Forms) -> None:
    page, usual = (Page(str(forms(pilot, "html")[""])) for pilot in (hostile, filled))
    assert set(page.tags) <= set(usual.tags)
    assert not any(name.startswith("on") for name, _ in page.attributes)
    links = [value or "" for name, value in page.attributes if name in ("href", "src")]
    assert all(link.startswith(("#", "https://")) for link in links)
    for said in ("<script>document.title=", "# h *b* _i_ $x$ `r` @lbl <lbl> #panic()", "{{ 7*7 }} {% raw %}"):
        assert said in page.text
    assert not {"\x1b", "\x00", "\u202e", "\u2066"} & set(page.text)


def test_hostile_text_is_text_in_the_pdf(hostile: Pilot, forms: Forms) -> None:
    made = raw(forms(hostile, "pdf"))
    assert made.startswith(b"%PDF-")
    assert b"/JavaScript" not in made
    assert made == forms(hostile, "pdf")[""]


def test_the_pdf_follows_the_rules_for_screen_readers(filled: Pilot, forms: Forms) -> None:
    made = raw(forms(filled, "pdf"))
    assert b"pdfuaid" in made
    assert b"/StructTreeRoot" in made


def test_the_paper_is_the_one_that_was_set(context: Context, pilot: Pilot, forms: Forms) -> None:
    from ybiyri_tui.usecases.report_settings import set_report_setting

    assert b"/MediaBox[0 0 595" in raw(forms(pilot, "pdf"))
    set_report_setting(context, "paper", "letter")
    assert b"/MediaBox[0 0 612 792]" in raw(forms(pilot, "pdf"))
    assert "size: letter" in str(forms(pilot, "html")[""])


def test_no_cell_is_taken_for_a_formula(hostile: Pilot, forms: Forms) -> None:
    files = forms(hostile, "csv")
    cells = [cell for text in files.values() for row in csv.reader(io.StringIO(str(text), newline="")) for cell in row]
    assert not [cell for cell in cells if cell.lstrip("\ufeff\u2068").startswith(tuple("=+-@\t\r\uff1d\uff0b"))]
    assert "'=cmd|' /C calc'!A0" in cells
    assert plain("x" * 10000) in cells


def test_hostile_text_is_text_on_the_slides(hostile: Pilot, forms: Forms) -> None:
    made = raw(forms(hostile, "pptx"))
    slides = Presentation(io.BytesIO(made)).slides
    assert len(slides) == 5
    assert all(slide.shapes.title.text_frame.text for slide in slides)
    texts = "".join(shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame)
    assert "<b>*P* #1 $x$" in texts


def test_the_json_gives_back_what_was_typed(hostile: Pilot, forms: Forms) -> None:
    data = json.loads(str(forms(hostile, "json")[""]))
    assert data["objections"][0]["questions"][0]["voices"][0]["proofs"][0].startswith("<script>")
    assert data["promises"]["promises"][7]["raised"] == "x" * 10000


def test_a_merged_summary_of_hostile_text_is_text(hostile: Pilot, forms: Forms, tmp_path: Path) -> None:
    data = json.loads(str(forms(hostile, "json")[""]))
    paths = [tmp_path / "<i>a.json", tmp_path / "b.json"]
    for path, name in zip(paths, ("=<script>", HOSTILE_NAME), strict=True):
        path.write_text(json.dumps(data | {"pilot": name, "team": name * 50}), encoding="utf-8")
    report = rollup_report(paths)
    page = Page(str(content(report, "html")))
    assert "script" not in page.tags
    assert "=<script>" in page.text
    assert len(Presentation(io.BytesIO(bytes_of(content(report, "pptx")))).slides) == 1
    assert bytes_of(content(report, "pdf")).startswith(b"%PDF-")


def test_several_pilots_are_one_document(context: Context, filled: Pilot, hostile: Pilot) -> None:
    files = written(Formats(), lambda: portfolio_report(context, (filled.id, hostile.id)), "all")
    page = Page(str(files["summary.html"]))
    assert page.tags.count("article") == 3
    assert page.tags.count("h1") == 1
    assert len(Presentation(io.BytesIO(raw(files, "summary.pptx"))).slides) == 11
    data = json.loads(str(files["summary.json"]))
    assert [found["schema"] for found in data["pilots"]] == ["ybiyri.summary/1"] * 2
    rows = list(csv.DictReader(io.StringIO(str(files["csv/answers.csv"]).removeprefix("\ufeff"))))
    assert len({row["date"] for row in rows}) == 1
    assert len(rows) >= 40


@pytest.mark.parametrize("form", ["html", "pdf", "pptx"])
def test_who_it_is_for_stands_on_it(context: Context, pilot: Pilot, form: str) -> None:
    from ybiyri_tui.usecases.report_settings import report_settings, set_report_setting

    set_report_setting(context, "organisation", "Kestrel <Ltd>")
    set_report_setting(context, "date-format", "dd.mm.yyyy")
    formats = report_settings(context).formats
    made = written(formats, lambda: pilot_report(context, pilot.id), form)[""]
    if isinstance(made, str):
        assert "Kestrel &lt;Ltd&gt;" in made
        assert "03.12.2026" in made
    elif form == "pptx":
        assert Presentation(io.BytesIO(made)).core_properties.author == "Kestrel <Ltd>"
    else:
        assert b"Kestrel <Ltd>" in made
