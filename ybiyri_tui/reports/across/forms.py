"""A comparison over all teams as text, as JSON (`ybiyri.across-teams/1`) and as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill
from typing import Any

from surveys.across.records import Across, Entry
from surveys.statistics.verdicts import ALPHA
from ybiyri_tui.reports.across import words
from ybiyri_tui.reports.comparing.sheet import comparison_csv

SCHEMA = "ybiyri.across-teams/1"
WIDTH = 78


def across_data(found: Across) -> dict[str, Any]:
    """Everything with documented keys; numbers are null below six teams, p also where a margin decides."""
    with_p = found.margin is None
    return {
        "schema": SCHEMA,
        "survey": found.survey.id,
        "teams": found.teams,
        "answered_before": found.answered[0],
        "answered_after": found.answered[1],
        "left_out": {reason.value: count for reason, count in found.left_out.items()},
        "alpha": float(ALPHA),
        "margin": None if found.margin is None else float(found.margin),
        "topics": [_entry_data(entry, with_p) for entry in found.entries if entry.is_topic],
        "items": [_entry_data(entry, with_p) for entry in found.entries if not entry.is_topic],
        "notes": list(words.notes(found)),
    }


def across_csv(found: Across) -> str:
    """One line for each topic, then one for each question; how the shifts spread is left to the JSON form."""
    data = across_data(found)
    for entry in (*data["topics"], *data["items"]):
        del entry["shifts"]
    return comparison_csv(data)


def across_text(found: Across) -> str:
    """Main topics first; then what is missing, and what the numbers cannot tell."""
    lines = [f"Before and after over all teams · {found.survey.title}", fill(words.heading(found), WIDTH)]
    missing = words.left_out(found)
    lines += [fill(missing, WIDTH)] if missing else []
    for title, entries in words.groups(found):
        lines += ["", title]
        for entry in entries:
            lines += _entry_lines(entry, with_p=found.margin is None)
    return "\n".join([*lines, "", *(fill(note, WIDTH) for note in words.notes(found))])


def _entry_lines(entry: Entry, *, with_p: bool) -> Iterator[str]:
    yield fill(
        f"{words.title(entry)}: {words.VERDICTS[entry.verdict]}", WIDTH, initial_indent="  ", subsequent_indent="    "
    )
    for line in (words.figures(entry), words.tests(entry, with_p=with_p), words.withheld(entry)):
        if line:
            yield f"    {line}"


def _entry_data(entry: Entry, with_p: bool) -> dict[str, Any]:
    test = entry.test
    flip = test.sign_flip if test else None
    return {
        "id": entry.id,
        "family": entry.family.value,
        "verdict": entry.verdict.value,
        "teams": entry.teams,
        "withheld": entry.withheld,
        "mean_before": None if entry.before is None else float(entry.before),
        "mean_after": None if entry.after is None else float(entry.after),
        "mean_shift": float(test.mean_shift) if test else None,
        "mean_shift_ci": list(test.mean_shift_ci) if test and test.mean_shift_ci else None,
        "p_t": test.p_t if test and with_p else None,
        "p_sign_flip": float(flip.p_value) if flip and with_p else None,
        "p_holm": entry.p_adjusted if with_p else None,
        "shifts": [[float(shift), teams] for shift, teams in entry.shifts],
    }
