"""The usual kinds of columns."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from playbook.errors import PlaybookError
from playbook.texts import line
from playbook.worksheets.sheets.amounts import money_text, money_words, read_money
from playbook.worksheets.sheets.column import Column

LONGEST = 120
_NUMBER = re.compile(r"[0-9][0-9 _']*(?:\.[0-9]+)?")


def text_column(
    field: str, title: str, expects: str = "a short text", *, required: bool = False, longest: int = LONGEST
) -> Column:
    """A line of text; empty is ""."""
    return Column(field, title, expects, lambda text: line(text, title, longest), required=required, empty="")


def choice_column(
    field: str, title: str, kind: type[Enum], *, required: bool = False, words: Callable[[Any], str] | None = None
) -> Column:
    """One of the values of an enumeration; the beginning of one will do if no other begins so."""
    choices = tuple(str(member.value) for member in kind)
    return Column(
        field,
        title,
        _one_of(choices),
        lambda text: kind(pick(text, choices)),
        write=lambda value: str(value.value),
        show=words,
        required=required,
        choices=choices,
    )


def money_column(field: str, title: str, *, required: bool = False) -> Column:
    """An amount of money with its currency."""
    return Column(
        field,
        title,
        "an amount such as 200K EUR",
        read_money,
        write=money_text,
        show=money_words,
        required=required,
        right=True,
        is_money=True,
    )


def count_column(
    field: str, title: str, *, least: int = 0, most: int = 1_000_000, required: bool = False, expects: str = ""
) -> Column:
    """A whole number; `expects` says of what, or which ones will do."""
    span = f"a whole number from {least} to {most}"
    wanted = _wanted(span, expects)

    def read(text: str) -> object:
        number = _number(text, wanted)
        if number != int(number) or not least <= number <= most:
            raise PlaybookError(f"{text!r} is not {wanted}.")
        return int(number)

    return Column(field, title, expects or span, read, required=required, right=True)


def number_column(
    field: str,
    title: str,
    *,
    least: Decimal = Decimal(0),
    most: Decimal = Decimal(10) ** 9,
    required: bool = False,
    expects: str = "",
) -> Column:
    """An exact number with decimals; `expects` says of what, or which ones will do."""
    span = f"a number from {least} to {most}"
    wanted = _wanted(span, expects)

    def read(text: str) -> object:
        number = _number(text, wanted)
        if not least <= number <= most:
            raise PlaybookError(f"{text!r} is not {wanted}.")
        return number

    return Column(field, title, expects or span, read, write=lambda value: f"{value:f}", required=required, right=True)


def date_column(field: str, title: str, *, required: bool = False) -> Column:
    """A day, such as 2026-12-03."""
    expects = "a day such as 2026-12-03"

    def read(text: str) -> object:
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise PlaybookError(f"{text!r} is not {expects}.") from None

    return Column(field, title, expects, read, write=date.isoformat, required=required)


def yes_no_column(field: str, title: str, *, required: bool = False) -> Column:
    """Yes or no."""
    choices = ("yes", "no")
    return Column(
        field,
        title,
        _one_of(choices),
        lambda text: pick(text, choices) == "yes",
        write=lambda value: "yes" if value else "no",
        required=required,
        choices=choices,
    )


def pick(text: str, choices: Iterable[str]) -> str:
    """The choice that is meant: written out, or the beginning of a single one. Raises PlaybookError for any other."""
    wanted = re.sub(r"[\s-]+", "_", text.strip().lower())
    choices = tuple(choices)
    if wanted in choices:
        return wanted
    found = [choice for choice in choices if wanted and choice.startswith(wanted)]
    if len(found) != 1:
        raise PlaybookError(f"{text!r} is not {_one_of(choices)}.")
    return found[0]


def _one_of(choices: tuple[str, ...]) -> str:
    return f"{', '.join(choices[:-1])} or {choices[-1]}"


def _wanted(span: str, expects: str) -> str:
    """What a number has to be: the span, and what is counted where that is all that `expects` says."""
    return f"{span}: {expects}" if expects.startswith(("how ", "the ")) else expects or span


def _number(text: str, expects: str) -> Decimal:
    if not _NUMBER.fullmatch(text.strip()) or len(text) > 40:
        raise PlaybookError(f"{text!r} is not {expects}.")
    return Decimal(re.sub(r"[ _']", "", text))
