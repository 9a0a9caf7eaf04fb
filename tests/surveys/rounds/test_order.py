"""Nothing in the file tells in which order people answered: not its bytes, places, sizes, or what is left over."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from nacl.encoding import RawEncoder
from nacl.hash import blake2b
from nacl.public import Box, PrivateKey, PublicKey
from nacl.secret import SecretBox

from surveys.records import Label
from surveys.rounds import casting, life
from surveys.sealing.cards import draw_card
from surveys.sealing.sealer import KeyPair, Sealer, opened, pair_of
from surveys.sealing.stretching import Cost

if TYPE_CHECKING:
    from tests.surveys.rounds.conftest import Sheet, Team

MakeTeam = Callable[..., "Team"]


class FixedKeys(Sealer):
    """Keys and salts that are the same in every run; sealing itself stays random."""

    cost = Cost(1, 8192)

    def __init__(self) -> None:
        self._random = Random(11)

    def key_pair(self) -> KeyPair:
        return pair_of(self._random.randbytes(32))

    def salt(self) -> bytes:
        return self._random.randbytes(16)


class FixedSeals(FixedKeys):
    """Seals and locks the same bytes in every run, in a form that opens like any other."""

    def lock(self, key: bytes, secret: bytes) -> bytes:
        return bytes(SecretBox(key).encrypt(secret, self._random.randbytes(SecretBox.NONCE_SIZE)))

    def _seal(self, public: bytes, plain: bytes) -> bytes:
        once = PrivateKey(self._random.randbytes(32))
        sender = bytes(once.public_key)
        nonce = blake2b(sender + public, digest_size=Box.NONCE_SIZE, encoder=RawEncoder)
        return sender + bytes(Box(once, PublicKey(public)).encrypt(plain, nonce).ciphertext)


def test_the_fixed_seals_open_like_real_ones() -> None:
    sealer = FixedSeals()
    pair = sealer.key_pair()
    assert opened(pair.private, sealer.seal(pair.public, b"answers", 64)) == b"answers"


def fill(team: Team, label: Label, sheets: Sequence[Sheet], order: Sequence[int], **wanted: object) -> None:
    """Person n has sheet n and code n, whenever they come."""
    team.open(label, **wanted)  # type: ignore[arg-type]
    codes = list(team.codes)
    for person in order:
        team.answer(sheets[person], codes[person])
    team.close()


def orders(people: int) -> list[list[int]]:
    return [list(range(people)), list(range(people))[::-1], Random(2).sample(range(people), people)]


def raw_files(
    make_team: MakeTeam, sealer: type[Sealer], labels: Sequence[Label], sheets: Sequence[Sheet]
) -> set[bytes]:
    files = set()
    for at, order in enumerate(orders(9)):
        team = make_team(f"{len(labels)}-{at}", sealer=sealer())
        for label in labels:
            fill(team, label, sheets, order, comments=True, **({"pairing": False} if label is Label.BEFORE else {}))
        team.engine.dispose()
        files.add(team.path.read_bytes())
    return files


def test_after_the_last_closing_two_files_filled_in_different_orders_are_the_same_bytes(
    make_team: MakeTeam, sheets: list[Sheet]
) -> None:
    assert len(raw_files(make_team, FixedKeys, (Label.BEFORE, Label.PULSE, Label.AFTER), sheets)) == 1


def test_with_seals_that_repeat_so_are_they_after_an_earlier_closing(make_team: MakeTeam, sheets: list[Sheet]) -> None:
    for labels in ((Label.BEFORE,), (Label.BEFORE, Label.PULSE)):
        assert len(raw_files(make_team, FixedSeals, labels, sheets)) == 1


def test_real_seals_never_repeat(make_team: MakeTeam, sheets: list[Sheet]) -> None:
    assert len(raw_files(make_team, FixedKeys, (Label.BEFORE,), sheets)) == 3


class Chosen(Random):
    """Puts ballots into the slots it is told to."""

    def __init__(self, slots: Sequence[int]) -> None:
        super().__init__(1)
        self._wanted = [f"{slot:032x}" for slot in slots]

    def choice(self, seq: Sequence[str]) -> str:  # type: ignore[override]
        return self._wanted.pop(0)


@pytest.mark.parametrize("comments", [False, True])
@pytest.mark.parametrize("freed", [False, True])
def test_while_open_the_bytes_depend_on_what_lies_where_not_on_when_it_came(
    make_team: MakeTeam, sheets: list[Sheet], tmp_path: Path, comments: bool, freed: bool
) -> None:
    """The same ballots in the same slots, in any order: also where other tables have left pages free."""
    start = make_team("start", sealer=FixedKeys())
    if freed:
        start.sql("CREATE TABLE notes (text)")
        start.sql("INSERT INTO notes VALUES (zeroblob(90000))")
    found = start.open(comments=comments)
    if freed:
        start.sql("DELETE FROM notes")
    for at, (slot,) in enumerate(start.sql("SELECT id FROM survey_slot ORDER BY id")):
        start.sql("UPDATE survey_slot SET id = ? WHERE id = ?", f"{at:032x}", slot)
    start.finish()
    ballots = [
        casting.seal_ballot(found, casting.hashed(found, code, start.sealer), sheet, sealer=start.sealer)
        for code, sheet in zip(start.codes, sheets, strict=True)
    ]
    files = set()
    for order in orders(9):
        path = tmp_path / "filled.sqlite"
        path.write_bytes(start.path.read_bytes())
        team = type(start)(path, start.survey, random=Chosen(order))
        for person in order:
            team.do(lambda session: casting.cast(session, ballots[person], team.random))  # noqa: B023
        team.engine.dispose()
        files.add(path.read_bytes())
    assert len(files) == 1


def test_places_of_real_rounds_say_nothing_either(team: Team, sheets: list[Sheet]) -> None:
    """The slot of the first person is as often low as high, over many rounds."""
    ranks = []
    for _ in range(40):
        found = team.open()
        team.answer(sheets[0])
        ids = team.sql("SELECT used FROM survey_slot ORDER BY id")
        ranks.append([used for (used,) in ids].index(1))
        team.do(lambda session: life.discard_round(session, found.id))  # noqa: B023
    assert sum(ranks) / len(ranks) == pytest.approx(6, abs=1.9)
    assert len(set(ranks)) > 8


def test_guessing_from_places_who_came_when_is_right_as_often_as_by_chance(make_team: MakeTeam) -> None:
    """The attacker holds the file and every code, and takes the order of slots or hashes for that of arrival."""
    by_slot = by_hash = tries = 0
    team = make_team("guess")
    for seed in range(25):
        team.random = Random(seed)
        found = team.open()
        boxes, hashes = [], []
        for code in list(team.codes):
            hashes.append(casting.hashed(found, code, team.sealer))
            boxes.append(team.answer({}, code).box)
        by_place = [box for (box,) in team.sql("SELECT box FROM survey_slot WHERE used ORDER BY id")]
        by_slot += sum(one == other for one, other in zip(by_place, boxes, strict=True))
        by_hash += sum(boxes[hashes.index(code)] == box for code, box in zip(sorted(hashes), by_place, strict=True))
        tries += len(boxes)
        team.do(lambda session: life.discard_round(session, found.id))  # noqa: B023
    assert by_slot / tries == pytest.approx(1 / 9, abs=0.07)
    assert by_hash / tries == pytest.approx(1 / 9, abs=0.07)


def test_no_table_of_the_box_has_a_rowid_a_time_or_an_author(team: Team) -> None:
    for name, sql in team.sql("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name LIKE 'survey%'"):
        assert "WITHOUT ROWID" in sql, name
    columns = {
        table: {row[1] for row in team.sql(f"PRAGMA table_info(survey_{table})")} for table in ("code", "slot", "kept")
    }
    assert columns == {
        "code": {"round_id", "hash", "spent"},
        "slot": {"round_id", "id", "used", "box"},
        "kept": {"series_id", "id", "box"},
    }


def test_cards_do_not_change_the_size_of_anything(make_team: MakeTeam, sheets: list[Sheet]) -> None:
    sizes = set()
    for held in (0, 9):
        team = make_team(f"cards-{held}")
        team.open()
        for at, sheet in enumerate(sheets):
            team.answer(sheet, card=draw_card(Random(at)) if at < held else "")
        open_size = team.path.stat().st_size
        team.close()
        sizes.add((open_size, team.path.stat().st_size))
    assert len(sizes) == 1
