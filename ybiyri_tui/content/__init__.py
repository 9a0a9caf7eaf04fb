"""The content in use: what ships with the packages, or a folder of one's own, each loaded once when first asked for.

Nothing here imports YAML or pydantic before content is asked for.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from pydantic import BaseModel

    from playbook.schema import Pack, Playbook
    from playbook.worksheets.incident_flow.templates import FlowTemplate
    from playbook.worksheets.oncall.content import OnCallFacts
    from playbook.worksheets.pay.content import PayFacts
    from playbook.worksheets.pilot_plan.content import PlanContent
    from playbook.worksheets.raci.content import RaciFacts
    from playbook.worksheets.services.schema import DecisionTableFile
    from surveys.schema import Survey
    from ybiyri_tui.content.rule_table import Rules
    from ybiyri_tui.content.survey_links import SurveyMap
    from ybiyri_tui.content.workshop_schema import Workshop

Model = TypeVar("Model", bound="BaseModel")


@cache
def playbook(folder: Path | None = None, packs: tuple[str, ...] = ()) -> Playbook:
    """The playbook with the packs that are switched on, from a folder of one's own or else the one that ships.

    A folder that has no packs of its own takes those that ship. What was loaded is kept until the program ends.
    Raises ContentError with every problem if a file is broken, ProgramError if the folder is missing.
    """
    from playbook.loading.loader import load
    from ybiyri_tui.content.places import playbook_source

    return load(playbook_source(folder), packs)


@cache
def packs(folder: Path | None = None) -> tuple[Pack, ...]:
    """The packs that there are, whether switched on or not. Raises as `playbook` does."""
    from playbook.loading.loader import available_packs
    from ybiyri_tui.content.places import playbook_source

    return available_packs(playbook_source(folder))


@cache
def flow_templates(folder: Path | None = None) -> tuple[FlowTemplate, ...]:
    """Incident flows to start from; what ships if the folder has none. Raises as `playbook` does."""
    from playbook.worksheets.incident_flow.templates import read_templates
    from ybiyri_tui.content.places import playbook_source

    source = playbook_source(folder)
    found = read_templates(source)
    source.check()
    return found


@cache
def plan_content(folder: Path | None = None) -> PlanContent:
    """What a pilot's plan starts from; what ships if the folder has none. Raises as `playbook` does."""
    from playbook.worksheets.pilot_plan.content import read_plan_content
    from ybiyri_tui.content.places import playbook_source

    source = playbook_source(folder)
    found = read_plan_content(source)
    source.check()
    if found is None:
        raise AssertionError("a source that could not read a file has a problem")
    return found


@cache
def oncall_facts(folder: Path | None = None) -> OnCallFacts:
    """Limits of rotas and levels of cost; what ships if the folder has none. Raises as `playbook` does."""
    from playbook.worksheets.oncall.content import OnCallFacts

    return _worksheet_file(folder, "oncall", OnCallFacts)


@cache
def pay_facts(folder: Path | None = None) -> PayFacts:
    """Terms of a fair deal; what ships if the folder has none. Raises as `playbook` does."""
    from playbook.worksheets.pay.content import PayFacts

    return _worksheet_file(folder, "pay", PayFacts)


@cache
def raci_facts(folder: Path | None = None) -> RaciFacts:
    """Templates of who does what; what ships if the folder has none. Raises as `playbook` does."""
    from playbook.worksheets.raci.content import RaciFacts

    return _worksheet_file(folder, "raci", RaciFacts)


def _worksheet_file(folder: Path | None, name: str, model: type[Model]) -> Model:
    from ybiyri_tui.content.places import WORKSHEETS, playbook_source

    source = playbook_source(folder)
    found = source.read(f"{WORKSHEETS}/{name}.yaml", model)
    source.check()
    if found is None:
        raise AssertionError("a source that could not read a file has a problem")
    return found


@cache
def surveys(folder: Path | None = None) -> dict[str, Survey]:
    """The survey definitions by id; a folder without surveys takes those that ship. Raises as `playbook` does."""
    from surveys.loader import load
    from ybiyri_tui.content.places import surveys_source

    return load(surveys_source(folder))


@cache
def survey_map(folder: Path | None = None) -> SurveyMap:
    """Which survey items speak to which questions; what ships if the folder has none. Raises as `playbook` does."""
    from ybiyri_tui.content.places import program_source
    from ybiyri_tui.content.survey_links import load

    return load(program_source(folder))


@cache
def workshop(folder: Path | None = None) -> Workshop:
    """The texts around a workshop; files that the folder lacks are those that ship. Raises as `playbook` does."""
    from ybiyri_tui.content.places import program_source
    from ybiyri_tui.content.workshop_loader import load

    return load(program_source(folder))


@cache
def recommendation(folder: Path | None = None) -> Rules:
    """The rules behind the summary's recommendation; what ships if the folder has none. Raises as `playbook` does."""
    from ybiyri_tui.content.places import program_source
    from ybiyri_tui.content.rule_table import load

    return load(program_source(folder))


@cache
def decision_table(folder: Path | None = None) -> DecisionTableFile:
    """The decision table; what ships if the folder has none. Raises as `playbook` does."""
    from ybiyri_tui.content.decision_loader import load
    from ybiyri_tui.content.places import decision_source

    return load(decision_source(folder))


def forget() -> None:
    """Reads all content again when it is next asked for, after files were changed."""
    for kept in (playbook, packs, surveys, survey_map, workshop, recommendation, decision_table):
        kept.cache_clear()
    for other in (flow_templates, plan_content, oncall_facts, pay_facts, raci_facts):
        other.cache_clear()
