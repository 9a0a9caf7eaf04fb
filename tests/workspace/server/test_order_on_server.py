"""What a server's own columns tell about the order in which ballots came: nothing, while a round is open and after."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.workspace.server.answering import run
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlayedTeam, PlaySealer
from ybiyri_tui.usecases.pilot.pilots import create_pilot
from ybiyri_tui.workspace.opening import open_or_create

BOXFULS, PEOPLE = 40, 6
ASIDE = "SELECT reltoastrelid::regclass FROM pg_class WHERE oid = 'survey_slot'::regclass"
ONE_NUMBER = "SELECT DISTINCT xmin::text, cmin::text FROM TABLE"
IN_THE_BOX = "survey_code", "survey_slot"


@pytest.fixture
def team(postgres_schema: str) -> PlayedTeam:
    context = replace(Context(open_or_create(postgres_schema), who="coach"), sealer=PlaySealer)
    return PlayedTeam(context, create_pilot(context, name="Payments", team="T", mission="M").id)


def test_after_every_ballot_all_slots_and_codes_bear_the_number_of_one_transaction(
    team: PlayedTeam, postgres_schema: str
) -> None:
    found = team.open(invited=PEOPLE)
    for person in range(3):
        team.answer(found, {"alerts.needless": person + 1})
        numbers = [run(postgres_schema, ONE_NUMBER.replace("TABLE", box)) for box in IN_THE_BOX]
        assert [len(rows) for rows in numbers] == [1, 1]
        assert numbers[0][0][0] == numbers[1][0][0]


def test_what_is_too_long_for_a_page_is_stored_anew_with_every_ballot_as_well(
    team: PlayedTeam, postgres_schema: str
) -> None:
    found = team.open(invited=PEOPLE, comments=True)
    ((aside,),) = run(postgres_schema, ASIDE)
    for _ in range(3):
        team.answer(found, {}, comment="x")
        assert len(run(postgres_schema, ONE_NUMBER.replace("TABLE", str(aside)))) == 1


def test_guessing_from_places_on_the_server_who_came_first_is_right_as_often_as_by_chance(
    team: PlayedTeam, postgres_schema: str
) -> None:
    """Of 40 boxes of six; more than 18 right guesses would happen by chance once in ten thousand."""
    team.open(invited=PEOPLE)
    ((size,),) = run(postgres_schema, "SELECT max(octet_length(box)) FROM survey_slot")
    right = sum(_came_first(postgres_schema, str(size)) == "1" for _ in range(BOXFULS))
    assert right <= 18


LAYING_OUT = (
    "DELETE FROM survey_slot",
    "DELETE FROM survey_code",
    "INSERT INTO survey_slot SELECT id, gen_random_uuid()::text, false, BOX FROM survey_round, generate_series(1, 7) n "
    "ORDER BY 2",
    "INSERT INTO survey_code SELECT id, CODE, false FROM survey_round, generate_series(1, 6) n",
)
CASTING = "SELECT survey_cast(id, CODE, BOX) FROM survey_round, (VALUES (NUMBER)) person (n)"
PLACES = "SELECT substr(convert_from(box, 'UTF8'), 1, 1) FROM survey_slot WHERE used ORDER BY ctid"


def _came_first(address: str, size: str) -> object:
    """Lays a box out, fills it with ballots full of the digits 1, 2, 3 …, and says which lies first in the table."""
    box, code = f"convert_to(repeat(n::text, {size}), 'UTF8')", "convert_to('code ' || n, 'UTF8')"
    casting = [CASTING.replace("NUMBER", str(person)) for person in range(1, PEOPLE + 1)]
    steps = [step.replace("BOX", box).replace("CODE", code) for step in (*LAYING_OUT, *casting)]
    return run(address, *steps, PLACES)[0][0]


def test_nothing_is_counted_of_what_lies_in_the_box(team: PlayedTeam, postgres_schema: str) -> None:
    found = team.open(invited=PEOPLE)
    for _ in range(PEOPLE):
        team.answer(found, {})
    team.close(found)
    run(postgres_schema, "ANALYZE")
    counted = run(postgres_schema, "SELECT DISTINCT tablename FROM pg_stats WHERE schemaname = current_schema()")
    names = {name for (name,) in counted}
    assert "survey_round" in names
    assert not names & {"survey_slot", "survey_code", "survey_kept"}


def test_after_closing_no_page_of_the_box_is_left(team: PlayedTeam, postgres_schema: str) -> None:
    found = team.open(invited=PEOPLE)
    for _ in range(PEOPLE):
        team.answer(found, {})
    team.close(found)
    sizes = run(postgres_schema, "SELECT pg_relation_size('survey_slot'), pg_relation_size('survey_code')")
    assert sizes == [(0, 0)]
    ((dead,),) = run(
        postgres_schema,
        "SELECT count(DISTINCT xmin::text) FROM survey_kept",
    )
    assert dead == 1
