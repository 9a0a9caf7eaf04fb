"""What it costs that every ballot on a server writes its whole box anew, beside writing one place alone."""

from __future__ import annotations

import os
import secrets
from time import perf_counter

import psycopg
import pytest
from sqlalchemy.engine import make_url

from surveys.rounds.store import answering_function
from ybiyri_tui.workspace.opening import open_or_create

BYTES = 944
"""A sealed ballot of the shipped survey."""
CASTS = 30
_CALL = "SELECT survey_cast('r', %s, %s)"
_LAYING_OUT = (
    "INSERT INTO survey_series (id, pilot_id, survey_id, state, definition, k, main_topics, pairing, scripted) "
    "VALUES ('s', 1, 'x', 'open', '', 5, '', true, false)",
    "INSERT INTO survey_round (id, pilot_id, series_id, number, label, state, invited, comments, hosted, scripted, "
    "opened_on, replaced, unreadable, locked_key) VALUES ('r', 1, 's', 1, 'before', 'open', 10, false, false, false, "
    "'2026-01-01', 0, 0, 'x')",
)


@pytest.mark.slow
def test_casting_a_ballot_beside_writing_one_place(postgres_schema: str, capsys: pytest.CaptureFixture[str]) -> None:
    open_or_create(postgres_schema)
    address = make_url(postgres_schema).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as session:
        for statement in _LAYING_OUT:
            session.execute(statement)
        for people in (9, 50, 120, 500):
            codes = _lay_out(session, people)
            plain = _median(
                session, "UPDATE survey_slot SET box = %s WHERE id = (SELECT min(id) FROM survey_slot)", [()] * 9
            )
            cast = _median(session, _CALL, [(code,) for code in codes[:CASTS]])
            with capsys.disabled():
                print(f"\n{people} people: {cast * 1000:.1f} ms, one place {plain * 1000:.1f} ms, × {cast / plain:.1f}")
    assert answering_function.MOST_REWRITTEN >= 2 * 500 - 5


def _lay_out(session: psycopg.Connection, people: int) -> list[bytes]:
    session.execute("TRUNCATE survey_slot, survey_code")
    codes = [os.urandom(32) for _ in range(people)]
    with session.cursor() as cursor:
        slots = [(secrets.token_hex(16), os.urandom(BYTES)) for _ in range(2 * people - 5)]
        cursor.executemany("INSERT INTO survey_slot (round_id, id, used, box) VALUES ('r', %s, false, %s)", slots)
        cursor.executemany(
            "INSERT INTO survey_code (round_id, hash, spent) VALUES ('r', %s, false)", [(c,) for c in codes]
        )
    return codes


def _median(session: psycopg.Connection, statement: str, values: list[tuple[bytes, ...]]) -> float:
    taken = []
    for given in values:
        begun = perf_counter()
        session.execute(statement.encode(), (*given, os.urandom(BYTES)))
        taken.append(perf_counter() - begun)
    return sorted(taken)[len(taken) // 2]
