"""A team whose ballots travel as files: an open round, the delegate, and files as bytes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from surveys.rounds import casting
from surveys.rounds.by_file import collecting, mixing, sending
from surveys.rounds.by_file.collecting import Fate, Keys
from surveys.rounds.by_file.files import Refusal
from surveys.rounds.by_file.mixing import MixingKey, Sorted
from surveys.rounds.casting import SealedBallot
from surveys.rounds.records import Round
from surveys.rounds.store import series as series_store
from surveys.sealing.codes import read_code
from surveys.sealing.holders import Holder
from tests.surveys.rounds.conftest import TYPED

if TYPE_CHECKING:
    from tests.surveys.rounds.conftest import Sheet, Team


@dataclass
class Post:
    """What happens to ballots on their way from people to the workspace of a team."""

    team: Team
    round: Round

    @property
    def key(self) -> MixingKey:
        return mixing.mixing_key(self.team.do(lambda session: series_store.keyring(session, self.round.series)))

    @property
    def private(self) -> bytes:
        return mixing.unlock(self.round, self.key, TYPED[Holder.DELEGATE])

    @property
    def keys(self) -> Keys:
        return self.team.do(lambda session: collecting.keys_of(session, self.round.id))

    def file(self, sheet: Sheet, code: str | None = None, **beside: str) -> bytes:
        """One person's ballot file; takes a code from the bowl unless one is given."""
        code = read_code(code or self.team.codes.pop())
        ballot = casting.seal_ballot(self.round, code.encode(), sheet, sealer=self.team.sealer, **beside)
        return sending.ballot_file(self.round, code, ballot.box, self.team.sealer)

    def sort_out(self, files: list[bytes], random: Random | None = None) -> Sorted:
        """What the delegate makes of files, whose names are their numbers."""
        named = [(str(number), raw) for number, raw in enumerate(files)]
        return mixing.sort_out(self.round, self.private, named, random or self.team.random)

    def letters(self, files: list[bytes]) -> list[bytes]:
        return [named.letter for named in self.sort_out(files).letters]

    def collect(self, letters: list[bytes]) -> list[Fate | Refusal]:
        """What becomes of letters; fillers and damaged ones as they are read."""
        read = [collecting.read_letter(self.keys, letter, self.team.sealer) for letter in letters]
        ballots = [ballot for ballot in read if isinstance(ballot, SealedBallot)]
        stored = self.team.do(lambda session: collecting.collect(session, self.round.id, ballots, self.team.random))
        return [*stored, *(fate for fate in read if not isinstance(fate, SealedBallot))]


@pytest.fixture
def make_post(team: Team) -> Callable[..., Post]:
    """Opens a round and returns the way to it."""

    def make(**wanted: Any) -> Post:
        return Post(team, team.open(**wanted))

    return make


@pytest.fixture
def post(make_post: Callable[..., Post]) -> Post:
    """The way to a round with comments, for nine people."""
    return make_post(comments=True)
