"""Ballots that travel as files reach a workspace on a file and on PostgreSQL alike."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from playbook.records import Pilot
from surveys.rounds.by_file.files import Refusal
from surveys.rounds.records import Round
from surveys.rounds.store import box
from surveys.sealing.holders import Holder
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PASSPHRASES, PlayedTeam
from ybiyri_tui.usecases.survey.by_file.answering import FileBooth
from ybiyri_tui.usecases.survey.by_file.collecting import (
    bundle_folder,
    collect_bundle,
    collect_folder,
    delegate_of,
    delegate_with,
)
from ybiyri_tui.usecases.survey.by_file.invitations import invitation, read_invitation
from ybiyri_tui.usecases.survey.surveying import results

DELEGATE = PASSPHRASES[Holder.DELEGATE]


@pytest.fixture
def team(context: Context, pilot: Pilot) -> PlayedTeam:
    return PlayedTeam(context, pilot.id)


def send(team: PlayedTeam, invited: Round, file: Path, answer: int, code: str | None = None) -> None:
    """Somebody answers everything alike, knowing nothing but the invitation."""
    booth = FileBooth(invited, Random(3), team.context.sealer(), path=file)
    answers = dict.fromkeys(invited.survey.item_ids(), answer)
    booth.send(booth.check_code(code or team.bowl.pop()), answers)


def test_collected_ballots_count_like_those_that_were_cast(context: Context, team: PlayedTeam, tmp_path: Path) -> None:
    found = team.open(invited=7, delegate="Sam", stand_in="Ana", hosted=True)
    path, folder, mixed = tmp_path / "sam.invite", tmp_path / "ballots", tmp_path / "mixed.bundle"
    path.write_text(invitation(context, found, "Kestrel", for_delegate=True), encoding="utf-8")
    folder.mkdir()
    invited = read_invitation(path, context.sealer(), context.now()).round
    assert invited.fingerprint == found.fingerprint
    twice = team.bowl[0]
    for number, answer in enumerate((1, 2, 3)):
        send(team, invited, folder / f"{number}.ballot", answer)
    send(team, invited, folder / "both.ballot", 5, twice)
    team.bowl.remove(twice)
    mixed.write_bytes(bundle_folder(delegate_with(path), DELEGATE, folder).raw)
    team.answer(found, dict.fromkeys(found.survey.item_ids(), 4))
    team.bowl.append(twice)
    team.answer(found, dict.fromkeys(found.survey.item_ids(), 4))
    first = collect_bundle(context, found, mixed)
    assert (first.taken, first.left_out, first.enough) == (None, {Refusal.USED_CODE: 1}, True)
    again = collect_folder(context, found, DELEGATE, folder)
    assert (again.taken, again.already_in, again.left_out) == (0, 3, {Refusal.USED_CODE: 1})
    assert context.workspace.read(
        lambda session: (box.count_used(session, found.id), box.count_spent(session, found.id))
    ) == (5, 5)
    assert delegate_of(context, found).round.id == found.id
    team.close(found)
    assert results(context, found.id).answered == 5
