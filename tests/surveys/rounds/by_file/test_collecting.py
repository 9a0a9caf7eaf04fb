"""Collecting: all or none, nobody twice, and nothing left that joins a person with a ballot."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

import pytest

from surveys.errors import SurveyError
from surveys.rounds import closing, life
from surveys.rounds.by_file import collecting, mixing
from surveys.rounds.by_file.collecting import Fate
from surveys.rounds.by_file.files import HEADER_BYTES, Refusal, box_bytes, check_takes_files, unpacked_bundle
from surveys.rounds.casting import SealedBallot
from surveys.sealing.ballots import unpack
from surveys.sealing.envelopes import Handed, handed_in, letter, letter_in
from surveys.sealing.holders import Holder
from surveys.sealing.sealer import SEALED_EXTRA, opened
from tests.surveys.rounds.conftest import TYPED
from tests.surveys.rounds.test_crashes import again, cut_off_at, in_child

if TYPE_CHECKING:
    from tests.surveys.rounds.by_file.conftest import Post
    from tests.surveys.rounds.conftest import Sheet, Team


def counts(team: Team) -> tuple[int, int]:
    """Spent codes and used slots."""
    ((spent,),) = team.sql("SELECT count(*) FROM survey_code WHERE spent")
    ((used,),) = team.sql("SELECT count(*) FROM survey_slot WHERE used")
    return spent, used


def test_results_are_those_of_the_same_answers_given_at_the_shared_machine(
    post: Post, sheets: list[Sheet], make_team: Callable[..., Team]
) -> None:
    letters = post.letters([post.file(sheet) for sheet in sheets])
    raw = mixing.bundle(post.round, letters[:8], Random(4), post.team.sealer)
    read = unpacked_bundle(post.round, raw)
    assert isinstance(read, list)
    assert post.collect([*read, letters[8]]).count(Fate.TAKEN) == 9
    post.team.close()
    other = make_team("shared")
    shared = other.open(comments=True)
    for sheet in sheets:
        other.answer(sheet)
    other.close()
    by_file, here = (
        team.do(lambda session, found=found: life.results(session, found.id))  # type: ignore[misc]
        for team, found in ((post.team, post.round), (other, shared))
    )
    assert by_file == here


def test_collecting_again_and_overlapping_counts_nobody_twice(post: Post, sheets: list[Sheet]) -> None:
    letters = post.letters([post.file(sheet) for sheet in sheets[:6]])
    assert post.collect(letters[:4]) == [Fate.TAKEN] * 4
    before = post.team.sql("SELECT * FROM survey_slot")
    assert post.collect(letters[:4]) == [Fate.ALREADY_IN] * 4
    assert post.team.sql("SELECT * FROM survey_slot") == before
    assert post.collect(letters) == [Fate.ALREADY_IN] * 4 + [Fate.TAKEN] * 2
    assert counts(post.team) == (6, 6)


def test_of_several_ballots_with_one_code_one_is_taken_whichever_is_collected(post: Post, sheets: list[Sheet]) -> None:
    code = post.team.codes.pop()
    letters = post.letters([post.file(sheets[0], code), post.file(sheets[1], code)])
    assert sorted(post.collect(letters)) == sorted([Fate.TAKEN, Refusal.USED_CODE])
    assert sorted(post.collect(letters)) == sorted([Fate.ALREADY_IN, Refusal.USED_CODE])
    assert counts(post.team) == (1, 1)


def test_a_code_that_was_used_at_the_shared_machine_meanwhile_is_left_out(post: Post, sheets: list[Sheet]) -> None:
    code, other = post.team.codes[:2]
    letters = post.letters([post.file(sheets[0], code), post.file(sheets[1], other)])
    post.team.answer(sheets[2], code)
    assert sorted(post.collect(letters)) == sorted([Fate.TAKEN, Refusal.USED_CODE])
    assert counts(post.team) == (2, 2)


def test_a_whole_code_of_no_slip_and_a_copied_box_are_refused(
    post: Post, sheets: list[Sheet], make_team: Callable[..., Team]
) -> None:
    other = make_team("other", random=Random(99))
    other.open()
    foreign = post.letters([post.file(sheets[0], other.codes[0])])
    assert post.collect(foreign) == [Refusal.UNKNOWN_CODE]
    own = post.letters([post.file(sheets[1], post.team.codes[0])])
    read = collecting.read_letter(post.keys, own[0], post.team.sealer)
    assert isinstance(read, SealedBallot)
    assert post.collect(own) == [Fate.TAKEN]
    again_ = Handed(post.team.codes[1].replace("-", ""), read.box)
    assert post.collect([letter(post.round.collecting_key or b"", again_, post.team.sealer)]) == [Refusal.COPIED]
    assert counts(post.team) == (1, 1)


@pytest.mark.parametrize("size", [0, 1, -1])
def test_letters_without_a_whole_ballot_are_damaged_and_fillers_say_nothing(post: Post, size: int) -> None:
    box = bytes(box_bytes(post.round) + size) if size else b""
    key = post.round.collecting_key or b""
    odd = letter(key, Handed(post.team.codes[0].replace("-", ""), box), post.team.sealer)
    assert post.collect([odd, bytes(SEALED_EXTRA + 10)]) == [Refusal.DAMAGED] * 2
    bundled = unpacked_bundle(post.round, mixing.bundle(post.round, [], Random(1), post.team.sealer))
    assert isinstance(bundled, list)
    assert post.collect(bundled[:1]) == [Fate.EMPTY]
    assert counts(post.team) == (0, 0)


def test_cut_off_at_any_statement_it_is_all_in_or_nothing_and_running_it_again_ends_it(
    post: Post, sheets: list[Sheet]
) -> None:
    letters = post.letters([post.file(sheet) for sheet in sheets[:4]])
    read = [collecting.read_letter(post.keys, found, post.team.sealer) for found in letters]
    ballots = [ballot for ballot in read if isinstance(ballot, SealedBallot)]
    kept, outcomes = post.team.path.read_bytes(), set()
    for statement in (*range(1, 100, 4), 1000):
        team = again(post.team, post.team.path)

        def cut_off(team: Team = team, statement: int = statement) -> None:
            cut_off_at(team, statement)
            team.do(lambda session: collecting.collect(session, post.round.id, ballots, Random(statement)))

        status = in_child(cut_off)
        assert status in (0, 9)
        found = counts(team)
        assert found in ((0, 0), (4, 4))
        outcomes.add(found)
        if status == 0:
            break
        post.team = team
        assert post.collect(letters).count(Refusal.USED_CODE) == 0
        assert counts(team) == (4, 4)
        team.engine.dispose()
        team.path.write_bytes(kept)
    assert outcomes == {(0, 0), (4, 4)}
    assert statement > 10


def test_a_closed_or_discarded_round_takes_nothing(post: Post, sheets: list[Sheet]) -> None:
    letters = post.letters([post.file(sheet) for sheet in sheets])
    read = collecting.read_letter(post.keys, letters[0], post.team.sealer)
    assert isinstance(read, SealedBallot)
    post.collect(letters[1:])
    post.team.close()
    with pytest.raises(SurveyError, match="takes no more answers"):
        post.team.do(lambda session: collecting.collect(session, post.round.id, [read], post.team.random))


def test_closing_destroys_what_opens_letters(post: Post, sheets: list[Sheet]) -> None:
    secret = post.keys.secret
    post.collect(post.letters([post.file(sheet) for sheet in sheets]))
    assert secret in post.team.path.read_bytes()
    post.team.close()
    assert post.team.sql("SELECT collecting_secret FROM survey_round") == [(None,)]
    assert secret not in post.team.path.read_bytes()
    assert post.team.round(post.round.id).fingerprint == post.round.fingerprint


@pytest.mark.slow
def test_what_lies_in_the_box_says_nothing_of_the_order_of_the_letters(post: Post, sheets: list[Sheet]) -> None:
    """Guessing, from the places of boxes, which letter came first is right as often as by chance: 1 in 4."""
    letters = post.letters([post.file(sheet) for sheet in sheets[:4]])
    read = [collecting.read_letter(post.keys, found, post.team.sealer) for found in letters]
    ballots = [ballot for ballot in read if isinstance(ballot, SealedBallot)]
    boxes, right, tries = [ballot.box for ballot in ballots], 0, 96
    reset = "UPDATE survey_slot SET used = 0, box = randomblob(length(box))"
    for number in range(tries):
        post.team.do(lambda session, n=number: collecting.collect(session, post.round.id, ballots, Random(n)))  # type: ignore[misc]
        first = post.team.sql("SELECT box FROM survey_slot WHERE used ORDER BY id")[0][0]
        right += boxes.index(first) == 0
        post.team.sql(reset)
        post.team.sql("UPDATE survey_code SET spent = 0")
    # binomial(96, 1/4): 24, within five standard deviations
    assert 3 <= right <= 45


def test_the_delegate_with_another_holder_reads_answers_by_name_and_nobody_else_does(
    post: Post, sheets: list[Sheet]
) -> None:
    """The attacker wins only with the delegate's passphrase, another one, and the file while it is open."""
    raw = post.file(sheets[0], post.team.codes[0])
    locked = post.team.do(lambda session: closing.locked_round(session, post.round.id))
    parcel = raw[HEADER_BYTES:]

    def reads(*holders: Holder) -> bool:
        """Whether these, with the workspace and a file whose sender they know, get at the answers."""
        typed = {holder: TYPED[holder] for holder in holders}
        found = parcel
        if Holder.DELEGATE in typed:
            found = letter_in(post.private, parcel, box_bytes(post.round)) or b""
        handed = handed_in(post.keys.secret, found, box_bytes(post.round))
        if handed is None:
            return False
        try:
            key = closing.unlock(locked, typed).ballots
        except SurveyError:
            return False
        ballot = unpack(post.round.survey, opened(key, handed.box) or b"", comments=True, pairing=True)
        return ballot is not None and ballot.answers == sheets[0]

    coach, delegate, stand_in = Holder
    assert reads(coach, delegate)
    assert reads(delegate, stand_in)
    assert not any(reads(*holders) for holders in ((), (coach,), (delegate,), (stand_in,), (coach, stand_in)))


def test_a_series_of_an_earlier_version_takes_no_files(post: Post) -> None:
    post.team.alter("series", "mixing_key", None)
    found = post.team.round(post.round.id)
    with pytest.raises(SurveyError, match="opened by an earlier version"):
        check_takes_files(found)
    with pytest.raises(SurveyError, match="opened by an earlier version"):
        post.team.do(lambda session: collecting.keys_of(session, found.id))
