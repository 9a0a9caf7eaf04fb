"""Pages to print: honest about anonymity, room to write on, and text that people typed is only ever text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from playbook.money import Money
from playbook.records import Answer, Finding, Phase, Pilot, Proof, State, Voice
from surveys.records import Label
from ybiyri_tui import content
from ybiyri_tui.context import Context
from ybiyri_tui.demo.played import PlayedTeam
from ybiyri_tui.reports.escaping import plain
from ybiyri_tui.reports.handouts import gather
from ybiyri_tui.reports.handouts.catalogue import MAKERS, handouts
from ybiyri_tui.reports.handouts.html import handouts_html
from ybiyri_tui.reports.handouts.markdown import LINE, handouts_markdown
from ybiyri_tui.reports.handouts.material import Material, Occasion
from ybiyri_tui.usecases.findings.answering import record_finding
from ybiyri_tui.usecases.pilot.pilots import create_pilot
from ybiyri_tui.usecases.survey import surveying

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
EVERYTHING = (*MAKERS, "all")
HOSTILE = "</p><script>alert(1)</script>{{ 7*7 }} {mission} | **x** <img src=x onerror=y> [l](javascript:z)"


class Page(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] != ["style"]:
            self.text += data


@pytest.fixture(scope="module")
def blank() -> Material:
    return Material(content.playbook(), content.workshop(), content.surveys()["developer-concerns"])


def pilot_named(name: str = "Payments", team: str = "Team Kestrel", mission: str = "Restore checkout") -> Pilot:
    money = Money.parse("200K EUR")
    return Pilot(1, name, team, mission, Phase.PREPARE, date(2026, 12, 3), exposure_per_hour=money)


def markdown_of(material: Material, name: str) -> str:
    return handouts_markdown(handouts(material, name))


def html_of(material: Material, name: str) -> Page:
    return Page(handouts_html(handouts(material, name)))


@pytest.mark.parametrize("name", EVERYTHING)
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_page_needs_nothing_from_outside_and_runs_nothing(blank: Material, name: str, paper: str) -> None:
    text = handouts_html(handouts(blank, name), paper)
    page = Page(text)
    assert not {"script", "link", "img", "iframe", "a", "form", "object"} & set(page.tags)
    assert not {key for key, _ in page.attributes if key.startswith("on") or key in ("src", "href", "style")}
    assert "default-src 'none'" in text
    assert "@import" not in text
    assert "url(" not in text


@pytest.mark.parametrize("name", EVERYTHING)
def test_both_forms_say_the_same(blank: Material, name: str) -> None:
    page = html_of(blank, name)
    for handout in handouts(blank, name):
        for part in handout.parts:
            assert plain(part.title) in page.text
        assert plain(handout.title) in page.text
    assert page.tags.count("article") == len(handouts(blank, name))
    assert markdown_of(blank, name).count("\n---\n") == len(handouts(blank, name)) - 1


def test_what_was_typed_into_a_pilot_appears_as_text(blank: Material) -> None:
    material = replace(
        blank, pilot=pilot_named(HOSTILE, HOSTILE, HOSTILE), occasion=Occasion(place=HOSTILE, coach=HOSTILE)
    )
    page = html_of(material, "all")
    assert not {"script", "img"} & set(page.tags)
    assert page.text.count(HOSTILE) >= 3 * len(MAKERS) / 2
    assert "49" not in html_of(material, "invitation").text
    for name in EVERYTHING:
        kinds = {token.type for token in PARSER.parse(markdown_of(material, name))}
        assert "html_block" not in kinds
        inline = [child for token in PARSER.parse(markdown_of(material, name)) for child in token.children or ()]
        assert "html_inline" not in {token.type for token in inline}
        links = [token.attrs.get("href", "") for token in inline if token.type == "link_open"]
        assert all(str(link).startswith("https://") for link in links)


@given(st.text(min_size=1, max_size=60).filter(lambda text: bool(text.strip())))
def test_any_text_is_shown_as_it_is(text: str) -> None:
    material = Material(content.playbook(), content.workshop(), content.surveys()["developer-concerns"])
    filled = replace(material, pilot=pilot_named(text, text, text))
    page = html_of(filled, "mission")
    assert plain(text) in page.text
    inline = [token for token in PARSER.parse(markdown_of(filled, "mission")) if token.type == "inline"]
    assert plain(text) in "\n".join("".join(part.content for part in token.children or ()) for token in inline)


def test_braces_that_somebody_typed_are_not_filled_in(blank: Material) -> None:
    material = replace(blank, pilot=pilot_named(team="{coach} {mission} {x}"), occasion=Occasion(coach="Mia"))
    assert "Hello {coach} {mission} {x}," in markdown_of(material, "invitation")


def test_the_paper_survey_says_that_it_is_not_anonymous_before_the_first_question(blank: Material) -> None:
    page = markdown_of(blank, "paper-survey")
    first = blank.survey.topics[0].items[0].text
    assert 0 < page.index("NOT anonymous") < page.index(first)
    assert "fewer than 5 people" in page


def test_the_paper_survey_has_every_item_with_a_box_for_every_point(blank: Material) -> None:
    page = html_of(blank, "paper-survey")
    items = [item for topic in blank.survey.topics for item in topic.items]
    assert all(item.text in page.text for item in items)
    assert page.text.count("☐") == len(items) * blank.survey.scale.points
    assert "1 disagree strongly" in page.text
    assert "5 agree strongly" in page.text


def test_a_hand_vote_says_that_it_is_open_not_stored_and_no_survey(blank: Material) -> None:
    page = markdown_of(blank, "hand-vote")
    for words in ("open vote", "not a survey", "not stored"):
        assert words in page


def test_the_few_are_told_that_they_are_known_and_get_three_questions_each(blank: Material) -> None:
    pages = handouts(blank, "questions")
    assert [page.title.partition(": ")[2] for page in pages] == [
        "Incident managers",
        "Operations and application support",
        "Specialists (database, network, security)",
    ]
    for page in pages:
        assert len(page.parts) == 4
    assert html_of(blank, "questions").text.count("You are too few to be anonymous") == 3


def test_the_run_sheet_covers_two_hours_without_a_gap(blank: Material) -> None:
    titles = [part.title for part in handouts(blank, "run-sheet")[0].parts]
    times = [title.split()[0].split("–") for title in titles]
    assert times[0][0] == "0:00"
    assert times[-1][1] == "2:00"
    assert all(ends == begins for (_, ends), (begins, _) in pairwise(times))


def test_a_workshop_over_midnight_keeps_a_clock(blank: Material) -> None:
    late = replace(blank, occasion=Occasion(start=time(23, 30)))
    assert late.between(20, 40) == "23:50–00:10"


def test_the_coach_s_notes_are_on_no_page_for_the_room(blank: Material) -> None:
    facilitate = [plain(q.facilitate) for o in blank.playbook.objections for q in o.questions]
    coach = [plain(step.coach) for step in blank.workshop.agenda.steps]
    for name in ("agenda", "objection", "models", "mission"):
        text = html_of(blank, name).text
        assert not [note for note in (*facilitate, *coach) if note in text]
    assert all(note in html_of(blank, "coach-notes").text for note in facilitate)
    assert all(note in html_of(blank, "run-sheet").text for note in coach)


def test_a_blank_page_has_lines_to_write_on_and_no_name(blank: Material) -> None:
    assert markdown_of(blank, "mission").count(LINE) >= 10
    assert "Kestrel" not in markdown_of(blank, "all")


def test_the_mission_page_is_filled_from_what_the_pilot_knows(blank: Material) -> None:
    page = markdown_of(replace(blank, pilot=pilot_named()), "mission")
    assert "Payments, Team Kestrel" in page
    assert "Restore checkout" in page
    assert "200K EUR per hour" in page
    assert "Learning culture and mindset" in page


def test_a_worksheet_shows_what_each_voice_said(blank: Material) -> None:
    day = date(2026, 12, 1)
    said = Answer(
        "firefighters.paved-roads",
        (
            Finding(Voice.TEAM, State.NO, day),
            Finding(Voice.LEADERS, State.YES, day, (Proof("https://wiki.example/road", day),)),
        ),
        owner="Ana",
        due_on=date(2026, 12, 24),
    )
    material = replace(blank, pilot=pilot_named(), answers={said.question_id: said}, number=5)
    page = markdown_of(material, "objection")
    assert "| team | ☐ | ☐ | ☐ | ☒ |" in page
    assert "| leaders | ☒ | ☐ | ☐ | ☐ |" in page
    assert "| operations | ☐ | ☐ | ☐ | ☐ |" in page
    assert "Ana, 24 Dec 2026" in page


def test_a_pack_is_named_on_its_worksheet(blank: Material) -> None:
    material = replace(blank, playbook=content.playbook(packs=("readiness",)), number=9)
    assert "AWS Operational Readiness Review" in markdown_of(material, "objection")


def test_the_survey_enters_a_worksheet_only_after_it_was_read_back(context: Context, pilot: Pilot) -> None:
    record_finding(context, pilot.id, "firefighters.manage-unplanned", State.YES)
    team = PlayedTeam(context, pilot.id)
    opened = team.open(Label.BEFORE, invited=6)
    for _ in range(6):
        team.answer(opened, dict.fromkeys(opened.survey.item_ids(), 3) | {"alerts.pushed-out": 5})
    team.close(opened)
    assert "The survey differs" not in markdown_of(gather.filled(context, pilot.id, Occasion()), "objection")
    surveying.mark_read_back(context, opened.id)
    page = markdown_of(gather.filled(context, pilot.id, Occasion()), "objection")
    assert "The survey differs: 0–1 of 6 agree that planned work goes ahead most weeks" in page


def test_a_blank_page_uses_the_content_of_the_workspace(make_context: Callable[..., Context]) -> None:
    context = replace(make_context(), packs=("change-management",))
    create_pilot(context, name="Payments", team="Team Kestrel", mission="Restore checkout")
    material = gather.blank(context, Occasion())
    assert material.pilot is None
    assert [objection.number for objection in material.playbook.objections][-1] == 8
