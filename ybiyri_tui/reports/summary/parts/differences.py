"""Where the survey says something else than an answer or a must-have; only from rounds the team has seen."""

from __future__ import annotations

from collections.abc import Mapping

from ybiyri_tui.reports.document import Bullets
from ybiyri_tui.reports.pilot.contradictions import asked_words, differs_sentence
from ybiyri_tui.reports.summary.summary import Summary


def differences(subjects: Mapping[str, str], summary: Summary) -> tuple[Bullets, ...]:
    """A list of them, none if there is nothing to list; `subjects` are questions or must-haves by id, in words."""
    found = tuple(
        f"{subjects[one.subject_id]} {differs_sentence(one)} ({asked_words(one)})."
        for one in summary.contradictions
        if one.subject_id in subjects
    )
    return (Bullets(found),) if found else ()
