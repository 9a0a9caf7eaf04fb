"""The invitation: whole and unchanged, or one sentence."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveys.errors import SurveyError
from surveys.rounds.by_file.invitations import MOST_BYTES, read_invitation
from surveys.sealing.sealer import Sealer

THREE = "seven ladders\neight kettles\nnine marbles\n"
NAMES = ("--delegate", "Sam", "--stand-in", "Ana", "--hosted")


@pytest.fixture
def invite(team: Any, tmp_path: Path) -> Path:
    """The delegate's invitation, which has everything."""
    assert team.open(*NAMES, stdin=THREE).code == 0
    path = tmp_path / "before.invite"
    assert team.ybiyri("survey", "invite", "--for-delegate", "--out", str(path)).code == 0
    return path


def answered(team: Any, path: Path, tmp_path: Path) -> Any:
    """Nothing may be asked or written with a bad invitation."""
    ballot = tmp_path / "never.ballot"
    done = team.ybiyri("answer", "--plain", "--invitation", str(path), "--ballot-out", str(ballot))
    assert not ballot.exists()
    return done


def test_it_holds_what_was_frozen_and_the_promise_is_made_from_it(team: Any, invite: Path, tmp_path: Path) -> None:
    done = answered(team, invite, tmp_path)
    found = team.ybiyri("survey", "status", "--format", "json").json["open"]
    text = " ".join(done.out.split())
    assert f"Fingerprint: {found['fingerprint']}" in text
    assert "Sam sees who sent which file, but can open neither" in text
    assert "could read your answers with your name" in text
    assert "code:" in done.out
    assert json.loads(invite.read_text())["schema"] == "ybiyri.invitation/1"
    assert not any(code in invite.read_text() for code in team.codes)


CHANGES: tuple[tuple[dict[str, Any], str], ...] = (
    ({"k": 4}, "its fingerprint does not stand for what is in it"),
    ({"hosted": False}, "its fingerprint does not stand for what is in it"),
    ({"mixing_key": "1" * 64}, "its fingerprint does not stand for what is in it"),
    ({"holders": {"coach": "Mia", "delegate": "Eve", "stand-in": "Ana"}}, "its fingerprint does not stand"),
    ({"public_key": "0" * 64}, "one of its keys is no key"),
    ({"public_key": "00"}, "public_key"),
    ({"k": 99}, "k: "),
    ({"invited": 10**30}, "invited: "),
    ({"holders": {"delegate": "Sam"}}, "nor the coach alone"),
    ({"main_topics": ["none"]}, "do not fit together"),
    ({"closes_at": "9999-12-31T23:59:59-12:00"}, "closes_at"),
    ({"closes_at": "soon"}, "closes_at"),
    ({"extra": 1}, "extra"),
    ({"team": "\x1b]0;gone\x07"}, "characters that steer a terminal"),
    ({"team": "\u202eevil"}, "characters that steer a terminal"),
    ({"\x1b[2J": 1}, "characters that steer a terminal"),
    ({"schema": "ybiyri.invitation/2"}, "another version"),
    ({"survey": {}}, "survey.id"),
    ({"delegate": {"salt": "00", "passes": 1, "memory": 1 << 50, "lock": ""}}, "delegate.salt"),
)


def test_a_changed_invitation_is_refused_in_one_sentence(team: Any, invite: Path, tmp_path: Path) -> None:
    whole = json.loads(invite.read_text())
    for change, sentence in CHANGES:
        invite.write_text(json.dumps(whole | change))
        done = answered(team, invite, tmp_path)
        assert (done.code, done.out) == (2, ""), change
        assert sentence in done.err
        assert done.err.rstrip("\n").isprintable()


def test_what_is_no_invitation_is_refused_in_one_sentence(team: Any, tmp_path: Path) -> None:
    path = tmp_path / "some.invite"
    long_number = b'{"schema": ' + b"9" * 10_000 + b"}"
    for raw in (b"", b"{}", b"[]", b"\xff\xfe", b"[" * 100_000, long_number, b" " * (MOST_BYTES + 1)):
        path.write_bytes(raw)
        done = answered(team, path, tmp_path)
        assert (done.code, done.out) == (2, ""), raw[:20]
        assert len(done.err.splitlines()) == 1


def test_any_cut_or_changed_byte_is_noticed(invite: Path) -> None:
    raw = invite.read_bytes()
    found, *_ = read_invitation(raw, Sealer())

    @settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
    @given(st.data())
    def noticed(data: st.DataObject) -> None:
        at = data.draw(st.integers(0, len(raw) - 2))
        new = raw[:at] + data.draw(st.binary(max_size=3)) + raw[at + 1 :] if data.draw(st.booleans()) else raw[:at]
        with suppress(SurveyError):
            other, *_ = read_invitation(new, Sealer())
            # what the fingerprint does not stand for: blanks, the number of replaced codes, the team's name
            assert other.fingerprint == found.fingerprint

    noticed()


def test_a_closing_time_that_is_over_is_said_and_an_extension_helps(team: Any, invite: Path, tmp_path: Path) -> None:
    data = json.loads(invite.read_text())
    data["extended_to"] = "2001-01-01T00:00:00+00:00"
    invite.write_text(json.dumps(data))
    done = answered(team, invite, tmp_path)
    assert done.code == 2
    assert "closed on 1 Jan 2001" in done.err
    assert "if it was extended, ask for a new invitation" in done.err


def test_a_replaced_code_and_an_extension_leave_the_fingerprint_of_old_invitations(team: Any, invite: Path) -> None:
    before = json.loads(invite.read_text())
    team.later(timedelta(0))
    assert team.ybiyri("survey", "extend", "--closes", "+30").code == 0
    newer = invite.with_name("newer.invite")
    assert team.ybiyri("survey", "invite", "--out", str(newer)).code == 0
    after = json.loads(newer.read_text())
    assert before["fingerprint"] == after["fingerprint"]
    assert before["extended_to"] is None
    assert after["extended_to"] is not None
    assert "delegate" not in after


def test_wrong_use_is_said_in_one_sentence(team: Any) -> None:
    for arguments, sentence in (
        (("answer", "--invitation", "x"), "belong together"),
        (("answer", "--ballot-out", "x"), "belong together"),
        (("answer", "--invitation", "/no/such", "--ballot-out", "x"), "cannot be read"),
        (("survey", "invite", "--for-delegate"), "ends in .invite"),
        (("survey", "collect", "x", "--invitation", "y"), "goes with --bundle"),
        (("survey", "collect", "/no/such", "--bundle", "y"), "is not a folder"),
    ):
        done = team.ybiyri(*arguments)
        assert done.code == 2
        assert sentence in done.err
        assert len(done.err.splitlines()) == 1


def test_an_invitation_for_everybody_mixes_nothing(team: Any, invite: Path, tmp_path: Path) -> None:
    data = json.loads(invite.read_text())
    del data["delegate"]
    invite.write_text(json.dumps(data))
    done = team.ybiyri(
        "survey", "collect", str(tmp_path), "--invitation", str(invite), "--bundle", str(tmp_path / "b"), "--from-stdin"
    )
    assert done.code == 2
    assert "without the delegate's key" in done.err
