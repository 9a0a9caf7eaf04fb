"""The survey as line prompts on standard input and output."""

from __future__ import annotations

import sys
from collections.abc import Callable
from textwrap import fill
from typing import TYPE_CHECKING

import click

from surveys.errors import SurveyError
from ybiyri_tui.cli.survey.codes import CLEAR, can_clear
from ybiyri_tui.errors import AnswerIsNo, ProgramError
from ybiyri_tui.reports.survey.promise import asked_words, promise_lines, what_else_lines

if TYPE_CHECKING:
    from surveys.rounds.records import Round
    from ybiyri_tui.usecases.survey.answer_sheet import AnswerSheet, Asked
    from ybiyri_tui.usecases.survey.casting import Booth, Ticket

WIDTH = 78
RETRIES = 3
NOT_STORED = "nothing was stored"


def answer_plainly(booth: Booth) -> None:
    """Promise, `code:`, questions, comment and card where the round has them, `send? y/n:`.

    Raises ProgramError when the input ends before sending, SurveyError when the code is wrong for the fourth time, and
    AnswerIsNo when it is not sent; the code is unspent then.
    """
    sheet = booth.begin_sheet()
    _print_promise(booth.round)
    try:
        ticket = _ticket(booth)
        comment, card = _fill_in(sheet, booth)
        new_card = booth.send(ticket, sheet.answers(), comment=comment, card=card)
        if new_card is not None:
            _show_once(new_card)
    finally:
        sheet.wipe()
        if can_clear():
            click.echo(CLEAR, nl=False)
    click.echo("Thank you. Your answers are stored.")


def _print_promise(found: Round) -> None:
    scale = found.survey.scale
    clearing = ["When you are done this terminal is cleared, with all that is above."] if can_clear() else []
    paragraphs = [
        found.survey.title,
        asked_words(found),
        *promise_lines(found),
        "What can still be learned:",
        *what_else_lines(found),
        *clearing,
        f"{found.survey.stem} 1 = {scale.low}, {scale.points} = {scale.high}.",
    ]
    click.echo("\n\n".join(fill(paragraph, WIDTH) for paragraph in paragraphs) + "\n")


def _ticket(booth: Booth) -> Ticket:
    """Asks for the code, and again three times if it is not good."""
    for _ in range(RETRIES):
        try:
            return booth.check_code(_line("code:"))
        except SurveyError as error:
            click.echo(str(error))
    return booth.check_code(_line("code:"))


def _fill_in(sheet: AnswerSheet, booth: Booth) -> tuple[str, str]:
    """Asks until everything was asked and the person wants to send; returns comment and card."""
    while True:
        while sheet.asked is not None:
            _ask(sheet, sheet.asked)
        comment = _checked("comment (empty = none):", booth.check_comment) if booth.round.comments else ""
        card = _checked("card (empty = none):", booth.check_card) if booth.round.asks_for_card else ""
        if _wants_to_send():
            return comment, card
        sheet.back()


def _wants_to_send() -> bool:
    """False to go back. Raises AnswerIsNo if everything is to be dropped."""
    while True:
        reply = _reply("send? y/n:")
        if reply in ("y", "b"):
            return reply == "y"
        if reply == "n":
            raise AnswerIsNo(f"Not sent; {NOT_STORED}.")
        click.echo("Type y to send, n to drop everything, or b to go back.")


def _ask(sheet: AnswerSheet, asked: Asked) -> None:
    points = sheet.survey.scale.points
    click.echo(f"[{asked.item_id}] {asked.text}")
    reply = _reply(f"1-{points}, s = no answer, b = back:")
    if reply == "b":
        sheet.back()
    elif reply == "s":
        sheet.answer(None)
    elif reply in [str(value) for value in range(1, points + 1)]:
        sheet.answer(int(reply))
    else:
        click.echo(f"Type a number from 1 to {points}, s or b.")


def _checked(prompt: str, check: Callable[[str], object]) -> str:
    """One line that may be empty, asked for until it is good."""
    while True:
        typed = _line(prompt)
        try:
            if typed:
                check(typed)
        except SurveyError as error:
            click.echo(str(error))
        else:
            return typed


def _show_once(card: str) -> None:
    click.echo(f"Your private card: {card}")
    click.echo(
        fill(
            "It is shown only now and stored nowhere. Write it down, without your name, if you want your later answers "
            "compared with these. You may leave it.",
            WIDTH,
        )
    )
    if can_clear() and sys.stdin.isatty():
        _line("enter clears the screen:")


def _reply(prompt: str) -> str:
    """One line of input without blanks, in lower case."""
    return _line(prompt).lower()


def _line(prompt: str) -> str:
    """One line of input without blanks around it."""
    click.echo(f"{prompt} ", nl=False)
    sys.stdout.flush()
    try:
        line = sys.stdin.readline()
    except UnicodeDecodeError:
        line = "?\n"
    if not sys.stdin.isatty():
        click.echo()
    if not line:
        raise ProgramError(f"The input ended before the answers were sent; {NOT_STORED}.")
    return line.strip()
