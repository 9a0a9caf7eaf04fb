"""Checks a folder of one's own as a whole: every file, every reference, and files that nothing reads."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from pydantic import BaseModel

from playbook.loading.loader import load as load_playbook
from playbook.loading.loader import pack_ids
from playbook.schema import Playbook
from playbook.worksheets.incident_flow import templates as incident_flow
from playbook.worksheets.oncall.content import OnCallFacts
from playbook.worksheets.pay.content import PayFacts
from playbook.worksheets.pilot_plan import content as pilot_plan
from playbook.worksheets.raci.content import RaciFacts
from surveys.loader import load as load_surveys
from surveys.schema import Survey
from ybiyri_tui import content
from ybiyri_tui.content import decision_loader, places, rule_table, survey_links, workshop_loader
from ybiyri_tui.content_source import ContentError, Problem
from ybiyri_tui.errors import ProgramError

FACTS: dict[str, type[BaseModel]] = {
    f"{places.WORKSHEETS}/oncall.yaml": OnCallFacts,
    f"{places.WORKSHEETS}/pay.yaml": PayFacts,
    f"{places.WORKSHEETS}/raci.yaml": RaciFacts,
}
SINGLE_FILES = (
    *FACTS,
    "must_haves.yaml",
    "benchmarks.yaml",
    places.DECISION_TABLE,
    incident_flow.FILE,
    pilot_plan.FILE,
    *places.PROGRAM_FILES,
)


@dataclass(frozen=True)
class Checked:
    """What is in a folder, and everything that is wrong with it, in order of file and line."""

    folder: Path
    files: tuple[str, ...]
    problems: tuple[Problem, ...]


def check(folder: Path) -> Checked:
    """All problems of the folder at once, with names as they are in it; packs count as switched on.

    What the folder lacks and ships instead is not checked. Raises ProgramError if there is no such folder.
    """
    if not folder.is_dir():
        what = "is not a folder" if folder.exists() else "does not exist"
        raise ProgramError(f"{folder} {what}; name a folder that `ybiyri content copy` made.")
    names = tuple(sorted(_yaml_files(folder)))
    problems: set[Problem] = set()
    playbook = _playbook(folder, problems)
    _worksheets(folder, problems)
    surveys = _surveys(folder, problems)
    _program(folder, playbook, surveys, problems)
    _decision_table(folder, problems)
    problems |= {_unread(name) for name in names if not _is_read(name)}
    return Checked(folder, names, tuple(sorted(problems)))


def _playbook(folder: Path, problems: set[Problem]) -> Playbook | None:
    source = places.playbook_source(folder, prefix="")
    try:
        return load_playbook(source, pack_ids(source))
    except ContentError as error:
        problems.update(error.problems)
        return None


def _worksheets(folder: Path, problems: set[Problem]) -> None:
    source = places.playbook_source(folder, prefix="")
    if places.is_own(folder, incident_flow.FILE):
        incident_flow.read_templates(source)
    if places.is_own(folder, pilot_plan.FILE):
        pilot_plan.read_plan_content(source)
    for name, model in FACTS.items():
        if places.is_own(folder, name):
            source.read(name, model)
    problems.update(source.problems)


def _surveys(folder: Path, problems: set[Problem]) -> dict[str, Survey] | None:
    try:
        return load_surveys(places.surveys_source(folder, prefix=""))
    except ContentError as error:
        problems.update(error.problems)
        return None


def _decision_table(folder: Path, problems: set[Problem]) -> None:
    if places.is_own(folder, places.DECISION_TABLE):
        try:
            decision_loader.load(places.decision_source(folder, prefix=""))
        except ContentError as error:
            problems.update(error.problems)


def _program(
    folder: Path, playbook: Playbook | None, surveys: dict[str, Survey] | None, problems: set[Problem]
) -> None:
    """References are looked at only where the files they lead into could be read."""
    source = places.program_source(folder, prefix="")
    questions = _question_ids(playbook) if playbook else None
    if places.is_own(folder, survey_links.FILE):
        must_haves = {must_have.id for must_have in playbook.must_haves} if playbook else None
        survey_links.check(source, questions, must_haves, surveys)
    own_questions = places.is_own(folder, workshop_loader.OPEN_QUESTIONS)
    workshop_loader.check(source, questions if own_questions else None)
    rule_table.check(source)
    problems.update(source.problems)


def _question_ids(playbook: Playbook) -> set[str]:
    """Questions of the folder and of all packs that ship, which may be switched on at any time."""
    shipped = {f"{o.id}.{q.id}" for pack in content.packs() for o in pack.objections for q in o.questions}
    return shipped | set(playbook.question_ids())


def _yaml_files(folder: Path) -> list[str]:
    names = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return [
        name.as_posix()
        for name in names
        if places.is_yaml(name.name) and not any(part.startswith(".") for part in name.parts)
    ]


def _is_read(name: str) -> bool:
    parent, _, _ = name.rpartition("/")
    if parent in ("objections", places.PACKS, places.SURVEYS):
        return True
    return name in SINGLE_FILES


def _unread(name: str) -> Problem:
    near = get_close_matches(name, SINGLE_FILES, n=1)
    hint = f"; perhaps {near[0]} is meant" if near else ""
    expected = f"a file that is read, as those of `ybiyri content copy` and in objections, packs and surveys{hint}"
    return Problem(name, 1, 1, "", expected)
