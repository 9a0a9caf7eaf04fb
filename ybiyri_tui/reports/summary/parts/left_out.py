"""What is left out and why, how everything was found, and where it ends."""

from __future__ import annotations

from ybiyri_tui.reports.document import Bullets, Paragraph, Section
from ybiyri_tui.reports.summary.summary import Summary
from ybiyri_tui.wording.states import counted


def left_out(summary: Summary) -> Section:
    """Everything that exists and is not here, with its reason."""
    found = tuple(f"{withheld.what}: {withheld.why}" for withheld in summary.withheld)
    notes = (
        "What was said in the room stays in the room.",
        "Single answers to the survey are never shown.",
    )
    return Section("What is left out, and why", (Bullets((*found, *notes)),))


def recommendation_section(summary: Summary) -> Section:
    """What is recommended, and the rule that says so."""
    found = summary.recommendation
    told = f"{found.words}. {found.reason}"
    rule = f"Rule {found.rule}, the first of the table that holds. Counts of answers and surveys decide nothing."
    return Section("Recommendation", (Paragraph(told), Paragraph(rule)))


def method(summary: Summary) -> Section:
    """How everything was found, what it cannot say, and what keeps it private."""
    lines = (
        f"Recommendation: rule {summary.recommendation.rule}. It looks at the phase, must-haves and worksheets only.",
        "Answers: a question can be answered by the team, by leaders and by operations. The lowest answer "
        "counts, and where they differ it is said. A yes is “proof seen” when something was shown, else "
        "“word only”. There is no overall score, because easy questions could raise it.",
        "Survey: anonymous, and shown to the team first. Before and after are compared by an exact "
        "permutation test of ranks (Mann–Whitney) on each topic; only main topics, chosen before the "
        "survey opened, may be called better or worse. “Can't tell” is not “no change”.",
        "Unplanned work: what the team itself called unplanned at its first import; teams are not comparable by it.",
        "A pilot has no second team to compare with, so nothing here shows what caused a change.",
        _people(summary),
        *_decision_table(summary),
    )
    return Section("Method and limits", (Bullets(lines),))


def _decision_table(summary: Summary) -> tuple[str, ...]:
    if summary.evidence.right_fit is None:
        return ("Not worked out yet: the decision table, because no service was entered.",)
    return (
        "Right fit: the decision table on what was entered of each service; its limits are the organisation's own.",
    )


def _people(summary: Summary) -> str:
    if summary.settings.people == "names":
        return "Privacy: people are named where they own something. Who said what in the room is not kept at all."
    known = counted(len(summary.settings.roles), "role")
    return (
        f"Privacy: people are shown by role; {known} are known. Proof and reasons are shown as they were typed, and "
        "who said what in the room is not kept at all."
    )
