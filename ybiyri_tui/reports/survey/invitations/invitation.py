"""What a coach sends round before a survey: what it is, what is promised, what can still be learned; no code."""

from __future__ import annotations

from surveys.rounds.records import Round
from surveys.sealing.holders import Holder
from ybiyri_tui.reports.survey.promise import asked_words, promise_lines, what_else_lines


def invitation_markdown(found: Round, team: str) -> str:
    """The invitation to an open round as Markdown."""
    return "\n".join(
        [
            f"# {found.survey.title}",
            "",
            f"A survey for {team}: {asked_words(found)}.",
            "",
            f"{_how(found)} The first page has to show the fingerprint that is on your slip.",
            "",
            *_by_file(found),
            "## What is promised",
            "",
            *(f"- {line}" for line in promise_lines(found)),
            "",
            "## What can still be learned",
            "",
            *(f"- {line}" for line in what_else_lines(found)),
            "",
        ]
    )


def _how(found: Round) -> str:
    """Where to answer with a code."""
    if found.hosted:
        return (
            f"{found.series.holders[Holder.DELEGATE]} has a slip with a code for you. Answer at your own terminal or "
            "in a browser: the coach says what to type, or what to open (`ssh -T` is plain text, for screen readers)."
        )
    return (
        "Draw a code from the bowl. Answer at the shared machine, or with `ybiyri answer` (`ybiyri answer --plain` for "
        "screen readers)."
    )


def _by_file(found: Round) -> list[str]:
    """How to answer without a server, where that is possible."""
    if not found.takes_files:
        return []
    return [
        "With the invitation file you can answer on your own machine, too: `ybiyri answer --invitation FILE.invite "
        f"--ballot-out mine.ballot`; give mine.ballot to {found.series.holders[Holder.DELEGATE]}.",
        "",
    ]
