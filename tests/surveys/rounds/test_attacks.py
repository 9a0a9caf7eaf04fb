"""What a curious person with the file, its copies, some codes or a card tries, and does not get."""

from __future__ import annotations

import traceback
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING

import pytest

from surveys.errors import SurveyError
from surveys.records import Label
from surveys.rounds import closing, life
from surveys.rounds.records import Purpose
from surveys.rounds.store import series as series_store
from surveys.sealing import cards as card_tags
from surveys.sealing import holders as holding
from surveys.sealing.ballots import Ballot, TopicRow, pack, pack_row, split, unpack_row
from surveys.sealing.cards import draw_card
from surveys.sealing.codes import draw_codes
from surveys.sealing.sealer import opened

if TYPE_CHECKING:
    from tests.surveys.rounds.conftest import Sheet, Team


def kept_in_clear(team: Team) -> list[TopicRow]:
    """The rows that wait for the comparison, as two holders who work together could read them."""
    series = team.rounds()[-1].series
    keyring = team.do(lambda session: series_store.keyring(session, series))
    keys = holding.stretch(team.two, keyring.salts, keyring.cost)
    private = holding.unlock(keyring.locks[Purpose.ROWS], keys, Purpose.ROWS.value)
    boxes = team.do(lambda session: series_store.kept_boxes(session, series.id))
    rows = [unpack_row(team.survey, opened(private, box) or b"") for box in boxes]
    return [row for row in rows if row is not None]


def fragments(team: Team, sheets: list[Sheet]) -> list[bytes]:
    """Every form in which a person's answers exist before they are sealed."""
    whole = [pack(team.survey, Ballot(sheet)) for sheet in sheets]
    rows = [pack_row(row) for row in split(team.survey, [Ballot(sheet) for sheet in sheets])]
    return whole + rows + [b'"answers"', b'"comment"', b'"tags"']


def test_reading_the_file_while_open_and_after_closing_finds_no_single_answers(team: Team, sheets: list[Sheet]) -> None:
    wanted = fragments(team, sheets)
    for label in Label:
        team.open(label, comments=True)
        for sheet in sheets:
            team.answer(sheet, comment=f"I fear the {label.value} shift.")
        assert not [piece for piece in wanted if piece in team.path.read_bytes()]
        assert f"{label.value} shift".encode() not in team.path.read_bytes()
        team.close()
        assert not [piece for piece in wanted if piece in team.path.read_bytes()]


def test_copies_before_and_after_each_answer_differ_in_one_slot_one_code_and_nothing_else(
    team: Team, sheets: list[Sheet]
) -> None:
    team.open()
    copies = [team.path.read_bytes()]
    tables = [team.sql("SELECT id, box FROM survey_slot ORDER BY id")]
    for sheet in sheets:
        team.answer(sheet)
        copies.append(team.path.read_bytes())
        tables.append(team.sql("SELECT id, box FROM survey_slot ORDER BY id"))
    assert len({len(copy) for copy in copies}) == 1
    for earlier, later in pairwise(tables):
        changed = [(one, other) for one, other in zip(earlier, later, strict=True) if one != other]
        ((_, before), (_, after)) = changed[0]
        differing = sum(bin(first ^ second).count("1") for first, second in zip(before, after, strict=True))
        assert len(changed) == 1
        assert 0.44 < differing / (8 * len(before)) < 0.56


def test_the_topics_of_one_person_cannot_be_joined_even_by_two_holders(team: Team, sheets: list[Sheet]) -> None:
    team.open()
    random = Random(6)
    for sheet in sheets:
        team.answer(sheet, card=draw_card(random))
    team.close()
    rows = kept_in_clear(team)
    tags = [row.tag for row in rows]
    assert len(rows) == len(set(tags)) == 72
    people = {topic.id: [row.tag for row in rows if row.topic == topic.id] for topic in team.survey.topics}
    assert {len(of_topic) for of_topic in people.values()} == {9}


