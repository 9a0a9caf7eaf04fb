"""Blank worksheets: one for every worksheet there is, with every column, what may stand in it, and room to write."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ybiyri_tui.errors import ProgramError
from ybiyri_tui.reports.document import Bullets
from ybiyri_tui.reports.handouts.blocks import Blank, Handout, Ruled
from ybiyri_tui.reports.handouts.files import pages_as
from ybiyri_tui.reports.worksheets.blank.columns import ROOM, groups, heading
from ybiyri_tui.reports.worksheets.blank.gather import blank_worksheets, shipped
from ybiyri_tui.reports.worksheets.blank.layout import PAGES
from ybiyri_tui.reports.worksheets.blank.pages import Source
from ybiyri_tui.usecases.worksheets.registry import WORKSHEETS

SHEETS = [page for pages in PAGES.values() for page in pages if page.kind != "settings"]


@pytest.fixture(scope="module")
def source() -> Source:
    return replace(shipped(), on=date(2026, 12, 3))


def _titles(pages: tuple[Handout, ...]) -> list[str]:
    blocks = [block for page in pages for part in page.parts for block in part.blocks]
    heads = [head.title for block in blocks if isinstance(block, Ruled) for head in block.heads]
    return heads + [block.label for block in blocks if isinstance(block, Blank)]


def test_every_worksheet_has_pages_with_all_its_columns_and_questions(source: Source) -> None:
    for worksheet in WORKSHEETS:
        pages = blank_worksheets(source, (worksheet.id,))
        titles = _titles(pages)
        for page in PAGES.get(worksheet.id, ()):
            if page.kind == "settings":
                wanted = [known.title for known in page.load_settings()]
            else:
                wanted = [column.title for column in page.load().columns if column.field not in page.without]
            assert set(wanted) <= set(titles), worksheet.id
        told = [block for block in pages[0].parts[0].blocks if isinstance(block, Bullets)]
        assert sum(len(block.items) for block in told) >= len(worksheet.questions)
        assert all(dict(page.facts).keys() == {"Pilot", "Team", "Day", "Filled in by"} for page in pages)


@pytest.mark.parametrize("page", SHEETS, ids=lambda page: f"{page.sheet} {page.title}")
def test_no_table_is_wider_than_the_paper(page: object) -> None:
    columns = page.load().columns  # type: ignore[attr-defined]
    tables = groups(columns)
    assert [column for table in tables for column in table] == list(columns)
    assert all(sum(heading(column).width for column in table) <= ROOM for table in tables)


def test_all_forms_say_what_may_stand_in_a_column(source: Source) -> None:
    pages = blank_worksheets(source, ("flow", "plan"))
    page, text = (str(pages_as(pages, form, paper="letter", on=source.on)) for form in ("html", "md"))
    for form in (page, text):
        assert "automatic / by hand / handoff" in form
        assert "Touchpoint: notify responder / create ticket" in form
    assert "Letter landscape" in page
    assert pages_as(pages, "pdf", paper="letter", on=source.on).startswith(b"%PDF")  # type: ignore[arg-type]


def test_another_name_is_answered_with_those_there_are(source: Source) -> None:
    with pytest.raises(ProgramError, match="there is services, decision"):
        blank_worksheets(source, ("flows",))
