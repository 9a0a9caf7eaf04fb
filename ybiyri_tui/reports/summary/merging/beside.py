"""Several pilots beside each other, from their summaries as data: what each needs, and how far each is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from playbook.records import Grade
from ybiyri_tui.reports.document import Bullets, Chapter, Grid, HeadLine, Paragraph, Section
from ybiyri_tui.reports.summary.merging.words import (
    Data,
    grade_of,
    money_value,
    open_must_haves,
    recommendation_words,
    share_value,
)
from ybiyri_tui.wording.states import COUNT_WORDS, counted, glyph, short_day

NEEDS = "What each pilot needs"
TITLE = "All pilots beside each other"


def beside(pilots: list[Data], conflicts: Iterable[str] = (), title: str = TITLE) -> Chapter:
    """The chapter that comes first; conflicts between summaries are named in it."""
    named = tuple(conflicts)
    conflict = (Section("Conflicts between the summaries", (Bullets(named),)),) if named else ()
    return Chapter(
        title,
        tuple(_head(pilots, len(named))),
        (*conflict, _decisions(pilots), _answers(pilots), _objections(pilots), _results(pilots), _limits()),
    )


def _head(pilots: list[Data], conflicts: int) -> Iterable[HeadLine]:
    by_value: dict[str, list[str]] = {}
    for data in pilots:
        by_value.setdefault(recommendation_words(data), []).append(data["pilot"])
    for words, names in by_value.items():
        yield HeadLine(words, ", ".join(names))
    waiting = sum(bool(open_must_haves(data)) for data in pilots)
    yield HeadLine("MUST-HAVES", f"{waiting} of {counted(len(pilots), 'pilot')} have one that is open.")
    if conflicts:
        yield HeadLine("CONFLICTS", f"{counted(conflicts, 'conflict')} between the summaries; see below.")


def _decisions(pilots: list[Data]) -> Section:
    rows = tuple(
        (
            data["pilot"],
            data["team"],
            data["phase"],
            recommendation_words(data),
            "; ".join(open_must_haves(data)) or "none",
            short_day(date.fromisoformat(data["date"])),
        )
        for data in pilots
    )
    header = ("Pilot", "Team", "Phase", "Recommendation", "Must-haves that are open", "As of")
    return Section(NEEDS, (Grid(header, rows),))


def _answers(pilots: list[Data]) -> Section:
    grades = (Grade.PROOF_SEEN, Grade.WORD_ONLY, Grade.PARTLY, Grade.NO, Grade.NOT_ASKED, Grade.NOT_APPLICABLE)
    rows = tuple((data["pilot"], *(str(data["counts"].get(grade, 0)) for grade in grades)) for data in pilots)
    return Section("Answers", (Grid(("Pilot", *(COUNT_WORDS[grade] for grade in grades)), rows),))


def _objections(pilots: list[Data]) -> Section:
    ids = dict.fromkeys(objection["id"] for data in pilots for objection in data["objections"])
    titles = {
        objection["id"]: objection.get("title") or objection["id"]
        for data in pilots
        for objection in data["objections"]
    }
    rows = tuple((titles[objection_id], *(_glyphs(data, objection_id) for data in pilots)) for objection_id in ids)
    legend = "One sign for each question: ✓ proof seen, ○ word only, ◐ partly, ✗ no, · not asked, – doesn't apply."
    header = ("What people say", *(data["pilot"] for data in pilots))
    return Section("What people say", (Paragraph(legend), Grid(header, rows)))


def _glyphs(data: Data, objection_id: str) -> str:
    found = next((one for one in data["objections"] if one["id"] == objection_id), None)
    if found is None:
        return "not in its playbook"
    return " ".join(glyph(grade_of(question), plain=False) for question in found["questions"])


def _results(pilots: list[Data]) -> Section:
    rows = tuple(
        (
            data["pilot"],
            share_value(data) or "not measured",
            _survey(data),
            _promises(data),
            money_value(data) or "not known",
        )
        for data in pilots
    )
    header = ("Pilot", "Unplanned work, median week", "Survey", "Promises kept", "Lost in an hour of outage")
    return Section("What came of it", (Grid(header, rows),))


def _survey(data: Data) -> str:
    rounds = (data["survey"] or {}).get("rounds", [])
    if not rounds:
        return "nothing to show"
    newest = rounds[-1]
    return f"“{newest['label']}”, {newest['answered']} of {newest['invited']} answered"


def _promises(data: Data) -> str:
    counts = (data["promises"] or {}).get("counts")
    return f"{counts['kept']} of {counts['promised']}" if counts else "none made"


def _limits() -> Section:
    told = (
        "Each team decides by itself what counts as unplanned work, so its share is comparable with the same team's "
        "earlier weeks and with nobody else's.",
        "Survey results of teams are not set against each other: questions are the same, teams are not.",
    )
    return Section("What cannot be compared", (Bullets(told),))
