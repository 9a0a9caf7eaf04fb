"""A workspace on a server, with a role that may answer in it; every test has a round of its own there."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from random import Random

import pytest

from tests import postgres
from tests.conftest import NOON
from tests.workspace.server.answering import Answering, Place, new_role, run
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlayedTeam, PlaySealer
from ybiyri_tui.usecases.answering_role import grant_answering
from ybiyri_tui.usecases.pilot.pilots import create_pilot
from ybiyri_tui.workspace.opening import open_or_create

SECRET = secrets.token_hex(8)


@pytest.fixture(scope="session")
def place(postgres_server: str) -> Iterator[Place]:
    with postgres.schema(postgres_server) as schema, new_role(postgres_server, schema, SECRET) as (role, address):
        owner = Context(open_or_create(schema), who="coach", now=lambda: NOON, random=Random(7), sealer=PlaySealer)
        granted = grant_answering(owner, role)
        run(schema, f"ALTER ROLE {role} PASSWORD '{SECRET}'")
        yield Place(owner, schema, address, granted)


@pytest.fixture
def answering(place: Place) -> Answering:
    pilot = create_pilot(place.owner, name=secrets.token_hex(8), team="T", mission="M")
    team = PlayedTeam(place.owner, pilot.id)
    found = team.open(invited=6)
    return Answering(place.owner, team, found, place.address, place.role_address, place.granted)
