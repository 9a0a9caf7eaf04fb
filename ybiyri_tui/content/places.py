"""Where each part of the content is read: from a folder of one's own, or, for what that lacks, from what ships."""

from __future__ import annotations

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from ybiyri_tui.content_source import ContentSource
from ybiyri_tui.errors import ProgramError

PACKS, SURVEYS, WORKSHEETS = "packs", "surveys", "worksheets"
DECISION_TABLE = "decision_table.yaml"
PROGRAM_FILES = (
    "survey_map.yaml",
    "summary/recommendation.yaml",
    "workshop/agenda.yaml",
    "workshop/preparing.yaml",
    "workshop/two_models.yaml",
    "workshop/mission.yaml",
    "workshop/open_questions.yaml",
)


def playbook_source(folder: Path | None = None, *, prefix: str | None = None) -> ContentSource:
    """Objections, must-haves, figures, packs and worksheets; `prefix` stands before names, else the folder.

    Packs that a folder lacks, and each file of worksheets, are those that ship.
    """
    if folder is None:
        return ContentSource(_shipped_playbook())
    root = _existing(folder)
    elsewhere = {} if (root / PACKS).is_dir() else {PACKS: _shipped_playbook().joinpath(PACKS)}
    missing = (name for name in _files_in(_shipped_playbook().joinpath(WORKSHEETS), f"{WORKSHEETS}/"))
    elsewhere |= {name: _shipped_playbook().joinpath(name) for name in missing if not is_own(root, name)}
    return ContentSource(root, prefix=_prefix(root, prefix), elsewhere=elsewhere)


def surveys_source(folder: Path | None = None, *, prefix: str | None = None) -> ContentSource:
    """Survey definitions; a folder without any takes those that ship."""
    if folder is not None and has_surveys(folder):
        root = _existing(folder)
        return ContentSource(root / SURVEYS, prefix=f"{_prefix(root, prefix)}{SURVEYS}/")
    return ContentSource(_shipped_surveys(), prefix=f"{SURVEYS}/")


def program_source(folder: Path | None = None, *, prefix: str | None = None) -> ContentSource:
    """What belongs to neither domain: survey map, workshop texts, the summary's rules; what the folder lacks ships."""
    if folder is None:
        return ContentSource(_shipped_program())
    root = _existing(folder)
    missing = {name: _shipped_program().joinpath(name) for name in PROGRAM_FILES if not is_own(root, name)}
    return ContentSource(root, prefix=_prefix(root, prefix), elsewhere=missing)


def decision_source(folder: Path | None = None, *, prefix: str | None = None) -> ContentSource:
    """The decision table; a folder without one takes what ships."""
    if folder is not None and is_own(folder, DECISION_TABLE):
        return ContentSource(folder, prefix=_prefix(folder, prefix))
    return ContentSource(_shipped_playbook())


def is_own(folder: Path, name: str) -> bool:
    """Whether the folder has a file of its own for this part of the program's content."""
    return (folder / name).exists()


def has_surveys(folder: Path) -> bool:
    """Whether the folder has surveys of its own."""
    return any(is_yaml(path.name) for path in (folder / SURVEYS).glob("*"))


def is_yaml(name: str) -> bool:
    """Whether a file of this name is read as YAML; hidden ones are not."""
    return name.endswith((".yaml", ".yml")) and not name.startswith(".")


def shipped_files() -> dict[str, Traversable]:
    """Everything that ships, by its name in a folder of one's own, in the order of the names."""
    found = {
        **_files_in(_shipped_playbook(), ""),
        **_files_in(_shipped_surveys(), f"{SURVEYS}/"),
        **_files_in(_shipped_program(), ""),
    }
    return dict(sorted(found.items()))


def _existing(folder: Path) -> Path:
    if not folder.is_dir():
        raise ProgramError(
            f"There is no folder {folder} with content; bring it back, or make one with `ybiyri content copy`."
        )
    return folder


def _prefix(folder: Path, prefix: str | None) -> str:
    return f"{folder}/" if prefix is None else prefix


def _files_in(folder: Traversable, prefix: str) -> dict[str, Traversable]:
    found: dict[str, Traversable] = {}
    for entry in folder.iterdir():
        if entry.is_dir():
            found |= _files_in(entry, f"{prefix}{entry.name}/")
        elif is_yaml(entry.name):
            found[prefix + entry.name] = entry
    return found


def _shipped_playbook() -> Traversable:
    return files("playbook").joinpath("content")


def _shipped_surveys() -> Traversable:
    return files("surveys").joinpath("content")


def _shipped_program() -> Traversable:
    return files("ybiyri_tui").joinpath("content", "shipped")
