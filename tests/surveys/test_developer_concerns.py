from __future__ import annotations

from surveys.schema import Survey


def test_it_has_24_items_in_the_eight_topics_of_the_design(survey: Survey) -> None:
    assert [topic.id for topic in survey.topics] == [
        "mission",
        "heard",
        "pay",
        "personal-life",
        "can-handle",
        "alerts",
        "incidents",
        "trust",
    ]
    assert [len(topic.items) for topic in survey.topics] == [2, 3, 3, 3, 4, 3, 3, 3]
    assert len(set(survey.item_ids())) == 24


def test_alerts_is_the_main_topic_unless_a_team_chooses_otherwise(survey: Survey) -> None:
    assert survey.main_topics == ("alerts",)


def test_the_scale_has_five_points_of_which_the_top_two_are_favourable(survey: Survey) -> None:
    assert (survey.scale.points, survey.scale.favourable) == (5, 4)


def test_the_worries_are_the_items_scored_reversed(survey: Survey) -> None:
    worries = {topic.id: sum(item.agree_is == "worry" for item in topic.items) for topic in survey.topics}
    assert worries == {
        "mission": 0,
        "heard": 1,
        "pay": 1,
        "personal-life": 1,
        "can-handle": 1,
        "alerts": 2,
        "incidents": 1,
        "trust": 1,
    }


def test_every_item_says_why_it_is_asked_in_words_of_its_own(survey: Survey) -> None:
    reasons = [item.why for topic in survey.topics for item in topic.items]
    assert len(set(reasons)) == 24
    assert all(reason.endswith(".") and len(reason) <= 90 for reason in reasons)


def test_it_says_that_it_is_not_validated(survey: Survey) -> None:
    assert "not validated" in survey.note
