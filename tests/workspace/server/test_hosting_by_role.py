"""A host that holds no more than an invitation and a role that may hand in ballots."""

from __future__ import annotations

from pathlib import Path

import asyncssh
import pytest

from surveys.rounds.store import box as box_store
from tests.workspace.server.answering import Answering
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlaySealer
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.hosting.host import Host
from ybiyri_tui.usecases.survey.by_file.invitations import invitation, read_invitation
from ybiyri_tui.workspace.server.answering_workspace import AnsweringWorkspace


async def test_somebody_answers_through_a_host_that_can_see_nothing(answering: Answering, tmp_path: Path) -> None:
    invite = tmp_path / "before.invite"
    invite.write_text(invitation(answering.context, answering.round, "Team Kestrel"), encoding="utf-8")
    context = Context(AnsweringWorkspace.at(answering.address), sealer=PlaySealer)
    host = Host(context, read_invitation(invite, PlaySealer()).round)
    listening = await host.start(port=0, key=tmp_path / "host_key", address="127.0.0.1")
    try:
        assert "cannot be seen" in (await host.look()).trouble
        async with asyncssh.connect(
            "127.0.0.1", listening.port, known_hosts=None, username="survey", client_keys=None, config=None
        ) as connection:
            process = await connection.create_process(term_type=None)
            process.stdin.write(f"{answering.team.bowl[0]}\n" + "4\n" * 24 + "y\n")
            process.stdin.write_eof()
            done = await process.wait()
        assert "Your answers are stored" in str(done.stdout)
    finally:
        await host.stop()
    found = answering.round.id
    assert answering.context.workspace.read(lambda session: box_store.count_used(session, found)) == 1


def test_such_a_workspace_gives_and_takes_nothing_but_ballots(answering: Answering) -> None:
    workspace = AnsweringWorkspace.at(answering.address)
    for work in (workspace.read, workspace.write):
        with pytest.raises(ProgramError, match="cannot be seen with a role that may only hand in ballots"):
            work(lambda session: session)
    with pytest.raises(ProgramError, match="cannot be seen"):
        workspace.scrub()
