"""A team with a sealed ballot box on a file of its own, whose codes and passphrases are cheap to try out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, TypeVar

import pytest
from sqlalchemy import Engine, create_engine, event
from sqlmodel import Session, SQLModel

from surveys.records import Label
from surveys.rounds import casting, closing, codes, life, opening
from surveys.rounds.opening import Request
from surveys.rounds.records import Round
from surveys.rounds.store import series as series_store
from surveys.schema import Survey
from surveys.sealing.codes import Slip
from surveys.sealing.holders import Holder
from surveys.sealing.sealer import Sealer
from surveys.sealing.stretching import Cost
from surveys.tables import TABLES

Result = TypeVar("Result")
Sheet = dict[str, int]

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
IN_A_WEEK = NOON + timedelta(days=8)
TYPED = {Holder.COACH: "seven ladders", Holder.DELEGATE: "eight kettles", Holder.STAND_IN: "nine marbles"}
NAMES = {Holder.COACH: "Mia", Holder.DELEGATE: "Sam", Holder.STAND_IN: "Ana"}
TWO = {Holder.DELEGATE: TYPED[Holder.DELEGATE], Holder.STAND_IN: TYPED[Holder.STAND_IN]}


class QuickSealer(Sealer):
    """Real keys and boxes, but passphrases that are cheap to try out."""

    cost = symbols_cost = Cost(1, 8192)


def engine_on(path: Path) -> Engine:
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        for pragma in (
            "journal_mode=DELETE",
            "secure_delete=ON",
            "foreign_keys=ON",
            "temp_store=MEMORY",
            "synchronous=OFF",
        ):
            connection.execute(f"PRAGMA {pragma}")

    tables = [SQLModel.metadata.tables[str(table.__tablename__)] for table in TABLES]
    SQLModel.metadata.create_all(engine, tables=tables)
    path.chmod(0o600)
    return engine


@dataclass
class Team:
    """Everybody around one box, and the steps they take; `codes` are those of the round opened last."""

    path: Path
    survey: Survey
    sealer: Sealer = field(default_factory=QuickSealer)
    random: Random = field(default_factory=lambda: Random(7))
    codes: list[str] = field(default_factory=list)
    slips: list[Slip] = field(default_factory=list)
    typed: Mapping[Holder, str] = field(default_factory=lambda: dict(TYPED))
    two: Mapping[Holder, str] = field(default_factory=lambda: dict(TWO))

    def __post_init__(self) -> None:
        self.engine = engine_on(self.path)

    def do(self, work: Callable[[Session], Result]) -> Result:
        """Runs and commits, or changes nothing."""
        with Session(self.engine, expire_on_commit=False) as session:
            result = work(session)
            session.commit()
            return result

    def request(self, label: Label = Label.BEFORE, **wanted: Any) -> Request:
        asked: dict[str, Any] = {"pilot_id": 1, "survey": self.survey, "label": label, "invited": 9}
        if label is Label.BEFORE:
            asked["holders"] = NAMES
        return Request(**(asked | wanted))

    def open(
        self,
        label: Label = Label.BEFORE,
        *,
        typed: Mapping[Holder, str] | None = None,
        retyped: Mapping[Holder, str] | None = None,
        now: datetime = NOON,
        **wanted: Any,
    ) -> Round:
        planned = self.do(lambda session: opening.plan(session, self.request(label, **wanted), now))
        if typed is None:
            typed = TYPED if planned.begins_series else {}
        prepared = opening.prepare(planned, typed, retyped, self.random, self.sealer)
        self.slips = list(prepared.slips)
        self.codes = [slip.code for slip in prepared.slips]
        return self.do(lambda session: opening.open_round(session, prepared))

    def answer(
        self, sheet: Mapping[str, int], code: str | None = None, *, comment: str = "", card: str = ""
    ) -> casting.SealedBallot:
        """One person answers the open round, with the next code in the bowl unless one is named."""
        found = self.open_round()
        used = self.codes.pop(0) if code is None else code
        hashed = casting.hashed(found, used, self.sealer)
        ballot = casting.seal_ballot(found, hashed, sheet, comment=comment, card=card, sealer=self.sealer)
        self.do(lambda session: casting.cast(session, ballot, self.random))
        return ballot

    def answer_all(self, sheets: Iterable[Mapping[str, int]]) -> None:
        for sheet in sheets:
            self.answer(sheet)

    def close(self, *, typed: Mapping[Holder, str] = TWO, now: datetime = IN_A_WEEK, finish: bool = True) -> Round:
        found = self.open_round()
        locked = self.do(lambda session: closing.locked_round(session, found.id))
        keys = closing.unlock(locked, typed)
        self.do(
            lambda session: closing.close_round(
                session, found.id, keys, now=now, random=self.random, sealer=self.sealer
            )
        )
        if finish:
            self.finish()
        return self.round(found.id)

    def finish(self) -> None:
        """What the next opening of the file does."""
        waiting = self.do(closing.unscrubbed)
        with self.engine.connect() as connection:
            connection.exec_driver_sql("VACUUM")
        self.do(lambda session: closing.finish(session, waiting))

    def replace_code(self, passphrase: str = TYPED[Holder.DELEGATE]) -> Round:
        found = self.open_round()
        keyring = self.do(lambda session: series_store.keyring(session, found.series))
        new = codes.prepare_replacement(found, keyring, passphrase, self.random, self.sealer)
        self.codes.append(new.slip.code)
        return self.do(lambda session: codes.replace_code(session, new))

    def whole(self, label: Label, sheets: Iterable[Mapping[str, int]], **wanted: Any) -> Round:
        self.open(label, **wanted)
        self.answer_all(sheets)
        return self.close()

    def open_round(self) -> Round:
        found = self.do(lambda session: life.open_round_of(session, 1))
        assert found is not None
        return found

    def round(self, round_id: str) -> Round:
        return next(found for found in self.rounds() if found.id == round_id)

    def rounds(self) -> tuple[Round, ...]:
        return self.do(lambda session: life.rounds_of(session, 1))

    def sql(self, statement: str, *values: object) -> list[Any]:
        with self.engine.connect() as connection, connection.begin():
            result = connection.exec_driver_sql(statement, tuple(values))
            return [tuple(row) for row in result] if result.returns_rows else []

    def alter(self, table: str, column: str, value: object) -> Any:
        """Changes the file as no part of the program would, and returns what stood there."""
        ((kept,), *_) = self.sql(f"SELECT {column} FROM survey_{table}")  # noqa: S608
        self.sql(f"UPDATE survey_{table} SET {column} = ?", value)  # noqa: S608
        return kept

    def spoil_one(self, box: str) -> None:
        """Puts something else into one of the slots that hold a ballot."""
        one = "(SELECT min(id) FROM survey_slot WHERE used)"
        self.sql(f"UPDATE survey_slot SET box = {box} WHERE id = {one}")  # noqa: S608

    def count(self, table: str) -> int:
        return int(self.sql(f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608


@pytest.fixture
def team(tmp_path: Path, survey: Survey) -> Iterator[Team]:
    team = Team(tmp_path / "team.sqlite", survey)
    yield team
    team.engine.dispose()


@pytest.fixture
def make_team(tmp_path: Path, survey: Survey) -> Callable[..., Team]:
    """More boxes, each on a file of its own."""

    def make(name: str, **settings: Any) -> Team:
        return Team(tmp_path / f"{name}.sqlite", survey, **settings)

    return make


@pytest.fixture
def sheets(survey: Survey) -> list[Sheet]:
    """Nine sheets that all differ, some with gaps."""
    random = Random(5)
    points = survey.scale.points
    drawn = [{item: random.randint(0, points) for item in survey.item_ids()} for _ in range(9)]
    return [{item: answer for item, answer in sheet.items() if answer} for sheet in drawn]
