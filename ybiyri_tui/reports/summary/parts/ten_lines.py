"""The ten lines that a manager reads first; what is not known yet is said, never left out."""

from __future__ import annotations

from datetime import date

from playbook.records import Grade
from playbook.standing.readiness import MustHaveState, MustHaveStatus
from surveys.records import Label, Released, Verdict
from ybiyri_tui.reports.document import HeadLine
from ybiyri_tui.reports.escaping import isolated
from ybiyri_tui.reports.summary.parts.money import money_line
from ybiyri_tui.reports.summary.parts.promises import promises_line
from ybiyri_tui.reports.summary.parts.wording import (
    NOT_WORKED_OUT,
    about_money,
    age_words,
    clipped,
    must_have_words,
    step_words,
    who_and_when,
)
from ybiyri_tui.reports.summary.summary import RoundResults, Summary
from ybiyri_tui.reports.survey.words import VERDICT_WORDS, favourable_words
from ybiyri_tui.wording.states import COUNT_WORDS, counted, short_day

OPEN_SHOWN = 3
LONGEST_PROOF = 120
RIGHT_SERVICE, ON_CALL_PAY = "right-service", "pay-agreed"
NAMED_VERDICTS = (
    Verdict.WORSE,
    Verdict.LIKELY_WORSE,
    Verdict.MOVED_DOWN,
    Verdict.IMPROVED,
    Verdict.LIKELY_IMPROVED,
    Verdict.MOVED_UP,
)
COUNTED_VERDICTS = (Verdict.CANNOT_TELL, Verdict.TOO_FEW, Verdict.NOT_COMPARABLE)


def title_line(summary: Summary) -> str:
    """Pilot, team, day, and who filled it in."""
    return f"{isolated(summary.pilot.name)} · {about_line(summary)}"


def about_line(summary: Summary) -> str:
    """The same without the pilot's name."""
    parts = [isolated(summary.pilot.team), short_day(summary.on)]
    if summary.filled_in_by:
        parts.append(f"filled in by {clipped(summary.filled_in_by)}")
    if summary.pilot.is_example:
        parts.append("a made-up example")
    return " · ".join(parts)


def ten_lines(summary: Summary) -> tuple[HeadLine, ...]:
    """The lines below the title, in the order in which a manager needs them."""
    return (
        HeadLine("YOU DECIDE", _you_decide(summary)),
        HeadLine("TODAY", *_today(summary)),
        HeadLine("RIGHT FIT?", _right_fit(summary)),
        HeadLine("MONEY", money_line(summary)),
        HeadLine("THE TEAM", _team(summary)),
        HeadLine("PROMISES", promises_line(summary)),
        HeadLine("HOW SURE", _how_sure(summary)),
        HeadLine("NEXT", _next(summary)),
    )


def _you_decide(summary: Summary) -> str:
    following, first = summary.pilot.phase.next, _most_urgent(summary)
    if first:
        verb = "What is still needed for" if first.mark.owner else "Who sees to"
        stopped = f" While it is open, there is no step to {following.value}." if following else ""
        return f"{verb} “{first.must_have.title}”{_price(first, summary)}: {_who(first, summary.on)}.{stopped}"
    if following:
        return f"Whether to take the step to {following.value}: no must-have before it is open."
    return "Nothing: this is the last phase and no must-have is open."


def _price(status: MustHaveStatus, summary: Summary) -> str:
    """What it costs, where on-call pay is to be agreed and its cost is known."""
    case = summary.evidence.money
    if status.must_have.id != ON_CALL_PAY or case is None or case.a_year is None:
        return ""
    return f" ({about_money(case.a_year)} a year)"


def _most_urgent(summary: Summary) -> MustHaveStatus | None:
    """The open must-have that is due first, None if none is open."""
    return min(summary.overview.open_must_haves, key=lambda status: status.mark.due_on or date.max, default=None)


def _today(summary: Summary) -> tuple[str, str]:
    seen, following = summary.overview, summary.pilot.phase.next
    words = summary.recommendation.words
    before = f" before the {following.value} phase" if following else ""
    still_open, due = seen.open_must_haves, seen.due_must_haves
    text = f"{words}: {len(still_open)} of {len(due)} must-haves{before} are open."
    shown = [f"✗ {must_have_words(status, summary.on)}" for status in still_open[:OPEN_SHOWN]]
    more = len(still_open) - OPEN_SHOWN
    if more > 0:
        shown.append(f"and {more} more")
    shown += [_exception(status) for status in seen.exceptions]
    return text, " · ".join(shown) or "✓ every one is met"


def _exception(status: MustHaveStatus) -> str:
    waiver = status.mark.waiver
    if waiver is None:
        return f"exception: {status.must_have.title}"
    until = short_day(waiver.expires_on)
    return f"exception until {until}: {status.must_have.title} ({clipped(waiver.person)}: {clipped(waiver.reason)})"


