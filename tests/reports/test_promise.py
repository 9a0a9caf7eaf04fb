"""The first page of a participant says what holds for the round at hand, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from surveys.records import Label
from surveys.rounds.records import Round, Series, SeriesState, Stage
from surveys.sealing.holders import Holder
from ybiyri_tui.content import surveys
from ybiyri_tui.reports.survey.invitations.invitation import invitation_markdown
from ybiyri_tui.reports.survey.promise import promise_lines, what_else_lines

ROOT = Path(__file__).parents[2]
THREE = {Holder.COACH: "mia", Holder.DELEGATE: "Sam", Holder.STAND_IN: "Ana"}
ALONE = {Holder.COACH: "mia"}
CLOSES = datetime(2026, 12, 10, 17, 0, tzinfo=UTC)


def opened(label: Label = Label.BEFORE, *, series: dict[str, Any] | None = None, **settings: Any) -> Round:
    frozen: dict[str, Any] = {"pairing": True, "holders": THREE} | (series or {})
    whole = Series("s1", 1, surveys()["developer-concerns"], SeriesState.OPEN, 5, ("alerts",), **frozen)
    return Round("r1", whole, label, Stage.OPEN, 9, date(2026, 12, 3), closes_at=CLOSES, **settings)


def said(found: Round) -> str:
    return " ".join([*promise_lines(found), *what_else_lines(found)])


@pytest.mark.parametrize(
    ("settings", "there", "absent"),
    [
        ({}, "two of three people together: the coach, Sam", "read single answers, without names, in order of arrival"),
        ({"series": {"holders": ALONE}}, "the coach could read single answers", "two of three"),
        ({"series": {"scripted": True}}, "A script supplied the passphrases", "by hand"),
        ({"scripted": True}, "A script supplied the passphrases", "by hand"),
        ({}, "The coach printed them and may know your code", "They went to Sam"),
        ({"hosted": True}, "They went to Sam, who may know yours; not to the coach", "The coach printed"),
        ({"replaced": 2}, "11 for 9 people, 2 replaced", "at least 5 answered"),
        ({"replaced": 2}, "only where at least 7 answered", "below 5 answers"),
        ({"comments": True}, "shown to the team word for word", "no comment"),
        ({}, "Card: after sending you are shown a private card once", "Comments:"),
        ({"series": {"pairing": False}}, "Stored: your answers, sealed", "private card"),
        ({"extended_to": CLOSES.replace(day=17)}, "10 Dec 2026, 17:00, extended to 17 Dec 2026, 17:00", "week"),
        ({}, "among 13", "extended"),
    ],
)
def test_each_setting_is_told(settings: dict[str, Any], there: str, absent: str) -> None:
    text = said(opened(**settings))
    assert there in text
    assert absent not in text


@pytest.mark.parametrize(
    ("label", "there"),
    [
        (Label.BEFORE, "kept sealed again, topic by topic"),
        (Label.PULSE, "compared with nothing"),
        (Label.AFTER, "destroyed, with those kept from the survey before and their keys"),
    ],
)
def test_it_says_what_becomes_of_the_answers(label: Label, there: str) -> None:
    assert there in said(opened(label))


def test_later_rounds_warn_of_the_difference_that_one_person_makes() -> None:
    warning = "If one person joined or left"
    assert warning not in said(opened())
    assert warning in said(opened(Label.AFTER))
    assert warning in said(opened(Label.PULSE))


def test_every_page_ends_with_the_fingerprint_and_what_a_machine_can_see() -> None:
    found = opened()
    assert promise_lines(found)[-1].startswith(f"Fingerprint: {found.fingerprint}.")
    assert "Can this machine watch you type?" in said(found)
    assert found.fingerprint in invitation_markdown(found, "Team")
    assert replace(found, comments=True).fingerprint != found.fingerprint


def test_nobody_promises_full_anonymity() -> None:
    texts = [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
    for folder in ("ybiyri_tui", "surveys", "playbook"):
        texts += [path for ending in ("py", "yaml", "j2") for path in (ROOT / folder).rglob(f"*.{ending}")]
    assert len(texts) > 300
    for words in ("fully anonymous", "completely anonymous", "100 % anonymous", "totally anonymous"):
        assert [path.name for path in texts if words in path.read_text("utf-8").casefold()] == []
