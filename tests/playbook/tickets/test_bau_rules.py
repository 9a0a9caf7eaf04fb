from __future__ import annotations

from collections.abc import Callable

import pytest

from playbook.errors import PlaybookError
from playbook.tickets.reading.importing import ImportReport
from playbook.tickets.rules.bau_rules import BauRule, RuleField, parse_rule, parse_rules

Read = Callable[..., ImportReport]


def test_a_rule_names_a_field_and_a_value() -> None:
    assert parse_rule(" Label = on call ") == BauRule(RuleField.LABEL, "on call")
    assert str(parse_rule("TYPE=Bug")) == "type=Bug"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bug", "The rule 'Bug' has no '='; write it as type=Bug, label=urgent, text=outage or"),
        ("", "The rule '' has no '='; write it as type=Bug,"),
        ("colour=red", "looks at 'colour', which is neither type, label, text nor field"),
        ("=Bug", "looks at '', which is neither type, label, text nor field"),
        ("label= ", "has nothing after the '='"),
        ("type=Bug,label=urgent", "holds more than one rule; give each rule on its own."),
    ],
)
def test_a_rule_that_cannot_be_read_is_refused_with_the_reason(text: str, expected: str) -> None:
    with pytest.raises(PlaybookError) as refused:
        parse_rule(text)
    assert expected in str(refused.value)


def test_a_rule_that_stands_twice_is_refused() -> None:
    with pytest.raises(PlaybookError, match="'type=bug' stands twice"):
        parse_rules(["type=Bug", "label=urgent", "type=bug"])


def caught(read: Read, row: str, *rules: str) -> list[int]:
    report = read(f"Issue key,Issue Type,Labels,Summary,Custom field (Activity Type)\nOPS-1,{row}\n", *rules)
    return [catch.items for catch in report.catches]


def test_a_rule_can_look_at_a_column() -> None:
    rule = parse_rule("field:Activity Type=Tech Debt & Quality")
    assert rule == BauRule(RuleField.COLUMN, "Tech Debt & Quality", "Activity Type")
    assert parse_rule(str(rule)) == rule
    assert parse_rule("Custom field (Unplanned Work? (Y/N))=Y").column == "Custom field (Unplanned Work? (Y/N))"


def test_upper_and_lower_case_are_equal(read: Read) -> None:
    assert caught(read, "bug,,x,", "type=BUG", "label=Urgent") == [1, 0]
    assert caught(read, "Story,urgent,x,", "type=BUG", "label=Urgent") == [0, 1]


def test_the_first_rule_that_matches_wins(read: Read) -> None:
    row = 'Bug,"bau;urgent",Outage of the till,Operations'
    assert caught(read, row, "label=urgent", "label=bau", "type=Bug") == [1, 0, 0]
    assert caught(read, row, "type=Bug", "label=bau") == [1, 0]
    assert caught(read, row, "text=outage", "type=Bug") == [1, 0]
    assert caught(read, row, "label=bau", "text=outage") == [1, 0]
    assert caught(read, row, "field:activity type=operations", "type=Bug") == [1, 0]


def test_a_value_must_be_the_whole_label(read: Read) -> None:
    assert caught(read, "Bug fix,not-urgent,x,", "label=urgent", "type=Bug") == [0, 0]


def test_text_is_looked_for_anywhere_in_the_title(read: Read) -> None:
    assert caught(read, "Story,,The OUTAGE of May,", "text=outage") == [1]
    assert caught(read, "Story,outage,Calm,", "text=outage") == [0]


def test_a_column_is_found_by_its_short_or_full_name(read: Read) -> None:
    for name in ("field:Activity Type", "Custom field (Activity Type)", "field: custom field (activity type)"):
        assert caught(read, "Story,,x,Operations", f"{name}=operations") == [1]


def test_a_rule_about_a_missing_column_is_warned_of(read: Read) -> None:
    report = read("Issue key,Issue Type\nOPS-1,Bug\n", "field:Team=Ops", "text=x", "type=Bug")
    assert report.warnings[:2] == (
        "The rule field:Team=Ops catches nothing, because the file has no column 'Team'.",
        "The rule text=x catches nothing, because the file has no title column.",
    )