def _right_fit(summary: Summary) -> str:
    if summary.evidence.right_fit:
        return summary.evidence.right_fit.sentence
    status = next((found for found in summary.overview.must_haves if found.must_have.id == RIGHT_SERVICE), None)
    if status is None:
        return f"{NOT_WORKED_OUT.capitalize()}."
    if status.state is MustHaveState.OPEN:
        return f"Not shown yet: “{status.must_have.title}” is open ({_who(status, summary.on)})."
    if not status.mark.proof:
        return f"Yes, word only: “{status.must_have.title}” is marked as met without proof."
    return f"Yes, it was shown: {clipped(status.mark.proof, LONGEST_PROOF)}"


def _team(summary: Summary) -> str:
    if summary.comparisons:
        return _compared(summary)
    if summary.rounds:
        newest = summary.rounds[-1]
        return " ".join(part for part in (_answered(newest), _lowest(newest), _after(summary)) if part)
    rounds = summary.overview.surveying.rounds
    if not rounds:
        return "Not asked yet: no survey was opened."
    if rounds[-1].is_open:
        return f"Being asked: the “{rounds[-1].label.value}” survey is open."
    return f"Asked: the “{rounds[-1].label.value}” survey is closed; the team sees its results first."


def _after(summary: Summary) -> str:
    after = next((found for found in summary.overview.surveying.rounds if found.label is Label.AFTER), None)
    if after is None:
        return "No second survey yet."
    if after.is_open:
        return "The second survey is open."
    return "The second survey is closed; the team sees its results first." if after.read_back_on is None else ""


def _answered(found: RoundResults) -> str:
    return f"{found.results.answered} of {found.round.invited} answered the “{found.round.label.value}” survey."


def _lowest(found: RoundResults) -> str:
    """The topics with the smallest share of favourable answers; none where all are equal."""
    shares = {topic.title: _share(found.results.entry(topic.id)) for topic in found.round.survey.topics}
    known = {title: share for title, share in shares.items() if share is not None}
    if len(set(known.values())) < 2:
        return ""
    lowest = [title for title, share in known.items() if share == min(known.values())]
    entry = next(found.results.entry(topic.id) for topic in found.round.survey.topics if topic.title == lowest[0])
    return f"Lowest: {_listed(lowest)}, {favourable_words(entry)} content."


def _share(entry: Released) -> float | None:
    return entry.segments[0].high if entry.segments else None


def _compared(summary: Summary) -> str:
    compared = summary.comparisons[-1]
    titles = {topic.id: topic.title for topic in compared.after.survey.topics}
    answered = [
        f"{found.results.answered} of {found.round.invited} answered {found.round.label.value}"
        for found in summary.rounds
        if found.round.survey.id == compared.after.survey.id and found.round.label is not Label.PULSE
    ]
    said = []
    for verdict in (*NAMED_VERDICTS, *COUNTED_VERDICTS):
        topics = [
            titles.get(change.id, change.id) for change in compared.comparison.topics if change.verdict is verdict
        ]
        if topics:
            what = ", ".join(topics) if verdict in NAMED_VERDICTS else counted(len(topics), "topic")
            said.append(f"{VERDICT_WORDS[verdict]}: {what}")
    return f"{', '.join(answered)}. {'; '.join(said)}."


def _how_sure(summary: Summary) -> str:
    counts, total = summary.overview.counts, summary.overview.question_count
    if counts[Grade.NOT_ASKED] == total:
        return f"None of the {counted(total, 'question')} has been asked yet."
    rest = [
        f"{count} {COUNT_WORDS[grade]}" for grade, count in counts.items() if count and grade is not Grade.PROOF_SEEN
    ]
    text = ", ".join([f"{counts[Grade.PROOF_SEEN]} of {total} answers have proof", *rest]) + "."
    days = summary.checked_days
    if days:
        text += f" The oldest was checked {age_words(min(days), summary.on)}."
    stale = sum(1 for day in days if (summary.on - day).days > summary.stale_after_days)
    if stale:
        text += f" {stale} older than {summary.stale_after_days} days."
    differing = len({found.subject_id for found in summary.contradictions})
    return f"{text} The survey says otherwise in {counted(differing, 'place')}." if differing else text


def _next(summary: Summary) -> str:
    urgent, steps = _most_urgent(summary), summary.overview.next_steps
    told = urgent.must_have.title if urgent else ""
    step = next((step for step in steps if step.what != told), steps[0] if steps else None)
    first = f"{step_words(step, summary.on)}." if step else "Nothing is due."
    return f"{first}{_review(summary)} Sources: the appendix."


def _review(summary: Summary) -> str:
    """When the pilot is reviewed, where the plan says it and the day is still to come."""
    day = summary.evidence.plan.plan.charter.review_on if summary.evidence.plan else None
    return f" Review on {short_day(day)}." if day and day >= summary.on else ""


def _who(status: MustHaveStatus, today: date) -> str:
    return who_and_when(status.mark.owner, status.mark.due_on, today)


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
