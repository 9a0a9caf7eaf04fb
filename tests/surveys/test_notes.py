from __future__ import annotations

import pytest

from surveys.records import Design
from surveys.statistics.notes import Circumstances, notes_for, rival_explanations


def test_whatever_is_not_known_stays_a_rival_explanation() -> None:
    said = rival_explanations()
    assert all(word in said for word in ("season", "joined or left", "new thing", "if the team was chosen"))


def test_what_is_ruled_out_is_not_listed_and_what_is_certain_is_said_so() -> None:
    known = Circumstances(season=False, team_changed=False, novelty=True, chosen_unhappy=True)
    said = rival_explanations(known)
    assert "season" not in said
    assert "joined" not in said
    assert "because the team was chosen for being unhappy" in said


def test_with_everything_ruled_out_nothing_is_said() -> None:
    known = Circumstances(season=False, team_changed=False, novelty=False, chosen_unhappy=False, same_people=False)
    assert rival_explanations(known) == ""
    assert notes_for({Design.UNPAIRED}, known) == ()


@pytest.mark.parametrize(
    ("design", "known", "said"),
    [
        (Design.UNPAIRED, Circumstances(), True),
        (Design.UNPAIRED, Circumstances(same_people=True), True),
        (Design.UNPAIRED, Circumstances(same_people=False), False),
        (Design.PAIRED, Circumstances(same_people=True), False),
    ],
)
def test_unjoined_answers_of_the_same_people_are_said_to_understate(
    design: Design, known: Circumstances, said: bool
) -> None:
    assert any("understates" in note for note in notes_for({design}, known)) is said


def test_partly_paired_people_are_said_to_have_wide_intervals() -> None:
    assert any("wider than they need be" in note for note in notes_for({Design.PARTLY_PAIRED}))
