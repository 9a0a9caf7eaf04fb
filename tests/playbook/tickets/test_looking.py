"""What rules catch, told before anything is imported, is what an import then counts."""

from __future__ import annotations

import io
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.tickets.looking.looking import Seen, columns_seen, look_at, values_in
from playbook.tickets.reading.importing import read_tickets
from playbook.tickets.rules.bau_rules import BauRule, parse_rules

HEADER = "Issue key,Summary,Issue Type,Labels,Custom field (Activity),Status,Created,Resolved\n"
ROW = st.tuples(
    st.integers(1, 9),
    st.sampled_from(["outage of pay", "a page", "Outage"]),
    st.sampled_from(["Bug", "bug", "Story"]),
    st.sampled_from(["urgent", "", "web"]),
    st.sampled_from(["Operations", "Build;operations", ""]),
)
RULES = parse_rules(["label=urgent", "type=Bug", "field:Activity=operations", "text=outage"])
JSON = (
    b'[{"number": 1, "title": "a", "state": "open", "labels": [{"name": "bug"}], "created_at": "2026-10-01T10:00:00Z",'
    b' "html_url": "https://github.com/o/r/issues/1", "milestone": {"title": "m1"}}]'
)


def _export(rows: list[tuple[int, str, str, str, str]]) -> bytes:
    lines = (
        f"PAY-{number},{title},{kind},{label},{activity},Done,2026-10-01,2026-10-02\n"
        for number, title, kind, label, activity in rows
    )
    return (HEADER + "".join(lines)).encode()


def _look(data: bytes, rules: tuple[BauRule, ...], name: str = "jira.csv") -> Seen:
    keys = read_tickets(name, io.BytesIO(data), rules).keys
    return look_at(name, io.BytesIO(data), rules, keys)


@settings(max_examples=30)
@given(st.lists(ROW, min_size=1, max_size=20))
def test_in_any_order_the_numbers_are_those_of_an_import(rows: list[tuple[int, str, str, str, str]]) -> None:
    data = _export(rows)
    caught = _look(data, RULES).caught
    for order in (RULES, *list(permutations(RULES))[5::9]):
        report = read_tickets("jira.csv", io.BytesIO(data), order)
        weights = caught.weigh(order)
        assert [weight.first for weight in weights] == [catch.items for catch in report.catches]
        assert caught.items == report.item_count
    for rule in RULES:
        alone = read_tickets("jira.csv", io.BytesIO(data), (rule,))
        assert caught.weigh((rule,))[0].items == alone.bau_items


def test_a_rule_that_was_not_looked_at_is_not_known() -> None:
    caught = _look(_export([(1, "x", "Bug", "", "")]), RULES[:1]).caught
    assert caught.knows(RULES[:1])
    assert not caught.knows(RULES)


def test_columns_have_samples_and_values_have_numbers() -> None:
    data = _export([(1, "x", "Bug", "urgent", "Operations"), (2, "y", "Bug", "", "Build;Operations")])
    columns = {column.header: column.samples for column in columns_seen("jira.csv", io.BytesIO(data))}
    assert columns["Issue key"] == ("PAY-1", "PAY-2")
    assert columns["Labels"] == ("urgent",)
    values = values_in("jira.csv", io.BytesIO(data), "Custom field (Activity)")
    assert [(value.value, value.items) for value in values] == [("Operations", 2), ("Build", 1)]
    seen = _look(data, ())
    assert [(value.value, value.items) for value in seen.types] == [("Bug", 2)]
    assert [(value.value, value.items) for value in seen.labels] == [("urgent", 1)]


def test_what_names_people_is_not_shown() -> None:
    table = b"Key,Assignee,Zugewiesene Person,Contact\nA-1,Ada,Ada,x\nA-2,Ben,Ben,x\n"
    table += b"A-3,Ada,Ada,ada@example.com\n"
    seen = columns_seen("own.csv", io.BytesIO(table))
    assert [(column.header, column.about_people) for column in seen if column.samples] == [("Key", False)]


def test_fields_of_json_are_columns_too() -> None:
    columns = {column.header: column.samples for column in columns_seen("gh.json", io.BytesIO(JSON))}
    assert columns["milestone"] == ("m1",)
    assert columns["labels"] == ("bug",)
    assert _look(JSON, parse_rules(["label=bug"]), "gh.json").caught.weigh(parse_rules(["label=bug"]))[0].first == 1
