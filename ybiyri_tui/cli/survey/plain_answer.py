"""The survey as line prompts on standard input and output."""

from __future__ import annotations

import os
import sys
from textwrap import fill
from typing import TYPE_CHECKING

import click

from ybiyri_tui.errors import AnswerIsNo, ProgramError
from ybiyri_tui.reports.survey.promise import asked_words, promise_lines, what_else_lines
from ybiyri_tui.usecases.survey.surveying import begin_sheet, submit

if TYPE_CHECKING:
    from surveys.records import Round
    from ybiyri_tui.context import Context
    from ybiyri_tui.usecases.survey.answer_sheet import AnswerSheet, Asked

WIDTH = 78
NOT_STORED = "nothing was stored"


def answer_plainly(context: Context, found: Round) -> None:
    """Promise, questions, `send? y/n:`.

    Raises ProgramError when the input ends before sending and AnswerIsNo when it is not sent; nothing is stored then.
    """
    sheet = begin_sheet(context, found)
    _print_promise(found)
    try:
        _fill_in(sheet)
        submit(context, found.id, sheet.answers())
    finally:
        sheet.wipe()
        _clear()
    click.echo("Thank you. Your answers are stored.")


def _print_promise(found: Round) -> None:
    scale = found.survey.scale
    clearing = ["When you are done this terminal is cleared, with all that is above."] if _can_clear() else []
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


def _fill_in(sheet: AnswerSheet) -> None:
    """Asks until everything was asked and the person wants to send."""
    while True:
        if sheet.asked is not None:
            _ask(sheet, sheet.asked)
            continue
        reply = _reply("send? y/n:")
        if reply == "y":
            return
        if reply == "n":
            raise AnswerIsNo(f"Not sent; {NOT_STORED}.")
        if reply == "b":
            sheet.back()
        else:
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


def _reply(prompt: str) -> str:
    """One line of input without blanks, in lower case."""
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
    return line.strip().lower()


def _can_clear() -> bool:
    return sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"


def _clear() -> None:
    """Takes what was typed off the terminal and its scrollback."""
    if _can_clear():
        click.echo("\x1b[H\x1b[2J\x1b[3J", nl=False)
