"""survey open --hosted and host: what slips say, which round is meant, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from playbook.records import Pilot
from surveys.records import Label
from ybiyri_tui import paths
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlayedTeam, PlaySealer
from ybiyri_tui.errors import ProgramError
from ybiyri_tui.hosting.ssh.host_key import host_key
from ybiyri_tui.usecases.pilot.pilots import create_pilot
from ybiyri_tui.usecases.survey import ending
from ybiyri_tui.usecases.survey.choosing import open_round_to_host

THREE = "seven ladders\neight kettles\nnine marbles\n"
NAMES = ("--delegate", "Sam", "--stand-in", "Ana")


def opened(team: Any, page: Path, *arguments: str) -> Any:
    """A survey before for eight people, with slips on a page."""
    usual = ("survey", "open", "developer-concerns", "--label", "before", "--invited", "8", *NAMES, "--from-stdin")
    return team.ybiyri(*usual, "--codes-out", str(page), *arguments, stdin=THREE)


def test_slips_of_a_hosted_round_say_what_to_type_and_which_key_the_host_will_show(team: Any, tmp_path: Path) -> None:
    page = tmp_path / "slips.html"
    assert opened(team, page, "--hosted", "--host", "survey.example:2200").code == 0
    key = host_key(paths.host_key()).get_fingerprint()
    text = page.read_text(encoding="utf-8")
    assert text.count("ssh -p 2200 survey@survey.example") == text.count(key) == 8
    assert "ybiyri answer" not in text
    told = team.ybiyri("survey", "status").out
    assert "ybiyri host --round before" in told
    assert key in told


def test_slips_of_another_round_name_no_host_and_make_no_key(team: Any, tmp_path: Path) -> None:
    page = tmp_path / "slips.html"
    assert opened(team, page).code == 0
    assert "SHA256" not in page.read_text(encoding="utf-8")
    assert not paths.host_key().exists()
    assert "ybiyri host" not in team.ybiyri("survey", "status").out


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (("--host", "laptop"), "give --hosted as well"),
        (("--hosted", "--host", "laptop:0"), "'laptop:0' is no place to reach a host at; expected HOST or HOST:PORT"),
        (("--hosted", "--host", "a b"), "'a b' is no place to reach a host at"),
        (("--hosted", "--host", "x;rm"), "'x;rm' is no place to reach a host at"),
    ],
)
def test_a_place_where_nobody_can_be_reached_is_refused_before_anything_opens(
    team: Any, given: tuple[str, ...], sentence: str
) -> None:
    done = team.open(*NAMES, *given, stdin=THREE)
    assert done.code == 2
    assert sentence in done.err
    assert team.ybiyri("survey", "list", "--format", "json").json["rounds"] == []


REFUSED = {
    ("--web", "0", "--address", "192.0.2.1"): "Without --cert FILE and --key-file FILE browsers are served on this",
    ("--web", "0", "--cert", __file__): "belong together",
    ("--web", "0", "--cert", __file__, "--key-file", __file__): "cannot be used: they are no certificate and its key",
    ("--web", "0", "--cert", "nowhere.crt"): "does not exist",
    ("--round", "after"): 'No "after" survey is open; open is "before" of \'Payments\'.',
}


def test_what_cannot_be_served_is_said_in_a_sentence(team: Any) -> None:
    assert team.open(*NAMES, "--hosted", stdin=THREE).code == 0
    for given, sentence in REFUSED.items():
        done = team.ybiyri("host", *given)
        assert done.code == 2, given
        assert sentence in done.err
        assert "Traceback" not in done.err
        assert done.out == ""


def test_a_round_is_picked_by_its_label_where_several_pilots_have_one(context: Context, pilot: Pilot) -> None:
    other = create_pilot(context, name="Search", team="Team Owl", mission="Find things")
    cheap = replace(context, sealer=PlaySealer)
    rounds = {}
    for one in (pilot, other):
        assert one.id is not None
        names = {"delegate": "Sam (example)", "stand_in": "Ana (example)"}
        rounds[one.name] = PlayedTeam(cheap, one.id).open(Label.BEFORE, invited=6, hosted=True, **names)
    with pytest.raises(ProgramError, match="choose with --pilot: 'Payments', 'Search'"):
        open_round_to_host(context, None, "before")
    assert open_round_to_host(context, "Search", "before").id == rounds["Search"].id
    with pytest.raises(ProgramError, match="\"before\" of 'Search'"):
        open_round_to_host(context, "Search", "pulse")
    ending.discard_round(context, rounds["Payments"].id)
    assert open_round_to_host(context, None, "before").id == rounds["Search"].id
