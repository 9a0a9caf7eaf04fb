"""A blank worksheet as pages to print: what it answers, the questions it speaks to, tables and forms to write in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from playbook.records import Pilot
from playbook.schema import Playbook
from playbook.tickets.rules.bau_rules import RuleField
from playbook.worksheets.pilot_plan.content import TeamCriterion
from playbook.worksheets.services.service import Demand
from playbook.worksheets.services.table import Exposure
from ybiyri_tui.reports.document import Bullets, Paragraph
from ybiyri_tui.reports.handouts.blocks import Blank, Handout, Heading, PageBlock, Part, Ruled
from ybiyri_tui.reports.worksheets.blank.columns import NUMBER, groups, heading, hint, legend
from ybiyri_tui.reports.worksheets.blank.layout import PAGES, SheetPage
from ybiyri_tui.usecases.worksheets.registry import Worksheet

LINES, LINES_BELOW = 12, 10
"""Empty lines of a table: on a page of its own, and below what is said first."""
TEAMS = 3
MARKED = "Columns marked * are needed; everything else can wait."


@dataclass(frozen=True)
class Source:
    """What blank pages are made from: the content in use, day and paper, and whose they are, if that is known."""

    playbook: Playbook
    criteria: tuple[TeamCriterion, ...]
    on: date
    paper: str = "a4"
    pilot: Pilot | None = None

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Whose page it is; what is not known are lines to write on."""
        pilot = self.pilot
        return (
            ("Pilot", pilot.name if pilot else ""),
            ("Team", pilot.team if pilot else ""),
            ("Day", ""),
            ("Filled in by", ""),
        )


def blank_pages(worksheet: Worksheet, source: Source) -> tuple[Handout, ...]:
    """All pages of one worksheet; the first says what it is for."""
    own = _own_pages(worksheet, source)
    found = [*own, *_sheet_pages(worksheet, LINES if own else LINES_BELOW)]
    first, *others = found
    told = Part("", tuple(_introduction(worksheet, source)))
    return (
        Handout(worksheet.title, _subtitle(worksheet), source.facts, (told, *first.parts), wide=first.wide),
        *(Handout(page.title, worksheet.title, source.facts, page.parts, wide=page.wide) for page in others),
    )


def _subtitle(worksheet: Worksheet) -> str:
    return f"{worksheet.answers[:1].upper()}{worksheet.answers[1:]}"


def _introduction(worksheet: Worksheet, source: Source) -> Iterator[PageBlock]:
    questions = [
        question.question
        for objection in source.playbook.objections
        for question in objection.questions
        if f"{objection.id}.{question.id}" in worksheet.questions
    ]
    needed = [found.title for found in source.playbook.must_haves if found.id in worksheet.must_haves]
    told = [f"It speaks to: {question}" for question in questions]
    told += [f"It shows whether this must-have is met: {title}" for title in needed]
    if told:
        yield Bullets(tuple(told))


def _sheet_pages(worksheet: Worksheet, first_lines: int) -> Iterator[Handout]:
    for number, page in enumerate(PAGES.get(worksheet.id, ())):
        if page.kind == "table":
            yield from _tables(page, LINES if number else first_lines)
        else:
            yield _settings(page) if page.kind == "settings" else _form(page)


def _tables(page: SheetPage, lines: int) -> Iterator[Handout]:
    sheet = page.load()
    columns = [column for column in sheet.columns if column.field not in page.without]
    tables = groups(columns)
    for number, shown in enumerate(tables):
        heads = tuple(heading(column) for column in shown)
        numbered = not any(head.title == NUMBER.title for head in heads)
        rows = tuple((str(at),) for at in range(1, lines + 1)) if numbered else ((),) * lines
        table = Ruled((NUMBER, *heads) if numbered else heads, rows)
        title = page.title or sheet.title
        below = legend(shown)
        blocks: tuple[PageBlock, ...] = (table, Bullets(below)) if below else (table,)
        last = (Paragraph(MARKED),) if any(head.required for head in heads) else ()
        part = Part(title if number == 0 else f"{title}, the same lines continued", (*blocks, *last))
        yield Handout(part.title, "", (), (part,), wide=True)


def _form(page: SheetPage) -> Handout:
    sheet = page.load()
    title = page.title or sheet.title
    fields = tuple(
        Blank(column.title, hint(column), tall=not (column.choices or column.right or _is_day(column.expects)))
        for column in sheet.columns
        if column.field not in page.without
    )
    return Handout(title, "", (), (Part(title, fields),))


def _settings(page: SheetPage) -> Handout:
    fields = tuple(Blank(known.title, known.expects) for known in page.load_settings())
    return Handout(page.title, "", (), (Part(page.title, fields),))


def _is_day(expects: str) -> bool:
    return expects.startswith("a day")


def _own_pages(worksheet: Worksheet, source: Source) -> tuple[Handout, ...]:
    """Pages of worksheets, or of parts of them, that are no sheet."""
    if worksheet.id == "tickets":
        return (_rules(),)
    if worksheet.id == "decision":
        return (_decision(),)
    return (_teams(source.criteria),) if worksheet.id == "plan" else ()


def _rules() -> Handout:
    """What the team calls unplanned, before any ticket is imported."""
    fields = " / ".join("another field" if field is RuleField.COLUMN else field.value for field in RuleField)
    heads = (
        NUMBER,
        Heading("A ticket is unplanned if its", fields, 60, required=True),
        Heading("is, or has", "a value as it stands in the tracker", 70, required=True),
        Heading("Because", "why the team calls it unplanned", 110),
    )
    told = Paragraph(
        "Rules are looked at from top to bottom, and the first that fits counts. They are agreed once and kept for the "
        "whole pilot, so that all weeks are counted alike."
    )
    rows = tuple((str(at),) for at in range(1, LINES_BELOW + 1))
    part = Part("What counts as unplanned", (told, Ruled(heads, rows)))
    return Handout(part.title, "", (), (part,), wide=True)


def _decision() -> Handout:
    """The grid of exposure and demand to write services into."""
    heads = (
        Heading("Lost per hour", "", 44),
        *(Heading(f"demand: {demand.value.replace('_', ' ')}", "", 54) for demand in Demand),
    )
    rows = tuple((exposure.value.replace("_", " "),) for exposure in reversed(Exposure))
    told = Paragraph("Write each service into the cell it belongs to. Where does it stand today, and where in a year?")
    part = Part("Services by exposure and demand", (told, Ruled(heads, rows, tall=True)))
    return Handout(part.title, "", (), (part,), wide=True)


def _teams(criteria: Iterable[TeamCriterion]) -> Handout:
    """Which team could be the pilot: 0, 1 or 2 for each criterion."""
    heads = (
        Heading("Criterion", "", 62),
        Heading("0", "", 42),
        Heading("1", "", 42),
        Heading("2", "", 42),
        *(Heading(f"Team {number}", "0 / 1 / 2", 25) for number in range(1, TEAMS + 1)),
    )
    rows = tuple(
        (f"{found.title}{' (veto)' if found.veto else ''}", *found.levels, *("" for _ in range(TEAMS)))
        for found in criteria
    )
    total = ("Sum", "", "", "", *("" for _ in range(TEAMS)))
    told = Paragraph("Score each team. A 0 at a criterion marked veto outweighs any sum.")
    part = Part("Which team", (told, Ruled(heads, (*rows, total), low=True)))
    return Handout(part.title, "", (), (part,), wide=True)
