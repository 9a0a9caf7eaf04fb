from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from playbook.records import WorkItem
from playbook.tickets.share.causes import MOST_CAUSES, MOST_OF_IT, causes_of


def item(number: int, cause: str = "", kind: str = "Bug", rule: str = "type=Bug") -> WorkItem:
    return WorkItem(f"OPS-{number}", kind, True, None, None, rule, cause=cause)


def test_the_commonest_causes_come_first_until_most_is_named() -> None:
    names = ["alerts"] * 5 + ["deployments"] * 3 + ["questions", "other"]
    found = causes_of(item(at, name) for at, name in enumerate(names))
    assert found is not None
    assert (found.by, found.items, found.others) == ("component", 10, 2)
    assert [(cause.name, cause.items, cause.together) for cause in found.causes] == [
        ("alerts", 5, 0.5),
        ("deployments", 3, 0.8),
    ]


def test_types_stand_in_where_few_items_name_a_cause_and_rules_where_all_types_are_one() -> None:
    by_type = causes_of([item(1), item(2, kind="Incident"), item(3, "alerts", kind="Incident")])
    assert by_type is not None
    assert (by_type.by, by_type.causes[0].name) == ("type", "Incident")
    by_rule = causes_of([item(1), item(2, rule="label=urgent")])
    assert by_rule is not None
    assert by_rule.by == "rule"


def test_planned_items_have_no_cause() -> None:
    assert causes_of([WorkItem("OPS-1", "Story", False, None, None, cause="web")]) is None


@given(st.lists(st.sampled_from("abcdefghijkl"), min_size=1, max_size=60))
def test_named_causes_and_others_add_up(names: list[str]) -> None:
    found = causes_of(item(at, name) for at, name in enumerate(names))
    assert found is not None
    assert sum(cause.items for cause in found.causes) + found.others == found.items == len(names)
    assert found.causes[-1].together >= MOST_OF_IT or len(found.causes) == MOST_CAUSES
