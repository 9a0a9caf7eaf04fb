"""The words of the kiosk's pages."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ybiyri_tui.screens.kiosk.pages import Page
from ybiyri_tui.usecases.survey.answering.ways import Way
from ybiyri_tui.wording.states import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from surveys.rounds.records import Round
    from ybiyri_tui.usecases.survey.answering.answer_sheet import AnswerSheet

ROOMY = 22
"""Rows from which paragraphs stand apart."""
WIPED = "Nobody pressed a key for a while, so the answers that were not sent were wiped. Nothing was stored."
DROPPED = "The answers were dropped. Nothing was stored, and the code is still good."
STILL_THERE = "Still there? Answers that are not sent are wiped in half a minute; any key keeps them."
CLOSED = "This survey takes no more answers. Please tell the coach."
WHOLE = "The code is whole. enter goes on."
WHOLE_CARD = "The card is whole. enter goes on."

CODE_BY_FILE = (
    "It opens one answer. It is sealed into the file with your answers, and taken apart from them at collecting."
)


@dataclass(frozen=True)
class PageText:
    """The parts of a page; an empty part is not shown."""

    title: str = ""
    right: str = ""
    lead: str = ""
    text: str = ""
    why: str = ""


_FIXED = {
    Page.CODE: PageText(
        right="your code",
        text="Type the code on your slip. Only dots are shown. Capital or small letters, with or without hyphens.",
        why="It opens one answer and is not stored with it.",
    ),
    Page.COMMENT: PageText(
        right="in your own words",
        text="Is there anything you want to say to the team?",
        why="It is shown to the team word for word, shuffled and with nothing beside it. How you write can give you "
        "away. Leave it empty for none.",
    ),
    Page.CARD: PageText(
        right="your private card",
        text="Did you keep your private card from the survey before? Type it here.",
        why="With it your answers are compared with your earlier ones. Without it you can answer just as well: leave "
        "it empty.",
    ),
    Page.STOP: PageText(text="Stop here? Your answers so far are dropped, and nothing is stored."),
    Page.SENDING: PageText(text="Sealing and sending …"),
    Page.THANKS: PageText("Thank you", text="Please let the next person sit down."),
    Page.LEAVE: PageText("Locked", text="The PIN of this kiosk"),
    Page.CLOSED: PageText(text=CLOSED),
}


def page_text(page: Page, found: Round, sheet: AnswerSheet | None, *, short: bool, way: Way = Way.HERE) -> PageText:
    """What a page says; pages about a person's answers need the sheet."""
    from ybiyri_tui.reports.survey.first_page import first_page
    from ybiyri_tui.reports.survey.promise import promise_lines, what_else_lines

    title, between = found.survey.title, "\n" if short else "\n\n"
    if page is Page.PROMISE:
        return PageText(title, f"about {found.survey.minutes} minutes", text=between.join(first_page(found, way=way)))
    if page is Page.MORE:
        paragraphs = [*promise_lines(found, way=way), *what_else_lines(found, way=way)]
        return PageText("What is promised, and what can still be learned", text="\n\n".join(paragraphs))
    if page is Page.QUESTION and sheet is not None and sheet.asked is not None:
        asked = sheet.asked
        number = f"{sheet.position + 1} of {sheet.count}"
        return PageText(title, number, found.survey.stem, asked.text, f"Why we ask: {asked.why}")
    if page is Page.REVIEW and sheet is not None:
        return PageText(title, "review", text=_before_sending(sheet))
    if page is Page.CODE and way is Way.BY_FILE:
        return replace(_FIXED[page], title=title, why=CODE_BY_FILE)
    if page is Page.THANKS and way is Way.BY_FILE:
        return PageText("Thank you", text=_to_delegate(found))
    fixed = _FIXED[page]
    return replace(fixed, title=fixed.title or title)


def kept_card(card: str) -> PageText:
    """The private card, shown once."""
    return PageText(
        "Your private card",
        lead="Shown only now, and stored nowhere.",
        text=card,
        why="Write it down and keep it where nobody finds it: with it your later answers can be compared with these. "
        "You may also leave it. A photo of the card is a card.",
    )


def review_entries(sheet: AnswerSheet) -> Iterator[tuple[str, str]]:
    """Number and answer, then the sentence, for every question in the order in which it was asked."""
    for number, asked in enumerate(sheet.questions, 1):
        value = sheet.given(asked.item_id)
        yield f"{number:>2}  {'–' if value is None else value}  ", asked.text


def beside_words(found: Round, *, comment: bool, card: bool) -> str:
    """Whether there is a comment and a card, where the round asks for them; never what they say."""
    parts = []
    if found.comments:
        parts.append("a comment is written" if comment else "no comment")
    if found.asks_for_card:
        parts.append("your card is typed" if card else "no card")
    return f"Beside them: {', '.join(parts)}." if parts else ""


def answer_first(points: int) -> str:
    """What to do on a question that was not answered yet."""
    return f"Press 1 to {points}, or s for no answer."


def _to_delegate(found: Round) -> str:
    from surveys.sealing.holders import Holder

    return (
        f"Your answers are sealed in the file that you named. Give it to {found.series.holders[Holder.DELEGATE]}; they "
        "count once they are collected. enter leaves."
    )


def _before_sending(sheet: AnswerSheet) -> str:
    left_out = f", {sheet.left_out} left out" if sheet.left_out else ""
    return (
        f"{counted(len(sheet.answers()), 'answer')}{left_out}. enter changes the one that is marked, y sends all of "
        "them. Sent answers cannot be taken back."
    )
