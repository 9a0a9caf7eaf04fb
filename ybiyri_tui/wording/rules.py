"""Rules about unplanned work in words."""

from __future__ import annotations

from playbook.tickets.looking.catching import Weight
from playbook.tickets.rules.bau_rules import BauRule, RuleField
from ybiyri_tui.wording.states import counted

LOOKS_AT = {
    RuleField.TYPE: "its type is …",
    RuleField.LABEL: "it has the label …",
    RuleField.TEXT: "its title has the words …",
    RuleField.COLUMN: "another column of the file is …",
}


def rule_words(rule: BauRule) -> str:
    """`type is Bug`, `label is urgent`, `title has "outage"` or `Activity is Operations`."""
    if rule.field is RuleField.TEXT:
        return f'title has "{rule.value}"'
    return f"{rule.column or rule.field.value} is {rule.value}"


def weight_words(weight: Weight, *, is_first: bool) -> str:
    """`catches 12 items`, and how many of them no rule above it catches."""
    caught = f"catches {counted(weight.items, 'item')}" if weight.items else "catches nothing"
    if is_first or not weight.items:
        return caught
    if not weight.first:
        return f"{caught}, all of them caught above"
    if weight.first == weight.items:
        return f"{caught}, none of them caught above"
    return f"{caught}, {weight.first} of them not caught above"
