"""What worksheets propose, as text and as JSON (`ybiyri.proposals/1`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from playbook.records import State
from ybiyri_tui.reports.escaping import plain
from ybiyri_tui.usecases.worksheets.proposing import ProposalLine, Standing, Target

SCHEMA = "ybiyri.proposals/1"
STANDING_WORDS = {Standing.NEW: "new", Standing.OUTDATED: "changed", Standing.CONFIRMED: "confirmed"}
STATE_WORDS = {State.YES: "yes", State.PARTLY: "partly", State.NO: "no"}


def answer_words(line: ProposalLine) -> str:
    """What is proposed: yes, partly or no; for a must-have met or not met."""
    proposal = line.proposal
    if proposal.target is Target.MUST_HAVE:
        return "met" if proposal.state is State.YES else "not met"
    return STATE_WORDS[proposal.state]


def proposal_lines(found: Iterable[ProposalLine]) -> list[str]:
    """Each with its name, why, what would be kept as proof, and what is recorded now."""
    lines: list[str] = []
    for line in found:
        proposal = line.proposal
        lines += [
            f"{proposal.key}  {STANDING_WORDS[line.standing]}",
            f"  {plain(line.title)}  {answer_words(line)}  (recorded: {line.recorded})",
            f"  {plain(proposal.because)}",
            f"  Proof: {plain(proposal.result)}",
        ]
    return lines


def proposals_data(pilot: str, found: Iterable[ProposalLine]) -> dict[str, Any]:
    """The same with documented keys."""
    return {
        "schema": SCHEMA,
        "pilot": pilot,
        "proposals": [
            {
                "key": line.proposal.key,
                "worksheet": line.proposal.worksheet,
                "target": line.proposal.target.value,
                "id": line.proposal.target_id,
                "title": line.title,
                "state": line.proposal.state.value,
                "because": line.proposal.because,
                "proof": line.proposal.result,
                "recorded": line.recorded,
                "standing": line.standing.value,
            }
            for line in found
        ],
    }