def test_places_of_kept_rows_join_topics_no_better_than_chance(team: Team) -> None:
    """Each person marks all their answers with their own number; the attacker joins topics by place."""
    items = team.survey.item_ids()
    right = tries = 0
    for seed in range(8):
        team.random = Random(seed)
        team.open()
        for person in range(5):
            team.answer(dict.fromkeys(items, person + 1))
        team.close()
        rows = kept_in_clear(team)
        first, second = ([row.answers[0] for row in rows if row.topic == topic.id] for topic in team.survey.topics[:2])
        right += sum(one == other for one, other in zip(first, second, strict=True))
        tries += 5
        series_id = team.rounds()[-1].series.id
        team.do(lambda session: life.discard_series(session, series_id))  # noqa: B023
    assert right / tries == pytest.approx(1 / 5, abs=0.2)


def test_a_card_joins_topics_only_together_with_two_passphrases_and_only_until_the_comparison(
    team: Team, sheets: list[Sheet]
) -> None:
    card = draw_card(Random(1))
    team.open()
    for at, sheet in enumerate(sheets):
        team.answer(sheet, card="" if at else card)
    before = team.close()
    topics = [topic.id for topic in team.survey.topics]
    tags = card_tags.tags(card, before.series.id, topics, team.sealer.symbols_cost)
    raw = team.path.read_bytes()
    assert not [tag for tag in tags.values() if tag in raw or tag.hex().encode() in raw]
    assert len([row for row in kept_in_clear(team) if row.tag == tags[row.topic]]) == len(topics)
    team.whole(Label.AFTER, sheets)
    with pytest.raises(SurveyError, match="keys of this survey are destroyed"):
        kept_in_clear(team)


def test_a_dictionary_of_codes_has_to_be_made_anew_for_every_round(team: Team, sheets: list[Sheet]) -> None:
    before = team.open()
    salt = before.code_salt
    hashes = {code for (code,) in team.sql("SELECT hash FROM survey_code")}
    team.answer_all(sheets)
    team.close()
    after = team.open(Label.AFTER)
    assert after.code_salt not in (salt, None)
    assert not hashes & {code for (code,) in team.sql("SELECT hash FROM survey_code")}


def test_no_ballot_says_whose_code_it_came_with(team: Team, sheets: list[Sheet]) -> None:
    found = team.open()
    for sheet in sheets:
        team.answer(sheet)
    locked = team.do(lambda session: closing.locked_round(session, found.id))
    private = closing.unlock(locked, team.two).ballots
    plain = [opened(private, box) or b"" for (box,) in team.sql("SELECT box FROM survey_slot WHERE used")]
    hashes = [code for (code,) in team.sql("SELECT hash FROM survey_code")]
    assert all(code not in packed and code.hex().encode() not in packed for packed in plain for code in hashes)
    assert sorted(plain) == sorted(pack(team.survey, Ballot(sheet)) for sheet in sheets)


def test_errors_and_their_tracebacks_repeat_no_code_card_passphrase_or_answer(team: Team, sheets: list[Sheet]) -> None:
    team.open(comments=True)
    (other,) = draw_codes(1, Random(77))
    card = draw_card(Random(1))
    secrets = [other, card, "guess-me", "my own words", "needless': 9"]
    attempts = (
        lambda: team.answer(sheets[0], other),
        lambda: team.answer(sheets[0], team.codes[0], comment="my own words" * 99),
        lambda: team.answer(sheets[0] | {"alerts.needless": 9}, team.codes[0]),
        lambda: team.answer(sheets[0], team.codes[0], card=card[::-1]),
        lambda: team.close(typed=dict.fromkeys(team.typed, "guess-me")),
        lambda: team.replace_code("guess-me"),
    )
    for attempt in attempts:
        with pytest.raises(SurveyError) as refused:
            attempt()
        said = "".join(traceback.format_exception_only(refused.value))
        assert not [secret for secret in secrets if secret in said]


def test_with_pairing_off_nothing_of_a_card_is_ever_made(team: Team, sheets: list[Sheet]) -> None:
    team.whole(Label.BEFORE, sheets, pairing=False)
    assert {row.tag for row in kept_in_clear(team)} == {None}
