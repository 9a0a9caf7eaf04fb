"""The survey as line prompts, for screen readers, scripts and simple terminals."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import fill
from typing import TYPE_CHECKING

from surveys.errors import NoReply, SurveyError, WrongCode
from ybiyri_tui.errors import AnswerIsNo, ProgramError
from ybiyri_tui.line_prompts.lines import Lines, standard_lines
from ybiyri_tui.reports.survey.promise import asked_words, promise_lines, what_else_lines

if TYPE_CHECKING:
    from ybiyri_tui.usecases.survey.answering.answer_sheet import AnswerSheet, Asked
    from ybiyri_tui.usecases.survey.answering.casting import Booth, Ticket

WIDTH = 78
RETRIES = 3
NOT_STORED = "nothing was stored"


def answer_plainly(booth: Booth, lines: Lines | None = None) -> None:
    """Promise, `code:`, questions, comment and card where the round has them, `send? y/n:`.

    `lines` is where it is read from and written to, else standard input and output. Raises ProgramError when the input
    ends before sending, SurveyError when the code is wrong for the fourth time, and AnswerIsNo when it is not sent; the
    code is unspent then.
    """
    lines = lines or standard_lines()
    sheet = booth.begin_sheet()
    _print_promise(booth, lines)
    try:
        ticket = _ticket(booth, lines)
        comment, card = _fill_in(sheet, booth, lines)
        new_card = _send(booth, ticket, sheet, comment, card, lines)
        if new_card is not None:
            _show_once(new_card, lines)
    finally:
        sheet.wipe()
        lines.clear()
    lines.write(fill(booth.thanks, WIDTH))


def _print_promise(booth: Booth, lines: Lines) -> None:
    found = booth.round
    scale = found.survey.scale
    clearing = ["When you are done this terminal is cleared, with all that is above."] if lines.clears else []
    paragraphs = [
        found.survey.title,
        asked_words(found),
        *promise_lines(found, way=booth.way),
        "What can still be learned:",
        *what_else_lines(found, way=booth.way),
        *clearing,
        f"{found.survey.stem} 1 = {scale.low}, {scale.points} = {scale.high}.",
    ]
    lines.write("\n\n".join(fill(paragraph, WIDTH) for paragraph in paragraphs) + "\n")


def _ticket(booth: Booth, lines: Lines) -> Ticket:
    """Asks for the code, and again three times if it is not good."""
    for _ in range(RETRIES):
        try:
            return booth.check_code(_line("code:", lines))
        except SurveyError as error:
            lines.write(str(error))
    return booth.check_code(_line("code:", lines))


def _fill_in(sheet: AnswerSheet, booth: Booth, lines: Lines) -> tuple[str, str]:
    """Asks until everything was asked and the person wants to send; returns comment and card."""
    comment = card = ""
    while True:
        while sheet.asked is not None:
            _ask(sheet, sheet.asked, lines)
        if booth.round.comments:
            comment = _checked("comment (empty = none):", booth.check_comment, lines)
        if booth.round.asks_for_card:
            card = _checked("card (empty = none):", booth.check_card, lines)
        if _wants_to_send(lines):
            return comment, card
        sheet.back()


def _send(booth: Booth, ticket: Ticket, sheet: AnswerSheet, comment: str, card: str, lines: Lines) -> str | None:
    """Sends, and again where no reply came; asks again for a code that could not be looked up before."""
    for _ in range(RETRIES):
        try:
            return booth.send(ticket, sheet.answers(), comment=comment, card=card)
        except NoReply as error:
            lines.write(str(error))
            if not lines.ask("enter sends again:"):
                raise
        except WrongCode as error:
            lines.write(str(error))
            ticket = _ticket(booth, lines)
    return booth.send(ticket, sheet.answers(), comment=comment, card=card)


def _wants_to_send(lines: Lines) -> bool:
    """False to go back. Raises AnswerIsNo if everything is to be dropped."""
    while True:
        reply = _reply("send? y/n:", lines)
        if reply in ("y", "b"):
            return reply == "y"
        if reply == "n":
            raise AnswerIsNo(f"Not sent; {NOT_STORED}.")
        lines.write("Type y to send, n to drop everything, or b to go back.")


def _ask(sheet: AnswerSheet, asked: Asked, lines: Lines) -> None:
    points = sheet.survey.scale.points
    lines.write(f"[{asked.item_id}] {asked.text}")
    reply = _reply(f"1-{points}, s = no answer, b = back:", lines)
    if reply == "b":
        sheet.back()
    elif reply == "s":
        sheet.answer(None)
    elif reply in [str(value) for value in range(1, points + 1)]:
        sheet.answer(int(reply))
    else:
        lines.write(f"Type a number from 1 to {points}, s or b.")


def _checked(prompt: str, check: Callable[[str], object], lines: Lines) -> str:
    """One line that may be empty, asked for until it is good."""
    while True:
        typed = _line(prompt, lines)
        try:
            if typed:
                check(typed)
        except SurveyError as error:
            lines.write(str(error))
        else:
            return typed


def _show_once(card: str, lines: Lines) -> None:
    lines.write(f"Your private card: {card}")
    lines.write(
        fill(
            "It is shown only now and stored nowhere. Write it down, without your name, if you want your later answers "
            "compared with these. You may leave it.",
            WIDTH,
        )
    )
    if lines.clears:
        lines.ask("enter clears the screen:")


def _reply(prompt: str, lines: Lines) -> str:
    """One line of input without blanks, in lower case."""
    return _line(prompt, lines).lower()


def _line(prompt: str, lines: Lines) -> str:
    """One line of input without blanks around it."""
    line = lines.ask(prompt)
    if not line:
        raise ProgramError(f"The input ended before the answers were sent; {NOT_STORED}.")
    return line.strip()
