"""Ballots as files: one size and nothing but chance in them, and each seal opens for one party alone."""

from __future__ import annotations

import zlib
from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveys.errors import SurveyError
from surveys.rounds.by_file import files, mixing
from surveys.rounds.by_file.files import HEADER_BYTES, Refusal
from surveys.sealing.cards import draw_card
from surveys.sealing.envelopes import handed_in, letter_in
from surveys.sealing.holders import Holder
from surveys.sealing.sealer import opened

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.surveys.rounds.by_file.conftest import Post
    from tests.surveys.rounds.conftest import Sheet, Team

quick = settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, derandomize=True
)


@quick
@given(
    comment=st.text(st.characters(exclude_categories=["Cs"]), max_size=500),
    answer=st.integers(0, 5),
    card=st.booleans(),
)
def test_all_files_of_a_round_have_one_size_whatever_is_in_them(
    post: Post, comment: str, answer: int, card: bool
) -> None:
    sheet = {item: answer for item in post.round.survey.item_ids() if answer}
    own = draw_card(Random(1)) if card else ""
    raw = post.file(sheet, post.team.codes[0], comment=comment, card=own)
    assert len(raw) == files.ballot_bytes(post.round)
    assert raw[:HEADER_BYTES] == b"ybiyri ballot 1\n" + post.round.id.encode()


def test_behind_the_header_files_of_equal_answers_share_nothing_and_look_like_chance(post: Post) -> None:
    longest = "\U0001f511" * 500
    made = [post.file({}, post.team.codes[0], comment=longest)[HEADER_BYTES:] for _ in range(4)]
    assert len({raw[at : at + 8] for raw in made for at in range(0, len(raw), 8)}) == 4 * -(-len(made[0]) // 8)
    assert all(len(zlib.compress(raw, 9)) >= len(raw) for raw in made)


def test_each_seal_opens_for_one_party_alone(post: Post) -> None:
    raw = post.file({}, post.team.codes[0])
    parcel, size = raw[HEADER_BYTES:], files.box_bytes(post.round)
    secret, private = post.keys.secret, post.private
    assert opened(secret, parcel) is None
    letter = letter_in(private, parcel, size)
    assert letter is not None
    assert opened(private, letter) is None
    handed = handed_in(secret, letter, size)
    assert handed is not None
    assert handed.code == post.team.codes[0].replace("-", "")
    assert opened(secret, handed.box) is None
    assert opened(private, handed.box) is None


def test_neither_code_nor_what_is_stored_of_it_can_be_seen_by_the_delegate(post: Post) -> None:
    code = post.team.codes[0]
    hashes = [row[0] for row in post.team.sql("SELECT hash FROM survey_code")]
    raw = post.file({}, code)
    (letter,) = post.letters([raw])
    for seen in (raw, letter):
        assert code.replace("-", "").encode() not in seen
        assert not any(found in seen for found in hashes)


@pytest.mark.parametrize("typed", ["", "seven ladders", "nine marbles", "eight kettle"])
def test_only_the_delegates_passphrase_opens_parcels(post: Post, typed: str) -> None:
    with pytest.raises(SurveyError, match="not the passphrase of the delegate"):
        mixing.unlock(post.round, post.key, typed)


def test_where_the_coach_opens_alone_no_ballot_travels_as_a_file(team: Team) -> None:
    found = team.open(typed={Holder.COACH: "seven ladders"}, holders={Holder.COACH: "Mia"})
    with pytest.raises(SurveyError, match="no delegate who could mix"):
        files.check_takes_files(found)


def test_the_order_out_of_the_delegates_hands_is_one_of_chance(post: Post) -> None:
    made = [post.file({}, post.team.codes[0]) for _ in range(4)]
    private = post.private
    named = [(str(number), raw) for number, raw in enumerate(made)]
    random, places = Random(11), Counter[tuple[str, int]]()
    for _ in range(320):
        mixed = mixing.sort_out(post.round, private, named, random)
        places.update((letter.name, place) for place, letter in enumerate(mixed.letters))
    # Each of 16 cells is binomial(320, 1/4): 80 within five standard deviations.
    assert len(places) == 16
    assert all(41 <= count <= 119 for count in places.values())


def test_a_bundle_has_one_size_up_to_as_many_ballots_as_codes_and_no_order(post: Post) -> None:
    made = [post.file({}) for _ in range(9)]
    letters = post.letters(made)
    some, all_ = (mixing.bundle(post.round, letters[:n], Random(3), post.team.sealer) for n in (1, 9))
    assert len(some) == len(all_) == files.most_bundle_bytes(post.round, 9)
    read = files.unpacked_bundle(post.round, all_)
    assert isinstance(read, list)
    assert sorted(read) == sorted(letters)
    assert read != letters


@quick
@given(st.data())
def test_a_file_that_was_changed_anywhere_is_refused(post: Post, data: st.DataObject) -> None:
    raw = bytearray(post.file({}, post.team.codes[0]))
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] ^= data.draw(st.integers(1, 255))
    found = post.sort_out([bytes(raw)])
    assert found.letters == ()
    assert len(found.refused) == 1
    assert found.refused[0][1] in set(Refusal)


@quick
@given(raw=st.binary(max_size=200), keep=st.integers(0, 40))
def test_any_other_bytes_are_refused_with_a_reason(post: Post, raw: bytes, keep: int) -> None:
    whole = post.file({}, post.team.codes[0])
    found = post.sort_out([raw, whole[:keep] + raw, whole + raw[:1] + b"!", whole[:-1]])
    assert found.letters == ()
    assert [name for name, _ in found.refused] == ["0", "1", "2", "3"]


def test_files_of_another_round_or_version_are_told_apart(make_team: Callable[..., Team], post: Post) -> None:
    from tests.surveys.rounds.by_file.conftest import Post as Way

    team = make_team("other", random=Random(99))
    other = Way(team, team.open(comments=True)).file({}, team.codes[0])
    newer = post.file({}, post.team.codes[0]).replace(b"ballot 1", b"ballot 2", 1)
    assert [why for _, why in post.sort_out([other, newer]).refused] == [Refusal.OTHER_ROUND, Refusal.OTHER_VERSION]


def test_a_copied_file_is_noticed_before_anything_is_opened(post: Post) -> None:
    raw = post.file({}, post.team.codes[0])
    found = post.sort_out([raw, raw, raw])
    assert len(found.letters) == 1
    assert found.copies == ("1", "2")


def test_a_ballot_for_another_delegate_is_refused(make_team: Callable[..., Team], post: Post) -> None:
    from tests.surveys.rounds.by_file.conftest import Post as Way

    team = make_team("other", random=Random(99))
    parcel = Way(team, team.open(comments=True)).file({}, team.codes[0])[HEADER_BYTES:]
    forged = files.packed_ballot(post.round, parcel)
    assert [why for _, why in post.sort_out([forged]).refused] == [Refusal.DAMAGED]


def test_the_records_show_nothing_of_what_they_hold(post: Post, sheets: list[Sheet]) -> None:
    code = post.team.codes[0]
    (named,) = post.sort_out([post.file(sheets[0], code)]).letters
    handed = handed_in(post.keys.secret, named.letter, files.box_bytes(post.round))
    assert handed is not None
    shown = f"{named!r} {handed!r} {post.keys!r} {post.key!r}"
    for secret in (named.letter, handed.box, post.keys.secret, *post.key.lock.boxes.values()):
        assert repr(secret)[2:20] not in shown
    assert code.replace("-", "") not in shown
