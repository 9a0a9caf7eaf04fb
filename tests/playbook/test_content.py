"""The playbook that ships: every point of the talk, and lengths that fit the screens."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files

import pytest

from playbook.loading.loader import load
from playbook.records import Phase
from playbook.schema import Link, Objection, Playbook
from ybiyri_tui.content_source import ContentSource

QUESTIONS = (
    "developers.mission-explained",
    "developers.listened",
    "developers.put-right",
    "scale.forecast-exposure",
    "scale.always-on-myth",
    "accountability.explained-shift",
    "accountability.goals-linked",
    "accountability.delegation-encouraged",
    "incident-management.managers-in",
    "incident-management.workflow-mapped",
    "incident-management.chaos-days",
    "firefighters.manage-unplanned",
    "firefighters.share-visible",
    "firefighters.paved-roads",
    "specialists.not-required",
    "specialists.embedding-rejected",
    "specialists.tasks-automated",
    "first-time.mission-shared",
    "first-time.pilot-picked",
    "first-time.mindset",
)
MUST_HAVES = {
    Phase.BASELINE: ["right-service", "willing-people", "opt-out"],
    Phase.PILOT: [
        "pay-agreed",
        "access",
        "raci-accepted",
        "alerts-actionable",
        "incident-managers-in",
        "baseline-measured",
        "survey-read-back",
    ],
    Phase.REVIEW: ["exit-criteria-agreed"],
    Phase.SCALE: ["exit-criteria-evaluated"],
}
# Points the talk makes, as words that have to stand somewhere in the objection they belong to.
TALK_POINTS = {
    "developers": "mission|throughput|99.0 %|99.9 %|repair within minutes|central operations|listen|what else"
    "|put right|59 %|not a cause|personal life|beyond one's knowledge|alerts that nobody needed|has signal"
    "|motorway|Pay for the sacrifice|flat rate|lose them to one who does",
    "scale": "insurance|several costs|opportunity cost|revenue|everything always on|carry a lot of money"
    "|can wait until morning|hardly matter|decision table|exposure|demand|teams and services",
    "accountability": "why accountability moves|outcome|delegate|RACI|responsible, accountable, consulted"
    "|free to decide it, and trusted|hardest",
    "incident-management": "both serve the mission|by hand|handoff|seven touchpoints|chaos day|automatic alert"
    "|incident response platform|PagerDuty|ServiceNow|Slack|interested|phone or app|developer on call",
    "firefighters": "earn the money|kinder name for unplanned work|ticket system|weighed|label|weekly search"
    "|paved road|not a platform|per team and week|eliminated|journey",
    "specialists": "Nobody asked|extreme|rejected|overworked or bored|cloud provider|self-service"
    "|specialists at scale|not abolished|Specialists build",
    "first-time": "2006|survive|mission|all teams at once|experiment|mindset|two models|builds|deploys|monitors"
    "|first on call|foundational system|digital service|learning culture|can work here|not needing the model"
    "|decision table|specialists helping",
}
LINK_HOSTS = {
    "blog.pragmaticengineer.com",
    "equalexperts.com",
    "github.com",
    "incident.io",
    "oncall.netlify.app",
    "sre.google",
    "thinkinglabs.io",
    "www.atlassian.com",
    "www.edwincoe.com",
    "www.equalexperts.com",
    "www.stevesmith.tech",
    "you-build-it-you-run-it.playbook.ee",
}


@pytest.fixture(scope="module")
def shipped() -> Playbook:
    return load(ContentSource(files("playbook").joinpath("content")))


def everything_said(objection: Objection) -> str:
    return " ".join(texts(objection.model_dump(mode="json")))


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


def links(objection: Objection) -> Iterator[Link]:
    yield from objection.links
    for question in objection.questions:
        yield from question.links
    for practice in objection.practices:
        yield from practice.links


def test_the_seven_objections_ask_the_twenty_questions_in_the_talks_order(shipped: Playbook) -> None:
    assert shipped.question_ids() == QUESTIONS
    assert [objection.number for objection in shipped.objections] == [1, 2, 3, 4, 5, 6, 7]


def test_seventeen_questions_are_the_talks_and_three_come_from_its_actions(shipped: Playbook) -> None:
    origins = Counter(question.from_talk for o in shipped.objections for question in o.questions)
    assert origins == {"question": 17, "action": 3}
    actions = [q for o in shipped.objections if o.id == "first-time" for q in o.questions]
    assert {question.from_talk for question in actions} == {"action"}


@pytest.mark.parametrize("objection_id", TALK_POINTS)
def test_every_point_of_the_talk_stands_where_it_belongs(shipped: Playbook, objection_id: str) -> None:
    objection = next(o for o in shipped.objections if o.id == objection_id)
    said = everything_said(objection).lower()
    missing = [point for point in TALK_POINTS[objection_id].split("|") if point.lower() not in said]
    assert missing == []


def test_the_incident_flow_names_the_seven_touchpoints(shipped: Playbook) -> None:
    _, question = shipped.find("incident-management.workflow-mapped")
    touchpoints = question.facilitate.split("seven touchpoints: ")[1].split(".")[0]
    assert len(re.split(r", (?:and )?", touchpoints)) == 7


def test_the_figures_corrected_since_the_talk_are_given_as_corrected(shipped: Playbook) -> None:
    background = shipped.objections[0].background
    assert "59 % of 2,182 developers" in background
    assert "21 % settled, 38 % new" in background
    assert "a link, not a cause" in background
    for objection in shipped.objections:
        said = everything_said(objection)
        assert "69 %" not in said
        assert "58 %" not in said


def test_texts_fit_the_screens_they_are_for(shipped: Playbook) -> None:
    for objection in shipped.objections:
        assert len(objection.title) <= 28
        assert len(f'{objection.number}  "{objection.says}"') <= 78
        assert len(f"because we haven't {objection.root_cause}") <= 90
        for question in objection.questions:
            assert len(question.missing) <= 34
            assert len(question.question) <= 56
    assert all(len(must_have.title) <= 30 for must_have in shipped.must_haves)


def test_root_causes_continue_because_we_have_not(shipped: Playbook) -> None:
    for objection in shipped.objections:
        assert objection.root_cause[0].islower()
        assert not objection.root_cause.endswith(".")
        assert not objection.root_cause.startswith(("we ", "because"))


def test_questions_ask_have_you_and_say_what_counts(shipped: Playbook) -> None:
    for objection in shipped.objections:
        for question in objection.questions:
            assert question.question.startswith("Have you ")
            assert question.question.endswith("?")
            assert min(len(question.why), len(question.facilitate), len(question.counts_as_yes)) > 60


def test_every_objection_says_what_to_do_and_what_to_avoid(shipped: Playbook) -> None:
    for objection in shipped.objections:
        assert 3 <= len(objection.practices) <= 7
        assert objection.avoid
        assert objection.links


def test_links_lead_to_the_sources_that_were_read(shipped: Playbook) -> None:
    found = {link.url.host for objection in shipped.objections for link in links(objection)}
    assert found == LINK_HOSTS


def test_must_haves_come_before_the_phase_they_guard(shipped: Playbook) -> None:
    by_phase: dict[Phase, list[str]] = {}
    for must_have in shipped.must_haves:
        by_phase.setdefault(must_have.before_phase, []).append(must_have.id)
    assert by_phase == MUST_HAVES


def test_every_must_have_names_questions_that_speak_to_it(shipped: Playbook) -> None:
    for must_have in shipped.must_haves:
        assert must_have.questions
        assert set(must_have.questions) <= set(QUESTIONS)


def test_unverified_figures_say_why_and_keep_the_talks_wording(shipped: Playbook) -> None:
    unverified = [figure for figure in shipped.benchmarks if not figure.verified]
    assert {figure.id for figure in unverified} == {
        "talk-on-call-share",
        "talk-worries",
        "talk-flat-rate",
        "talk-pay-or-leave",
    }
    for figure in unverified:
        assert figure.as_quoted_in_talk
        assert figure.caveat


def test_the_talks_reading_of_the_atlassian_survey_is_shown_beside_the_corrected_one(shipped: Playbook) -> None:
    figure = next(figure for figure in shipped.benchmarks if figure.id == "atlassian-builds-and-runs")
    assert (figure.year, figure.n, figure.verified) == (2021, 2182, True)
    assert "on call" not in figure.statement
    assert figure.as_quoted_in_talk


def test_what_was_loaded_can_be_found_by_its_full_id(shipped: Playbook) -> None:
    objection, question = shipped.find("scale.always-on-myth")
    assert (objection.id, question.id) == ("scale", "always-on-myth")
    with pytest.raises(KeyError):
        shipped.find("scale.nothing")
