from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from surveys.errors import SurveyError
from surveys.schema import Survey
from surveys.sealing.ballots import (
    MAX_COMMENT,
    Ballot,
    TopicRow,
    ballot_size,
    checked_comment,
    pack,
    pack_row,
    row_size,
    sheet_of,
    split,
    unpack,
    unpack_row,
)


def some(survey: Survey, seed: int, *, comment: str = "", tagged: bool = True) -> Ballot:
    random = Random(seed)
    answers = {item: answer for item in survey.item_ids() if (answer := random.randint(0, survey.scale.points))}
    return Ballot(answers, comment, {topic.id: random.randbytes(16) for topic in survey.topics} if tagged else {})


def read(survey: Survey, packed: bytes, *, comments: bool = True, pairing: bool = True) -> Ballot | None:
    return unpack(survey, packed, comments=comments, pairing=pairing)


@given(st.integers(0, 1000), st.text(max_size=MAX_COMMENT), st.booleans())
def test_a_ballot_comes_back_as_it_was(survey: Survey, seed: int, comment: str, tagged: bool) -> None:
    ballot = some(survey, seed, comment=checked_comment(comment), tagged=tagged)
    assert read(survey, pack(survey, ballot)) == ballot


@given(st.text(st.characters(codec="utf-8"), min_size=MAX_COMMENT, max_size=MAX_COMMENT), st.integers(0, 1000))
def test_the_largest_possible_ballot_fits_into_the_one_size(survey: Survey, comment: str, seed: int) -> None:
    ballot = some(survey, seed, comment=checked_comment(comment))
    assert len(pack(survey, ballot)) < ballot_size(survey, comments=True, pairing=True)


@pytest.mark.parametrize("sign", ["a", '"', "\\", "é", "語", "\U0001f525", "\u2028"])
def test_a_comment_full_of_any_sign_fits(survey: Survey, sign: str) -> None:
    ballot = some(survey, 1, comment=checked_comment(sign * MAX_COMMENT))
    assert len(pack(survey, ballot)) < ballot_size(survey, comments=True, pairing=True)


def test_what_a_round_does_not_ask_for_takes_no_room(survey: Survey) -> None:
    sizes = [
        ballot_size(survey, comments=comments, pairing=pairing)
        for comments in (False, True)
        for pairing in (False, True)
    ]
    assert sizes == sorted(sizes)
    assert len(set(sizes)) == 4
    assert all(size % 64 == 0 for size in sizes)


def test_a_comment_is_one_line_and_not_too_long() -> None:
    assert checked_comment("  two\r\nlines\tand\x00 a \udcff bell\x07 ") == "two lines and a ? bell"
    with pytest.raises(SurveyError, match="501 characters; at most 500"):
        checked_comment("x" * 501)


@pytest.mark.parametrize(
    "junk",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b"[" * 5000,
        b'{"answers":"1","comment":"","tags":""}',
        b'{"answers":7,"comment":"","tags":""}',
    ],
)
def test_what_is_no_ballot_is_not_read_as_one(survey: Survey, junk: bytes) -> None:
    assert read(survey, junk) is None
    assert unpack_row(survey, junk) is None


def test_a_ballot_off_the_scale_or_with_what_was_not_asked_for_is_not_read(survey: Survey) -> None:
    good = pack(survey, some(survey, 2, comment="Words."))
    assert read(survey, good, comments=False) is None
    assert read(survey, good, pairing=False) is None
    plain = pack(survey, some(survey, 2, tagged=False))
    assert read(survey, plain, comments=False, pairing=False) is not None
    for wrong in (b"6", b"-", b"x", "٣".encode()):
        assert read(survey, plain.replace(b'"answers":"', b'"answers":"' + wrong, 1).replace(b'","c', b'","c')) is None
    assert read(survey, good.replace(b'"tags":"', b'"tags":"00')) is None
    assert read(survey, good.replace(b'"tags":"', b'"tags":"zz')) is None


def test_splitting_leaves_nothing_that_joins_two_topics_of_a_person(survey: Survey) -> None:
    ballots = [some(survey, seed) for seed in range(6)]
    rows = split(survey, ballots)
    assert len(rows) == 6 * len(survey.topics)
    assert rows == split(survey, ballots[::-1])
    assert len({row.tag for row in rows}) == len(rows)
    for topic in survey.topics:
        kept = [sheet_of(topic, row) for row in rows if row.topic == topic.id]
        asked = [
            {item: answer for item, answer in b.answers.items() if item.startswith(topic.id + ".")} for b in ballots
        ]
        assert sorted(map(str, kept)) == sorted(map(str, asked))


def test_a_row_comes_back_as_it_was_and_all_rows_fit_one_size(survey: Survey) -> None:
    for row in split(survey, [some(survey, 3), some(survey, 4, tagged=False)]):
        assert unpack_row(survey, pack_row(row)) == row
        assert len(pack_row(row)) < row_size(survey)


def test_a_row_of_an_unknown_topic_or_off_the_scale_is_not_read(survey: Survey) -> None:
    assert unpack_row(survey, pack_row(TopicRow("weather", "111"))) is None
    assert unpack_row(survey, pack_row(TopicRow("alerts", "11"))) is None
    assert unpack_row(survey, pack_row(TopicRow("alerts", "119"))) is None
    assert unpack_row(survey, pack_row(TopicRow("alerts", "111", bytes(32)))) is None
    assert unpack_row(survey, pack_row(TopicRow("alerts", "111"))) == TopicRow("alerts", "111")


def test_answers_and_comments_do_not_show_in_a_traceback(survey: Survey) -> None:
    ballot = some(survey, 5, comment="My own words.")
    assert "own words" not in repr(ballot)
    assert "alerts" not in repr(ballot)
    assert repr(TopicRow("alerts", "315", b"t" * 16)) == "TopicRow(topic='alerts')"
