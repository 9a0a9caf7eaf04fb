"""What ships beside the seven objections: packs, the survey map, and the texts around a workshop."""

from __future__ import annotations

import pytest

from playbook.records import Voice
from playbook.schema import Pack
from ybiyri_tui import content
from ybiyri_tui.content.places import PROGRAM_FILES, shipped_files

PACKS = ("change-management", "readiness")


def packs() -> dict[str, Pack]:
    return {pack.id: pack for pack in content.packs()}


def test_packs_are_off_until_they_are_switched_on() -> None:
    assert len(content.playbook().objections) == 7
    assert content.playbook().packs == ()
    with_one = content.playbook(packs=("change-management",))
    assert [objection.number for objection in with_one.objections] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert len(content.playbook(packs=PACKS).question_ids()) == 20 + 4 + 17


def test_the_order_of_packs_changes_nothing_that_is_asked() -> None:
    one, other = content.playbook(packs=PACKS), content.playbook(packs=PACKS[::-1])
    assert one.question_ids() == other.question_ids()


@pytest.mark.parametrize("pack_id", PACKS)
def test_a_pack_names_its_source_and_where_to_read_it(pack_id: str) -> None:
    pack = packs()[pack_id]
    assert pack.source
    assert pack.licence == "MIT"
    assert all(link.url.scheme == "https" for link in pack.links)


def test_an_objection_knows_the_pack_it_came_with() -> None:
    playbook = content.playbook(packs=PACKS)
    pack = playbook.pack_of("ready-response")
    assert pack is not None
    assert pack.id == "readiness"
    assert playbook.pack_of("developers") is None


def test_questions_of_packs_are_added_and_not_the_talks() -> None:
    for pack in packs().values():
        for objection in pack.objections:
            assert {question.from_talk for question in objection.questions} == {"no"}


def test_texts_of_packs_fit_the_screens_they_are_for() -> None:
    for pack in packs().values():
        for objection in pack.objections:
            assert len(f'{objection.number}  "{objection.says}"') <= 78
            assert len(f"because we haven't {objection.root_cause}") <= 90
            assert objection.root_cause[0].islower()
            for question in objection.questions:
                assert question.question.startswith("Have you ")
                assert len(question.question) <= 56


@pytest.mark.parametrize("packs_on", [(), PACKS])
def test_every_question_has_a_practice_of_its_own(packs_on: tuple[str, ...]) -> None:
    playbook = content.playbook(packs=packs_on)
    for objection in playbook.objections:
        without = [question.id for question in objection.questions if not objection.practices_for(question.id)]
        assert without == [], objection.id


def test_learning_and_mindset_have_practices_where_the_talk_has_them() -> None:
    objection, question = content.playbook().find("first-time.mindset")
    titles = {practice.title for practice in objection.practices_for(question.id)}
    assert titles == {"Make learning a habit", "Change what is praised"}
    mission = content.workshop().mission
    assert len(mission.learning) >= 3
    assert len(mission.mindset) >= 3


def test_the_survey_map_knows_every_item_in_words() -> None:
    survey = content.surveys()["developer-concerns"]
    (links,) = content.survey_map().surveys
    used = {entry for entries in (*links.questions.values(), *links.must_haves.values()) for entry in entries}
    assert {entry for entry in used if "." in entry} <= set(links.says) <= set(survey.item_ids())
    assert links.version == survey.version


def test_the_survey_map_leads_only_to_what_there_is() -> None:
    survey = content.surveys()["developer-concerns"]
    playbook = content.playbook(packs=PACKS)
    (links,) = content.survey_map().surveys
    assert set(links.questions) <= set(playbook.question_ids())
    assert set(links.must_haves) <= {must_have.id for must_have in playbook.must_haves}
    entries = set(survey.item_ids()) | {topic.id for topic in survey.topics}
    assert {entry for found in links.questions.values() for entry in found} <= entries


@pytest.mark.parametrize(
    ("question_id", "topic"),
    [
        ("developers.mission-explained", "mission"),
        ("developers.listened", "heard"),
        ("developers.put-right", "heard"),
        ("firefighters.manage-unplanned", "alerts"),
    ],
)
def test_the_links_named_in_the_survey_s_design_are_there(question_id: str, topic: str) -> None:
    (links,) = content.survey_map().surveys
    assert all(entry.startswith(f"{topic}.") for entry in links.questions[question_id])
    assert links.must_haves["pay-agreed"] == ("pay",)


def test_a_workshop_takes_two_hours_and_its_steps_add_up() -> None:
    agenda = content.workshop().agenda
    assert agenda.minutes == 120
    assert sum(step.minutes for step in agenda.steps) == 120
    assert [step.id for step in agenda.steps].count("break") == 1


def test_the_two_models_differ_in_who_builds_deploys_monitors_and_is_called() -> None:
    rows = {row.question: row for row in content.workshop().two_models.rows}
    for question in ("Who deploys it?", "Who monitors it?", "Who is first on call?"):
        assert rows[question].build_run.startswith("the product team")
        assert rows[question].ops_run.startswith("operations")
    assert "team" in rows["Who builds it?"].ops_run
    models = content.workshop().two_models
    assert models.build_run.suits == "digital services"
    assert models.ops_run.suits == "foundational systems"


def test_three_groups_are_asked_three_open_questions_each_and_told_that_they_are_known() -> None:
    found = content.workshop().open_questions
    assert [group.id for group in found.groups] == ["incident-managers", "operations", "specialists"]
    assert "too few to be anonymous" in found.told[0]
    questions = set(content.playbook().question_ids())
    for group in found.groups:
        assert [question.about for question in group.questions] == ["worry", "need", "hand-over"]
        assert group.voice is Voice.OPERATIONS
        assert {one for question in group.questions for one in question.speaks_to} <= questions


def test_the_room_is_checked_for_mirrored_displays_letters_and_light() -> None:
    room = content.workshop().preparing.room
    said = " ".join(item for group in room.groups for item in group.items)
    for point in ("not mirrored", "60 columns and 18 rows", "light theme"):
        assert point in said


def test_everything_that_ships_can_be_copied() -> None:
    names = set(shipped_files())
    assert set(PROGRAM_FILES) <= names
    assert {"must_haves.yaml", "benchmarks.yaml", "surveys/developer-concerns.yaml"} <= names
    assert {f"packs/{pack_id}.yaml" for pack_id in PACKS} <= names
