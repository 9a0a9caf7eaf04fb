"""Developers answer against the database with an invitation and a role that may do nothing else, to the results."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, tzinfo
from pathlib import Path
from random import Random

import pytest
from sqlalchemy.engine import make_url

from surveys.sealing.codes import draw_codes
from tests.conftest import NOON
from tests.workspace.server.answering import Answering
from ybiyri_tui.__main__ import run
from ybiyri_tui.usecases.survey import surveying
from ybiyri_tui.usecases.survey.by_file.invitations import invitation

ANSWERS = "4\n" * 24 + "y\n"
Answer = Callable[..., tuple[int, str, str]]


class Clock(datetime):
    """The time of the tests, at which the survey is open."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return NOON.astimezone(tz)


@pytest.fixture
def answer(
    answering: Answering, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Answer:
    """Somebody types these lines into `ybiyri answer --plain`; returns exit code, output and messages."""
    invite = tmp_path / "before.invite"
    invite.write_text(invitation(answering.context, answering.round, "Team Kestrel"), encoding="utf-8")
    monkeypatch.setattr("ybiyri_tui.usecases.survey.answering.by_role.datetime", Clock)

    def type_in(typed: str, address: str = answering.address) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        code = run(["answer", "--plain", "--invitation", str(invite), "--workspace", address])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return type_in


def test_a_team_answers_with_the_role_alone_and_the_round_closes(answering: Answering, answer: Answer) -> None:
    for code in answering.team.bowl:
        done, out, err = answer(f"{code}\n{ANSWERS}")
        assert (done, err) == (0, "")
        assert answering.round.fingerprint in out
        assert out.endswith("Thank you. Your answers are stored.\n")
    answering.team.close(answering.round)
    assert surveying.results(answering.context, answering.round.id).answered == 6


def test_a_code_that_is_not_good_is_told_when_sending_and_asked_for_again(answering: Answering, answer: Answer) -> None:
    good, (unknown,) = answering.team.bowl[0], draw_codes(1, Random(99))
    done, out, _ = answer(f"{unknown}\n{ANSWERS}{good}\n")
    assert done == 0
    assert out.count("This code is not good") == 1
    used, out, err = answer(f"{good}\n{ANSWERS}")
    assert (used, "This code is not good" in out) == (2, True)
    assert good not in out + err


def test_who_is_not_let_in_or_may_not_answer_is_told_without_the_password(answering: Answering, answer: Answer) -> None:
    url = make_url(answering.address)
    for elsewhere, expected in (
        (url.difference_update_query(["options"]), "does not let you answer"),
        (url.set(database="nowhere"), "cannot be used"),
    ):
        address = elsewhere.render_as_string(hide_password=False)
        done, _, err = answer(f"{answering.team.bowl[0]}\n{ANSWERS}", address)
        assert done == 2
        assert expected in err
        assert "answering_" in err
        assert str(url.password) not in err
