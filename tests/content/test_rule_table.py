"""The recommendation's rules: one always holds, everything of a bad table is named, a folder can have its own."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from playbook.records import Phase
from ybiyri_tui import content
from ybiyri_tui.content.places import program_source
from ybiyri_tui.content.rule_table import FILE, Criteria, Facts, Fit, load
from ybiyri_tui.content_source import ContentError

GOOD = "rules:\n  - {id: open, value: not_yet, when: {must_haves_open: true}, reason: Wait.}\n"
LAST = "  - {id: rest, value: start, reason: Go.}\n"


def test_one_rule_holds_whatever_is_the_case_and_each_holds_somewhere() -> None:
    table = content.recommendation()
    every = product(Phase, (True, False), (True, False), get_args(Fit), get_args(Criteria))
    found = [table.first(Facts(*facts)) for facts in every]
    assert {rule.id for rule in found} == {rule.id for rule in table.rules}


def test_nothing_starts_or_scales_while_a_must_have_is_open() -> None:
    table = content.recommendation()
    for phase, reopened, fit, criteria in product(Phase, (True, False), get_args(Fit), get_args(Criteria)):
        assert table.first(Facts(phase, True, reopened, fit, criteria)).value not in ("start", "scale")


def test_what_the_plan_says_decides_at_the_review() -> None:
    table = content.recommendation()
    for said in ("scale", "extend", "stop"):
        facts = Facts(Phase.REVIEW, must_haves_open=False, reopened=False, exit_criteria=said)
        assert table.first(facts).value == said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOOD, "a last rule without `when`"),
        (GOOD + LAST + LAST, "an id of its own"),
        (GOOD.replace("not_yet", "perhaps") + LAST, "not_yet"),
        (GOOD.replace("must_haves_open: true", "counts: 3") + LAST, "must_haves_open"),
        (GOOD.replace("must_haves_open: true", "phase: [someday]") + LAST, "prepare"),
    ],
)
def test_a_bad_table_is_refused_with_its_place(tmp_path: Path, text: str, expected: str) -> None:
    (tmp_path / "summary").mkdir()
    (tmp_path / FILE).write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=r"line \d+, column \d+") as caught:
        load(program_source(tmp_path))
    assert expected in str(caught.value)


def test_a_folder_without_a_table_takes_the_one_that_ships(tmp_path: Path) -> None:
    assert load(program_source(tmp_path)) == content.recommendation()
