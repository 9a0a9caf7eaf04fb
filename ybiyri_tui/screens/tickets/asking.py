"""Asks for a rule: what it looks at, then a value, chosen from those in the file where there are any."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ybiyri_tui.screens.dialogs.ask import AskScreen
from ybiyri_tui.screens.dialogs.choose import ChooseScreen
from ybiyri_tui.wording.states import counted

if TYPE_CHECKING:
    from playbook.tickets.looking.looking import ColumnSeen, ValueSeen
    from playbook.tickets.rules.bau_rules import BauRule, RuleField
    from ybiyri_tui.app import YbiyriApp
    from ybiyri_tui.usecases.unplanned_work.looking import Looked

OTHER = "\0other"
"""The id of the choice to type something that is not in the list."""


@dataclass(frozen=True)
class Offer:
    """Where values to choose from come from; both None while no file was read."""

    path: Path | None
    columns: tuple[str, ...]
    looked: Looked | None


async def ask_rule(app: YbiyriApp, offer: Offer, field: str, current: BauRule | None = None) -> BauRule | None:
    """A rule, or None if it was left; with `current` only its value is asked for. `field` keeps what is typed."""
    from playbook.tickets.rules.bau_rules import RuleField
    from ybiyri_tui.wording.rules import LOOKS_AT

    kind = current.field if current else None
    if kind is None:
        chosen = await app.push_screen_wait(
            ChooseScreen("A ticket is unplanned if", [(kind.value, words) for kind, words in LOOKS_AT.items()])
        )
        if chosen is None:
            return None
        kind = RuleField(chosen)
    column = current.column if current else ""
    if kind is RuleField.COLUMN and not column:
        column = await _ask_column(app, offer, field) or ""
        if not column:
            return None
    return await _ask_value(app, offer, field, kind, column, current)


async def _ask_value(
    app: YbiyriApp, offer: Offer, field: str, kind: RuleField, column: str, current: BauRule | None
) -> BauRule | None:
    from playbook.tickets.rules.bau_rules import RuleField, parse_rule

    where = {RuleField.TYPE: "type", RuleField.LABEL: "label", RuleField.TEXT: "title"}.get(kind, column)
    values = await _values(app, offer, kind, column)
    if values:
        choices = [(found.value, f"{found.value}   {counted(found.items, 'item')}") for found in values]
        title = f"Which {where}?" if kind is not RuleField.COLUMN else f"Which value of {where}?"
        chosen = await app.push_screen_wait(ChooseScreen(title, [*choices, (OTHER, "something else …")]))
        if chosen is None:
            return None
        if chosen != OTHER:
            return parse_rule(_written(kind, column, chosen))
    value = await app.push_screen_wait(
        AskScreen(
            "Which words in the title?" if kind is RuleField.TEXT else f"Which value of {where}?",
            field=f"{field} value",
            value=current.value if current else "",
            note="Upper and lower case are equal.",
            check=lambda text: f"a ticket is unplanned if {_said(parse_rule(_written(kind, column, text)))}",
        )
    )
    if not value:
        return None
    app.drafts.let_go(f"{field} value")
    return parse_rule(_written(kind, column, value))


async def _ask_column(app: YbiyriApp, offer: Offer, field: str) -> str | None:
    """The header of a column, chosen with samples of what stands in it."""
    from ybiyri_tui.usecases.unplanned_work.looking import file_columns

    path = offer.path
    if path is not None and offer.looked is not None:
        found = await app.desk.do(lambda _: file_columns(path))
        choices = [
            (column.header, f"{column.header}   {samples_words(column)}")
            for column in found
            if "=" not in column.header and not column.about_people
        ]
        note = "Columns that name people are left out: rules are kept, and seen by the room."
        return await app.push_screen_wait(ChooseScreen("Which column?", choices, note=note))
    return await app.push_screen_wait(
        AskScreen("Which column?", field=f"{field} column", note="Its header, as it stands in the file.")
    )


def samples_words(column: ColumnSeen) -> str:
    """What stands in a column; nothing of one that is about people."""
    return "names people: not shown" if column.about_people else ", ".join(column.samples) or "empty"


async def _values(app: YbiyriApp, offer: Offer, kind: RuleField, column: str) -> Iterable[ValueSeen]:
    from playbook.tickets.rules.bau_rules import RuleField
    from ybiyri_tui.usecases.unplanned_work.looking import column_values

    path, looked = offer.path, offer.looked
    if looked is None or path is None or kind is RuleField.TEXT:
        return ()
    if kind is RuleField.COLUMN:
        return await app.desk.do(lambda _: column_values(path, column, offer.columns))
    return looked.seen.types if kind is RuleField.TYPE else looked.seen.labels


def _written(kind: RuleField, column: str, value: str) -> str:
    from playbook.tickets.rules.bau_rules import RuleField

    return f"field:{column}={value}" if kind is RuleField.COLUMN else f"{kind.value}={value}"


def _said(rule: BauRule) -> str:
    from ybiyri_tui.wording.rules import rule_words

    return rule_words(rule)
