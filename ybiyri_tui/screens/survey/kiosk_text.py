"""The words of the kiosk's pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ybiyri_tui.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from surveys.rounds.records import Round
    from ybiyri_tui.usecases.survey.answer_sheet import AnswerSheet

ROOMY = 22
"""Rows from which paragraphs stand apart."""
WIPED = "Nobody pressed a key for a while, so the answers that were not sent were wiped. Nothing was stored."
DROPPED = "The answers were dropped. Nothing was stored."
STILL_THERE = "Still there? Answers that are not sent are wiped in half a minute; any key keeps them."


@dataclass(frozen=True)
class PageText:
    """The parts of a page; an empty part is not shown."""

    title: str = ""
    right: str = ""
    lead: str = ""
    text: str = ""
    why: str = ""


def page_text(page: str, found: Round, sheet: AnswerSheet | None, *, short: bool) -> PageText:
    """What a page says; pages about a person's answers need the sheet."""
    from ybiyri_tui.reports.survey.promise import asked_words, promise_lines, what_else_lines

    title, between = found.survey.title, "\n" if short else "\n\n"
    if page == "promise":
        return PageText(title, lead=asked_words(found), text=between.join(promise_lines(found)))
    if page == "more":
        return PageText("What can still be learned about you", text=between.join(what_else_lines(found)))
    if page == "question" and sheet is not None and sheet.asked is not None:
        asked = sheet.asked
        return PageText(
            title,
            f"{sheet.position + 1} of {sheet.count}",
            found.survey.stem,
            asked.text,
            f"Why we ask: {asked.why}",
        )
    if page == "review" and sheet is not None:
        return PageText(title, "review", text=_before_sending(sheet))
    if page == "stop":
        return PageText(title, text="Stop here? Your answers so far are dropped, and nothing is stored.")
    if page == "sending":
        return PageText(title, text="Sending …")
    if page == "thanks":
        return PageText(
            "Thank you",
            text="Your answers are stored, and this screen has forgotten them.\n\n"
            "Please get up and let the next person sit down.",
        )
    return PageText(title)


def review_entries(sheet: AnswerSheet) -> Iterator[tuple[str, str]]:
    """Number and answer, then the sentence, for every question in the order in which it was asked."""
    for number, asked in enumerate(sheet.questions, 1):
        value = sheet.given(asked.item_id)
        yield f"{number:>2}  {'–' if value is None else value}  ", asked.text


def card_remark(card: str) -> str:
    """The private card, shown once."""
    return (
        f"Your private card: {card}. It is shown only now and stored nowhere; write it down if you want your answers "
        "compared with your later ones."
    )


def answer_first(points: int) -> str:
    """What to do on a question that was not answered yet."""
    return f"Press 1 to {points}, or s for no answer."


def _before_sending(sheet: AnswerSheet) -> str:
    left_out = f", {sheet.left_out} left out" if sheet.left_out else ""
    return (
        f"{counted(len(sheet.answers()), 'answer')}{left_out}. enter changes the one that is marked, y sends all of "
        "them. Sent answers cannot be taken back."
    )
