from __future__ import annotations

import pytest

from playbook.errors import PlaybookError
from playbook.tickets.bau_rules import BauRule, RuleField, first_match, parse_rule, parse_rules


def test_a_rule_names_a_field_and_a_value() -> None:
    assert parse_rule(" Label = on call ") == BauRule(RuleField.LABEL, "on call")
    assert str(parse_rule("TYPE=Bug")) == "type=Bug"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bug", "The rule 'Bug' has no '='; write it as type=Bug or label=urgent."),
        ("", "The rule '' has no '='; write it as type=Bug or label=urgent."),
        ("colour=red", "looks at 'colour', which is neither type nor label"),
        ("=Bug", "looks at '', which is neither type nor label"),
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


def test_upper_and_lower_case_are_equal() -> None:
    rules = parse_rules(["type=BUG", "label=Urgent"])
    assert first_match(rules, "bug", frozenset()) == 0
    assert first_match(rules, "Story", frozenset({"urgent"})) == 1


def test_the_first_rule_that_matches_wins() -> None:
    labels = frozenset({"bau", "urgent"})
    assert first_match(parse_rules(["label=urgent", "label=bau", "type=Bug"]), "Bug", labels) == 0
    assert first_match(parse_rules(["type=Bug", "label=bau"]), "Bug", labels) == 0


def test_a_value_must_be_the_whole_label() -> None:
    assert first_match(parse_rules(["label=urgent", "type=Bug"]), "Bug fix", frozenset({"not-urgent"})) is None
